package io.sluice.etl.structure;

import static io.sluice.etl.structure.Reading.array;
import static io.sluice.etl.structure.Reading.coerced;
import static io.sluice.etl.structure.Reading.lifted;
import static io.sluice.etl.structure.Reading.map;
import static io.sluice.etl.structure.Reading.nullable;
import static io.sluice.etl.structure.Reading.raw;
import static io.sluice.etl.structure.Reading.required;
import static io.sluice.etl.structure.Reading.struct;
import static io.sluice.etl.structure.Reading.timed;
import static io.sluice.etl.structure.Reading.withDefault;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.Column.TimeFormat;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.JobConfig.UnknownFields;
import io.sluice.etl.model.RejectCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecordReaderPropertyTest {
    private static final Column[] COLUMNS = {
        required("id", Reading.LONG),
        nullable("name", Reading.TEXT),
        nullable("at", Reading.MICROS),
        timed(nullable("seen", Reading.MILLIS), TimeFormat.EPOCH_SECONDS),
        nullable("price", new ColumnType.Decimal(9, 2)),
        coerced(nullable("ratio", Reading.DOUBLE)),
        nullable("ok", Reading.BOOLEAN),
        nullable("bin", Reading.BINARY),
        nullable("day", Reading.DATE),
        nullable("tags", array(Reading.TEXT)),
        nullable("labels", map(struct(nullable("x", Reading.INT)))),
        nullable("actor", struct(required("id", Reading.LONG), withDefault("kind", Reading.TEXT, "\"user\""))),
        lifted(nullable("login", Reading.TEXT), "actor", "login"),
        raw(nullable("extra", Reading.TEXT))
    };
    private static final List<String> LINES = List.of(
            "{\"id\":1,\"name\":\"a\\u00e9\\ud83d\\ude00 é€\uD83D\uDE00\","
                    + "\"at\":\"2021-07-21T05:06:07.123Z\",\"ok\":true}",
            "{\"id\":-9,\"seen\":1626847200.5,\"price\":\"12.30\",\"ratio\":\"1e3\","
                    + "\"bin\":\"YWI=\",\"day\":\"2020-02-29\"}",
            "{\"tags\":[\"x\",\"y\\n\",\"\"],\"id\":3,\"labels\":{\"k\":{\"x\":1,\"y\":[2]},\"l\":{}},"
                    + "\"u\":{\"v\":[1.5e3,null]}}",
            "{\"actor\":{\"id\":5,\"login\":\"me\",\"url\":\"u\"},\"extra\":{\"a\":[1, 2]},\"id\":4,\"id\":6}",
            "{\"id\":7, \"tags\" : [ ] , \"name\":null,\"u\":\"\\\\\\\"\",\"u\":false}\r");

    private final List<Reading> readings = Arrays.stream(UnknownFields.values())
            .map(mode -> Reading.of(COLUMNS).unknown(mode))
            .toList();
    private final Reading pruned = Reading.of(COLUMNS).wanting(2, 9);

    @Property(tries = 5_000)
    void everyByteOfADamagedLineIsToldOnce(@ForAll("damaged") byte[] line) {
        for (Reading reading : readings) {
            coversAllBytes(reading.read(line), line);
        }
    }

    @Property(tries = 5_000)
    void agreesWithTheGrammarAndTheEncodings(@ForAll("damaged") byte[] line) {
        List<Told> told = readings.get(0).read(line);

        boolean malformed = told.stream().anyMatch(one -> one.code() == RejectCode.MALFORMED_JSON);
        boolean badlyEncoded = told.stream().anyMatch(one -> one.code() == RejectCode.BAD_ENCODING);
        if (!isUtf8(line)) {
            assertThat(badlyEncoded).isTrue();
        } else if (StrictJson.isValue(line)) {
            assertThat(told).hasSize(1);
            assertThat(malformed).isFalse();
        } else if (told.size() == 1) {
            assertThat(malformed || badlyEncoded).isTrue();
        }
    }

    @Property(tries = 5_000)
    void acceptsOnlyWhatIsOneObject(@ForAll("damaged") byte[] line) {
        for (Told one : readings.get(0).read(line)) {
            if (one.accepted()) {
                assertThat(StrictJson.isValue(one.raw().getBytes(StandardCharsets.UTF_8)))
                        .isTrue();
                assertThat(one.raw()).startsWith("{").endsWith("}");
                assertThat(readings.get(0).one(one.raw()).values()).isEqualTo(one.values());
            }
        }
    }

    @Property(tries = 5_000)
    void rejectsTheSameWhenLessIsWanted(@ForAll("damaged") byte[] line) {
        List<Told> all = readings.get(0).read(line);
        List<Told> some = pruned.read(line);

        assertThat(some).hasSameSizeAs(all);
        for (int i = 0; i < all.size(); i++) {
            Told one = all.get(i);
            Told other = some.get(i);
            assertThat(List.of(other.position(), other.raw(), other.unknownFields()))
                    .isEqualTo(List.of(one.position(), one.raw(), one.unknownFields()));
            assertThat(other.code()).isEqualTo(one.code());
            assertThat(other.message()).isEqualTo(one.message());
            assertThat(other.field()).isEqualTo(one.field());
            if (one.accepted()) {
                assertThat(other.values().get(2)).isEqualTo(one.values().get(2));
                assertThat(other.values().get(9)).isEqualTo(one.values().get(9));
                assertThat(other.values().get(0)).isNull();
            }
        }
    }

    @Property(tries = 5_000)
    void keepsOfABrokenLineWhatAWholeLineKeeps(@ForAll("damaged") byte[] line, @ForAll Random random) {
        byte[] cut = Arrays.copyOf(line, random.nextInt(line.length + 1));
        List<Told> told = readings.get(0).readBroken(cut, RejectCode.TRUNCATED, "cut off");

        Told rest = told.get(told.size() - 1);
        assertThat(told.stream().filter(one -> one.code() == RejectCode.TRUNCATED))
                .containsExactly(rest);
        assertThat(readings.get(0).read(line).stream().filter(Told::accepted))
                .containsAll(told.stream().filter(Told::accepted).toList());
        coversAllBytes(told, cut);
    }

    /** Every byte that is not blank belongs to one record, in order. */
    private static void coversAllBytes(List<Told> told, byte[] line) {
        long at = 0;
        for (Told one : told) {
            assertThat(one.position()).isEqualTo(afterBlanks(line, at));
            at = one.position() + rawLength(one, line);
        }
        assertThat(afterBlanks(line, at)).isEqualTo(line.length);
    }

    private static long rawLength(Told one, byte[] line) {
        // Bytes that are no UTF-8 cannot be counted from the text; such a reject reaches to the end of the line.
        boolean reachesToEnd =
                one.code() == RejectCode.BAD_ENCODING || one.raw().contains("\uFFFD");
        return reachesToEnd ? line.length - one.position() : one.raw().getBytes(StandardCharsets.UTF_8).length;
    }

    private static long afterBlanks(byte[] line, long from) {
        return ByteScan.notBlank(line, (int) from, line.length);
    }

    private static boolean isUtf8(byte[] line) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        return Arbitraries.randomValue(RecordReaderPropertyTest::damagedLine);
    }

    private static byte[] damagedLine(Random random) {
        List<Byte> line = new ArrayList<>();
        int objects = random.nextInt(4) == 0 ? 2 : 1;
        for (int i = 0; i < objects; i++) {
            for (byte value : LINES.get(random.nextInt(LINES.size())).getBytes(StandardCharsets.UTF_8)) {
                line.add(value);
            }
        }
        int damages = random.nextInt(4);
        for (int i = 0; i < damages && !line.isEmpty(); i++) {
            damage(line, random);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        line.forEach(bytes::write);
        return bytes.toByteArray();
    }

    private static void damage(List<Byte> line, Random random) {
        String marks = "{}[]:,\"\\ute01-+.E\0\t\n /'";
        int at = random.nextInt(line.size());
        int end = Math.min(line.size(), at + 1 + random.nextInt(8));
        switch (random.nextInt(6)) {
            case 0 -> line.set(at, (byte) random.nextInt(256));
            case 1 -> line.set(at, (byte) marks.charAt(random.nextInt(marks.length())));
            case 2 -> line.add(at, (byte) marks.charAt(random.nextInt(marks.length())));
            case 3 -> line.subList(at, end).clear();
            case 4 -> line.addAll(random.nextInt(line.size()), List.copyOf(line.subList(at, end)));
            default ->
                line.subList(random.nextInt(4) == 0 ? at : end, line.size()).clear();
        }
    }
}
