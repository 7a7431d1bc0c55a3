package io.sluice.etl.sink;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/**
 * What one writing task returns.
 *
 * @param keptByFile rows of this run, by the landed file that they came from
 */
record TaskFiles(List<StagedFile> files, Map<String, Long> keptByFile) implements WriterCommitMessage {
    TaskFiles {
        files = List.copyOf(files);
        keptByFile = Map.copyOf(keptByFile);
    }

    private static final long serialVersionUID = 1L;
}
