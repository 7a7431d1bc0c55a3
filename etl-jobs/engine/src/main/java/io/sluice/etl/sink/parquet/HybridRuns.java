package io.sluice.etl.sink.parquet;

import io.sluice.etl.block.GrowingBytes;

/**
 * Writes small numbers as Parquet's hybrid of run lengths and packed bits (Parquet's Encodings.md, "RLE / bit-packing
 * hybrid").
 *
 * <p>Eight and more that are alike become a run, the others are packed in groups of eight.
 */
final class HybridRuns {
    private static final int GROUP = 8;
    /** So many groups have their number in one byte. */
    private static final int MOST_GROUPS = 63;

    private final GrowingBytes out;
    private final int width;
    /** How many numbers of the group at hand are packed. */
    private int grouped;
    /** Those bits of them that are not written yet. */
    private long packed;

    private int bits;
    /** Where the number of the groups being packed stands; -1 when none are. */
    private int header = -1;

    private int groups;

    /** @param width bits of a number, which 0 has none of */
    HybridRuns(GrowingBytes out, int width) {
        this.out = out;
        this.width = width;
    }

    static int width(int greatest) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(greatest);
    }

    /** Writes a number so many times. The longer the runs it is told of, the smaller what becomes of them. */
    void add(int number, int count) {
        int left = count;
        while (left > 0) {
            if (grouped == 0 && left >= GROUP) {
                run(number, left);
                return;
            }
            int end = Math.min(grouped + left, GROUP);
            left -= end - grouped;
            pack(number, end);
        }
    }

    /** Completes the last group with zeros, which no reader asks for. */
    void end() {
        if (grouped > 0) {
            pack(0, GROUP);
        }
        endGroups();
    }

    private void run(int number, int count) {
        endGroups();
        out.putCount((long) count << 1);
        for (int bits = 0; bits < width; bits += Byte.SIZE) {
            out.putByte(number >>> bits);
        }
    }

    /** Packs a number until there are so many in the group. */
    private void pack(int number, int end) {
        if (header < 0) {
            header = out.length();
            out.putByte(0);
        }
        for (; grouped < end; grouped++) {
            packed |= (long) number << bits;
            bits += width;
            if (bits >= Integer.SIZE) {
                out.putInt((int) packed);
                packed >>>= Integer.SIZE;
                bits -= Integer.SIZE;
            }
        }
        if (grouped == GROUP) {
            endGroup();
        }
    }

    private void endGroup() {
        // Eight numbers fill whole bytes.
        for (; bits > 0; bits -= Byte.SIZE) {
            out.putByte((int) packed);
            packed >>>= Byte.SIZE;
        }
        grouped = 0;
        if (++groups == MOST_GROUPS) {
            endGroups();
        }
    }

    private void endGroups() {
        if (header >= 0) {
            out.setByte(header, groups << 1 | 1);
            header = -1;
            groups = 0;
        }
    }
}
