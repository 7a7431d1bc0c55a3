package io.sluice.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs contenders one after the other over one landing, each in a process of its own. */
final class Comparison {
    private static final long MOST_MINUTES = 240;

    private final Scenario scenario;
    private final Path root;
    private final String heap;

    Comparison(Scenario scenario, Path root, String heap) {
        this.scenario = scenario;
        this.root = root;
        this.heap = heap;
    }

    /**
     * Starts each contender once a pass; passes let slow changes of the machine fall on all alike.
     *
     * @throws IllegalStateException when a contender cannot be installed or fails, or two tables differ
     */
    Table compare(List<String> contenders, int passes, RunCounts runs) throws IOException, InterruptedException {
        for (String contender : contenders) {
            Contenders.process(contender).install();
        }
        Landing landing = Landing.generated(scenario, root.resolve("landings"));
        List<Entry> entries = new ArrayList<>();
        for (int pass = 0; pass < passes; pass++) {
            for (String contender : contenders) {
                System.err.printf("%s, %s: %s%n", scenario.workload().name(), scenario.title(), contender);
                for (Entry entry : start(contender, landing, runs)) {
                    entries.add(entry);
                    requireSameRows(entries, entry);
                }
            }
        }
        List<LandedDay> days = landing.measured();
        LandedDay last = days.get(runs.all() % days.size());
        return new Table(scenario, last.storedBytes(), last.records(), entries);
    }

    /** Tables of one kind must agree with the first of them. */
    private static void requireSameRows(List<Entry> entries, Entry other) {
        Entry first = entries.stream()
                .filter(entry -> entry.table().equals(other.table()))
                .findFirst()
                .orElseThrow();
        if (!first.fingerprint().equals(other.fingerprint())) {
            throw new IllegalStateException("%s and %s ended with other rows in the %s: %s and %s"
                    .formatted(
                            first.contender(),
                            other.contender(),
                            other.table(),
                            first.fingerprint(),
                            other.fingerprint()));
        }
    }

    private List<Entry> start(String contender, Landing landing, RunCounts runs)
            throws IOException, InterruptedException {
        Assignment assignment = new Assignment(contender, landing, root, heap, runs);
        Folders.delete(assignment.folder());
        Files.createDirectories(assignment.folder());
        ContenderProcess.JSON.writeValue(assignment.scenarioFile().toFile(), scenario);
        ContenderProcess kind = Contenders.process(contender);
        Process process = new ProcessBuilder(kind.command(assignment))
                .redirectErrorStream(true)
                .redirectOutput(assignment.log().toFile())
                .directory(assignment.folder().toFile())
                .start();
        if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("%s has not ended after %d minutes".formatted(contender, MOST_MINUTES));
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("%s failed; the end of %s says why".formatted(contender, assignment.log()));
        }
        List<Entry> entries = kind.entries(assignment);
        Folders.delete(assignment.lastTable());
        Folders.delete(assignment.folder().resolve(Worker.EXISTING));
        return entries;
    }
}
