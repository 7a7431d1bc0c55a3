package io.sluice.etl.structure;

import io.sluice.etl.structure.UnknownNames.UnknownName;
import java.nio.charset.StandardCharsets;
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
     * The name that comes next, if it is one of the two that came after another the last times; null if it may be any.
     *
     * @param quote index of the quote before it
     */
    Known following(byte[] bytes, int quote, int to, Known previous) {
        Known expected = previous.following;
        if (expected == null || expected.isQuotedAt(bytes, quote, to)) {
            return expected;
        }
        Known before = previous.followingBefore;
        return before != null && before.isQuotedAt(bytes, quote, to) ? expect(before, previous) : null;
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
        /** Whether the name stands in JSON as it is; if not, it is never expected. */
        private final boolean plain;

        private final Member member;
        private final UnknownName unknown;
        private Known following;
        private Known followingBefore;

        private Known(byte[] bytes, Member member, UnknownName unknown) {
            this.bytes = bytes;
            this.plain = ByteScan.quoteOrSpecial(bytes, 0, bytes.length) == bytes.length;
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

        /** Bytes of the name in its quotes. */
        int quotedLength() {
            return bytes.length + 2;
        }

        private boolean isQuotedAt(byte[] other, int quote, int to) {
            int end = quote + bytes.length + 1;
            return plain && end < to && other[end] == '"' && ByteScan.equal(bytes, other, quote + 1);
        }

        private boolean holds(byte[] other, int from, int to) {
            return to - from == bytes.length && ByteScan.equal(bytes, other, from);
        }
    }
}
