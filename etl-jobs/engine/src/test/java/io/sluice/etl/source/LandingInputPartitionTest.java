package io.sluice.etl.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.LandedFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

final class LandingInputPartitionTest {
    private static final long MAX = 128;
    private static final long OPEN = 4;

    @Property(tries = 300)
    void takesEachFileOnceInOrderAndWithinTheLimit(
            @ForAll @Size(max = 40) List<@LongRange(max = 200) Long> sizes,
            @ForAll @IntRange(min = 1, max = 8) int parallelism) {
        List<FileTask> files = files(sizes);

        LandingInputPartition[] tasks = LandingInputPartition.pack(files, new SplitRule(MAX, OPEN, parallelism));

        List<FileTask> packed = new ArrayList<>();
        for (LandingInputPartition task : tasks) {
            long bytes =
                    task.files().stream().mapToLong(file -> file.file().size()).sum();
            assertThat(task.files()).isNotEmpty();
            assertThat(task.files().size() == 1 || bytes <= MAX).isTrue();
            packed.addAll(task.files());
        }
        assertThat(packed).isEqualTo(files);
    }

    @Example
    void givesEachCoreItsShareOfASmallBatch() {
        assertThat(counts(LandingInputPartition.pack(files(List.of(16L, 16L, 16L, 16L)), new SplitRule(MAX, OPEN, 2))))
                .containsExactly(2, 2);
        assertThat(counts(LandingInputPartition.pack(files(List.of(16L, 16L, 16L, 16L)), new SplitRule(MAX, OPEN, 1))))
                .containsExactly(4);
        assertThat(counts(LandingInputPartition.pack(files(List.of(16L, 16L, 16L, 16L)), new SplitRule(MAX, OPEN, 4))))
                .containsExactly(1, 1, 1, 1);
    }

    @Example
    void countsTheOpeningOfSmallFiles() {
        List<Long> empty = Arrays.asList(new Long[100]);
        empty.replaceAll(ignored -> 0L);

        assertThat(counts(LandingInputPartition.pack(files(empty), new SplitRule(40, OPEN, 10))))
                .as("11 openings fill a task: it is full when the next file would pass 40 bytes")
                .startsWith(11, 11)
                .hasSize(10);
    }

    @Example
    void packsManySmallFilesIntoFewTasks() {
        List<Long> small = new ArrayList<>(Collections.nCopies(20_000, 1L << 10));

        assertThat(LandingInputPartition.pack(files(small), new SplitRule(128L << 20, 4L << 20, 2)))
                .hasSizeBetween(8, 9);
    }

    @Example
    void leavesALargeFileToATaskOfItsOwn() {
        assertThat(counts(LandingInputPartition.pack(files(List.of(1L, 1_000L, 1L, 1L)), new SplitRule(MAX, OPEN, 1))))
                .containsExactly(1, 1, 2);
    }

    @Example
    void makesNoTaskOfNoFiles() {
        assertThat(LandingInputPartition.pack(List.of(), new SplitRule(MAX, OPEN, 2)))
                .isEmpty();
    }

    private static List<Integer> counts(LandingInputPartition[] tasks) {
        return Arrays.stream(tasks).map(task -> task.files().size()).toList();
    }

    private static List<FileTask> files(List<Long> sizes) {
        List<FileTask> files = new ArrayList<>();
        for (long size : sizes) {
            int number = files.size();
            LandedFile file = new LandedFile(number + ".json", "/l/" + number, size, 1, "", null);
            files.add(FileTask.whole(file, number, null));
        }
        return files;
    }
}
