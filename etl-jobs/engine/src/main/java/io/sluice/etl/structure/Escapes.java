package io.sluice.etl.structure;

/** The escapes of JSON strings (RFC 8259, section 7). */
public final class Escapes {
    private static final int UNIT_LENGTH = 6;

    private Escapes() {}

    /** Length of the escape at a backslash; 0 when it is none, or a surrogate without the other. */
    static int length(byte[] bytes, int backslash, int to) {
        if (backslash + 1 == to) {
            return 0;
        }
        return switch (bytes[backslash + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
            case 'u' -> unicodeLength(bytes, backslash, to);
            default -> 0;
        };
    }

    /**
     * Length of the escape of a character by its number, or of two that are surrogates of each other; 0 when it is none, or
     * a surrogate without the other.
     */
    static int unicodeLength(byte[] bytes, int backslash, int to) {
        int unit = unit(bytes, backslash, to);
        if (unit < 0 || Character.isLowSurrogate((char) unit)) {
            return 0;
        }
        if (!Character.isHighSurrogate((char) unit)) {
            return UNIT_LENGTH;
        }
        int next = unit(bytes, backslash + UNIT_LENGTH, to);
        return next >= 0 && Character.isLowSurrogate((char) next) ? 2 * UNIT_LENGTH : 0;
    }

    /**
     * Index of the quote that closes a string, from {@code from} on, which is one of its characters or that quote; -1 when it
     * is not closed, or holds a control character, bytes that are not UTF-8, an escape that is none, or a surrogate without
     * the other.
     */
    static int closingQuote(byte[] bytes, int from, int to) {
        int at = ByteScan.quoteOrSpecial(bytes, from, to);
        while (at < to && bytes[at] != '"') {
            int length = bytes[at] == '\\' ? length(bytes, at, to) : EncodingCheck.characterLength(bytes, at, to);
            if (length == 0) {
                return -1;
            }
            at += length;
            if (at < to && bytes[at] >= 0) {
                at = ByteScan.quoteOrSpecial(bytes, at, to);
            }
        }
        return at < to ? at : -1;
    }

    /**
     * Writes a text whose escapes are valid, and whose surrogates are pairs, as UTF-8 without escapes.
     *
     * @param from index of the first byte of the text, behind its quote
     * @param to index of its closing quote
     * @param target takes {@code to - from} bytes at most, because no escape is shorter than what it stands for
     * @param start index in {@code target} of the first byte to write
     * @return index in {@code target} after the last byte
     */
    public static int decode(byte[] json, int from, int to, byte[] target, int start) {
        int at = from;
        int end = start;
        while (at < to) {
            int backslash = ByteScan.quoteOrBackslash(json, at, to);
            System.arraycopy(json, at, target, end, backslash - at);
            end += backslash - at;
            at = backslash;
            if (at < to && json[at + 1] == 'u') {
                int codePoint = codePoint(json, at, to);
                end = encode(codePoint, target, end);
                at += UNIT_LENGTH * Character.charCount(codePoint);
            } else if (at < to) {
                target[end++] = character(json[at + 1]);
                at += 2;
            }
        }
        return end;
    }

    private static byte character(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }

    private static int codePoint(byte[] json, int at, int to) {
        char unit = (char) unit(json, at, to);
        return Character.isHighSurrogate(unit)
                ? Character.toCodePoint(unit, (char) unit(json, at + UNIT_LENGTH, to))
                : unit;
    }

    private static int encode(int codePoint, byte[] target, int start) {
        int end = start;
        if (codePoint < 0x80) {
            target[end++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            target[end++] = (byte) (0xC0 | codePoint >> 6);
            target[end++] = continuation(codePoint);
        } else if (codePoint < 0x10000) {
            target[end++] = (byte) (0xE0 | codePoint >> 12);
            target[end++] = continuation(codePoint >> 6);
            target[end++] = continuation(codePoint);
        } else {
            target[end++] = (byte) (0xF0 | codePoint >> 18);
            target[end++] = continuation(codePoint >> 12);
            target[end++] = continuation(codePoint >> 6);
            target[end++] = continuation(codePoint);
        }
        return end;
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | bits & 0x3F);
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
