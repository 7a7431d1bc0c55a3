package io.sluice.etl.dedup;

import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.Dedup.Lookback;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A delivery as plain values, and what deduplication means for plain values: the oracle of the property tests.
 *
 * @param body differs between conflicting deliveries of a key, as do the tags
 */
record Delivery(
        String file,
        long position,
        String partition,
        String id,
        Integer part,
        Integer rank,
        String body,
        Map<String, Integer> tags,
        boolean delete) {
    static final StructType CONTENT = StructType.fromDDL(
            "id string, at struct<part:int,rank:int>, body string, tags map<string,int>, op boolean");

    private static final int DT = "dt=".length();

    /** Any of a few keys in a few partitions, so that most meet. */
    static Arbitrary<Delivery> any(Arbitrary<String> files, boolean deletes) {
        Arbitrary<String> partitions = Arbitraries.of(
                        "dt=2021-02-27", "dt=2021-02-28", "dt=2021-03-01", "dt=2021-03-04", "dt=2021-03-09")
                .injectDuplicates(0.3)
                .map(day -> day);
        Arbitrary<String> places = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(9, partitions),
                net.jqwik.api.Tuple.of(1, Arbitraries.just("dt=__HIVE_DEFAULT_PARTITION__")));
        Arbitrary<Long> positions = Arbitraries.of(0L, 1L, 255L, 256L, 1L << 31, 1L << 33, Long.MAX_VALUE);
        Arbitrary<Map<String, Integer>> tags = Arbitraries.maps(
                        Arbitraries.of("x", "y", "é"), Arbitraries.of(1, 2).injectNull(0.2))
                .ofMaxSize(2);
        return Combinators.combine(
                        files,
                        positions,
                        places,
                        Arbitraries.of("", "a", "a\u0000", "\u0000", "😀"),
                        Arbitraries.of(0, 1),
                        Arbitraries.of(-1, 0, 1, Integer.MIN_VALUE, Integer.MAX_VALUE)
                                .injectNull(0.2),
                        Arbitraries.of("x", "y"),
                        Combinators.combine(
                                        tags,
                                        Arbitraries.frequencyOf(
                                                net.jqwik.api.Tuple.of(3, Arbitraries.just(false)),
                                                net.jqwik.api.Tuple.of(1, Arbitraries.just(deletes))))
                                .as(Map::entry))
                .as((file, position, place, id, part, rank, body, rest) ->
                        new Delivery(file, position, place, id, part, rank, body, rest.getKey(), rest.getValue()));
    }

    /** Every strategy with every window. */
    static Arbitrary<Dedup> anyDedup() {
        Arbitrary<Lookback> lookbacks =
                Arbitraries.of(Lookback.NONE, new Lookback(1), new Lookback(3), new Lookback(5), Lookback.ALL);
        return Combinators.combine(
                        Arbitraries.of(Dedup.Strategy.values()),
                        Arbitraries.of(Dedup.Keep.values()),
                        lookbacks,
                        Arbitraries.of(true, false))
                .as((strategy, keep, lookback, deletes) -> dedup(strategy, keep, lookback, deletes));
    }

    static Dedup dedup(Dedup.Strategy strategy, Dedup.Keep keep, Lookback lookback, boolean deletes) {
        boolean keyed = strategy == Dedup.Strategy.UNIQUE_ID || strategy == Dedup.Strategy.OFFSET;
        boolean deleting = deletes && strategy == Dedup.Strategy.UNIQUE_ID && keep == Dedup.Keep.LATEST;
        return new Dedup(
                strategy,
                keyed ? List.of("id", "at.part") : List.of(),
                keep,
                strategy == Dedup.Strategy.UNIQUE_ID ? List.of("at.rank") : List.of(),
                strategy == Dedup.Strategy.NONE ? Lookback.NONE : lookback,
                Dedup.Conflicts.KEEP,
                Dedup.Evidence.NONE,
                Dedup.Plan.AUTO,
                deleting ? "op" : null);
    }

    static boolean deletes(Dedup dedup) {
        return dedup.deleteWhen() != null;
    }

    /** What makes two deliveries one record. */
    Object key(Dedup dedup) {
        return switch (dedup.strategy()) {
            case UNIQUE_ID, OFFSET -> List.of(id, part);
            case DISTINCT -> content();
            case NONE -> List.of(file, position);
        };
    }

    List<Object> content() {
        return Arrays.asList(id, part, rank, body, tags, delete);
    }

    /** The best of a key first. */
    static Comparator<Delivery> best(Dedup dedup) {
        Comparator<Integer> ranks = Comparator.naturalOrder();
        Comparator<Delivery> order = dedup.orderBy().isEmpty()
                ? Comparator.comparing(row -> 0)
                : Comparator.comparing(
                        Delivery::rank,
                        Comparator.nullsLast(dedup.keep() == Dedup.Keep.LATEST ? ranks.reversed() : ranks));
        return order.thenComparing(row -> row.file().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned)
                .thenComparing(Delivery::position);
    }

    /** Whether a key may not have a row in both partitions. */
    static boolean near(Lookback lookback, String left, String right) {
        if (left.equals(right) || lookback.equals(Lookback.ALL)) {
            return true;
        }
        if (lookback.equals(Lookback.NONE) || left.contains("__") || right.contains("__")) {
            return false;
        }
        long apart = ChronoUnit.DAYS.between(LocalDate.parse(left.substring(DT)), LocalDate.parse(right.substring(DT)));
        return Math.abs(apart) <= lookback.days();
    }

    /** Those published rows whose key has a row among others; keys of published rows alone are left as they are. */
    static List<Delivery> judged(List<Delivery> published, List<Delivery> others, Dedup dedup) {
        Set<Object> keys = others.stream().map(row -> row.key(dedup)).collect(Collectors.toSet());
        return published.stream().filter(row -> keys.contains(row.key(dedup))).toList();
    }

    /** The winner of each delivery that loses, among deliveries that compete. */
    static Map<Delivery, Delivery> losers(List<Delivery> competing, Dedup dedup) {
        List<Delivery> ordered = new ArrayList<>(competing);
        ordered.sort(best(dedup));
        Map<Delivery, Delivery> losers = new java.util.HashMap<>();
        List<Delivery> winners = new ArrayList<>();
        for (Delivery row : ordered) {
            Delivery winner = winners.stream()
                    .filter(other -> other.key(dedup).equals(row.key(dedup)))
                    .filter(other -> near(dedup.lookback(), other.partition(), row.partition()))
                    .findFirst()
                    .orElse(null);
            if (winner == null) {
                winners.add(row);
            } else {
                losers.put(row, winner);
            }
        }
        return losers;
    }

    /** The row as Spark holds it; of a map the order of names changes with the file. */
    InternalRow row() {
        List<Map.Entry<String, Integer>> entries = new ArrayList<>(tags.entrySet());
        if (Objects.hash(file, position) % 2 == 0) {
            Collections.reverse(entries);
        }
        ArrayBasedMapData map = new ArrayBasedMapData(
                new GenericArrayData(entries.stream()
                        .map(entry -> UTF8String.fromString(entry.getKey()))
                        .toArray()),
                new GenericArrayData(entries.stream().map(Map.Entry::getValue).toArray()));
        return new GenericInternalRow(new Object[] {
            UTF8String.fromString(id),
            new GenericInternalRow(new Object[] {part, rank}),
            UTF8String.fromString(body),
            map,
            delete
        });
    }
}
