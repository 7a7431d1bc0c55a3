package io.sluice.etl.sink;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import org.apache.parquet.bytes.ByteBufferAllocator;

/**
 * Gives Parquet's writers the buffers of earlier pages and files again, instead of fresh ones that have to be zeroed.
 *
 * <p>Buffers have the size of a power of two inside. For one thread; holds what its files had in use at their largest.
 */
final class BufferPool implements ByteBufferAllocator {
    /** Smaller ones are cheaper made than kept. */
    private static final int SMALLEST_BITS = 10;

    private final Deque<byte[]>[] free = emptied();

    @Override
    public ByteBuffer allocate(int size) {
        int bits = bits(size);
        byte[] array = bits < SMALLEST_BITS || bits >= free.length ? null : free[bits].poll();
        if (array == null) {
            array = new byte[bits < free.length ? 1 << bits : size];
        }
        return ByteBuffer.wrap(array).limit(size);
    }

    @Override
    public void release(ByteBuffer buffer) {
        int bits = bits(buffer.capacity());
        if (bits >= SMALLEST_BITS && bits < free.length) {
            free[bits].push(buffer.array());
        }
    }

    @Override
    public boolean isDirect() {
        return false;
    }

    private static int bits(int size) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(size, 1) - 1);
    }

    @SuppressWarnings("unchecked")
    private static Deque<byte[]>[] emptied() {
        return Stream.generate(ArrayDeque<byte[]>::new).limit(Integer.SIZE - 1).toArray(Deque[]::new);
    }
}
