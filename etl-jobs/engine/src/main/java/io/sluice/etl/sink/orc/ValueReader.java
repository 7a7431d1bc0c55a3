package io.sluice.etl.sink.orc;

import io.sluice.etl.block.BlockShape.LeafType;
import io.sluice.etl.block.LeafCursor;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DateColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DoubleColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.spark.sql.catalyst.util.RebaseDateTime;

/**
 * Reads values of a leaf into its vector, in the form that Spark's {@code OrcSerializer} gives them: dates and times are
 * counted in the hybrid calendar that orc-core writes unless told otherwise, and decimals have no zeros at their end.
 */
interface ValueReader {
    /** Reads the values of the places from one up to before another. */
    void read(LeafCursor in, int from, int end);

    /** @param vector as orc-core makes it for the column's type */
    static ValueReader of(LeafType type, ColumnVector vector) {
        return switch (type) {
            case BOOLEAN -> (in, from, end) -> booleans(in, (LongColumnVector) vector, from, end);
            case INT ->
                vector instanceof DateColumnVector
                        ? (in, from, end) -> dates(in, (DateColumnVector) vector, from, end)
                        : (in, from, end) -> ints(in, (LongColumnVector) vector, from, end);
            case LONG ->
                vector instanceof TimestampColumnVector
                        ? (in, from, end) -> times(in, (TimestampColumnVector) vector, from, end)
                        : (in, from, end) -> longs(in, (LongColumnVector) vector, from, end);
            case FLOAT -> (in, from, end) -> floats(in, (DoubleColumnVector) vector, from, end);
            case DOUBLE -> (in, from, end) -> doubles(in, (DoubleColumnVector) vector, from, end);
            case DECIMAL -> (in, from, end) -> decimals(in, (DecimalColumnVector) vector, from, end);
            case TEXT, BINARY -> (in, from, end) -> bytes(in, (BytesColumnVector) vector, from, end);
        };
    }

    private static void booleans(LeafCursor in, LongColumnVector vector, int from, int end) {
        for (int i = from; i < end; i++) {
            vector.vector[i] = in.readBoolean() ? 1 : 0;
        }
    }

    private static void ints(LeafCursor in, LongColumnVector vector, int from, int end) {
        for (int i = from; i < end; i++) {
            vector.vector[i] = in.readInt();
        }
    }

    private static void longs(LeafCursor in, LongColumnVector vector, int from, int end) {
        for (int i = from; i < end; i++) {
            vector.vector[i] = in.readLong();
        }
    }

    private static void dates(LeafCursor in, DateColumnVector vector, int from, int end) {
        int lastSwitch = RebaseDateTime.lastSwitchGregorianDay();
        for (int i = from; i < end; i++) {
            int days = in.readInt();
            vector.vector[i] = days < lastSwitch ? RebaseDateTime.rebaseGregorianToJulianDays(days) : days;
        }
    }

    /** As {@code DateTimeUtils.toJavaTimestamp}: milliseconds since 1970, and nanoseconds within the second. */
    private static void times(LeafCursor in, TimestampColumnVector vector, int from, int end) {
        long lastSwitch = RebaseDateTime.lastSwitchGregorianTs();
        for (int i = from; i < end; i++) {
            long micros = in.readLong();
            long rebased = micros < lastSwitch ? RebaseDateTime.rebaseGregorianToJulianMicros(micros) : micros;
            vector.time[i] = Math.floorDiv(rebased, 1_000L);
            vector.nanos[i] = Math.floorMod(rebased, 1_000_000) * 1_000;
        }
    }

    private static void floats(LeafCursor in, DoubleColumnVector vector, int from, int end) {
        for (int i = from; i < end; i++) {
            vector.vector[i] = Float.intBitsToFloat(in.readInt());
        }
    }

    private static void doubles(LeafCursor in, DoubleColumnVector vector, int from, int end) {
        for (int i = from; i < end; i++) {
            vector.vector[i] = Double.longBitsToDouble(in.readLong());
        }
    }

    private static void decimals(LeafCursor in, DecimalColumnVector vector, int from, int end) {
        for (int i = from; i < end; i++) {
            int offset = in.readBytes();
            if (in.length() <= Long.BYTES) {
                vector.vector[i].setFromLongAndScale(number(in.bytes(), offset, in.length()), vector.scale);
            } else {
                vector.vector[i].setFromBigIntegerBytesAndScale(in.bytes(), offset, in.length(), vector.scale);
            }
        }
    }

    /** A number of up to eight bytes in two's complement, the highest first. */
    private static long number(byte[] bytes, int offset, int length) {
        long number = bytes[offset];
        for (int i = offset + 1; i < offset + length; i++) {
            number = number << Byte.SIZE | bytes[i] & 0xFF;
        }
        return number;
    }

    /** The bytes stay where they are in the block. */
    private static void bytes(LeafCursor in, BytesColumnVector vector, int from, int end) {
        byte[] block = in.bytes();
        for (int i = from; i < end; i++) {
            int offset = in.readBytes();
            vector.setRef(i, block, offset, in.length());
        }
    }
}
