package io.sluice.etl.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Beaten;
import io.sluice.etl.model.Decision;
import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.Dedup.Lookback;
import io.sluice.etl.model.Tombstones;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compares decisions over narrow rows with those of a plain loop over objects. */
final class VerdictsTest {
    /** A decision to be made: a batch, and what was published before. */
    record Question(Dedup dedup, List<Delivery> batch, List<Delivery> published) {
        List<Delivery> competing() {
            return competing(List.of());
        }

        /** The batch, and published rows of keys that it has, or that what is read again has. */
        List<Delivery> competing(List<Delivery> replaced) {
            List<Delivery> judging = new ArrayList<>(batch);
            judging.addAll(replaced);
            List<Delivery> competing = new ArrayList<>(batch);
            competing.addAll(Delivery.judged(published, judging, dedup));
            return competing;
        }
    }

    @Property(tries = 1_000)
    void everyRowMeetsTheFateThatAPlainLoopGivesIt(@ForAll("questions") Question question) {
        Bench bench = new Bench(question.dedup(), question.batch(), question.published(), List.of());

        Map<Delivery, Delivery> found = bench.losers();

        assertThat(found).isEqualTo(Delivery.losers(question.competing(), question.dedup()));
    }

    @Property(tries = 1_000)
    void theDecisionCountsWhatAPlainLoopCounts(@ForAll("questions") Question question) {
        Decision decision = new Bench(question.dedup(), question.batch(), question.published(), List.of()).decision();

        assertThat(decision.counts()).isEqualTo(counts(question));
        Map<Delivery, Delivery> losers = Delivery.losers(question.competing(), question.dedup());
        assertThat(decision.losersByPartition()).isEqualTo(counted(question.batch(), losers.keySet()::contains));
        assertThat(decision.deletesByPartition())
                .isEqualTo(counted(
                        question.batch(),
                        row -> !losers.containsKey(row) && row.delete() && Delivery.deletes(question.dedup())));
        for (Delivery row : question.batch()) {
            assertThat(decision.losers().containsKey(row.file())
                            && decision.losers().get(row.file()).contains(row.position()))
                    .isEqualTo(losers.containsKey(row));
        }
        for (Delivery row : question.published()) {
            assertThat(decision.superseded().containsKey(row.file())
                            && decision.superseded().get(row.file()).contains(row.position()))
                    .isEqualTo(losers.containsKey(row));
        }
        assertThat(decision.supersededByDataFile())
                .isEqualTo(question.published().stream()
                        .filter(losers::containsKey)
                        .collect(Collectors.groupingBy(
                                row -> Bench.dataFile(question.dedup(), row), Collectors.counting())));
        assertThat(new HashSet<>(decision.beaten()))
                .isEqualTo(losers.entrySet().stream()
                        .filter(pair ->
                                !pair.getKey().file().equals(pair.getValue().file()))
                        .map(pair ->
                                new Beaten(pair.getKey().file(), pair.getValue().file()))
                        .collect(Collectors.toSet()));
    }

    @Property(tries = 500)
    void decidesTheSameInParts(@ForAll("questions") Question question) {
        Bench bench = new Bench(question.dedup(), question.batch(), question.published(), List.of());
        KeyPartitioner partitioner = new KeyPartitioner(3);

        Map<Delivery, Delivery> found = new HashMap<>();
        for (int part = 0; part < partitioner.summaries(); part++) {
            int current = part;
            found.putAll(bench.losers(row -> partitioner.of(row) == current));
        }

        assertThat(found).isEqualTo(Delivery.losers(question.competing(), question.dedup()));
    }

