package io.sluice.etl.structure;

/** The escapes of JSON strings (RFC 8259, section 7). */
final class Escapes {
    private static final int UNIT_LENGTH = 6;

    private Escapes() {}

    /** Length of the escape at a backslash; 0 when it is none. */
    static int length(byte[] bytes, int backslash, int to) {
        return switch (bytes[backslash + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
            case 'u' -> unit(bytes, backslash, to) < 0 ? 0 : UNIT_LENGTH;
            default -> 0;
        };
    }

    /**
     * Index of the quote that closes the string whose content begins at {@code from}; -1 when it is not closed, or holds a
     * control character or an escape that is none.
     */
    static int closingQuote(byte[] bytes, int from, int to) {
        int at = ByteScan.quoteOrSpecial(bytes, from, to);
        while (at < to && bytes[at] == '\\') {
            int length = at + 1 < to ? length(bytes, at, to) : 0;
            if (length == 0) {
                return -1;
            }
            at = ByteScan.quoteOrSpecial(bytes, at + length, to);
        }
        return at < to && bytes[at] == '"' ? at : -1;
    }

    /** Appends a text whose escapes are valid, and whose surrogates are pairs. */
    static void decode(byte[] bytes, int from, int to, Utf8Scratch out) {
        // No escape is shorter than what it stands for, and a long text must not be copied from buffer to buffer.
        out.reserve(to - from);
        int at = from;
        while (at < to) {
            int backslash = ByteScan.quoteOrBackslash(bytes, at, to);
            out.append(bytes, at, backslash - at);
            at = backslash < to ? append(bytes, backslash, to, out) : to;
        }
    }

    private static int append(byte[] bytes, int backslash, int to, Utf8Scratch out) {
        char[] units =
                switch (bytes[backslash + 1]) {
                    case 'b' -> new char[] {'\b'};
                    case 'f' -> new char[] {'\f'};
                    case 'n' -> new char[] {'\n'};
                    case 'r' -> new char[] {'\r'};
                    case 't' -> new char[] {'\t'};
                    case 'u' -> units(bytes, backslash, to);
                    default -> new char[] {(char) bytes[backslash + 1]};
                };
        out.append(units, 0, units.length);
        return backslash + (bytes[backslash + 1] == 'u' ? UNIT_LENGTH * units.length : 2);
    }

    private static char[] units(byte[] bytes, int backslash, int to) {
        char unit = (char) unit(bytes, backslash, to);
        return Character.isHighSurrogate(unit)
                ? new char[] {unit, (char) unit(bytes, backslash + UNIT_LENGTH, to)}
                : new char[] {unit};
    }

    /** The code unit of an escape with four hexadecimal digits; -1 when there is none. */
    static int unit(byte[] bytes, int at, int to) {
        if (to - at < UNIT_LENGTH || bytes[at] != '\\' || bytes[at + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = 2; i < UNIT_LENGTH; i++) {
            byte digit = bytes[at + i];
            int value = digit < 0 ? -1 : Character.digit(digit, 16);
            if (value < 0) {
                return -1;
            }
            unit = unit << 4 | value;
        }
        return unit;
    }
}
