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
    private final int[] group = new int[GROUP];
    private int grouped;
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
            while (grouped < end) {
                group[grouped++] = number;
            }
            if (grouped == GROUP) {
                pack();
            }
        }
    }

    /** Completes the last group with zeros, which no reader asks for. */
    void end() {
        if (grouped > 0) {
            while (grouped < GROUP) {
                group[grouped++] = 0;
            }
            pack();
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

    private void pack() {
        if (header < 0) {
            header = out.length();
            out.putByte(0);
        }
        long packed = 0;
        int bits = 0;
        for (int number : group) {
            packed |= (long) number << bits;
            bits += width;
            if (bits >= Integer.SIZE) {
                out.putInt((int) packed);
                packed >>>= Integer.SIZE;
                bits -= Integer.SIZE;
            }
        }
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
