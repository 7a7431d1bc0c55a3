package io.sluice.etl.block;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/**
 * Gathers rows of one landed file and one partition.
 *
 * <p>A block is {@code length before compression (4) | LZ4 of: rows, positions as differences, and of each leaf its
 * definition levels, repetition levels and values}. One that is not compressed has {@link #STORED} instead of the length,
 * and the rest as it is. A long one never is: a value may be as long as a third of the heap of who reads, which has no room
 * for two copies more.
 */
public final class BlockBuilder {
    /** Stands for the length of a block that is not compressed. */
    static final int STORED = -1;

    private static final int LONGEST_COMPRESSED = 8 << 20;
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

    /**
     * Writes the block and tells its length in bytes; the builder is empty afterwards.
     *
     * @param compressed whether to compress it, which a long one never is
     */
    public int writeTo(OutputStream out, boolean compressed) throws IOException {
        long size = positions.length();
        for (LeafBuilder leaf : leaves) {
            size += leaf.size();
        }
        int length = compressed && size <= LONGEST_COMPRESSED ? compress(out) : store(out);
        positions.clear();
        lastPosition = 0;
        rows = 0;
        bytes = 0;
        return length;
    }

    private void begin() {
        whole.clear();
        whole.putCount(rows);
        whole.putCount(positions.length());
        whole.put(positions.bytes(), 0, positions.length());
    }

    private int store(OutputStream out) throws IOException {
        begin();
        byte[] mark = new byte[Integer.BYTES];
        GrowingBytes.INTS.set(mark, 0, STORED);
        out.write(mark);
        int length = mark.length;
        for (LeafBuilder leaf : leaves) {
            for (GrowingBytes part : leaf.end()) {
                whole.putCount(part.length());
                out.write(whole.bytes(), 0, whole.length());
                out.write(part.bytes(), 0, part.length());
                length = Math.addExact(length, whole.length() + part.length());
                whole.clear();
            }
            leaf.clear();
        }
        return length;
    }

    private int compress(OutputStream out) throws IOException {
        begin();
        for (LeafBuilder leaf : leaves) {
            for (GrowingBytes part : leaf.end()) {
                whole.putCount(part.length());
                whole.put(part.bytes(), 0, part.length());
            }
            leaf.clear();
        }
        byte[] compressed = new byte[Integer.BYTES + COMPRESSOR.maxCompressedLength(whole.length())];
        GrowingBytes.INTS.set(compressed, 0, whole.length());
        int length = COMPRESSOR.compress(
                whole.bytes(), 0, whole.length(), compressed, Integer.BYTES, compressed.length - Integer.BYTES);
        out.write(compressed, 0, Integer.BYTES + length);
        return Integer.BYTES + length;
    }
}
