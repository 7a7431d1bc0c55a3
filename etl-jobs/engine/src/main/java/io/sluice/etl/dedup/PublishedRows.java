package io.sluice.etl.dedup;

import io.sluice.etl.model.Decision;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.Positions;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.StepColumns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.orc.OrcFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Map$;

/** Reads rows of published versions, by the files that the journal names. */
public final class PublishedRows {
    private static final Column FILE_NAME = functions.col("_metadata.file_name");

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
        UDF1<String, String> partition = partitionByFile::get;
        return read(partitions)
                .withColumn(
                        StepColumns.PARTITION,
                        functions.udf(partition, DataTypes.StringType).apply(FILE_NAME));
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

    /** All columns. */
    PublishedScan whole(List<PublishedPartition> partitions) {
        return PublishedScan.of(read(partitions).select(functions.col("*"), FILE_NAME));
    }

    /** The columns of dotted paths, and lineage; nothing else is decoded. */
    PublishedScan columns(List<PublishedPartition> partitions, List<String> paths) {
        List<Column> columns = new ArrayList<>();
        paths.forEach(path -> columns.add(functions.col(path)));
        columns.add(functions.col(Lineage.FILE));
        columns.add(functions.col(Lineage.POSITION));
        columns.add(FILE_NAME);
        return PublishedScan.of(read(partitions).select(columns.toArray(Column[]::new)));
    }

    private Dataset<Row> read(List<PublishedPartition> partitions) {
        HadoopFsRelation files = new HadoopFsRelation(
                new NamedFiles(partitions),
                new StructType(),
                StructType.fromDDL(job.columnsSql()),
                Option.empty(),
                job.table().format().files() == JobConfig.FileFormat.ORC
                        ? new OrcFileFormat()
                        : new ParquetFileFormat(),
                Map$.MODULE$.empty(),
                spark);
        return ((org.apache.spark.sql.classic.SparkSession) spark).baseRelationToDataFrame(files);
    }
}
