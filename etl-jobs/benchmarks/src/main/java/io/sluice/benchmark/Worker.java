package io.sluice.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The inside of a contender's process: one cold run, then warm ones, and an account of them in a file. */
final class Worker {
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

    void run(int warmRuns, Path account) throws Exception {
        try (Contender contender = Contenders.start(name, landing, folder)) {
            Path output = folder.resolve("run-0");
            contender.run(output);
            double sinceStart = (System.currentTimeMillis()
                            - ProcessHandle.current()
                                    .info()
                                    .startInstant()
                                    .map(Instant::toEpochMilli)
                                    .orElseThrow())
                    / MILLIS_PER_SECOND;
            Lap cold = lap(sinceStart, cpuSeconds(), contender.shuffledBytes(), output);
            List<Lap> warm = new ArrayList<>();
            for (int run = 1; run <= warmRuns; run++) {
                Folders.delete(output);
                output = folder.resolve("run-" + run);
                warm.add(timed(contender, output));
            }
            Entry entry = new Entry(name, cold, warm, peakBytes(), contender.fingerprint(output), contender.settings());
            Files.writeString(account, new ObjectMapper().writeValueAsString(entry));
        }
    }

    private static Lap timed(Contender contender, Path output) throws Exception {
        System.gc();
        long shuffled = contender.shuffledBytes();
        double cpu = cpuSeconds();
        long start = System.nanoTime();
        contender.run(output);
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        long exchanged = contender.shuffledBytes() < 0 ? -1 : contender.shuffledBytes() - shuffled;
        return lap(seconds, cpuSeconds() - cpu, exchanged, output);
    }

    private static Lap lap(double seconds, double cpuSeconds, long shuffled, Path output) {
        return new Lap(seconds, cpuSeconds, shuffled, Folders.dataBytes(output), Folders.dataFiles(output));
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
