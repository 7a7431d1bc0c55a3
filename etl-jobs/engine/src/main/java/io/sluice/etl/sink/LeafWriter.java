package io.sluice.etl.sink;

import io.sluice.etl.block.BlockShape.Leaf;
import io.sluice.etl.block.LeafCursor;
import java.util.Arrays;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;

/** Moves one leaf from a block to Parquet's writer of its column. */
abstract sealed class LeafWriter {

    static LeafWriter of(Leaf leaf, PrimitiveType type) {
        return switch (leaf.type()) {
            case BOOLEAN -> new Booleans();
            case INT -> new Ints();
            case LONG -> new Longs();
            case FLOAT -> new Floats();
            case DOUBLE -> new Doubles();
            case DECIMAL -> new Decimals(type);
            case TEXT, BINARY -> new Texts();
        };
    }

    /**
     * Moves the entries of the rows before a given one.
     *
     * @param dropped rows that are left out
     */
    final void write(LeafCursor in, int endRow, boolean[] dropped, ColumnWriter out) {
        while (in.nextBefore(endRow)) {
            boolean kept = !dropped[in.row()];
            if (in.present()) {
                value(in, kept, out);
            } else if (kept) {
                out.writeNull(in.repetition(), in.definition());
            }
        }
    }

    /** Reads the value and, if it is kept, writes it. */
    abstract void value(LeafCursor in, boolean kept, ColumnWriter out);

    private static final class Booleans extends LeafWriter {
        @Override
        void value(LeafCursor in, boolean kept, ColumnWriter out) {
            boolean value = in.readBoolean();
            if (kept) {
                out.write(value, in.repetition(), in.definition());
            }
        }
    }

    private static final class Ints extends LeafWriter {
        @Override
        void value(LeafCursor in, boolean kept, ColumnWriter out) {
            int value = in.readInt();
            if (kept) {
                out.write(value, in.repetition(), in.definition());
            }
        }
    }

    private static final class Longs extends LeafWriter {
        @Override
        void value(LeafCursor in, boolean kept, ColumnWriter out) {
            long value = in.readLong();
            if (kept) {
                out.write(value, in.repetition(), in.definition());
            }
        }
    }

    private static final class Floats extends LeafWriter {
        @Override
        void value(LeafCursor in, boolean kept, ColumnWriter out) {
            float value = Float.intBitsToFloat(in.readInt());
            if (kept) {
                out.write(value, in.repetition(), in.definition());
            }
        }
    }

    private static final class Doubles extends LeafWriter {
        @Override
        void value(LeafCursor in, boolean kept, ColumnWriter out) {
            double value = Double.longBitsToDouble(in.readLong());
            if (kept) {
                out.write(value, in.repetition(), in.definition());
            }
        }
    }

    private static final class Texts extends LeafWriter {
        @Override
        void value(LeafCursor in, boolean kept, ColumnWriter out) {
            int offset = in.readBytes();
            if (kept) {
                out.write(
                        Binary.fromReusedByteArray(in.bytes(), offset, in.length()), in.repetition(), in.definition());
            }
        }
    }

    /** Decimals in the fixed width that their precision needs. */
    private static final class Decimals extends LeafWriter {
        private final byte[] fixed;

        Decimals(PrimitiveType type) {
            if (type.getPrimitiveTypeName() != PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
                throw new IllegalArgumentException("decimals are written in fixed width, not as " + type);
            }
            fixed = new byte[type.getTypeLength()];
        }

        @Override
        void value(LeafCursor in, boolean kept, ColumnWriter out) {
            int offset = in.readBytes();
            if (kept) {
                int length = in.length();
                Arrays.fill(fixed, 0, fixed.length - length, (byte) (in.bytes()[offset] >> 7));
                System.arraycopy(in.bytes(), offset, fixed, fixed.length - length, length);
                out.write(Binary.fromReusedByteArray(fixed), in.repetition(), in.definition());
            }
        }
    }
}
