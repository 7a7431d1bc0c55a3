package io.sluice.etl.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.Dedup.Lookback;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Several runs over files that land late, again and with other content, against what the table has to be. */
final class RunsPropertyTest {
    private static final List<String> FILES = List.of("a.json", "b.json", "c.json", "ä.json", "😀.json");

    /** Files that land together, some of them again, and the run that reads them. */
    record Night(Map<String, List<Delivery>> files) {}

    /** What lands in the course of time. */
    record Course(Dedup dedup, List<Night> nights) {}

    @Property(tries = 1_000)
    void theTableIsTheLatestContentOfEveryFileDeduplicated(@ForAll("courses") Course course) {
        if (!orderless(course.dedup())) {
            return;
        }
        Runs runs = new Runs(course.dedup());

        course.nights().forEach(night -> runs.run(night.files()));

        assertThat(runs.table()).containsExactlyInAnyOrderElementsOf(deduplicated(runs.landed(), course.dedup()));
    }

    @Property(tries = 1_000)
    void eachRunMakesOfTheTableWhatThePromiseSays(@ForAll("courses") Course course) {
        Runs runs = new Runs(course.dedup());
        for (Night night : course.nights()) {
            Set<String> read = runs.batch(night.files().keySet());
            List<Delivery> competing = new ArrayList<>(runs.table());
            competing.removeIf(row -> read.contains(row.file()));

            runs.run(night.files());

            runs.landed().stream().filter(row -> read.contains(row.file())).forEach(competing::add);
            assertThat(runs.table()).containsExactlyInAnyOrderElementsOf(deduplicated(competing, course.dedup()));
        }
    }

    @Property(tries = 1_000)
    void readingAFileAgainChangesNothing(@ForAll("courses") Course course) {
        if (!orderless(course.dedup())) {
            return;
        }
        Runs runs = new Runs(course.dedup());
        course.nights().forEach(night -> runs.run(night.files()));
        Set<Delivery> before = new HashSet<>(runs.table());

        course.nights().forEach(night -> {
            Map<String, List<Delivery>> same = new HashMap<>();
            night.files()
                    .keySet()
                    .forEach(file -> same.put(
                            file,
                            runs.landed().stream()
                                    .filter(row -> row.file().equals(file))
                                    .toList()));
            runs.run(same);
        });

        assertThat(new HashSet<>(runs.table())).isEqualTo(before);
    }

    @Provide
    Arbitrary<Course> courses() {
        return Delivery.anyDedup()
                .flatMap(dedup -> nights().list().ofMinSize(1).ofMaxSize(5).map(nights -> new Course(dedup, nights)));
    }

    private static Arbitrary<Night> nights() {
        return Delivery.any(Arbitraries.of(FILES), true)
                .list()
                .ofMaxSize(14)
                .uniqueElements(row -> List.of(row.file(), row.position()))
                .flatMap(rows -> Arbitraries.of(FILES).set().ofMaxSize(2).map(emptied -> {
                    Map<String, List<Delivery>> files = new HashMap<>();
                    emptied.forEach(file -> files.put(file, new ArrayList<>()));
                    rows.forEach(row -> files.computeIfAbsent(row.file(), ignored -> new ArrayList<>())
                            .add(row));
                    return new Night(files);
                }));
    }

    /** With a look-back of some days, what came first can decide; see the documentation. */
    private static boolean orderless(Dedup dedup) {
        return dedup.lookback().equals(Lookback.NONE) || dedup.lookback().equals(Lookback.ALL);
    }

    private static List<Delivery> deduplicated(List<Delivery> rows, Dedup dedup) {
        Map<Delivery, Delivery> losers = Delivery.losers(rows, dedup);
        return rows.stream().filter(row -> !losers.containsKey(row)).toList();
    }
}
