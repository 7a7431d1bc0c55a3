package io.sluice.etl.sink.parquet;

import io.sluice.etl.block.GrowingBytes;
import io.sluice.etl.block.LeafCursor;
import io.sluice.etl.sink.dictionary.Dictionary;
import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** Decimals by their unscaled values, in the fixed width that their precision needs. */
final class DecimalEncoder extends ValueEncoder<Dictionary> {
    private static final byte SIGN = Byte.MIN_VALUE;

    private final byte[] fixed;
    private final Bounds bounds = new Bounds();

    /** @param width bytes of a value */
    DecimalEncoder(GrowingBytes plain, int width) {
        super(plain, null);
        if (width <= 0) {
            throw new IllegalArgumentException("decimals are written in a fixed width, not in " + width);
        }
        this.fixed = new byte[width];
    }

    @Override
    void take(LeafCursor in, int count) {
        for (int i = 0; i < count; i++) {
            int offset = in.readBytes();
            int length = in.length();
            Arrays.fill(fixed, 0, fixed.length - length, (byte) (in.bytes()[offset] >> Byte.SIZE - 1));
            System.arraycopy(in.bytes(), offset, fixed, fixed.length - length, length);
            plain.put(fixed, 0, fixed.length);
            fixed[0] ^= SIGN;
            bounds.note(fixed, 0, fixed.length);
        }
    }

    @Override
    void bounds(Statistics<?> statistics) {
        if (bounds.least() != null) {
            statistics.updateStats(signed(bounds.least()));
            statistics.updateStats(signed(bounds.greatest()));
        }
        bounds.clear();
    }

    /** Undoes what makes the unsigned order that of signed numbers. */
    private static Binary signed(byte[] ordered) {
        byte[] value = ordered.clone();
        value[0] ^= SIGN;
        return Binary.fromConstantByteArray(value);
    }
}
