package io.sluice.etl.framing;

import java.util.BitSet;

/**
 * Finds where a JSON value ends, piece by piece, by the grammar of RFC 8259 less the inside of numbers, literals and
 * escapes, which only the reader of records looks at.
 */
final class ValueScanner {
    private static final int DEEPEST = 1 << 24;

    private enum State {
        VALUE,
        FIRST_ELEMENT,
        FIRST_NAME,
        NAME,
        COLON,
        AFTER_VALUE,
        STRING,
        ESCAPE,
        SCALAR
    }

    private final BitSet objects = new BitSet();
    private int depth;
    private State state = State.VALUE;
    private boolean inName;
    private boolean ended;
    private boolean faulty;

    /** A value begins with the next byte. */
    void begin() {
        depth = 0;
        state = State.VALUE;
        inName = false;
        ended = false;
        faulty = false;
    }

    /** Whether the value has ended; the index that {@link #scan} returned is that after its last byte. */
    boolean ended() {
        return ended;
    }

    /** Whether the byte at the index that {@link #scan} returned cannot be there. */
    boolean faulty() {
        return faulty;
    }

    /** Whether the value is a number or literal that may be complete, if nothing follows. */
    boolean endsWithInput() {
        return depth == 0 && state == State.SCALAR;
    }

    /** Looks at bytes up to the value's end, a fault, or the end of the bytes; the index where it stopped. */
    int scan(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !ended && !faulty) {
            switch (state) {
                case STRING -> at = string(bytes, at, to);
                case ESCAPE -> {
                    state = State.STRING;
                    at++;
                }
                case SCALAR -> at = scalar(bytes, at, to);
                case VALUE, FIRST_ELEMENT, FIRST_NAME, NAME, COLON, AFTER_VALUE -> {
                    structural(bytes[at]);
                    at += faulty || state == State.SCALAR ? 0 : 1;
                }
            }
        }
        return at;
    }

    private int string(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] >= ' ' || bytes[at] < 0)) {
            at++;
        }
        if (at == to) {
            return at;
        }
        if (bytes[at] == '\\') {
            state = State.ESCAPE;
        } else if (bytes[at] != '"') {
            faulty = true;
            return at;
        } else if (inName) {
            inName = false;
            state = State.COLON;
        } else {
            afterValue();
        }
        return at + 1;
    }

    private int scalar(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isScalar(bytes[at])) {
            at++;
        }
        if (at < to) {
            afterValue();
        }
        return at;
    }

    private static boolean isScalar(byte value) {
        return value >= '0' && value <= '9'
                || value >= 'a' && value <= 'z'
                || value >= 'A' && value <= 'Z'
                || value == '-'
                || value == '+'
                || value == '.';
    }

    private static boolean beginsScalar(byte value) {
        return value >= '0' && value <= '9' || value == '-' || value == 't' || value == 'f' || value == 'n';
    }

    private void structural(byte value) {
        if (value == ' ' || value == '\n' || value == '\r' || value == '\t') {
            return;
        }
        switch (state) {
            case FIRST_ELEMENT -> {
                if (value == ']') {
                    close();
                } else {
                    value(value);
                }
            }
            case VALUE -> value(value);
            case FIRST_NAME -> {
                if (value == '}') {
                    close();
                } else {
                    name(value);
                }
            }
            case NAME -> name(value);
            case COLON -> {
                faulty = value != ':';
                state = State.VALUE;
            }
            case AFTER_VALUE -> afterValue(value);
            case STRING, ESCAPE, SCALAR -> throw new IllegalStateException("not between tokens: " + state);
        }
    }

    private void value(byte value) {
        if (value == '"') {
            state = State.STRING;
        } else if (value == '{' || value == '[') {
            open(value == '{');
        } else if (beginsScalar(value)) {
            state = State.SCALAR;
        } else {
            faulty = true;
        }
    }

    private void name(byte value) {
        faulty = value != '"';
        inName = true;
        state = State.STRING;
    }

    private void afterValue(byte value) {
        boolean object = objects.get(depth);
        if (value == ',') {
            state = object ? State.NAME : State.VALUE;
        } else if (value == (object ? '}' : ']')) {
            close();
        } else {
            faulty = true;
        }
    }

    private void open(boolean object) {
        depth++;
        faulty = depth > DEEPEST;
        objects.set(depth, object);
        state = object ? State.FIRST_NAME : State.FIRST_ELEMENT;
    }

    private void close() {
        depth--;
        afterValue();
    }

    private void afterValue() {
        state = State.AFTER_VALUE;
        ended = depth == 0;
    }
}
