package io.sluice.etl.pipeline;

import io.sluice.etl.model.RunReport;
import io.sluice.etl.report.JsonReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Puts reports where callers look for them. */
public final class ReportFiles {
    private final Configuration configuration;

    public ReportFiles(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Writes a report among those of its table. */
    public void writeBesideTable(RunReport report, String tableLocation) throws IOException {
        write(report, besideTable(report.runId(), tableLocation));
    }

    /** Whether a run has a report among those of its table. */
    boolean isBesideTable(String runId, String tableLocation) throws IOException {
        Path path = new Path(besideTable(runId, tableLocation));
        return path.getFileSystem(configuration).exists(path);
    }

    private static String besideTable(String runId, String tableLocation) {
        return tableLocation + "/_sluice/runs/" + runId + ".json";
    }

    /** Writes a report to a file of its own, over an older one. */
    public void write(RunReport report, String file) throws IOException {
        write(JsonReport.render(report), file);
    }

    /** Writes a report that is text by now to a file of its own, over an older one. */
    public void write(String report, String file) throws IOException {
        Path path = new Path(file);
        try (OutputStream out = path.getFileSystem(configuration).create(path, true)) {
            out.write(report.getBytes(StandardCharsets.UTF_8));
        }
    }
}
