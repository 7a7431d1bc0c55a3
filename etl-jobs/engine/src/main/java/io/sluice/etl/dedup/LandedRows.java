package io.sluice.etl.dedup;

import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.StepColumns;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Makes narrow rows of a task's part of the landing; summaries, and offsets where they count, come along. */
final class LandedRows implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int ABSENT = -1;

    private final boolean decided;
    private final NarrowEncoder encoder;
    private final KeyText offsetKey;
    private final int partition;
    private final int file;
    private final int position;
    private final int summary;
    private final int delete;

    /**
     * Narrow rows of some columns.
     *
     * @param content type of the first columns; null when there is nothing to decide, so that only the summaries count
     */
    LandedRows(Dedup dedup, StructType columns, StructType content) {
        List<String> names = List.of(columns.fieldNames());
        this.decided = content != null;
        this.encoder = decided ? new NarrowEncoder(dedup, columns, content) : null;
        this.offsetKey = dedup.strategy() == Dedup.Strategy.OFFSET ? new KeyText(dedup, columns) : null;
        this.partition = names.indexOf(StepColumns.PARTITION);
        this.file = names.indexOf(StepColumns.FILE_NUMBER);
        this.position = names.indexOf(Lineage.POSITION);
        this.summary = names.indexOf(StepColumns.SUMMARY);
        this.delete = names.indexOf(StepColumns.DELETE);
    }

    /** The narrow rows of a task. */
    Iterator<byte[]> of(Iterator<InternalRow> rows) {
        return new Narrowing(rows);
    }

    /** One task's rows. */
    private final class Narrowing implements Iterator<byte[]> {
        private final Iterator<InternalRow> rows;
        private OffsetsSeen offsets = offsetKey == null ? null : new OffsetsSeen();
        /** The name of the last row's partition, which the next row mostly shares, and its number. */
        private UTF8String partitionName;

        private long partitionId;
        private byte[] next;

        Narrowing(Iterator<InternalRow> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            while (next == null && rows.hasNext()) {
                InternalRow row = rows.next();
                if (!row.isNullAt(summary)) {
                    next = NarrowRow.summary(row.getBinary(summary));
                } else if (decided) {
                    next = narrow(row);
                    if (offsets != null) {
                        offsets.add(NarrowRow.key(next), offsetKey.lastBytes(), offsetKey);
                    }
                }
            }
            if (next == null && offsets != null) {
                next = NarrowRow.offsets(offsets.toBytes());
                offsets = null;
            }
            return next != null;
        }

        private byte[] narrow(InternalRow row) {
            UTF8String name = row.getUTF8String(partition);
            if (name != partitionName) {
                partitionName = name;
                partitionId = PartitionId.of(name.getBytes());
            }
            return encoder.landed(
                    row,
                    row.getInt(file),
                    row.getLong(position),
                    partitionId,
                    delete != ABSENT && row.getBoolean(delete));
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException();
            }
            byte[] row = next;
            next = null;
            return row;
        }
    }
}
