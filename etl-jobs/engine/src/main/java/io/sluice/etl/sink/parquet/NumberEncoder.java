package io.sluice.etl.sink.parquet;

import io.sluice.etl.block.BlockShape.LeafType;
import io.sluice.etl.block.GrowingBytes;
import io.sluice.etl.block.LeafCursor;
import org.apache.parquet.column.statistics.Statistics;

/** Integral and floating-point numbers of four or eight bytes, by their bits. */
final class NumberEncoder extends ValueEncoder<NumberDictionary> {
    private final LeafType type;
    private final boolean wide;
    /** What turns around the order of negative numbers, which that of a float's bits is. */
    private final long turning;

    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;
    private boolean any;

    NumberEncoder(LeafType type, GrowingBytes plain, boolean withDictionary) {
        super(plain, withDictionary ? new NumberDictionary(width(type)) : null);
        this.type = type;
        this.wide = width(type) == Long.BYTES;
        this.turning = type == LeafType.FLOAT || type == LeafType.DOUBLE ? Long.MAX_VALUE : 0;
    }

    private static int width(LeafType type) {
        return type == LeafType.LONG || type == LeafType.DOUBLE ? Long.BYTES : Integer.BYTES;
    }

    @Override
    void take(LeafCursor in, int count) {
        for (int i = 0; i < count; i++) {
            put(wide ? in.readLong() : in.readInt());
        }
    }

    /** Takes a number by its bits. */
    void put(long bits) {
        long ordered = ordered(bits);
        least = Math.min(least, ordered);
        greatest = Math.max(greatest, ordered);
        any = true;
        if (numbering()) {
            numbered(dictionary.of(bits), wide ? Long.BYTES : Integer.BYTES);
        } else if (wide) {
            plain.putLong(bits);
        } else {
            plain.putInt((int) bits);
        }
    }

    /** Bits in the order of {@link Double#compare}, where they are a float's; the other way round as well. */
    private long ordered(long bits) {
        return bits ^ bits >> Long.SIZE - 1 & turning;
    }

    @Override
    void bounds(Statistics<?> statistics) {
        if (any) {
            update(statistics, ordered(least));
            update(statistics, ordered(greatest));
        }
        any = false;
        least = Long.MAX_VALUE;
        greatest = Long.MIN_VALUE;
    }

    private void update(Statistics<?> statistics, long bits) {
        switch (type) {
            case INT -> statistics.updateStats((int) bits);
            case LONG -> statistics.updateStats(bits);
            case FLOAT -> statistics.updateStats(Float.intBitsToFloat((int) bits));
            case DOUBLE -> statistics.updateStats(Double.longBitsToDouble(bits));
            case BOOLEAN, DECIMAL, TEXT, BINARY -> throw new IllegalStateException("no number: " + type);
        }
    }
}
