package io.sluice.etl.source;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;

/** A batch of landed files as a table of Spark's data source API. */
final class LandingTable implements Table, SupportsRead {
    private final ReadSettings settings;
    private final Supplier<LandingInputPartition[]> tasks;
    private final Broadcast<SerializableConfiguration> configuration;

    /** @param tasks what is read; asked for when Spark plans a read, which may take a job of its own */
    LandingTable(
            ReadSettings settings,
            Supplier<LandingInputPartition[]> tasks,
            Broadcast<SerializableConfiguration> configuration) {
        this.settings = settings;
        this.tasks = tasks;
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return "landing";
    }

    @Override
    @SuppressWarnings("deprecation") // columns() falls back to it, and a StructType is what the readers speak
    public StructType schema() {
        return LandingColumns.all(settings.tableColumns());
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return new Pruning(schema());
    }

    /** Narrows the read to the columns that the query needs. */
    private final class Pruning implements ScanBuilder, SupportsPushDownRequiredColumns {
        private StructType readSchema;

        Pruning(StructType readSchema) {
            this.readSchema = readSchema;
        }

        @Override
        public void pruneColumns(StructType requiredSchema) {
            readSchema = requiredSchema;
        }

        @Override
        public Scan build() {
            return new LandingScan(readSchema);
        }
    }

    /** A read of chosen columns, one task a group of files. */
    private final class LandingScan implements Scan, Batch {
        private final StructType readSchema;

        LandingScan(StructType readSchema) {
            this.readSchema = readSchema;
        }

        @Override
        public StructType readSchema() {
            return readSchema;
        }

        @Override
        public Batch toBatch() {
            return this;
        }

        @Override
        public InputPartition[] planInputPartitions() {
            return tasks.get();
        }

        @Override
        public PartitionReaderFactory createReaderFactory() {
            return new ReaderFactory(settings, readSchema, configuration);
        }
    }

    /** Opens a task on an executor. */
    private record ReaderFactory(
            ReadSettings settings, StructType readSchema, Broadcast<SerializableConfiguration> configuration)
            implements PartitionReaderFactory {
        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            TaskContext task = TaskContext.get();
            String attemptName = String.format(
                    Locale.ROOT, "part-%05d-%d-%s", task.partitionId(), task.taskAttemptId(), UUID.randomUUID());
            return new LandingPartitionReader(
                    settings,
                    readSchema,
                    WantedCells.of(settings, readSchema),
                    ((LandingInputPartition) partition).files(),
                    attemptName,
                    task.numPartitions(),
                    configuration.value().value());
        }
    }
}
