package io.sluice.etl.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.etl.model.JobConfig;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What lies in a job's quarantine: a folder a run, in it JSON lines as tasks wrote them. */
public final class Rejects {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path quarantine;
    private final Configuration configuration;

    public Rejects(JobConfig job, Configuration configuration) {
        this.quarantine = new Path(job.quarantine().location());
        this.configuration = configuration;
    }

    /** How many records each run rejected for each reason, by run and code. */
    public Map<String, Map<String, Long>> counts() throws IOException {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        visit((run, reject) -> {
            counts.computeIfAbsent(run, unseen -> new TreeMap<>())
                    .merge(reject.path("code").asText(), 1L, Long::sum);
            return true;
        });
        return counts;
    }

    /**
     * Hands over rejects run by run, with the run's id.
     *
     * @param visitor false when it has seen enough
     */
    public void visit(BiPredicate<String, JsonNode> visitor) throws IOException {
        FileSystem files = quarantine.getFileSystem(configuration);
        for (FileStatus run : list(files, quarantine)) {
            for (FileStatus file : run.isDirectory() ? list(files, run.getPath()) : new FileStatus[0]) {
                if (!visit(files, run.getPath().getName(), file.getPath(), visitor)) {
                    return;
                }
            }
        }
    }

    private static boolean visit(FileSystem files, String run, Path file, BiPredicate<String, JsonNode> visitor)
            throws IOException {
        try (InputStream in = files.open(file);
                MappingIterator<JsonNode> rejects =
                        JSON.readerFor(JsonNode.class).readValues(in)) {
            while (rejects.hasNext()) {
                if (!visitor.test(run, rejects.next())) {
                    return false;
                }
            }
            return true;
        }
    }

    private static FileStatus[] list(FileSystem files, Path folder) throws IOException {
        try {
            FileStatus[] found = files.listStatus(folder);
            Arrays.sort(found, Comparator.comparing(status -> status.getPath().getName()));
            return found;
        } catch (FileNotFoundException nothingRejected) {
            return new FileStatus[0];
        }
    }
}
