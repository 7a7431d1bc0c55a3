package io.sluice.etl.dedup;

import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.PublishedPartition;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Files of published partitions as the journal knows them, so that Spark lists nothing: asking for the state of some
 * hundred files took longer than reading keys from them. One that is gone is an error of the task that reads it.
 */
final class NamedFiles implements FileIndex {
    private final FileStatus[] files;

    NamedFiles(List<PublishedPartition> partitions) {
        files = partitions.stream()
                .flatMap(partition -> partition.files().stream()
                        .map(file -> status(new Path(partition.location(), file.name()), file)))
                .toArray(FileStatus[]::new);
    }

    /** Blocks and times are unknown; without blocks a file is one block, which the reader still splits. */
    private static FileStatus status(Path path, DataFile file) {
        return new FileStatus(file.bytes(), false, 1, file.bytes(), 0, path);
    }

    @Override
    public Seq<Path> rootPaths() {
        return seq(List.of(files).stream().map(FileStatus::getPath).toList());
    }

    @Override
    public Seq<PartitionDirectory> listFiles(Seq<Expression> partitionFilters, Seq<Expression> dataFilters) {
        return seq(List.of(PartitionDirectory.apply(InternalRow.empty(), files)));
    }

    @Override
    public String[] inputFiles() {
        return List.of(files).stream().map(file -> file.getPath().toString()).toArray(String[]::new);
    }

    @Override
    public void refresh() {
        // The journal's files do not change.
    }

    @Override
    public long sizeInBytes() {
        return List.of(files).stream().mapToLong(FileStatus::getLen).sum();
    }

    @Override
    public StructType partitionSchema() {
        return new StructType();
    }

    private static <T> Seq<T> seq(List<T> values) {
        return CollectionConverters.asScala(values).toSeq();
    }
}
