package io.sluice.etl.config;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.JobConfig.Late;
import io.sluice.etl.model.JobConfig.Lease;
import io.sluice.etl.model.JobConfig.Metastore;
import io.sluice.etl.model.JobConfig.Quarantine;
import io.sluice.etl.model.JobConfig.TableName;
import io.sluice.etl.model.JobConfig.UnknownFields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads all keys of a job. */
final class JobReader {
    private static final Form<String> JOB = Forms.text(
            "a lower-case letter, then up to 63 lower-case letters, digits, _ or -",
            Pattern.compile("[a-z][a-z0-9_-]{0,63}"));
    private static final Form<String> METASTORE_URIS = Forms.text(
            "thrift://host:port, or several of them with commas between",
            Pattern.compile(
                    "thrift://[A-Za-z0-9._\\[\\]:-]+:[0-9]{1,5}(,thrift://[A-Za-z0-9._\\[\\]:-]+:[0-9]{1,5})*"));
    /** What Spark 4.0 has clients for (its {@code IsolatedClientLoader.hiveVersion}), from 2.1 on. */
    private static final Form<String> METASTORE_VERSION = Forms.versionNumber(
            "a version of Hive's metastore from 2.1.0 to 2.3.10, 3.0.0 to 3.1.3, or 4.0.0 to 4.0.1",
            Pattern.compile("2\\.[123]\\.[0-9]+|3\\.[01]\\.[0-3]|4\\.0\\.[01]"));

    private static final Choice<String> BEYOND = Choice.of("quarantine", "keep");

    private static final Duration MAX_AGE = Duration.ofDays(30);
    private static final Duration MAX_FUTURE = Duration.ofDays(1);
    private static final Duration QUARANTINE_RETENTION = Duration.ofDays(90);
    private static final Duration LEASE_EXPIRY = Duration.ofMinutes(1);
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(5);
    private static final int AFFECTED_PARTITIONS = 100;
    private static final int MOST_AFFECTED_PARTITIONS = 1_000_000;

    private final Section root;
    private final Folders folders;

    JobReader(Section root, Folders folders) {
        this.root = root;
        this.folders = folders;
    }

    /**
     * The job as far as it can be read: what is at fault is noted and null, so the job is good for nothing but
     * further checks unless there are no problems.
     *
     * @param file the job file, absolute
     */
    JobConfig read(String file, LandingReader landing, SchemaReader schema, TableReader table) {
        Optional<String> job = root.required("job", JOB);
        root.require("warehouse", Folders.LOCATION.expected());
        String warehouse = folders.forTables(root, "warehouse").orElse(null);
        TableName name = table.name().orElse(null);
        String location = location(warehouse, name);
        new ScheduleReader(root.section("schedule")).read();
        JobConfig.Landing landed = landing.read();
        DedupReader.Keyed keyed = new DedupReader(root.section("dedup"))
                .read(landed.format(), schema.read().orElse(null));
        return new JobConfig(
                job.orElse(null),
                file,
                warehouse,
                landed,
                keyed.schema(),
                root.value("unknown_fields", Choice.of(List.of(UnknownFields.values())))
                        .orElse(UnknownFields.DROP),
                keyed.dedup(),
                table.read(name, location),
                late(),
                new AuditReader(root.section("audit")).read(),
                quarantine(location),
                metastore(warehouse),
                lease(),
                root.map("spark"));
    }

    private String location(String warehouse, TableName name) {
        Section table = root.section("table");
        if (table.has("location")) {
            return folders.forTables(table, "location").orElse(null);
        }
        return warehouse == null || name == null
                ? null
                : Location.child(Location.child(warehouse, name.database()), name.table());
    }

    private Late late() {
        Section late = root.section("late");
        return new Late(
                late.value("max_age", Forms.duration()).orElse(MAX_AGE),
                late.value("max_future", Forms.duration()).orElse(MAX_FUTURE),
                late.value("beyond", BEYOND).orElse("quarantine").equals("quarantine"),
                late.value("max_affected_partitions", Forms.wholeNumber(1, MOST_AFFECTED_PARTITIONS))
                        .map(Long::intValue)
                        .orElse(AFFECTED_PARTITIONS));
    }

    private Quarantine quarantine(String tableLocation) {
        Section quarantine = root.section("quarantine");
        Duration retention = quarantine.value("retention", Forms.duration()).orElse(QUARANTINE_RETENTION);
        if (quarantine.has("location")) {
            return new Quarantine(folders.forTables(quarantine, "location").orElse(null), retention);
        }
        return new Quarantine(
                tableLocation == null ? null : Location.child(tableLocation, "_sluice/quarantine"), retention);
    }

    private Lease lease() {
        Section lease = root.section("lease");
        Duration expiresAfter = lease.value("expires_after", Forms.duration()).orElse(LEASE_EXPIRY);
        if (expiresAfter.compareTo(SHORTEST_LEASE) < 0) {
            lease.problem(
                    "expires_after",
                    "%ds is shorter than a pause that a healthy run can make; give at least %ds"
                            .formatted(expiresAfter.toSeconds(), SHORTEST_LEASE.toSeconds()));
        }
        return new Lease(expiresAfter);
    }

    private Metastore metastore(String warehouse) {
        Section metastore = root.section("metastore");
        String version = metastore.value("version", METASTORE_VERSION).orElse(null);
        if (metastore.has("uris")) {
            if (metastore.has("path")) {
                metastore.problem(
                        "path", "names an embedded metastore, and metastore.uris another; remove one of them");
            }
            return new Metastore(null, metastore.value("uris", METASTORE_URIS).orElse(null), version);
        }
        return new Metastore(embeddedMetastore(metastore, warehouse), null, version);
    }

    private String embeddedMetastore(Section metastore, String warehouse) {
        if (metastore.has("path")) {
            return folders.local(metastore, "path").orElse(null);
        }
        if (warehouse != null && !Location.local(warehouse)) {
            metastore.problem(
                    "path",
                    "required, because the embedded metastore is local and warehouse %s is not; name a local folder"
                            .formatted(warehouse));
            return null;
        }
        return warehouse == null ? null : Location.child(Location.plain(warehouse), "_metastore");
    }
}
