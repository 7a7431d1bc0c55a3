package io.sluice.etl.structure;

/**
 * Whether bytes can be JSON as far as their encoding goes: UTF-8 as the Unicode Standard's table 3-7 defines it, no
 * lone surrogate behind a {@code \}{@code u} escape, and no NUL.
 *
 * <p>Knows nothing of strings: a backslash is JSON only inside one, so whatever precedes a fault of syntax is read
 * rightly.
 */
final class EncodingCheck {
    private EncodingCheck() {}

    /** Index of the first byte that is a NUL or begins a fault; {@code to} when there is none. */
    static int firstFault(byte[] bytes, int from, int to) {
        int at = ByteScan.notPlain(bytes, from, to);
        while (at < to) {
            int length = sequence(bytes, from, at, to);
            if (length == 0) {
                return at;
            }
            at = ByteScan.notPlain(bytes, at + length, to);
        }
        return to;
    }

    /** Index of the first fault that is not a NUL; {@code to} when there is none. */
    static int firstFaultButNul(byte[] bytes, int from, int to) {
        int at = firstFault(bytes, from, to);
        while (at < to && bytes[at] == 0) {
            at = firstFault(bytes, at + 1, to);
        }
        return at;
    }

    /** Length of the character or escape at an index; 0 when it is faulty. */
    private static int sequence(byte[] bytes, int from, int at, int to) {
        if (bytes[at] != '\\') {
            return characterLength(bytes, at, to);
        }
        // What is no escape at all is a fault of syntax, not of encoding.
        boolean escape = !isEscaped(bytes, from, at) && Escapes.unit(bytes, at, to) >= 0;
        return escape ? Escapes.unicodeLength(bytes, at, to) : 1;
    }

    /** Length of the UTF-8 of a character that is not ASCII; 0 when it is faulty, or another. */
    static int characterLength(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        if (first < 0xE0) {
            return continues(bytes, at + 1, to, 1, 0x80, 0xBF) ? 2 : 0;
        }
        if (first < 0xF0) {
            int lowest = first == 0xE0 ? 0xA0 : 0x80;
            int highest = first == 0xED ? 0x9F : 0xBF;
            return continues(bytes, at + 1, to, 2, lowest, highest) ? 3 : 0;
        }
        int lowest = first == 0xF0 ? 0x90 : 0x80;
        int highest = first == 0xF4 ? 0x8F : 0xBF;
        return continues(bytes, at + 1, to, 3, lowest, highest) ? 4 : 0;
    }

    private static boolean continues(byte[] bytes, int at, int to, int count, int lowest, int highest) {
        if (to - at < count || (bytes[at] & 0xFF) < lowest || (bytes[at] & 0xFF) > highest) {
            return false;
        }
        for (int i = 1; i < count; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Whether a backslash is itself behind one that makes it a character. */
    private static boolean isEscaped(byte[] bytes, int from, int at) {
        int first = at;
        while (first > from && bytes[first - 1] == '\\') {
            first--;
        }
        return (at - first) % 2 == 1;
    }
}
