package io.sluice.etl.structure;

import java.math.BigDecimal;

/**
 * Where the values of one struct or one array go.
 *
 * <p>An ordinal is the number of a field in its struct, or the index in an array. Arrays grow and are written in the
 * order 0, 1, 2 and so on. A later value replaces an earlier one of the same ordinal.
 */
public interface Cells {
    void setNull(int ordinal);

    void setBoolean(int ordinal, boolean value);

    /** An int, or a date as days since 1970-01-01. */
    void setInt(int ordinal, int value);

    /** A long, or a timestamp as microseconds since 1970-01-01T00:00:00Z. */
    void setLong(int ordinal, long value);

    void setFloat(int ordinal, float value);

    void setDouble(int ordinal, double value);

    /** A decimal whose scale is the column's. */
    void setDecimal(int ordinal, BigDecimal value);

    /** A string as UTF-8; the bytes are valid only during the call. */
    void setText(int ordinal, byte[] utf8, int offset, int length);

    /**
     * A string as JSON escapes it, which {@link Escapes#decode} takes; the bytes are valid only during the call. Whoever
     * holds long texts decodes it where it is to lie.
     */
    default void setEscapedText(int ordinal, byte[] json, int offset, int length) {
        byte[] utf8 = new byte[length];
        setText(ordinal, utf8, 0, Escapes.decode(json, offset, offset + length, utf8, 0));
    }

    /** Bytes that become the receiver's own. */
    void setBinary(int ordinal, byte[] value);

    /** Begins a struct anew, every field null. */
    Cells struct(int ordinal, int fields);

    /** Begins an empty array anew. */
    Cells array(int ordinal);

    /** Begins an empty map anew. */
    MapCells map(int ordinal);
}
