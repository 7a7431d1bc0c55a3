package io.sluice.etl.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.DataFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SmallFilesTest {
    private static final long TARGET = 256L << 20;

    @Test
    void leavesADayAsItIsThatManyTasksWrote() {
        List<DataFile> day = files(LongStream.generate(() -> 100_000).limit(64));

        assertThat(SmallFiles.toGather(day, 1, TARGET)).isEmpty();
    }

    @Test
    void gathersWhatManyRunsAddedAndNotTheDayBesideIt() {
        List<DataFile> files = new ArrayList<>(files(LongStream.of(100_000, 100_000)));
        List<DataFile> late = files(LongStream.generate(() -> 1).limit(8));
        files.addAll(late);

        assertThat(SmallFiles.toGather(files, 1, TARGET)).hasSize(8).containsExactlyInAnyOrderElementsOf(late);
    }

    @Test
    void leavesFewFilesAndLargeOnes() {
        assertThat(SmallFiles.toGather(files(LongStream.generate(() -> 1).limit(7)), 1, TARGET))
                .isEmpty();
        assertThat(SmallFiles.toGather(files(LongStream.generate(() -> 1).limit(8)), 1, 4))
                .isEmpty();
    }

    @Test
    void keepsFilesFewAndWritesNoRowOftenWhateverTheNumberOfRuns() {
        int runs = 2_000;
        List<DataFile> files = new ArrayList<>();
        long most = 0;
        long written = 0;
        for (int run = 0; run < runs; run++) {
            Set<DataFile> gathered = SmallFiles.toGather(files, 1, TARGET);
            files.removeAll(gathered);
            long rows = 1 + gathered.stream().mapToLong(DataFile::rows).sum();
            files.add(new DataFile("run " + run, rows, rows));
            most = Math.max(most, files.size());
            written += rows;
        }

        assertThat(files.stream().mapToLong(DataFile::rows).sum()).isEqualTo(runs);
        assertThat(most).isLessThanOrEqualTo(19);
        assertThat(written).isLessThanOrEqualTo(11L * runs);
    }

    private static List<DataFile> files(LongStream rows) {
        List<DataFile> files = new ArrayList<>();
        rows.forEach(count -> files.add(new DataFile("%d of %d".formatted(files.size(), count), count, 100 * count)));
        return files;
    }
}
