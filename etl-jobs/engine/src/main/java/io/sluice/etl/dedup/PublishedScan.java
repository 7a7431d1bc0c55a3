package io.sluice.etl.dedup;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Rows of data files as their reader has them. Most have a key that the batch does not hold and are looked at once; what
 * Spark would do for operators to come, a copy of each row by code that it generates and Java compiles for every run,
 * takes longer than decoding them.
 */
final class PublishedScan {
    private final FileSourceScanExec scan;

    private PublishedScan(FileSourceScanExec scan) {
        this.scan = scan;
    }

    /** @param selected whole columns or fields in them, and the name of the data file as the only metadata */
    static PublishedScan of(Dataset<Row> selected) {
        FileSourceScanExec scan = (FileSourceScanExec) ((org.apache.spark.sql.classic.Dataset<Row>) selected)
                .queryExecution()
                .sparkPlan()
                .collectLeaves()
                .head();
        if (!scan.output().last().name().equals(FileFormat.FILE_NAME())) {
            throw new IllegalStateException("Spark's plan does not end with the name of the file: " + scan.output());
        }
        return new PublishedScan(scan);
    }

    /** The columns of the files, in their order and of structs only the fields that were selected. */
    StructType columns() {
        return new StructType(Arrays.copyOf(scan.schema().fields(), dataFile()));
    }

    /** Where rows have the name of their data file: constant metadata comes last, as Spark's FileSourceStrategy has it. */
    int dataFile() {
        return scan.output().size() - 1;
    }

    /** Rows in runs, each good until the next is asked for; a run ends before the next begins. */
    JavaRDD<Iterator<InternalRow>> rows() {
        return scan.supportsColumnar()
                ? scan.executeColumnar().toJavaRDD().map(ColumnarBatch::rowIterator)
                : scan.execute().toJavaRDD().mapPartitions(rows -> List.of(rows).iterator());
    }
}
