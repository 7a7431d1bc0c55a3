package io.sluice.etl.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Copies bytes, of which there are mostly few. */
public final class ByteCopy {
    /** Bytes of the target behind those copied that are overwritten, too. */
    public static final int SPILL = Long.BYTES;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    /** Up to so many are copied word by word, which takes less than the call of a general copy. */
    private static final int FEW = 48;

    private ByteCopy() {}

    /**
     * Copies bytes from one array to another.
     *
     * @param target has {@link #SPILL} bytes more behind those copied
     */
    public static void copy(byte[] source, int from, byte[] target, int to, int count) {
        if (count <= FEW && from + count + SPILL <= source.length) {
            for (int i = 0; i < count; i += Long.BYTES) {
                WORDS.set(target, to + i, (long) WORDS.get(source, from + i));
            }
        } else {
            System.arraycopy(source, from, target, to, count);
        }
    }
}
