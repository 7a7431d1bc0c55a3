package io.sluice.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.hive.testing.Engine;
import io.sluice.hive.testing.HiveSession;
import io.sluice.hive.testing.TestJob;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JDBC client sees while publications and late merges go on over many partitions. */
final class ReadersDuringPublicationTest {
    private static final Path JOB =
            Path.of("src/test/resources/readings/job.yaml").toAbsolutePath();
    private static final int PARTITIONS = 500;
    private static final int PUBLICATIONS = 50;
    /** Every so many publications reach all partitions, the others one in {@link #SHARE}. */
    private static final int EVERYWHERE = 20;

    private static final int SHARE = 50;

    private static final int PLANS_AN_ANSWER = 5;
    private static final Pattern LOCATION = Pattern.compile("location (?:file:)?(/\\S+/p=m\\d+)\\b");

    private static final String TABLE = "readings.watched";
    private static final String ONE_BATCH = "hive.metastore.batch.retrieve.max=1000";
    private static final String DEFAULT_BATCH = "hive.metastore.batch.retrieve.max=300";

    @TempDir
    Path folder;

    private final Random random = new Random(20_210_721);
    /** Counts by partition after each publication, in order. */
    private final List<Map<String, Long>> published = new ArrayList<>();
    /** Locations by partition after each publication, in order. */
    private final List<Map<String, String>> locations = new ArrayList<>();

    /** A per-partition answer: rows and distinct ids by partition. */
    private record Seen(Map<String, Long> rows, Map<String, Long> ids) {}

    /** What one reader saw: answers, and the locations of which queries over all partitions were compiled. */
    private record Observed(List<Seen> answers, List<Set<String>> plans) {
        static Observed nothing() {
            return new Observed(new ArrayList<>(), new ArrayList<>());
        }
    }

    @Test
    void seeEachPartitionInAPublishedStateAndNeverAnError() throws Exception {
        TestJob job = new TestJob(Engine.shared(), JOB, folder, TABLE)
                .with(
                        "landing.path=" + folder.resolve("landing"),
                        "landing.layout='*'",
                        "late.max_affected_partitions=1000");
        publish(job, 0);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService readers = Executors.newSingleThreadExecutor();
        try {
            Future<Map<String, Observed>> watching = readers.submit(() -> observe(done));
            for (int publication = 1; publication < PUBLICATIONS; publication++) {
                publish(job, publication);
            }
            done.set(true);
            watching.get().forEach((setting, observed) -> {
                verify(observed);
                System.out.printf(
                        "%d publications over %d partitions, %s: %s%n",
                        PUBLICATIONS, PARTITIONS, setting, mixed(observed));
            });
        } finally {
            done.set(true);
            readers.shutdown();
            assertThat(readers.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
        }
    }

    private void publish(TestJob job, int publication) throws IOException {
        boolean everywhere = publication % EVERYWHERE == 0;
        StringBuilder records = new StringBuilder();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            if (everywhere || random.nextInt(SHARE) == 0) {
                records.append("{\"id\":\"%d-%d\",\"meter\":\"m%03d\",\"value\":%d}%n"
                        .formatted(partition, publication, partition, publication));
                // A late correction of an earlier reading, and a redelivery of it.
                records.append("{\"id\":\"%d-0\",\"meter\":\"m%03d\",\"value\":%d}%n"
                        .formatted(partition, partition, publication)
                        .repeat(2));
            }
        }
        Path file = folder.resolve("landing/%03d.json".formatted(publication));
        Files.createDirectories(file.getParent());
        Files.writeString(file, records);
        JsonNode report = job.run();
        Map<String, Long> rows = new TreeMap<>(last(published));
        Map<String, String> places = new TreeMap<>(last(locations));
        for (JsonNode partition : report.path("partitions")) {
            String name = partition.path("partition").asText();
            rows.put(name.substring("p=".length()), partition.path("rows_after").asLong());
            places.put(name, URI.create(partition.path("location").asText()).getPath());
        }
        published.add(rows);
        locations.add(places);
    }

    private static <T> Map<String, T> last(List<Map<String, T>> states) {
        return states.isEmpty() ? Map.of() : states.get(states.size() - 1);
    }

    /** Asks in turn with one setting and with the other. */
    private static Map<String, Observed> observe(AtomicBoolean done) throws Exception {
        Map<String, Observed> observed = new TreeMap<>();
        try (HiveSession oneBatch = new HiveSession(ONE_BATCH);
                HiveSession batches = new HiveSession(DEFAULT_BATCH)) {
            while (!done.get()) {
                ask(oneBatch, observed.computeIfAbsent(ONE_BATCH, setting -> Observed.nothing()));
                ask(batches, observed.computeIfAbsent(DEFAULT_BATCH, setting -> Observed.nothing()));
            }
        }
        return observed;
    }

    private static void ask(HiveSession hive, Observed observed) throws Exception {
        Map<String, Long> rows = new TreeMap<>();
        Map<String, Long> ids = new TreeMap<>();
        for (List<String> row :
                hive.rows("SELECT p, count(*), count(DISTINCT id) FROM %s GROUP BY p".formatted(TABLE))) {
            rows.put(row.get(0), Long.parseLong(row.get(1)));
            ids.put(row.get(0), Long.parseLong(row.get(2)));
        }
        observed.answers().add(new Seen(rows, ids));
        List<String> total =
                hive.rows("SELECT count(*), count(DISTINCT id) FROM " + TABLE).get(0);
        assertThat(total.get(0)).isEqualTo(total.get(1));
        for (int plan = 0; plan < PLANS_AN_ANSWER; plan++) {
            observed.plans().add(plannedLocations(hive));
        }
    }

    /** Where a query over all partitions would read, as it was compiled. */
    private static Set<String> plannedLocations(HiveSession hive) throws Exception {
        Set<String> found = new HashSet<>();
        for (List<String> line : hive.rows("EXPLAIN EXTENDED SELECT count(*), count(DISTINCT id) FROM " + TABLE)) {
            Matcher location = LOCATION.matcher(line.get(0));
            while (location.find()) {
                found.add(location.group(1));
            }
        }
        return found;
    }

    private void verify(Observed observed) {
        assertThat(observed.answers()).isNotEmpty();
        Map<String, Set<Long>> everPublished = new TreeMap<>();
        published.forEach(state -> state.forEach((partition, rows) -> everPublished
                .computeIfAbsent(partition, unseen -> new HashSet<>())
                .add(rows)));
        for (Seen seen : observed.answers()) {
            assertThat(seen.ids()).as("no id twice").isEqualTo(seen.rows());
            assertThat(seen.rows()).as("no partition missing").hasSize(PARTITIONS);
            seen.rows().forEach((partition, rows) -> {
                if (!everPublished.get(partition).contains(rows)) {
                    fail("partition %s had %d rows at no time", partition, rows);
                }
            });
        }
    }

    /** How many answers and plans over all partitions are of no single published state. */
    private String mixed(Observed observed) {
        long mixed = observed.answers().stream()
                .filter(seen -> !published.contains(seen.rows()))
                .count();
        Set<Set<String>> states =
                locations.stream().map(state -> Set.copyOf(state.values())).collect(Collectors.toSet());
        long mixedPlans =
                observed.plans().stream().filter(plan -> !states.contains(plan)).count();
        return "%d of %d answers by partition and %d of %d plans over all partitions mixed two states"
                .formatted(
                        mixed,
                        observed.answers().size(),
                        mixedPlans,
                        observed.plans().size());
    }
}
