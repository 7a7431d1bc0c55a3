package io.sluice.benchmark;

import java.util.List;
import picocli.CommandLine.Option;

/** How often a process of a contender runs after its first run. */
final class RunCounts {
    @Option(names = "--warm", defaultValue = "5", description = "Warm runs a process. Default: ${DEFAULT-VALUE}")
    private int measured;

    @Option(
            names = "--warm-up",
            defaultValue = "0",
            description = "Runs between the first one and the warm ones that do not count. Default: ${DEFAULT-VALUE}")
    private int passing;

    /** Those that count. */
    int measured() {
        return measured;
    }

    /** Those before, in which Java's compilers come to rest. */
    int passing() {
        return passing;
    }

    int all() {
        return passing + measured;
    }

    /** These counts for the process of a contender. */
    List<String> options() {
        return List.of("--warm", Integer.toString(measured), "--warm-up", Integer.toString(passing));
    }
}
