package io.sluice.etl.structure;

import static io.sluice.etl.structure.Reading.LONG;
import static io.sluice.etl.structure.Reading.TEXT;
import static io.sluice.etl.structure.Reading.array;
import static io.sluice.etl.structure.Reading.lifted;
import static io.sluice.etl.structure.Reading.map;
import static io.sluice.etl.structure.Reading.nullable;
import static io.sluice.etl.structure.Reading.required;
import static io.sluice.etl.structure.Reading.struct;
import static io.sluice.etl.structure.Reading.withDefault;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.JobConfig.UnknownFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DuplicateNamesPropertyTest {
    private static final Column[] COLUMNS = {
        nullable("a", struct(nullable("x", LONG), withDefault("y", LONG, "9"), nullable("c", map(LONG)))),
        nullable("b", array(struct(required("x", LONG), nullable("y", LONG)))),
        nullable("c", map(struct(nullable("x", LONG)))),
        required("x", LONG),
        lifted(nullable("login", TEXT), "y", "a"),
        lifted(nullable("also", LONG), "a", "x")
    };
    private static final String[] NAMES = {"a", "b", "c", "x", "y", "u"};

    private final List<Reading> readings = Arrays.stream(UnknownFields.values())
            .map(mode -> Reading.of(COLUMNS).unknown(mode))
            .toList();

    /** JSON as it might land, and the same without the values that later ones supersede. */
    record Pair(String landed, String plain) {}

    @Property(tries = 5_000)
    void supersededValuesLeaveNoTrace(@ForAll("objects") Pair pair) {
        for (Reading reading : readings) {
            Told landed = reading.one(pair.landed());
            Told plain = reading.one(pair.plain());

            assertThat(landed.code()).isEqualTo(plain.code());
            assertThat(landed.field()).isEqualTo(plain.field());
            assertThat(landed.unknownFields()).isEqualTo(plain.unknownFields());
            assertThat(columns(landed)).isEqualTo(columns(plain));
        }
    }

    /** The columns without the rescued fields, which keep their text as it landed, superseded values included. */
    private static List<Object> columns(Told told) {
        return told.accepted() ? told.values().subList(0, COLUMNS.length) : List.of();
    }

    @Provide
    Arbitrary<Pair> objects() {
        return Arbitraries.randomValue(random -> object(random, 3));
    }

    private static Pair object(Random random, int depth) {
        List<String> landed = new ArrayList<>();
        Map<String, String> plain = new LinkedHashMap<>();
        int entries = random.nextInt(5);
        for (int i = 0; i < entries; i++) {
            String name = NAMES[random.nextInt(NAMES.length)];
            Pair value = value(random, name, depth - 1);
            landed.add("\"" + name + "\":" + value.landed());
            plain.remove(name);
            plain.put(name, "\"" + name + "\":" + value.plain());
        }
        return new Pair("{" + String.join(",", landed) + "}", "{" + String.join(",", plain.values()) + "}");
    }

    private static Pair value(Random random, String name, int depth) {
        boolean fitting = random.nextInt(8) > 0;
        if (depth == 0 || fitting && name.equals("x")) {
            return scalar(random);
        }
        if (fitting && name.equals("b")) {
            List<Pair> elements = List.of(object(random, depth), object(random, depth));
            return new Pair(
                    elements.stream().map(Pair::landed).collect(Collectors.joining(",", "[", "]")),
                    elements.stream().map(Pair::plain).collect(Collectors.joining(",", "[", "]")));
        }
        return random.nextInt(6) == 0 ? scalar(random) : object(random, depth);
    }

    private static Pair scalar(Random random) {
        String[] scalars = {"1", "2", "3", "null", "\"s\"", "true"};
        String scalar = scalars[random.nextInt(random.nextInt(3) == 0 ? scalars.length : 4)];
        return new Pair(scalar, scalar);
    }
}
