package io.sluice.etl.sink;

import io.sluice.etl.model.PartitionPath;
import io.sluice.etl.model.Tombstones;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.ProjectingInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Where a run's versions lie, and the ordinals of the columns that the writer looks at.
 *
 * @param root folder of the run's versions
 * @param tombstones folder of the run's tombstones
 * @param targetFileSize bytes after which a file is closed
 * @param columns of the files
 * @param partitions those that get a version; null when all do
 */
record VersionLayout(
        String root,
        String tombstones,
        String runId,
        long targetFileSize,
        StructType columns,
        HashSet<String> partitions,
        int fileColumn,
        int runColumn)
        implements Serializable {

    /** The partition's name comes after the columns of the files. */
    int partitionColumn() {
        return columns.length();
    }

    /** A view of a row that shows the columns of the files only. */
    ProjectingInternalRow contentView() {
        List<Object> ordinals =
                IntStream.range(0, columns.length()).<Object>mapToObj(i -> i).toList();
        return new ProjectingInternalRow(
                columns, CollectionConverters.asScala(ordinals).toIndexedSeq());
    }

    boolean takes(UTF8String partition) {
        return partitions == null || partitions.contains(partition.toString());
    }

    /** The folder of a partition's version. */
    String folder(String partition) {
        return Tombstones.is(partition)
                ? PartitionPath.below(tombstones, Tombstones.partition(partition))
                : PartitionPath.below(root, partition);
    }

    void delete(StagedFile staged, Configuration configuration) throws IOException {
        Path path = new Path(folder(staged.partition()), staged.file().name());
        path.getFileSystem(configuration).delete(path, false);
    }
}
