package io.sluice.etl.structure;

import io.sluice.etl.structure.UnknownNames.UnknownName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of one object of the schema, found by their bytes.
 *
 * <p>Objects of a kind mostly have their names in the same order. So each name remembers which two came after it the
 * last times, and those are compared first.
 */
final class Names {
    private final Map<String, Member> members;
    private final UnknownNames unknownNames;
    private final Map<String, Known> byText = new HashMap<>();
    private final Known none = new Known(new byte[0], null, null);
    private Known[] byHash = new Known[16];
    private int hashed;

    Names(Map<String, Member> members, UnknownNames unknownNames) {
        this.members = Map.copyOf(members);
        this.unknownNames = unknownNames;
    }

    /** Stands before the first name of an object. */
    Known none() {
        return none;
    }

    Known of(String name) {
        Known known = byText.get(name);
        return known == null ? made(name) : known;
    }

    /**
     * The name that comes next, if it is one of the two that came after another the last times, and a colon follows it; null
     * if it may be any.
     *
     * @param quote index of the quote before it
     */
    Known following(byte[] bytes, int quote, int to, Known previous) {
        Known expected = previous.following;
        if (expected == null || expected.isMemberAt(bytes, quote, to)) {
            return expected;
        }
        Known before = previous.followingBefore;
        return before != null && before.isMemberAt(bytes, quote, to) ? expect(before, previous) : null;
    }

    /** @param previous the name before it in the object */
    Known of(byte[] bytes, int from, int to, Known previous) {
        return expect(lookUp(bytes, from, to), previous);
    }

    /** Names that are not remembered are data, and not expected again. */
    private static Known expect(Known known, Known previous) {
        if (!known.remembered()) {
            return known;
        }
        previous.followingBefore = previous.following;
        previous.following = known;
        return known;
    }

    private Known lookUp(byte[] bytes, int from, int to) {
        int slot = hash(bytes, from, to) & byHash.length - 1;
        while (byHash[slot] != null) {
            if (byHash[slot].holds(bytes, from, to)) {
                return byHash[slot];
            }
            slot = slot + 1 & byHash.length - 1;
        }
        Known known = of(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        if (known.remembered()) {
            insert(known);
        }
        return known;
    }

    private Known made(String name) {
        Member member = members.get(name);
        UnknownName unknown = member == null ? unknownNames.of(name) : null;
        Known known = new Known(name.getBytes(StandardCharsets.UTF_8), member, unknown);
        if (known.remembered()) {
            byText.put(name, known);
        }
        return known;
    }

    private void insert(Known known) {
        if (2 * ++hashed > byHash.length) {
            Known[] smaller = byHash;
            byHash = new Known[2 * smaller.length];
            for (Known moved : smaller) {
                if (moved != null) {
                    place(moved);
                }
            }
        }
        place(known);
    }

    private void place(Known known) {
        int slot = hash(known.bytes, 0, known.bytes.length) & byHash.length - 1;
        while (byHash[slot] != null) {
            slot = slot + 1 & byHash.length - 1;
        }
        byHash[slot] = known;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ hash >>> 15;
    }

    /** A name, and what is to be done with its value. */
    static final class Known {
        private final byte[] bytes;
        /** {@code "name":}, as it begins most members; null when the name does not stand in JSON as it is. */
        private final byte[] beginning;
        /** The first eight bytes of that, or zeros where it has fewer. */
        private final long head;

        private final long headBits;

        private final Member member;
        private final UnknownName unknown;
        private Known following;
        private Known followingBefore;

        private Known(byte[] bytes, Member member, UnknownName unknown) {
            this.bytes = bytes;
            this.beginning = standsAsItIs(bytes) ? quoted(bytes) : null;
            this.headBits = beginning == null || beginning.length >= Long.BYTES
                    ? -1L
                    : (1L << beginning.length * Byte.SIZE) - 1;
            this.head = beginning == null ? 0 : ByteScan.wordAt(Arrays.copyOf(beginning, Long.BYTES), 0);
            this.member = member;
            this.unknown = unknown;
        }

        /** What takes the value; null when the schema does not know the name. */
        Member member() {
            return member;
        }

        /** Counts the name; null when the schema knows it. */
        UnknownName unknown() {
            return unknown;
        }

        private boolean remembered() {
            return member != null || unknown.remembered();
        }

        private static boolean standsAsItIs(byte[] name) {
            for (byte character : name) {
                if (character == '"' || character == '\\' || character >= 0 && character < ' ') {
                    return false;
                }
            }
            return true;
        }

        private static byte[] quoted(byte[] name) {
            return ByteBuffer.allocate(name.length + 3)
                    .put((byte) '"')
                    .put(name)
                    .put((byte) '"')
                    .put((byte) ':')
                    .array();
        }

        /** Bytes of the name in its quotes, and of the colon behind it. */
        int memberLength() {
            return bytes.length + 3;
        }

        private boolean isMemberAt(byte[] other, int quote, int to) {
            if (beginning == null || to - quote < Math.max(beginning.length, Long.BYTES)) {
                return false;
            }
            return (ByteScan.wordAt(other, quote) & headBits) == head
                    && (beginning.length <= Long.BYTES || ByteScan.equalBehind(beginning, Long.BYTES, other, quote));
        }

        private boolean holds(byte[] other, int from, int to) {
            return to - from == bytes.length && ByteScan.equal(bytes, other, from);
        }
    }
}
