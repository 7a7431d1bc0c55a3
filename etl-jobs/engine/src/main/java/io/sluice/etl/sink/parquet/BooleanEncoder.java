package io.sluice.etl.sink.parquet;

import io.sluice.etl.block.GrowingBytes;
import io.sluice.etl.block.LeafCursor;
import io.sluice.etl.sink.dictionary.Dictionary;
import org.apache.parquet.column.statistics.Statistics;

/** Booleans, eight a byte, the first in the lowest bit. */
final class BooleanEncoder extends ValueEncoder<Dictionary> {
    private int bits;
    private int count;
    private boolean anyFalse;
    private boolean anyTrue;

    BooleanEncoder(GrowingBytes plain) {
        super(plain, null);
    }

    @Override
    void take(LeafCursor in, int entries) {
        for (int i = 0; i < entries; i++) {
            boolean value = in.readBoolean();
            anyTrue |= value;
            anyFalse |= !value;
            bits |= (value ? 1 : 0) << count;
            if (++count == Byte.SIZE) {
                completePlain();
            }
        }
    }

    @Override
    void completePlain() {
        if (count > 0) {
            plain.putByte(bits);
            bits = 0;
            count = 0;
        }
    }

    @Override
    void bounds(Statistics<?> statistics) {
        if (anyFalse) {
            statistics.updateStats(false);
        }
        if (anyTrue) {
            statistics.updateStats(true);
        }
        anyFalse = false;
        anyTrue = false;
    }
}
