package io.sluice.etl.dedup;

import io.sluice.etl.model.JobConfig;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** Makes narrow rows of wide ones whose first columns are the content. */
final class NarrowEncoder implements Serializable {
    private static final long serialVersionUID = 1L;

    private final StructType content;
    private final List<KeyColumn> key;
    private final List<KeyColumn> order;
    private final boolean greatestFirst;
    private transient OrderedBytes bytes;

    NarrowEncoder(JobConfig.Dedup dedup, StructType content) {
        this.content = content;
        this.key = dedup.key().stream().map(path -> KeyColumn.of(content, path)).toList();
        this.order = dedup.orderBy().stream()
                .map(path -> KeyColumn.of(content, path))
                .toList();
        this.greatestFirst = dedup.keep() == JobConfig.Keep.LATEST;
    }

    /** @param partition the window: with a look-back of no days, a key is unique within its partition */
    byte[] encode(InternalRow row, byte[] partition, int file, long position, int dataFile) {
        if (bytes == null) {
            bytes = new OrderedBytes();
        }
        NarrowRow.beginWindow(bytes);
        bytes.putBinary(partition);
        for (KeyColumn column : key) {
            column.write(row, false, bytes);
        }
        NarrowRow.endWindow(bytes);
        for (KeyColumn column : order) {
            column.write(row, greatestFirst, bytes);
        }
        NarrowRow.putDelivery(bytes, file, position, ContentHash.of(row, content), dataFile);
        return bytes.toArray();
    }
}