    @Property(tries = 1_000)
    void whatIsReadAgainDoesNotCompeteAndIsComparedWithTheWinner(
            @ForAll("questions") Question question, @ForAll("deliveries") List<Delivery> before) {
        Set<String> batchFiles = question.batch().stream().map(Delivery::file).collect(Collectors.toSet());
        List<Delivery> replaced =
                new ArrayList<>(question.batch().subList(0, question.batch().size() / 2));
        Set<List<Object>> taken = new HashSet<>();
        replaced.forEach(row -> taken.add(List.of(row.file(), row.position())));
        before.stream()
                .filter(row -> batchFiles.contains(row.file()))
                .filter(row -> taken.add(List.of(row.file(), row.position())))
                .forEach(replaced::add);
        Bench bench = new Bench(question.dedup(), question.batch(), question.published(), replaced);

        Decision decision = bench.decision();

        Map<Delivery, Delivery> losers = Delivery.losers(question.competing(replaced), question.dedup());
        assertThat(bench.losers()).isEqualTo(losers);
        assertThat(decision.counts()).isEqualTo(counts(question, replaced));
        assertThat(decision.replacedByDataFile())
                .isEqualTo(replaced.stream()
                        .collect(Collectors.groupingBy(
                                row -> Bench.dataFile(question.dedup(), row), Collectors.counting())));
        assertThat(decision.unchangedByPartition())
                .isEqualTo(replaced.stream()
                        .filter(row -> question.batch().contains(row) && !losers.containsKey(row))
                        .collect(Collectors.groupingBy(
                                row -> Bench.dataFile(question.dedup(), row).partition(), Collectors.counting())));
    }

    @Property(tries = 1_000)
    void asksForTheContentOfThosePublishedRowsAloneThatMeetAnother(@ForAll("questions") Question question) {
        Bench bench = new Bench(question.dedup(), question.batch(), question.published(), List.of());
        if (question.dedup().strategy() == Dedup.Strategy.DISTINCT) {
            return;
        }

        Set<Integer> unhashed = bench.partial(ignored -> false).unhashed();

        Set<Integer> expected = new TreeSet<>();
        Delivery.losers(question.competing(), question.dedup()).forEach((loser, winner) -> {
            for (Delivery row : List.of(loser, winner)) {
                if (question.published().contains(row)) {
                    expected.add(bench.dataFiles().indexOf(Bench.dataFile(question.dedup(), row)));
                }
            }
        });
        assertThat(new TreeSet<>(unhashed)).isEqualTo(expected);
        Decision exact = bench.partial(unhashed::contains).named(bench.numbers(), bench.dataFiles(), null);
        assertThat(exact.counts()).isEqualTo(counts(question));
    }

    @Example
    void decidesNothingOfNothing() {
        Decision decision = new Bench(
                        Delivery.dedup(Dedup.Strategy.UNIQUE_ID, Dedup.Keep.LATEST, Lookback.NONE, false),
                        List.of(),
                        List.of(),
                        List.of())
                .decision();

        assertThat(decision.losers()).isEmpty();
        assertThat(decision.counts()).isEqualTo(new Decision.Counts(0, 0, 0, 0, 0, 0));
    }

    @Example
    void aChainOfDistancesKeepsTheBestAndWhatIsBeyondItsWindow() {
        Dedup dedup = Delivery.dedup(Dedup.Strategy.UNIQUE_ID, Dedup.Keep.LATEST, new Lookback(3), false);
        Delivery first = row("dt=2021-02-27", 3, "a.json");
        Delivery middle = row("dt=2021-03-01", 2, "b.json");
        Delivery last = row("dt=2021-03-04", 1, "c.json");

        Map<Delivery, Delivery> losers = new Bench(dedup, List.of(first, middle, last), List.of(), List.of()).losers();

        assertThat(losers)
                .as("the last is within three days of the middle one alone")
                .isEqualTo(Map.of(middle, first));
    }

