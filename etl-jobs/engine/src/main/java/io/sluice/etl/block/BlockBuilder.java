package io.sluice.etl.block;

import java.util.List;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/**
 * Gathers rows of one landed file and one partition.
 *
 * <p>A block is {@code length before compression (4) | LZ4 of: rows, positions as differences, and of each leaf its
 * definition levels, repetition levels and values}.
 */
public final class BlockBuilder {
    private static final LZ4Compressor COMPRESSOR = LZ4Factory.fastestInstance().fastCompressor();
    /** Bytes of all leaves are added up once in so many rows. */
    private static final int ROWS_BETWEEN_SIZES = 64;

    private final LeafBuilder[] leaves;
    private final GrowingBytes positions = new GrowingBytes();
    private final GrowingBytes whole = new GrowingBytes();
    private long lastPosition;
    private int rows;
    private long bytes;

    public BlockBuilder(BlockShape shape) {
        List<BlockShape.Leaf> columns = shape.leaves();
        leaves = columns.stream().map(LeafBuilder::new).toArray(LeafBuilder[]::new);
    }

    public LeafBuilder leaf(int number) {
        return leaves[number];
    }

    /**
     * Ends a row of which every leaf has its entries.
     *
     * @param rowBytes about what the row adds
     */
    public void endRow(long position, int rowBytes) {
        long difference = position - lastPosition;
        positions.putCount(difference << 1 ^ difference >> 63);
        lastPosition = position;
        bytes += rowBytes;
        if (++rows % ROWS_BETWEEN_SIZES == 0) {
            bytes = positions.length();
            for (LeafBuilder leaf : leaves) {
                bytes += leaf.size();
            }
        }
    }

    public int rows() {
        return rows;
    }

    /** Bytes gathered, about. */
    public long bytes() {
        return bytes;
    }

    /** The block; the builder is empty afterwards. */
    public byte[] build() {
        whole.clear();
        whole.putCount(rows);
        whole.putCount(positions.length());
        whole.put(positions.bytes(), 0, positions.length());
        for (LeafBuilder leaf : leaves) {
            leaf.writeTo(whole);
        }
        positions.clear();
        lastPosition = 0;
        rows = 0;
        bytes = 0;
        byte[] compressed = new byte[Integer.BYTES + COMPRESSOR.maxCompressedLength(whole.length())];
        GrowingBytes.INTS.set(compressed, 0, whole.length());
        int length = COMPRESSOR.compress(
                whole.bytes(), 0, whole.length(), compressed, Integer.BYTES, compressed.length - Integer.BYTES);
        return java.util.Arrays.copyOf(compressed, Integer.BYTES + length);
    }
}
