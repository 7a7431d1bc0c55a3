package io.sluice.etl.sink.orc;

import java.util.Arrays;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;

/**
 * The places of a vector in one batch, and which of them are null: of a column a place a row, of what a list or map holds
 * a place an element.
 */
final class Slots {
    static final int FIRST_CAPACITY = VectorizedRowBatch.DEFAULT_SIZE;

    private final ColumnVector vector;
    private int count;
    private int nulls;

    Slots(ColumnVector vector) {
        this.vector = vector;
    }

    /** Forgets the batch before. */
    void begin() {
        count = 0;
        nulls = 0;
        // A vector that grows keeps what it has only where it does not claim to be all alike.
        vector.noNulls = false;
        vector.isRepeating = false;
    }

    /** Adds places, for which the vector grows, and gives the first of them. */
    int add(boolean isNull, int places) {
        int first = count;
        count += places;
        if (count > vector.isNull.length) {
            vector.ensureSize(Math.max(count, 2 * vector.isNull.length), true);
        }
        Arrays.fill(vector.isNull, first, count, isNull);
        nulls += isNull ? places : 0;
        return first;
    }

    /** Tells the vector's readers whether all of it, or nothing, is null; they have shorter ways then. */
    void end() {
        vector.noNulls = nulls == 0;
        vector.isRepeating = nulls > 0 && nulls == count;
    }

    int count() {
        return count;
    }
}
