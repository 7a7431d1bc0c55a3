package io.sluice.etl.dedup;

import io.sluice.etl.model.Dedup;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Makes narrow rows of rows that hold at least the key and order columns. Where every delivery stays, a delivery is its
 * own key.
 */
final class NarrowEncoder implements Serializable {
    private static final long serialVersionUID = 1L;

    private final KeyColumn[] key;
    private final KeyColumn[] order;
    private final boolean greatestFirst;
    private final Dedup.Strategy strategy;
    private final ContentHash content;
    private transient OrderedBytes bytes;

    /**
     * An encoder of rows of a type.
     *
     * @param content type of the first columns, which are the content; null when the rows do not hold it
     */
    NarrowEncoder(Dedup dedup, StructType row, StructType content) {
        this.content = content == null ? null : new ContentHash(content);
        this.strategy = dedup.strategy();
        this.key = columns(row, dedup.key());
        this.order = columns(row, dedup.orderBy());
        this.greatestFirst = dedup.keep() == Dedup.Keep.LATEST;
    }

    /**
     * A row of the batch.
     *
     * @param partition its {@link PartitionId}
     */
    byte[] landed(InternalRow row, int file, long position, long partition, boolean delete) {
        begin(row, file, position);
        NarrowRow.putLanded(bytes, file, position, content.hash(row), partition, delete);
        return bytes.toArray();
    }

    /** A row published before; its content is not hashed where it is not there. */
    byte[] published(InternalRow row, int file, long position, int dataFile, boolean delete, boolean replaced) {
        begin(row, file, position);
        Long contentHash = content == null ? null : (Long) content.hash(row);
        NarrowRow.putPublished(bytes, file, position, contentHash, dataFile, delete, replaced);
        return bytes.toArray();
    }

    /** {@link NarrowRow#keyHash} of the narrow row that a row would make, where a delivery is not its own key. */
    long keyHash(InternalRow row) {
        putKey(row, 0, 0);
        return NarrowRow.keyHash(bytes.array());
    }

    private void begin(InternalRow row, int file, long position) {
        putKey(row, file, position);
        for (KeyColumn column : order) {
            column.write(row, greatestFirst, bytes);
        }
    }

    private void putKey(InternalRow row, int file, long position) {
        if (bytes == null) {
            bytes = new OrderedBytes();
        }
        NarrowRow.beginKey(bytes);
        if (strategy == Dedup.Strategy.DISTINCT) {
            bytes.putRaw(content.digest(row));
        } else if (strategy == Dedup.Strategy.NONE) {
            bytes.putUnsignedInt(file);
            bytes.putUnsignedLong(position);
        }
        for (KeyColumn column : key) {
            column.write(row, false, bytes);
        }
        NarrowRow.endKey(bytes);
    }

    private static KeyColumn[] columns(StructType row, List<String> paths) {
        return paths.stream().map(path -> KeyColumn.of(row, path)).toArray(KeyColumn[]::new);
    }
}
