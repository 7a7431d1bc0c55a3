package io.sluice.etl.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.JobConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Compares decisions over encoded rows with those of a plain loop over objects. */
final class WindowDeciderTest {
    private static final StructType CONTENT =
            StructType.fromDDL("id string, rank int, flag boolean, amount decimal(5,2), body string");
    private static final Comparator<Boolean> BOOLEANS = Comparator.naturalOrder();

    /**
     * A row of the batch or of a published file.
     *
     * @param file even for files of the batch, odd for files published before
     */
    record Delivery(String partition, String id, Integer rank, Boolean flag, String body, int file, long position) {
        boolean published() {
            return file % 2 == 1;
        }

        /** Each partition has data files of its own. */
        int dataFile() {
            return published()
                    ? partition.charAt(partition.length() - 1) * 2 + (int) (position % 2)
                    : NarrowRow.IN_BATCH;
        }

        String window() {
            return partition + "\u0000" + id;
        }

        List<Object> content() {
            return Arrays.asList(id, rank, flag, body);
        }
    }

    /** What a decision says, as plain values. */
    record Verdict(
            Map<Integer, Set<Long>> losers,
            Map<String, Long> losersByPartition,
            Map<Integer, Set<Long>> superseded,
            Map<Integer, Long> supersededByDataFile,
            Set<List<Integer>> beaten,
            long duplicatesInBatch,
            long duplicatesOfExisting,
            long conflicts) {}

    @Property(tries = 500)
    void decidesAsAPlainLoopWould(@ForAll("deliveries") List<Delivery> deliveries, @ForAll JobConfig.Keep keep) {
        assertThat(verdict(decide(deliveries, keep), deliveries)).isEqualTo(oracle(deliveries, keep));
    }

    @Property(tries = 200)
    void decidesTheSameInParts(@ForAll("deliveries") List<Delivery> deliveries, @ForAll JobConfig.Keep keep) {
        WindowPartitioner partitioner = new WindowPartitioner(3);
        NarrowEncoder encoder = encoder(keep);
        PartialDecision sum = new PartialDecision();
        for (int part = 0; part < partitioner.summaries(); part++) {
            int current = part;
            sum.add(decide(
                    deliveries.stream()
                            .filter(row -> partitioner.getPartition(encode(encoder, row)) == current)
                            .toList(),
                    keep));
        }

        assertThat(verdict(sum, deliveries)).isEqualTo(oracle(deliveries, keep));
    }

    @Property(tries = 500)
    void whatIsReadAgainDoesNotCompeteAndIsComparedWithTheWinner(
            @ForAll("deliveries") List<Delivery> deliveries,
            @ForAll("deliveries") List<Delivery> before,
            @ForAll JobConfig.Keep keep) {
        List<Delivery> replaced = new ArrayList<>(before);
        deliveries.stream().limit(5).forEach(replaced::add);
        replaced.removeIf(Delivery::published);
        NarrowEncoder encoder = encoder(keep);
        Iterator<byte[]> published = Stream.concat(
                        deliveries.stream().filter(Delivery::published).map(row -> encode(encoder, row)),
                        replaced.stream().map(row -> encode(encoder, row, NarrowRow.replaced(row.file()))))
                .sorted(Arrays::compareUnsigned)
                .iterator();

        PartialDecision decision =
                WindowDecider.decide(sorted(encoder, deliveries, row -> !row.published()), published);

        assertThat(verdict(decision, deliveries)).isEqualTo(oracle(deliveries, keep));
        assertThat(decision.replacedByDataFile())
                .isEqualTo(replaced.stream().collect(Collectors.groupingBy(Delivery::file, Collectors.counting())));
        Set<Delivery> winners = new HashSet<>(deliveries);
        winners.removeIf(row -> row.published()
                || decision.losers().containsKey(row.file())
                        && decision.losers().get(row.file()).contains(row.position()));
        assertThat(decision.unchangedByPartition())
                .isEqualTo(replaced.stream()
                        .filter(winners::contains)
                        .collect(Collectors.groupingBy(Delivery::partition, Collectors.counting())));
    }

