package io.sluice.etl.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.LedgerEntry;
import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.TableHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a journal of many runs costs its reader, in documents; 10 000 runs with {@code -Dsluice.faults=all}, which also
 * prints the time.
 */
final class LongJournalTest {
    private static final boolean ALL = "all".equals(System.getProperty("sluice.faults"));
    /** Not a multiple of what a snapshot sums up, so that slots after it have to be read. */
    private static final int RUNS = ALL ? 9_999 : 549;

    private static final int SLOTS_A_SNAPSHOT = 50;
    private static final AtomicLong OPENED = new AtomicLong();

    @TempDir
    Path table;

    /** The local file system, which counts the files that are opened. */
    public static final class CountingFileSystem extends RawLocalFileSystem {
        @Override
        public FSDataInputStream open(org.apache.hadoop.fs.Path path, int bufferSize) throws IOException {
            OPENED.incrementAndGet();
            return super.open(path, bufferSize);
        }
    }

    @Test
    void isReadFromItsNewestSnapshotOn() {
        FileJournal journal = journal();
        for (int number = 1; number <= RUNS; number++) {
            Slot slot = slot(number);
            journal.prepare(slot);
            journal.published(slot);
        }

        OPENED.set(0);
        long start = System.nanoTime();
        TableHistory history = journal().history();
        long nanos = System.nanoTime() - start;

        assertThat(OPENED.get())
                .as("one snapshot and the slots after it")
                .isEqualTo(1 + RUNS % SLOTS_A_SNAPSHOT)
                .isLessThanOrEqualTo(SLOTS_A_SNAPSHOT);
        assertThat(history.lastSlot()).isEqualTo(RUNS);
        assertThat(history.runs()).hasSize(RUNS);
        assertThat(history.ledger()).hasSize(RUNS);
        if (ALL) {
            System.out.printf("history of %d runs: %.0f ms%n", RUNS, nanos / 1e6);
        }
    }

    private FileJournal journal() {
        Configuration configuration = new Configuration();
        configuration.setClass("fs.file.impl", CountingFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
        configuration.setBoolean("fs.file.impl.disable.cache", true);
        return new FileJournal(table.toString(), configuration);
    }

    private static Slot slot(long number) {
        String file = "2021-07-22/%05d.json".formatted(number);
        String partition = "dt=%d".formatted(number % 365);
        return new Slot(
                number,
                "run-" + number,
                "2021-07-22T02:00:00Z",
                "fingerprint",
                Map.of("id", "string"),
                List.of(new LedgerEntry(file, 1, 1, "", "2021-07-22", "fingerprint", 1, 0, List.of(partition))),
                List.of(new Slot.Switch(
                        partition, null, "/t/_versions/run-" + number, List.of(new DataFile("f", 1, 1)))),
                List.of(),
                RunCounts.NONE);
    }
}
