package io.sluice.etl.block;

import java.util.ArrayList;
import java.util.List;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FastDecompressor;

/** Reads a block. */
public final class BlockCursor {
    private static final LZ4FastDecompressor DECOMPRESSOR =
            LZ4Factory.fastestInstance().fastDecompressor();

    private final byte[] bytes;
    private final long[] positions;
    private final List<LeafCursor> leaves = new ArrayList<>();
    private int at;

    /** Opens what {@link BlockBuilder#writeTo} made of rows of the same shape. */
    public BlockCursor(BlockShape shape, byte[] block) {
        int length = (int) GrowingBytes.INTS.get(block, 0);
        if (length == BlockBuilder.STORED) {
            bytes = block;
            at = Integer.BYTES;
        } else {
            bytes = new byte[length];
            DECOMPRESSOR.decompress(block, Integer.BYTES, bytes, 0, length);
        }
        positions = new long[(int) count()];
        count();
        long position = 0;
        for (int row = 0; row < positions.length; row++) {
            long difference = count();
            position += difference >>> 1 ^ -(difference & 1);
            positions[row] = position;
        }
        for (BlockShape.Leaf leaf : shape.leaves()) {
            LeafCursor.Runs definitions = runs();
            LeafCursor.Runs repetitions = runs();
            int values = part();
            leaves.add(new LeafCursor(leaf, bytes, definitions, repetitions, values));
        }
    }

    public int rows() {
        return positions.length;
    }

    /** The place of a row's record in its file. */
    public long position(int row) {
        return positions[row];
    }

    public LeafCursor leaf(int number) {
        return leaves.get(number);
    }

    private LeafCursor.Runs runs() {
        int start = part();
        return new LeafCursor.Runs(bytes, start, at);
    }

    /** Passes over a part and gives its start. */
    private int part() {
        int length = (int) count();
        int start = at;
        at += length;
        return start;
    }

    private long count() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte group = bytes[at++];
            value |= (long) (group & 0x7F) << shift;
            if (group >= 0) {
                return value;
            }
        }
    }
}
