package io.sluice.etl.dedup;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.testing.TestSpark;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.memory.MemoryConsumer;
import org.apache.spark.memory.MemoryMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against a plain sort of all rows: in packs, in packs for some of the cases, sorted in memory, with rows moved to disk,
 * and with many rows of one hash.
 */
final class RowsToJudgeTest {
    private static final int CASES = 60;

    /** What a task gave, what it had to move to disk, and what memory it held after the last row. */
    private record Found(List<List<byte[]>> rows, long spilledBytes, long heldBytes) implements java.io.Serializable {
        static Found of(List<List<byte[]>> rows, TaskContext task) {
            return new Found(
                    rows,
                    task.taskMetrics().diskBytesSpilled(),
                    task.taskMemoryManager().getMemoryConsumptionForThisTask());
        }
    }

    @ParameterizedTest(name = "{0} bits of a hash, {1} bytes held, {2} bytes of a hash, {3} rows, to disk: {4}")
    @CsvSource({
        "39, 100000000, 0, 0, false",
        "3, 100000000, 0, 0, false",
        "1, 100000000, 0, 0, false",
        "39, 12000, 1000000, 1000000, false",
        "39, 0, 1000000, 1000000, false",
        "3, 0, 1000000, 1000000, false",
        "3, 0, 100, 1000000, false",
        "39, 0, 1000000, 20, true",
        "3, 0, 100, 20, true"
    })
    void givesWhatAPlainSortGives(int hashBits, long heldBytes, long hashBytes, int rows, boolean toDisk) {
        Found found = found(new RowsToJudge.Limits(hashBits, heldBytes, hashBytes, rows));

        for (int seed = 0; seed < CASES; seed++) {
            List<List<ByteBuffer>> expected = expected(rows(seed), hashBits);
            assertThat(keys(found.rows().get(seed))).as("case %d", seed).containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(found.spilledBytes() > 0).isEqualTo(toDisk);
        assertThat(found.heldBytes()).isZero();
    }

    @ParameterizedTest(name = "after {0} rows")
    @ValueSource(ints = {0, 1, 5, 50, 1000})
    void goesOnFromDiskWhenAnotherNeedsTheMemory(int after) {
        Found found = found(RowsToJudge.Limits.USUAL, after);

        for (int seed = 0; seed < CASES; seed++) {
            assertThat(keys(found.rows().get(seed)))
                    .as("case %d", seed)
                    .containsExactlyInAnyOrderElementsOf(expected(rows(seed), 39));
        }
        assertThat(found.spilledBytes() > 0).isEqualTo(after < 1000);
        assertThat(found.heldBytes()).isZero();
    }

    @ParameterizedTest(name = "{0} MiB are left")
    @ValueSource(ints = {3, 6})
    void goesThroughASorterWhereTheTaskGetsNoMoreMemory(int left) {
        Found found = JavaSparkContext.fromSparkContext(TestSpark.session().sparkContext())
                .parallelize(List.of(0), 1)
                .map(ignored -> {
                    Hungry other = new Hungry(TaskContext.get());
                    other.takeAllBut((long) left << 20);
                    List<byte[]> rows = new ArrayList<>();
                    RowsToJudge.of(List.of(packs(manyRows())), TaskContext.get(), RowsToJudge.Limits.USUAL)
                            .forEachRemaining(rows::add);
                    other.giveBack();
                    return Found.of(List.of(rows), TaskContext.get());
                })
                .collect()
                .get(0);

        assertThat(keys(found.rows().get(0))).containsExactlyInAnyOrderElementsOf(expected(manyRows(), 39));
        assertThat(found.spilledBytes()).isPositive();
        assertThat(found.heldBytes()).isZero();
    }

    /** Five MiB of them in packs, and more than one with what sorts them; every tenth key comes twice. */
    private static List<byte[]> manyRows() {
        List<byte[]> rows = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            rows.add(row("%0100d".formatted(i % 36_364), 0, i, 1));
        }
        return rows;
    }

    private static Found found(RowsToJudge.Limits limits) {
        return found(limits, -1);
    }

