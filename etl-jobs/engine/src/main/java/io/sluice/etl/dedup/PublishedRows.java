package io.sluice.etl.dedup;

import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.Decision;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.LiteralPath;
import io.sluice.etl.model.Positions;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.StepColumns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Reads rows of published versions, by the files that the journal names. */
public final class PublishedRows {
    private final SparkSession spark;
    private final JobConfig job;

    public PublishedRows(SparkSession spark, JobConfig job) {
        this.spark = spark;
        this.job = job;
    }

    /** Content, rescued fields, lineage, and the partition of each row. */
    public Dataset<Row> of(List<PublishedPartition> partitions) {
        HashMap<String, String> partitionByFile = new HashMap<>();
        for (PublishedPartition partition : partitions) {
            partition.files().forEach(file -> partitionByFile.put(file.name(), partition.partition()));
        }
        return read(partitions)
                .withColumn(StepColumns.PARTITION, byFileName(partitionByFile::get, DataTypes.StringType));
    }

    /**
     * The rows of some data files that stay: no row of the batch supersedes them, and no file of the batch replaces them.
     *
     * @param batch paths of the landed files of the batch
     */
    public Dataset<Row> surviving(List<PublishedPartition> partitions, Decision decision, Collection<String> batch) {
        HashMap<String, Positions> superseded = new HashMap<>(decision.superseded());
        HashSet<String> replaced = new HashSet<>(batch);
        UDF2<String, Long, Boolean> survives = (file, position) -> {
            Positions positions = superseded.get(file);
            return !replaced.contains(file) && (positions == null || !positions.contains(position));
        };
        return of(partitions)
                .where(functions
                        .udf(survives, DataTypes.BooleanType)
                        .apply(functions.col(Lineage.FILE), functions.col(Lineage.POSITION)));
    }

    /** Content, lineage, and {@link StepColumns#FILE_NUMBER} holding the number of the data file. */
    Dataset<Row> withDataFile(List<PublishedPartition> partitions, Map<String, Integer> numbers) {
        HashMap<String, Integer> byName = new HashMap<>(numbers);
        return read(partitions).withColumn(StepColumns.FILE_NUMBER, byFileName(byName::get, DataTypes.IntegerType));
    }

    /**
     * Some columns under their dotted paths, lineage, and {@link StepColumns#FILE_NUMBER} as above; nothing else is
     * decoded.
     */
    Dataset<Row> columns(List<PublishedPartition> partitions, List<String> paths, Map<String, Integer> numbers) {
        HashMap<String, Integer> byName = new HashMap<>(numbers);
        List<Column> columns = new ArrayList<>();
        paths.forEach(path -> columns.add(functions.col(path).as(path)));
        columns.add(functions.col(Lineage.FILE));
        columns.add(functions.col(Lineage.POSITION));
        columns.add(byFileName(byName::get, DataTypes.IntegerType).as(StepColumns.FILE_NUMBER));
        return read(partitions).select(columns.toArray(Column[]::new));
    }

    private static <T> Column byFileName(UDF1<String, T> value, org.apache.spark.sql.types.DataType type) {
        return functions.udf(value, type).apply(functions.col("_metadata.file_name"));
    }

    private Dataset<Row> read(List<PublishedPartition> partitions) {
        String[] paths = partitions.stream()
                .flatMap(partition ->
                        partition.files().stream().map(DataFile::name).map(name -> partition.location() + "/" + name))
                .map(LiteralPath::of)
                .toArray(String[]::new);
        return spark.read()
                .schema(StructType.fromDDL(job.columnsSql()))
                .format(job.table().format().files().label())
                .load(paths);
    }
}
