package io.sluice.benchmark;

import java.nio.file.Path;

/**
 * What one process of a contender is asked to do.
 *
 * @param contender its name
 * @param root of all that the benchmark keeps
 * @param heap of a JVM whose engine works in it
 */
record Assignment(String contender, Landing landing, Path root, String heap, RunCounts runs) {
    /** Where the process works and leaves its tables. */
    Path folder() {
        return root.resolve("runs").resolve(contender);
    }

    /** The scenario, as JSON. */
    Path scenarioFile() {
        return folder().resolve("scenario.json");
    }

    /** Where the process writes its entries, as JSON. */
    Path accountFile() {
        return folder().resolve("account.json");
    }

    /** What the process prints. */
    Path log() {
        return folder().resolve("log");
    }

    /** The new table that the last run leaves. */
    Path lastTable() {
        return folder().resolve(Worker.NEW + runs.all());
    }
}
