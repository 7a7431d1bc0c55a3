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
    private static final long MOST_MINUTES = 60;

    private final Workload workload;
    private final Path root;
    private final String heap;

    Comparison(Workload workload, Path root, String heap) {
        this.workload = workload;
        this.root = root;
        this.heap = heap;
    }

    /**
     * Starts each contender once a pass; passes let slow changes of the machine fall on all alike.
     *
     * @throws IllegalStateException when a contender fails, or two tables differ
     */
    Table compare(List<String> contenders, int passes, int warmRuns) throws IOException, InterruptedException {
        Landing landing = Landing.generated(workload, root.resolve("landings"));
        List<Entry> entries = new ArrayList<>();
        for (int pass = 0; pass < passes; pass++) {
            for (String contender : contenders) {
                System.err.printf("%s %s: %s%n", workload.name(), Table.size(workload.bytes()), contender);
                Entry entry = start(contender, warmRuns);
                entries.add(entry);
                requireSameRows(entries.get(0), entry);
            }
        }
        return new Table(workload, landing.storedBytes(), entries);
    }

    private static void requireSameRows(Entry first, Entry other) {
        if (!first.fingerprint().equals(other.fingerprint())) {
            throw new IllegalStateException("%s and %s ended with other rows: %s and %s"
                    .formatted(first.contender(), other.contender(), first.fingerprint(), other.fingerprint()));
        }
    }

    private Entry start(String contender, int warmRuns) throws IOException, InterruptedException {
        Path folder = root.resolve("runs").resolve(contender);
        Folders.delete(folder);
        Files.createDirectories(folder);
        Path account = folder.resolve("account.json");
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (contender.startsWith("duckdb") ? "512m" : heap)));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-Xmx"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "worker"));
        command.addAll(List.of("--contender", contender, "--case", workload.name()));
        command.addAll(List.of("--size", Long.toString(workload.bytes()), "--dir", root.toString()));
        command.addAll(List.of("--warm", Integer.toString(warmRuns), "--account", account.toString()));
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
        Entry entry = new ObjectMapper().readValue(account.toFile(), Entry.class);
        for (int run = 0; run <= warmRuns; run++) {
            Folders.delete(folder.resolve("run-" + run));
        }
        return entry;
    }
}