    /** All cases in one task, with the rows of each in two shuffles; after so many rows all memory is asked for. */
    private static Found found(RowsToJudge.Limits limits, int hungryAfter) {
        return JavaSparkContext.fromSparkContext(TestSpark.session().sparkContext())
                .parallelize(List.of(0), 1)
                .map(ignored -> {
                    List<List<byte[]>> all = new ArrayList<>();
                    for (int seed = 0; seed < CASES; seed++) {
                        List<byte[]> rows = rows(seed);
                        int half = rows.size() / 2;
                        List<Iterator<byte[]>> packs =
                                List.of(packs(rows.subList(0, half)), packs(rows.subList(half, rows.size())));
                        List<byte[]> found = new ArrayList<>();
                        Iterator<byte[]> toJudge = RowsToJudge.of(packs, TaskContext.get(), limits);
                        while (toJudge.hasNext()) {
                            if (found.size() == hungryAfter) {
                                Hungry other = new Hungry(TaskContext.get());
                                other.takeAllBut(0);
                                other.giveBack();
                            }
                            found.add(toJudge.next());
                        }
                        all.add(found);
                    }
                    return Found.of(all, TaskContext.get());
                })
                .collect()
                .get(0);
    }

    /** Takes all the memory that others of the task give up. */
    private static final class Hungry extends MemoryConsumer {
        Hungry(TaskContext task) {
            super(task.taskMemoryManager(), MemoryMode.ON_HEAP);
        }

        void takeAllBut(long left) {
            acquireMemory(1L << 40);
            freeMemory(left);
        }

        void giveBack() {
            freeMemory(getUsed());
        }

        @Override
        public long spill(long size, MemoryConsumer other) {
            return 0;
        }
    }

    private static Iterator<byte[]> packs(List<byte[]> rows) {
        List<byte[]> packs = new ArrayList<>();
        RowPacks.packed(rows.iterator(), new KeyPartitioner(1)).forEachRemaining(pack -> packs.add(pack._2()));
        return packs.iterator();
    }

    /** Rows of few keys and many, of the batch and published ones, and a summary among them. */
    private static List<byte[]> rows(int seed) {
        Random random = new Random(seed);
        List<byte[]> rows = new ArrayList<>();
        int count = random.nextInt(1, 400);
        int letters = random.nextInt(1, 9);
        for (int i = 0; i < count; i++) {
            StringBuilder key = new StringBuilder();
            for (int letter = 0; letter < letters; letter++) {
                key.append(random.nextInt(3));
            }
            rows.add(row(key.toString(), random.nextInt(3), i, random.nextInt(6)));
        }
        rows.add(random.nextInt(rows.size()), NarrowRow.summary(new byte[] {1, 2, 3}));
        return rows;
    }

    private static byte[] row(String key, int file, long position, int kind) {
        OrderedBytes bytes = new OrderedBytes();
        NarrowRow.beginKey(bytes);
        bytes.putRaw(key.getBytes(StandardCharsets.UTF_8));
        NarrowRow.endKey(bytes);
        if (kind < 3) {
            NarrowRow.putLanded(bytes, file, position, 5, 6, kind == 0);
        } else {
            NarrowRow.putPublished(bytes, file, position, null, 7, kind == 3, kind == 4);
        }
        return bytes.toArray();
    }

    /** The rows of each key that somebody has to see, in order. */
    private static List<List<ByteBuffer>> expected(List<byte[]> rows, int hashBits) {
        Map<Long, List<byte[]>> byHash = rows.stream()
                .filter(row -> !NarrowRow.isWrapped(row))
                .collect(groupingBy(row -> NarrowRow.keyHash(row) >>> Long.SIZE - hashBits));
        List<byte[]> seen = new ArrayList<>();
        for (List<byte[]> ofHash : byHash.values()) {
            byte[] row = ofHash.get(0);
            boolean counts = NarrowRow.isPublished(row) ? NarrowRow.isReplaced(row) : NarrowRow.isDelete(row);
            if (ofHash.size() > 1 || counts) {
                seen.addAll(ofHash);
            }
        }
        seen.sort(Arrays::compareUnsigned);
        return keys(seen);
    }

    /** Rows as they came, cut where another key begins. */
    private static List<List<ByteBuffer>> keys(List<byte[]> rows) {
        List<List<ByteBuffer>> keys = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (i == 0 || !NarrowRow.sameKey(rows.get(i - 1), rows.get(i))) {
                keys.add(new ArrayList<>());
            }
            keys.get(keys.size() - 1).add(ByteBuffer.wrap(rows.get(i)));
        }
        return keys;
    }
}
