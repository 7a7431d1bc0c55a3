package io.sluice.etl.config;

import java.util.List;
import java.util.Map;

/** What YAML text says, without its notation. Parts may be shared, where the text has aliases. */
sealed interface Yaml {
    /** The value in words, for messages. */
    String shown();

    /** What a scalar is by YAML's own rules. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL,
        /** Text that came from the environment, where everything is text, and that may stand for any kind. */
        EXPANDED
    }

    /** A single value. */
    record Scalar(String text, Kind kind) implements Yaml {
        private static final int LONGEST = 60;

        /** Whether it can be meant as text. */
        boolean isText() {
            return kind == Kind.TEXT || kind == Kind.EXPANDED;
        }

        /** Whether it can be meant as a number. */
        boolean isNumber() {
            return kind == Kind.NUMBER || kind == Kind.EXPANDED;
        }

        @Override
        public String shown() {
            String printable = text.replaceAll("\\p{Cntrl}", "?");
            String cut = printable.length() > LONGEST ? printable.substring(0, LONGEST) + "…" : printable;
            return switch (kind) {
                case TEXT, EXPANDED -> '"' + cut + '"';
                case NUMBER, BOOLEAN -> cut;
                case NULL -> "nothing";
            };
        }
    }

    /** Values one after the other. */
    record Items(List<Entry> entries) implements Yaml {
        @Override
        public String shown() {
            return entries.isEmpty() ? "an empty list" : "a list";
        }
    }

    /** Values by key, in the order written. */
    record Fields(Map<String, Entry> entries) implements Yaml {
        @Override
        public String shown() {
            return "a section";
        }
    }

    /** A value and where it was written. */
    record Entry(Origin origin, Yaml value) {
        boolean isNull() {
            return value instanceof Scalar scalar && scalar.kind() == Kind.NULL;
        }
    }
}
