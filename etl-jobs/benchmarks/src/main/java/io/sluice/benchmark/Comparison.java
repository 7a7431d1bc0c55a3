package io.sluice.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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
    private final ObjectMapper json = new ObjectMapper();

    Comparison(Scenario scenario, Path root, String heap) {
        this.scenario = scenario;
        this.root = root;
        this.heap = heap;
    }

    /**
     * Starts each contender once a pass; passes let slow changes of the machine fall on all alike.
     *
     * @throws IllegalStateException when a contender fails, or two tables differ
     */
    Table compare(List<String> contenders, int passes, RunCounts runs) throws IOException, InterruptedException {
        Landing landing = Landing.generated(scenario, root.resolve("landings"));
        List<Entry> entries = new ArrayList<>();
        for (int pass = 0; pass < passes; pass++) {
            for (String contender : contenders) {
                System.err.printf("%s, %s: %s%n", scenario.workload().name(), scenario.title(), contender);
                for (Entry entry : start(contender, runs)) {
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

    private List<Entry> start(String contender, RunCounts runs) throws IOException, InterruptedException {
        Path folder = root.resolve("runs").resolve(contender);
        Folders.delete(folder);
        Files.createDirectories(folder);
        Path account = folder.resolve("account.json");
        Path log = folder.resolve("log");
        Path asked = folder.resolve("scenario.json");
        json.writeValue(asked.toFile(), scenario);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (contender.startsWith("duckdb") ? "512m" : heap)));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-Xmx"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "worker"));
        command.addAll(List.of("--contender", contender, "--scenario", asked.toString()));
        command.addAll(List.of("--dir", root.toString()));
        command.addAll(List.of("--warm", Integer.toString(runs.measured()), "--account", account.toString()));
        command.addAll(List.of("--warm-up", Integer.toString(runs.passing())));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .directory(new File(folder.toString()))
                .start();
        if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("%s has not ended after %d minutes".formatted(contender, MOST_MINUTES));
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    "%s failed; the end of %s says why".formatted(contender, log.toAbsolutePath()));
        }
        Entry[] entries = json.readValue(account.toFile(), Entry[].class);
        Folders.delete(folder.resolve(Worker.NEW + runs.all()));
        Folders.delete(folder.resolve(Worker.EXISTING));
        return List.of(entries);
    }
}
