package io.sluice.etl.config;

import io.sluice.etl.schema.Spelling;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of several names.
 *
 * @param supported what each name means
 */
record Choice<T>(Map<String, T> supported) implements Form<T> {
    Choice {
        supported = Collections.unmodifiableMap(new LinkedHashMap<>(supported));
    }

    /** Names that stand for themselves. */
    static Choice<String> of(String... names) {
        Map<String, String> supported = new LinkedHashMap<>();
        for (String name : names) {
            supported.put(name, name);
        }
        return new Choice<>(supported);
    }

    /** The constants of an enumeration, in lower case. */
    static <E extends Enum<E>> Choice<E> of(List<E> constants) {
        Map<String, E> supported = new LinkedHashMap<>();
        constants.forEach(constant -> supported.put(Forms.label(constant), constant));
        return new Choice<>(supported);
    }

    @Override
    public String expected() {
        return (supported.size() == 1 ? "" : "one of ") + String.join(", ", supported.keySet());
    }

    @Override
    public T read(Yaml.Scalar value) {
        if (!value.isText()) {
            throw unfit(value);
        }
        T meaning = supported.get(value.text());
        if (meaning != null) {
            return meaning;
        }
        String guess = Spelling.nearest(value.text(), supported.keySet())
                .map(near -> "; did you mean %s?".formatted(near))
                .orElse("");
        throw new IllegalArgumentException(
                "unknown value %s; expected %s%s".formatted(value.shown(), expected(), guess));
    }
}
