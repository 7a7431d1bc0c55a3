package io.sluice.etl.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** The versions of a run as a table of Spark's data source API that can be written once. */
final class VersionTable implements Table, SupportsWrite {
    private final StructType columns;
    private final VersionLayout layout;
    private final FileKind kind;
    private final Broadcast<SerializableConfiguration> configuration;
    private final List<TaskFiles> committed = new ArrayList<>();

    VersionTable(
            StructType columns,
            VersionLayout layout,
            FileKind kind,
            Broadcast<SerializableConfiguration> configuration) {
        this.columns = columns;
        this.layout = layout;
        this.kind = kind;
        this.configuration = configuration;
    }

    /** What the tasks of the finished write returned, one each. */
    List<TaskFiles> committed() {
        return List.copyOf(committed);
    }

    @Override
    public String name() {
        return "versions of run " + layout.runId();
    }

    @Override
    @SuppressWarnings("deprecation") // columns() falls back to it, and a StructType is what the writers speak
    public StructType schema() {
        return columns;
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_WRITE, TableCapability.ACCEPT_ANY_SCHEMA);
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        return new WriteBuilder() {
            @Override
            public Write build() {
                return new Write() {
                    @Override
                    public BatchWrite toBatch() {
                        return new VersionBatchWrite();
                    }
                };
            }
        };
    }

    /** Collects the commit messages; files of failed attempts were never in one. */
    private final class VersionBatchWrite implements BatchWrite {
        @Override
        public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
            return new WriterFactory(layout, kind, configuration);
        }

        @Override
        public void commit(WriterCommitMessage[] messages) {
            for (WriterCommitMessage message : messages) {
                committed.add((TaskFiles) message);
            }
        }

        @Override
        public void abort(WriterCommitMessage[] messages) {
            // The run's whole folder of versions is removed by the run itself, which knows that nothing points to it.
        }
    }

    /** Begins a task's writer on an executor. */
    private record WriterFactory(
            VersionLayout layout, FileKind kind, Broadcast<SerializableConfiguration> configuration)
            implements DataWriterFactory {
        @Override
        public DataWriter<InternalRow> createWriter(int partitionId, long taskId) {
            return new VersionWriter(
                    layout, kind, partitionId, taskId, configuration.value().value());
        }
    }
}
