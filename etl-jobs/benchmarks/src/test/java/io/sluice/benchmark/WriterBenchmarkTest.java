package io.sluice.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.StepColumns;
import io.sluice.etl.sink.Staged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That what is timed is the whole work, the same of all. */
class WriterBenchmarkTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"events", "orc", "narrow"})
    void allWriteEveryRowIntoTheSamePartitions(String shape) throws IOException {
        OneCore core = OneCore.opened(root, shape, 1);
        WriterBenchmark writers = new WriterBenchmark();
        writers.open(core);
        try {
            long landed = landed(core);

            Staged fromBlocks = writers.sluice(core);
            writers.clear();
            Staged fromRows = writers.sluiceRows(core);
            writers.clear();
            String format = core.landing().scenario().workload().fileFormat();
            Dataset<Row> sparks =
                    core.spark().read().format(format).load(writers.spark(core).toString());

            assertThat(rows(fromBlocks)).isEqualTo(landed);
            assertThat(rows(fromRows)).isEqualTo(landed);
            assertThat(sparks.count()).isEqualTo(landed);
            assertThat(fromBlocks.filesByPartition().keySet())
                    .isEqualTo(fromRows.filesByPartition().keySet())
                    .containsExactlyInAnyOrderElementsOf(sparks.select(StepColumns.PARTITION)
                            .distinct()
                            .as(Encoders.STRING())
                            .collectAsList())
                    .hasSize(Workload.FILES);
        } finally {
            writers.clear();
            writers.close();
            core.close();
        }
    }

    private static long landed(OneCore core) throws IOException {
        long lines = 0;
        for (String path : core.landing().measured().get(0).paths()) {
            try (var all = Files.lines(Path.of(path))) {
                lines += all.count();
            }
        }
        return lines;
    }

    private static long rows(Staged staged) {
        return staged.filesByPartition().values().stream()
                .flatMap(Collection::stream)
                .mapToLong(DataFile::rows)
                .sum();
    }
}