    @Example
    void aTombstoneKeepsOlderCopiesOutAndANewerRowRemovesIt() {
        Dedup dedup = Delivery.dedup(Dedup.Strategy.UNIQUE_ID, Dedup.Keep.LATEST, Lookback.ALL, true);
        Delivery tombstone = new Delivery("a.json", 0, "dt=2021-03-01", "a", 0, 5, "x", Map.of(), true);
        Delivery older = row("dt=2021-02-27", 4, "b.json");
        Delivery newer = row("dt=2021-03-04", 6, "c.json");

        assertThat(new Bench(dedup, List.of(older), List.of(tombstone), List.of()).losers())
                .isEqualTo(Map.of(older, tombstone));
        Decision decision = new Bench(dedup, List.of(newer), List.of(tombstone), List.of()).decision();
        assertThat(decision.supersededByDataFile()).isEqualTo(Map.of(Bench.dataFile(dedup, tombstone), 1L));
        assertThat(Tombstones.is(Bench.dataFile(dedup, tombstone).partition())).isTrue();
    }

    @Provide
    Arbitrary<List<Delivery>> deliveries() {
        return Delivery.any(Arbitraries.of("a.json", "b.json", "ä.json", "b/1.json", "😀.json"), true)
                .list()
                .ofMaxSize(40)
                .uniqueElements(row -> List.of(row.file(), row.position()));
    }

    @Provide
    Arbitrary<Question> questions() {
        return Delivery.anyDedup().flatMap(dedup -> deliveries().map(rows -> {
            Map<Boolean, List<Delivery>> byFile = rows.stream()
                    .collect(Collectors.partitioningBy(
                            row -> Set.of("a.json", "ä.json").contains(row.file())));
            return new Question(dedup, byFile.get(false), byFile.get(true));
        }));
    }

    private static Delivery row(String partition, int rank, String file) {
        return new Delivery(file, 0, partition, "a", 0, rank, "x", Map.of(), false);
    }

    private static Map<String, Long> counted(List<Delivery> rows, java.util.function.Predicate<Delivery> chosen) {
        return rows.stream().filter(chosen).collect(Collectors.groupingBy(Delivery::partition, Collectors.counting()));
    }

    private static Decision.Counts counts(Question question) {
        return counts(question, List.of());
    }

    private static Decision.Counts counts(Question question, List<Delivery> replaced) {
        long[] counts = new long[4];
        List<Delivery> competing = question.competing(replaced);
        Map<Delivery, Delivery> losers = Delivery.losers(competing, question.dedup());
        Set<Delivery> published = Set.copyOf(question.published());
        losers.forEach((loser, winner) -> {
            boolean differs = !loser.content().equals(winner.content());
            if (published.contains(loser)) {
                counts[3] += differs ? 1 : 0;
            } else {
                counts[published.contains(winner) ? 1 : 0]++;
                counts[2] += differs ? 1 : 0;
            }
        });
        long outside = competing.stream()
                .filter(row -> !losers.containsKey(row))
                .collect(Collectors.groupingBy(row -> row.key(question.dedup()), Collectors.counting()))
                .values()
                .stream()
                .filter(winners -> winners > 1)
                .count();
        return new Decision.Counts(counts[0], counts[1], counts[2], counts[3], outside, 0);
    }

    /** The decision's own parts, put together without Spark. */
    static final class Bench {
        private final Dedup dedup;
        private final List<Delivery> batch;
        private final List<Delivery> published;
        private final List<Delivery> replaced;
        private final FileNumbers numbers;
        private final List<Decision.DataFileKey> dataFiles;
        private final Places places;

        Bench(Dedup dedup, List<Delivery> batch, List<Delivery> published, List<Delivery> replaced) {
            this.dedup = dedup;
            this.batch = batch;
            this.published = published;
            this.replaced = replaced;
            List<Delivery> existing = new ArrayList<>(published);
            existing.addAll(replaced);
            this.numbers = FileNumbers.of(
                    batch.stream().map(Delivery::file).toList(),
                    existing.stream().map(Delivery::file).toList());
            this.dataFiles = existing.stream()
                    .map(row -> dataFile(dedup, row))
                    .distinct()
                    .toList();
            this.places = Places.of(
                    new PartitionDays(Runs.job(dedup)),
                    batch.stream().map(Delivery::partition).toList(),
                    dataFiles);
        }

