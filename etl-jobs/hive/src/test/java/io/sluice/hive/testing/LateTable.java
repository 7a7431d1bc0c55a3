package io.sluice.hive.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A table of {@link LateReadings} that runs of several processes publish, and that HiveServer2 reads. */
public final class LateTable {
    private final Path folder;
    private final String name;
    private final Engine engine;
    private final TestJob job;
    private final LateReadings readings;
    private final TableFiles files;

    /**
     * A table that does not exist yet.
     *
     * @param folder of its own
     * @param name of the table in its database, which no other test uses
     * @param settings more overrides of the job
     */
    public LateTable(Path folder, String name, String format, String... settings) {
        this.folder = folder;
        this.name = "late." + name;
        this.engine = Engine.of(format);
        this.readings = new LateReadings(folder.resolve("landing"));
        this.job = new TestJob(engine, LateReadings.JOB, folder, this.name)
                .with("landing.path=" + folder.resolve("landing"), "table.format=" + format)
                .with(settings);
        this.files = new TableFiles(job.warehouse().resolve("late").resolve(name));
    }

    /** What lands for it. */
    public LateReadings readings() {
        return readings;
    }

    /** What lies in its folder. */
    public TableFiles files() {
        return files;
    }

    /** Starts a run in a process of its own. */
    public SluiceProcess start(Object... arguments) throws IOException {
        return SluiceProcess.start(folder.resolve("processes"), job.command("run", arguments));
    }

    /** A run that must end well, in the engine that tests share; gives its report. */
    public JsonNode run(Object... arguments) {
        return job.run(arguments);
    }

    /** The rows that a reader sees, by day. */
    public Map<String, List<String>> seen() throws SQLException {
        try (HiveSession hive = new HiveSession()) {
            return LateReadings.seen(hive, name);
        }
    }

    /** All rows that a reader sees with all of their lineage, sorted. */
    public List<List<String>> rows() throws SQLException {
        try (HiveSession hive = new HiveSession()) {
            return hive.rows(
                    "SELECT dt, id, at, value, ingest_file, ingest_position, ingest_run FROM %s ORDER BY dt, id, ingest_file, ingest_position"
                            .formatted(name));
        }
    }

    /** Makes sure that a reader sees all that has landed, and nothing else. */
    public void requireAllSeen() throws SQLException {
        assertThat(seen()).isEqualTo(readings.expected());
    }

    /** Deletes whatever is out of use, and makes sure that nothing else was deleted and nothing is left. */
    public void expireAll() throws IOException, SQLException {
        engine.mustRun(job.command("expire", "--older-than", "0s"));
        assertThat(files.orphans()).as("what nobody needs after expire").isEmpty();
        requireAllSeen();
    }
}
