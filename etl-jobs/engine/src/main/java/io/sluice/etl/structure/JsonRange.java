package io.sluice.etl.structure;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A JSON value somewhere in an array.
 *
 * @param from index of its first byte
 * @param to index after its last byte
 */
record JsonRange(byte[] bytes, int from, int to) {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    boolean begins(char first) {
        return from < to && bytes[from] == first;
    }

    boolean isNull() {
        return Arrays.equals(bytes, from, to, NULL, 0, NULL.length);
    }

    String text() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
