package io.sluice.etl.testing;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.LandingFormats;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.RecordSchema;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes jobs for tests: one that is complete and plain, of which a test changes what it is about. */
public final class Jobs {
    private static final JobConfig.Limits LIMITS = new JobConfig.Limits(1 << 20, 64, 1_000, 1_000);

    private final Path folder;
    private JobConfig.TableName table = new JobConfig.TableName("unit", "events");
    private String doc = "An event.";
    private List<Column> columns =
            List.of(column("id", new ColumnType.Text()), column("created_at", new ColumnType.Timestamp(false)));
    private JobConfig.UnknownFields unknownFields = JobConfig.UnknownFields.DROP;
    private Dedup dedup = Dedup.byKey(List.of("id"), Dedup.Keep.LATEST, List.of());
    private JobConfig.Format format = JobConfig.Format.PARQUET;
    private JobConfig.Layout layout = JobConfig.Layout.VERSIONED;
    private LandingFormat landingFormat = LandingFormats.NDJSON;
    private List<PartitionField> partitionBy =
            List.of(new PartitionField("dt", "created_at", PartitionField.Transform.DAY));
    private ZoneId timeZone = ZoneId.of("UTC");
    private List<String> sortBy = List.of();
    private long targetFileSize = 256L << 20;
    private Map<String, String> properties = Map.of();
    private JobConfig.Late late = new JobConfig.Late(Duration.ofDays(30), Duration.ofDays(1), true, 100);
    private double maxRejectRatio = 1;
    private long minRecords;
    private final List<JobConfig.Check> checks = new ArrayList<>();

    private Jobs(Path folder) {
        this.folder = folder;
    }

    /** A job whose landing, warehouse and quarantine lie in a folder. */
    public static Jobs in(Path folder) {
        return new Jobs(folder);
    }

    /** A nullable column that is found under its own name. */
    public static Column column(String name, ColumnType type) {
        return column(name, type, "");
    }

    /** A nullable column with a description. */
    public static Column column(String name, ColumnType type, String doc) {
        return new Column(name, type, true, null, doc, Column.Json.named(name));
    }

    public Jobs table(String database, String name) {
        table = new JobConfig.TableName(database, name);
        return this;
    }

    public Jobs doc(String value) {
        doc = value;
        return this;
    }

    public Jobs columns(Column... values) {
        columns = List.of(values);
        return this;
    }

    public Jobs unknownFields(JobConfig.UnknownFields value) {
        unknownFields = value;
        return this;
    }

    public Jobs dedup(List<String> key, Dedup.Keep keep, String... orderBy) {
        return dedup(Dedup.byKey(key, keep, List.of(orderBy)));
    }

    public Jobs dedup(Dedup value) {
        dedup = value;
        return this;
    }

    public Jobs landing(LandingFormat value) {
        landingFormat = value;
        return this;
    }

    public Jobs format(JobConfig.Format value) {
        format = value;
        return this;
    }

    public Jobs layout(JobConfig.Layout value) {
        layout = value;
        return this;
    }

    public Jobs partitionBy(PartitionField... fields) {
        partitionBy = List.of(fields);
        return this;
    }

    public Jobs timeZone(String zone) {
        timeZone = ZoneId.of(zone);
        return this;
    }

    public Jobs sortBy(String... paths) {
        sortBy = List.of(paths);
        return this;
    }

    public Jobs targetFileSize(long bytes) {
        targetFileSize = bytes;
        return this;
    }

    public Jobs properties(Map<String, String> values) {
        properties = values;
        return this;
    }

    public Jobs late(Duration maxAge, Duration maxFuture, boolean quarantine, int maxAffectedPartitions) {
        late = new JobConfig.Late(maxAge, maxFuture, quarantine, maxAffectedPartitions);
        return this;
    }

    public Jobs limits(double maximumRejectRatio, long minimumRecords) {
        maxRejectRatio = maximumRejectRatio;
        minRecords = minimumRecords;
        return this;
    }

    public Jobs check(String name, String sql, boolean error) {
        checks.add(new JobConfig.Check(name, sql, error));
        return this;
    }

    public JobConfig build() {
        String warehouse = folder + "/lake";
        String location = warehouse + "/" + table.database() + "/" + table.table();
        return new JobConfig(
                table.table(),
                folder + "/" + table.table() + ".yaml",
                warehouse,
                new JobConfig.Landing(folder + "/landing", "{date:yyyy-MM-dd}/*", landingFormat, false, LIMITS),
                new RecordSchema("unit/record/v1", "unit.Record", doc, "fingerprint", columns),
                unknownFields,
                dedup,
                new JobConfig.Table(
                        table, location, format, layout, partitionBy, timeZone, sortBy, targetFileSize, properties),
                late,
                new JobConfig.Audit(maxRejectRatio, minRecords, null, checks),
                new JobConfig.Quarantine(location + "/_sluice/quarantine", Duration.ofDays(90)),
                new JobConfig.Metastore(folder + "/lake/_metastore", null, null),
                new JobConfig.Lease(Duration.ofMinutes(1)),
                Map.of());
    }
}