    @Example
    void decidesNothingOfNothing() {
        PartialDecision decision = decide(List.of(), JobConfig.Keep.LATEST);

        assertThat(decision.losers()).isEmpty();
        assertThat(decision.duplicatesInBatch()).isZero();
    }

    @Example
    void keepsTheLatestAndCallsWhatDiffersAConflict() {
        Delivery old = new Delivery("dt=1", "a", 1, null, "x", 0, 0);
        Delivery latest = new Delivery("dt=1", "a", 2, null, "x", 2, 0);
        Delivery copy = new Delivery("dt=1", "a", 2, null, "x", 4, 7);
        Delivery unknown = new Delivery("dt=1", "a", null, null, "x", 0, 9);

        Verdict verdict = verdict(
                decide(List.of(old, latest, copy, unknown), JobConfig.Keep.LATEST),
                List.of(old, latest, copy, unknown));

        assertThat(verdict.losers()).isEqualTo(Map.of(0, Set.of(0L, 9L), 4, Set.of(7L)));
        assertThat(verdict.duplicatesInBatch()).isEqualTo(3);
        assertThat(verdict.conflicts()).as("the plain copy is none").isEqualTo(2);
        assertThat(verdict.beaten()).isEqualTo(Set.of(List.of(0, 2), List.of(4, 2)));
    }

    @Example
    void supersedesAPublishedRowAndCountsWhomThatRowWouldHaveBeaten() {
        Delivery published = new Delivery("dt=1", "a", 5, null, "x", 1, 0);
        Delivery better = new Delivery("dt=1", "a", 6, null, "x", 2, 0);
        Delivery worse = new Delivery("dt=1", "a", 4, null, "x", 2, 8);
        List<Delivery> all = List.of(published, better, worse);

        Verdict verdict = verdict(decide(all, JobConfig.Keep.LATEST), all);

        assertThat(verdict.superseded()).isEqualTo(Map.of(1, Set.of(0L)));
        assertThat(verdict.supersededByDataFile()).isEqualTo(Map.of(published.dataFile(), 1L));
        assertThat(verdict.duplicatesInBatch())
                .as("the overall winner is in the batch")
                .isEqualTo(1);
        assertThat(verdict.duplicatesOfExisting()).isZero();
    }

    @Example
    void tellsTheSameKeyInTwoPartitionsApart() {
        List<Delivery> rows =
                List.of(new Delivery("dt=1", "a", 1, null, "x", 0, 0), new Delivery("dt=2", "a", 1, null, "x", 0, 8));

        assertThat(decide(rows, JobConfig.Keep.LATEST).losers()).isEmpty();
    }

    @Provide
    Arbitrary<List<Delivery>> deliveries() {
        Arbitrary<String> partitions = Arbitraries.of("dt=1", "dt=2", "region=서울/dt=3");
        Arbitrary<String> ids = Arbitraries.of("", "a", "a\u0000", "b", "\u0000", "😀", "id");
        Arbitrary<Integer> ranks =
                Arbitraries.of(-1, 0, 1, Integer.MIN_VALUE, Integer.MAX_VALUE).injectNull(0.2);
        Arbitrary<Boolean> flags = Arbitraries.of(true, false).injectNull(0.2);
        Arbitrary<String> bodies = Arbitraries.of("x", "y");
        Arbitrary<Integer> files = Arbitraries.integers().between(0, 7);
        Arbitrary<Long> positions = Arbitraries.of(0L, 1L, 255L, 256L, 1L << 31, 1L << 33, Long.MAX_VALUE);
        return Combinators.combine(partitions, ids, ranks, flags, bodies, files, positions)
                .as(Delivery::new)
                .list()
                .ofMaxSize(60)
                .uniqueElements(row -> List.of(row.file(), row.position()));
    }

    private static PartialDecision decide(List<Delivery> deliveries, JobConfig.Keep keep) {
        NarrowEncoder encoder = encoder(keep);
        return WindowDecider.decide(
                sorted(encoder, deliveries, row -> !row.published()), sorted(encoder, deliveries, Delivery::published));
    }

    private static Iterator<byte[]> sorted(
            NarrowEncoder encoder, List<Delivery> deliveries, Predicate<Delivery> chosen) {
        return deliveries.stream()
                .filter(chosen)
                .map(row -> encode(encoder, row))
                .sorted(Arrays::compareUnsigned)
                .iterator();
    }

