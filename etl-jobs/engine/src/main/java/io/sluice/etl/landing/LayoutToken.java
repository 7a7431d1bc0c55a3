package io.sluice.etl.landing;

/** A piece of a layout. */
sealed interface LayoutToken {
    /** Text that stands for itself; it may contain {@code /}. */
    record Literal(String text) implements LayoutToken {}

    /** The digits of a landing date's field. */
    record Digits(Field field) implements LayoutToken {}

    /** Anything within one name. */
    record AnyName() implements LayoutToken {}

    /** Every file below, at any depth; only as the last piece. */
    record AnyFiles() implements LayoutToken {}

    /** A field of a landing date. */
    enum Field {
        YEAR("yyyy", "(?<year>\\d{4})"),
        MONTH("MM", "(?<month>0[1-9]|1[0-2])"),
        DAY("dd", "(?<day>0[1-9]|[12]\\d|3[01])"),
        HOUR("HH", "(?<hour>[01]\\d|2[0-3])");

        private final String letters;
        private final String regex;

        Field(String letters, String regex) {
            this.letters = letters;
            this.regex = regex;
        }

        /** The field in a {@link java.time.format.DateTimeFormatter} pattern. */
        String letters() {
            return letters;
        }

        String regex() {
            return regex;
        }
    }
}
