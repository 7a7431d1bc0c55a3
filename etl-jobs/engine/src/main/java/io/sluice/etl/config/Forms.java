package io.sluice.etl.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of single values that are no choice among names. */
final class Forms {
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})(?:([KMG])i?)?B?");
    private static final Map<String, Integer> UNIT_BITS = Map.of("K", 10, "M", 20, "G", 30);

    private record Simple<T>(String expected, Function<Yaml.Scalar, Optional<T>> reader) implements Form<T> {
        @Override
        public T read(Yaml.Scalar value) {
            return reader.apply(value).orElseThrow(() -> unfit(value));
        }
    }

    private Forms() {}

    /** Text that is not blank and has no control characters. */
    static Form<String> text(String expected) {
        return text(expected, Pattern.compile("(?U)\\P{Cntrl}*[^\\p{Cntrl}\\s]\\P{Cntrl}*"));
    }

    static Form<String> text(String expected, Pattern rule) {
        return new Simple<>(
                expected,
                value -> value.isText() && rule.matcher(value.text()).matches()
                        ? Optional.of(value.text())
                        : Optional.empty());
    }

    /** A version such as 2.3.10; YAML takes two numbers with a dot between for one number. */
    static Form<String> versionNumber(String expected, Pattern rule) {
        return new Simple<>(
                expected, value -> rule.matcher(value.text()).matches() ? Optional.of(value.text()) : Optional.empty());
    }

    /** Text of several lines, not blank. */
    static Form<String> lines(String expected) {
        return text(expected, Pattern.compile("(?s).*\\S.*"));
    }

    /** Any single value, as it is written. */
    static Form<String> anything() {
        return new Simple<>("a single value", value -> Optional.of(value.text()));
    }

    static Form<Long> wholeNumber(long smallest, long greatest) {
        String range =
                greatest == Long.MAX_VALUE ? "of at least " + smallest : "from %d to %d".formatted(smallest, greatest);
        return new Simple<>("a whole number " + range, value -> Optional.of(value)
                .filter(Yaml.Scalar::isNumber)
                .filter(number -> WHOLE.matcher(number.text()).matches())
                .map(number -> Long.parseLong(number.text()))
                .filter(number -> number >= smallest && number <= greatest));
    }

    /** A share of one. */
    static Form<Double> ratio() {
        return new Simple<>("a number from 0 to 1", value -> Optional.of(value)
                .filter(Yaml.Scalar::isNumber)
                .filter(number -> DECIMAL.matcher(number.text()).matches())
                .map(number -> Double.parseDouble(number.text()))
                .filter(number -> number >= 0 && number <= 1));
    }

    /** Bytes; units are binary with or without the i, so that 1 KB = 1 KiB = 1024 B. */
    static Form<Long> size(long smallest, long greatest) {
        return new Simple<>(
                "a size from %s to %s, such as 256MB (a MB is 1024 * 1024 bytes)"
                        .formatted(inUnits(smallest), inUnits(greatest)),
                value -> Optional.of(SIZE.matcher(value.text()))
                        .filter(matcher -> (value.isText() || value.isNumber()) && matcher.matches())
                        .map(Forms::bytes)
                        .filter(bytes -> bytes >= smallest && bytes <= greatest));
    }

    private static long bytes(Matcher size) {
        long count = Long.parseLong(size.group(1));
        int bits = size.group(2) == null ? 0 : UNIT_BITS.get(size.group(2));
        return count > Long.MAX_VALUE >> bits ? Long.MAX_VALUE : count << bits;
    }

    private static String inUnits(long bytes) {
        for (String unit : new String[] {"G", "M", "K"}) {
            int bits = UNIT_BITS.get(unit);
            if (bytes >> bits << bits == bytes) {
                return (bytes >> bits) + unit + "B";
            }
        }
        return bytes + "B";
    }

    /** A span of time. */
    static Form<Duration> duration() {
        return new Simple<>(
                Durations.EXPECTED, value -> value.isText() ? Durations.parse(value.text()) : Optional.empty());
    }

    static Form<ZoneId> timeZone() {
        return new Simple<>("a time zone such as UTC, Europe/Berlin or +01:00", value -> {
            try {
                return value.isText() ? Optional.of(ZoneId.of(value.text())) : Optional.empty();
            } catch (DateTimeException unknown) {
                return Optional.empty();
            }
        });
    }

    /** A name as YAML writes it: {@code LATEST} is {@code latest}. */
    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