    private static NarrowEncoder encoder(JobConfig.Keep keep) {
        return new NarrowEncoder(new JobConfig.Dedup(List.of("id"), keep, List.of("rank", "flag")), CONTENT);
    }

    private static byte[] encode(NarrowEncoder encoder, Delivery row) {
        return encode(encoder, row, row.dataFile());
    }

    private static byte[] encode(NarrowEncoder encoder, Delivery row, int dataFile) {
        Object[] content = {
            UTF8String.fromString(row.id()), row.rank(), row.flag(), null, UTF8String.fromString(row.body())
        };
        return encoder.encode(
                new GenericInternalRow(content),
                row.partition().getBytes(StandardCharsets.UTF_8),
                row.file(),
                row.position(),
                dataFile);
    }

    private static Verdict verdict(PartialDecision decision, List<Delivery> deliveries) {
        return new Verdict(
                positions(decision.losers(), deliveries),
                decision.losersByPartition(),
                positions(decision.superseded(), deliveries),
                decision.supersededByDataFile(),
                decision.beaten().stream()
                        .map(pair -> List.of(pair.loser(), pair.winner()))
                        .collect(Collectors.toSet()),
                decision.duplicatesInBatch(),
                decision.duplicatesOfExisting(),
                decision.conflicts());
    }

    private static Map<Integer, Set<Long>> positions(Map<Integer, PositionSet> sets, List<Delivery> deliveries) {
        Map<Integer, Set<Long>> positions = new TreeMap<>();
        sets.forEach((file, set) -> {
            Set<Long> found = deliveries.stream()
                    .map(Delivery::position)
                    .filter(set::contains)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(set.count()).as("positions of file %d", file).isEqualTo(found.size());
            positions.put(file, found);
        });
        return positions;
    }

    private static Verdict oracle(List<Delivery> deliveries, JobConfig.Keep keep) {
        Comparator<Integer> ranks = Comparator.naturalOrder();
        boolean latest = keep == JobConfig.Keep.LATEST;
        Comparator<Delivery> best = Comparator.comparing(
                        Delivery::rank, Comparator.nullsLast(latest ? ranks.reversed() : ranks))
                .thenComparing(Delivery::flag, Comparator.nullsLast(latest ? BOOLEANS.reversed() : BOOLEANS))
                .thenComparing(Delivery::file)
                .thenComparing(Delivery::position);
        Verdict verdict = new Verdict(
                new TreeMap<>(),
                new HashMap<>(),
                new TreeMap<>(),
                new HashMap<>(),
                new TreeSet<>(Comparator.comparing(List::toString)),
                0,
                0,
                0);
        long inBatch = 0;
        long ofExisting = 0;
        long conflicts = 0;
        Map<String, List<Delivery>> windows = deliveries.stream().collect(Collectors.groupingBy(Delivery::window));
        for (List<Delivery> window : windows.values()) {
            List<Delivery> ordered = new ArrayList<>(window);
            ordered.sort(best);
            Delivery winner = ordered.get(0);
            for (Delivery loser : ordered.subList(1, ordered.size())) {
                if (loser.file() != winner.file()) {
                    verdict.beaten().add(List.of(loser.file(), winner.file()));
                }
                if (loser.published()) {
                    verdict.superseded()
                            .computeIfAbsent(loser.file(), ignored -> new TreeSet<>())
                            .add(loser.position());
                    verdict.supersededByDataFile().merge(loser.dataFile(), 1L, Long::sum);
                } else {
                    verdict.losers()
                            .computeIfAbsent(loser.file(), ignored -> new TreeSet<>())
                            .add(loser.position());
                    verdict.losersByPartition().merge(loser.partition(), 1L, Long::sum);
                    inBatch += winner.published() ? 0 : 1;
                    ofExisting += winner.published() ? 1 : 0;
                    conflicts += loser.content().equals(winner.content()) ? 0 : 1;
                }
            }
        }
        return new Verdict(
                verdict.losers(),
                verdict.losersByPartition(),
                verdict.superseded(),
                verdict.supersededByDataFile(),
                verdict.beaten(),
                inBatch,
                ofExisting,
                conflicts);
    }
}
