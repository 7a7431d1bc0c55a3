package io.sluice.etl.publish.delta;

import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.PartitionPath;
import io.sluice.etl.model.PublishedPartition;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.DeletionVectorDescriptor;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/** Data files as the journal names them and as a Delta log names them: relative to the table, and URI-encoded. */
final class DeltaFiles {
    private static final DeletionVectorDescriptor ALL_ROWS = null;
    private static final scala.collection.immutable.Map<String, String> NO_TAGS = null;

    private final Path table;
    private final List<PartitionField> partitionBy;

    DeltaFiles(String table, List<PartitionField> partitionBy) {
        this.table = new Path(table);
        this.partitionBy = partitionBy;
    }

    /** The values of a partition's columns, null where the partition is that of null. */
    static Map<String, String> values(String partition) {
        Map<String, String> values = new HashMap<>(PartitionPath.values(partition));
        values.replaceAll((column, value) -> value.equals(PartitionPath.NULL_VALUE) ? null : value);
        return values;
    }

    /** The partition that a logged file belongs to, by its values. */
    String partition(scala.collection.immutable.Map<String, String> logged) {
        Map<String, String> values = CollectionConverters.asJava(logged);
        List<String> segments = new ArrayList<>();
        for (PartitionField field : partitionBy) {
            segments.add(PartitionPath.segment(field.column(), values.get(field.column())));
        }
        return String.join("/", segments);
    }

    /** The files that were found in a log, by partition. */
    LoggedPartitions logged(List<AddFile> found) {
        Map<String, Set<String>> places = new HashMap<>();
        for (AddFile file : found) {
            places.computeIfAbsent(partition(file.partitionValues()), partition -> new HashSet<>())
                    .add(place(file));
        }
        return new LoggedPartitions(table.toString(), places);
    }

    /** The actions that add a partition's files. */
    List<AddFile> additions(PublishedPartition partition, long modifiedAt) {
        scala.collection.immutable.Map<String, String> values =
                Map$.MODULE$.from(CollectionConverters.asScala(values(partition.partition())));
        List<AddFile> additions = new ArrayList<>();
        for (DataFile file : partition.files()) {
            additions.add(new AddFile(
                    relative(new Path(partition.location(), file.name())),
                    values,
                    file.bytes(),
                    modifiedAt,
                    true,
                    "{\"numRecords\":%d}".formatted(file.rows()),
                    NO_TAGS,
                    ALL_ROWS,
                    Option.empty(),
                    Option.empty(),
                    Option.empty(),
                    Option.empty(),
                    Option.empty()));
        }
        return additions;
    }

    /** Where the files of a partition lie, without scheme. */
    static List<String> places(PublishedPartition partition) {
        return partition.files().stream()
                .map(file -> new Path(partition.location(), file.name()).toUri().getPath())
                .toList();
    }

    /** Where a logged file lies, without scheme; one of which rows were deleted is no file of ours any more. */
    private String place(AddFile file) {
        String path = new Path(table, new Path(URI.create(file.path()))).toUri().getPath();
        return file.deletionVector() == ALL_ROWS ? path : path + " without its deleted rows";
    }

    private String relative(Path file) {
        String folder = table.toUri().getPath() + "/";
        String path = file.toUri().getPath();
        return path.startsWith(folder)
                ? new Path(path.substring(folder.length())).toUri().toString()
                : file.toUri().toString();
    }
}
