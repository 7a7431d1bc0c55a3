package io.sluice.etl.dedup;

import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.Lineage;
import java.io.Serializable;
import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** Makes narrow rows of a task's part of published data files. */
final class DataFileRows implements Serializable {
    private static final long serialVersionUID = 1L;

    private final NarrowEncoder encoder;
    private final DataFileNumbers dataFiles;
    private final Broadcast<FileNumbers> landedFiles;
    private final BitSet readAgain;
    private final KeyFilter wanted;
    private final int file;
    private final int position;
    private final int dataFile;

    private DataFileRows(
            NarrowEncoder encoder,
            PublishedScan scan,
            DataFileNumbers dataFiles,
            Broadcast<FileNumbers> landedFiles,
            KeyFilter wanted) {
        StructType columns = scan.columns();
        this.encoder = encoder;
        this.dataFiles = dataFiles;
        this.landedFiles = landedFiles;
        this.readAgain = landedFiles.value().inBatch();
        this.wanted = wanted;
        this.file = columns.fieldIndex(Lineage.FILE);
        this.position = columns.fieldIndex(Lineage.POSITION);
        this.dataFile = scan.dataFile();
    }

    /**
     * Narrow rows of a scan.
     *
     * @param content type of its first columns, which are the content; null when it does not hold it
     * @param wanted leaves out keys that the batch does not hold; null when all are wanted
     */
    static JavaRDD<byte[]> of(
            PublishedScan scan,
            Dedup dedup,
            StructType content,
            DataFileNumbers dataFiles,
            Broadcast<FileNumbers> landedFiles,
            KeyFilter wanted) {
        DataFileRows narrow = new DataFileRows(
                new NarrowEncoder(dedup, scan.columns(), content), scan, dataFiles, landedFiles, wanted);
        return scan.rows().mapPartitions(narrow::narrowed);
    }

    private Iterator<byte[]> narrowed(Iterator<Iterator<InternalRow>> runs) {
        return new Narrowing(runs, wanted == null ? null : wanted.keys());
    }

    private byte[] narrow(InternalRow row) {
        int number = dataFiles.of(row.getUTF8String(dataFile).toString());
        int landed = landedFiles.value().of(row.getUTF8String(file).toString());
        return encoder.published(
                row, landed, row.getLong(position), number, dataFiles.isTombstones(number), readAgain.get(landed));
    }

    /** One task's rows. */
    private final class Narrowing implements Iterator<byte[]> {
        private final Iterator<Iterator<InternalRow>> runs;
        private final KeyBits keys;
        private Iterator<InternalRow> run = Collections.emptyIterator();
        private byte[] next;

        /** @param keys that are wanted, null for all */
        Narrowing(Iterator<Iterator<InternalRow>> runs, KeyBits keys) {
            this.runs = runs;
            this.keys = keys;
        }

        @Override
        public boolean hasNext() {
            while (next == null && (run.hasNext() || runs.hasNext())) {
                if (!run.hasNext()) {
                    run = runs.next();
                }
                find();
            }
            return next != null;
        }

        /** Looks for the next row in the run at hand. */
        private void find() {
            while (run.hasNext()) {
                InternalRow row = run.next();
                if (keys == null || keys.mayHold(encoder.keyHash(row))) {
                    next = narrow(row);
                    return;
                }
            }
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            byte[] row = next;
            next = null;
            return row;
        }
    }
}