        /** Two data files a partition, and one of its tombstones. */
        static Decision.DataFileKey dataFile(Dedup dedup, Delivery row) {
            return row.delete() && Delivery.deletes(dedup)
                    ? new Decision.DataFileKey(Tombstones.of(row.partition()), "tombstones-" + row.partition())
                    : new Decision.DataFileKey(row.partition(), row.position() % 2 + "-" + row.partition());
        }

        FileNumbers numbers() {
            return numbers;
        }

        List<Decision.DataFileKey> dataFiles() {
            return dataFiles;
        }

        Decision decision() {
            return partial(ignored -> true).named(numbers, dataFiles, null);
        }

        PartialDecision partial(java.util.function.IntPredicate hashed) {
            return PartialDecision.of(verdicts(rows(hashed)), new PartialDecision.Wanted(true, true));
        }

        Map<Delivery, Delivery> losers() {
            return losers(row -> true);
        }

        Map<Delivery, Delivery> losers(java.util.function.Predicate<byte[]> chosen) {
            Map<List<Object>, Delivery> byDelivery = new HashMap<>();
            List<Delivery> competing = new ArrayList<>(batch);
            competing.addAll(published);
            competing.forEach(row -> byDelivery.put(List.of(numbers.of(row.file()), row.position()), row));
            Map<Delivery, Delivery> losers = new HashMap<>();
            Verdicts verdicts =
                    verdicts(rows(ignored -> true).stream().filter(chosen).toList());
            while (verdicts.hasNext()) {
                Verdicts.Verdict verdict = verdicts.next();
                if (verdict.fate() == Verdicts.Fate.LOST) {
                    losers.put(byDelivery.get(delivery(verdict.row())), byDelivery.get(delivery(verdict.winner())));
                }
            }
            return losers;
        }

        private static List<Object> delivery(byte[] row) {
            return List.of(NarrowRow.file(row), NarrowRow.position(row));
        }

        private Verdicts verdicts(List<byte[]> rows) {
            return new Verdicts(rows.iterator(), dedup.lookback(), places);
        }

        private List<byte[]> rows(java.util.function.IntPredicate hashed) {
            NarrowEncoder whole = new NarrowEncoder(dedup, Delivery.CONTENT, Delivery.CONTENT);
            NarrowEncoder narrow = dedup.strategy() == Dedup.Strategy.DISTINCT
                    ? whole
                    : new NarrowEncoder(dedup, Delivery.CONTENT, null);
            List<byte[]> landed = new ArrayList<>();
            for (Delivery row : batch) {
                landed.add(whole.landed(
                        row.row(),
                        numbers.of(row.file()),
                        row.position(),
                        PartitionId.of(row.partition()),
                        row.delete() && Delivery.deletes(dedup)));
            }
            List<byte[]> existing = new ArrayList<>();
            for (Delivery row : published) {
                existing.add(published(hashed, whole, narrow, row, false));
            }
            for (Delivery row : replaced) {
                existing.add(published(hashed, whole, narrow, row, true));
            }
            List<byte[]> all = new ArrayList<>(landed);
            all.addAll(existing);
            all.sort(Arrays::compareUnsigned);
            return all;
        }

        private byte[] published(
                java.util.function.IntPredicate hashed,
                NarrowEncoder whole,
                NarrowEncoder narrow,
                Delivery row,
                boolean again) {
            Decision.DataFileKey dataFile = dataFile(dedup, row);
            int number = dataFiles.indexOf(dataFile);
            return (hashed.test(number) ? whole : narrow)
                    .published(
                            row.row(),
                            numbers.of(row.file()),
                            row.position(),
                            number,
                            Tombstones.is(dataFile.partition()),
                            again);
        }
    }
}
