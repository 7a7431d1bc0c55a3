package io.sluice.etl.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.etl.journal.FileJournal;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.TableHistory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What journal, lease and reports say of a table, without its metastore.
 *
 * @param leaseHolder who holds the lease, in words; empty when nobody does
 * @param reports of the newest runs, newest first, as {@link io.sluice.etl.report.JsonReport} wrote them
 */
public record TableStatus(TableHistory history, Optional<String> leaseHolder, List<JsonNode> reports) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param runs how many reports at most */
    public static TableStatus of(JobConfig job, Configuration configuration, int runs) throws IOException {
        return new TableStatus(
                new FileJournal(job.table().location(), configuration).history(),
                Leases.holder(job, configuration),
                reports(new Path(job.table().location() + "/_sluice/runs"), configuration, runs));
    }

    private static List<JsonNode> reports(Path folder, Configuration configuration, int runs) throws IOException {
        FileSystem files = folder.getFileSystem(configuration);
        FileStatus[] found;
        try {
            found = files.listStatus(folder, path -> path.getName().endsWith(".json"));
        } catch (FileNotFoundException noRun) {
            return List.of();
        }
        Arrays.sort(
                found,
                Comparator.comparingLong(FileStatus::getModificationTime)
                        .reversed()
                        .thenComparing(status -> status.getPath().getName(), Comparator.reverseOrder()));
        List<JsonNode> reports = new ArrayList<>();
        for (FileStatus report : Arrays.asList(found).subList(0, Math.min(runs, found.length))) {
            try (InputStream in = files.open(report.getPath())) {
                reports.add(JSON.readTree(in));
            }
        }
        return reports;
    }
}
