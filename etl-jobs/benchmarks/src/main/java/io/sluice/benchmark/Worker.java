package io.sluice.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The inside of a contender's process: tables are prepared, then a first run is measured, then warm ones. */
final class Worker {
    /** The tables' folders: one that exists before the clock starts, and new ones with the number of the run. */
    static final String EXISTING = "existing";

    static final String NEW = "run-";

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    private final String name;
    private final Landing landing;
    private final Path folder;

    Worker(String name, Landing landing, Path folder) {
        this.name = name;
        this.landing = landing;
        this.folder = folder;
    }

    /** Runs once and then so many times again, each time over the next measured day; an entry a kind of table. */
    List<Entry> run(RunCounts runs) throws Exception {
        Scenario scenario = landing.scenario();
        Path existing = folder.resolve(EXISTING);
        try (Contender contender = Contenders.start(name, landing, folder)) {
            for (LandedDay day : landing.existing()) {
                contender.prepare(day, existing);
            }
            List<LandedDay> days = landing.measured();
            List<Lap> intoNew = new ArrayList<>();
            List<Lap> intoExisting = new ArrayList<>();
            for (int run = 0; run <= runs.all(); run++) {
                LandedDay day = days.get(run % days.size());
                if (scenario.intoNewTable()) {
                    Folders.delete(table(run - 1));
                    Lap lap = timed(contender, day, table(run));
                    intoNew.add(run == 0 && landing.existing().isEmpty() ? sinceStart(lap) : lap);
                }
                if (scenario.intoExistingTable()) {
                    intoExisting.add(timed(contender, day, existing));
                }
            }
            List<Entry> entries = new ArrayList<>();
            if (scenario.intoNewTable()) {
                entries.add(entry(contender, Entry.NEW_TABLE, intoNew, runs, table(runs.all())));
            }
            if (scenario.intoExistingTable()) {
                entries.add(entry(contender, Entry.EXISTING_TABLE, intoExisting, runs, existing));
            }
            return entries;
        }
    }

    private Path table(int run) {
        return folder.resolve(NEW + run);
    }

    private Entry entry(Contender contender, String kind, List<Lap> laps, RunCounts runs, Path table) throws Exception {
        return new Entry(
                name,
                kind,
                laps.get(0),
                laps.subList(1 + runs.passing(), laps.size()),
                peakBytes(),
                contender.fingerprint(table),
                contender.settings());
    }

    private static Lap timed(Contender contender, LandedDay day, Path table) throws Exception {
        System.gc();
        long shuffled = contender.shuffledBytes();
        double cpu = cpuSeconds();
        long start = System.nanoTime();
        contender.run(day, table);
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        double cpuSeconds = cpuSeconds() - cpu;
        long exchanged = contender.shuffledBytes() < 0 ? -1 : contender.shuffledBytes() - shuffled;
        return new Lap(seconds, cpuSeconds, exchanged, Folders.dataBytes(table), Folders.dataFiles(table));
    }

    /** A lap that has just ended, as what the whole process took. */
    private static Lap sinceStart(Lap lap) {
        long start = ProcessHandle.current()
                .info()
                .startInstant()
                .map(Instant::toEpochMilli)
                .orElseThrow();
        double seconds = (System.currentTimeMillis() - start) / MILLIS_PER_SECOND;
        return new Lap(seconds, cpuSeconds(), lap.shuffledBytes(), lap.outputBytes(), lap.outputFiles());
    }

    private static double cpuSeconds() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / NANOS_PER_SECOND;
    }

    private static long peakBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(-1);
    }
}
