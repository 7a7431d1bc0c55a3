package io.sluice.etl.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Data that lies beside the project and never in it. */
public final class SharedFolder {
    private SharedFolder() {}

    /** The root of the project. */
    public static Path projectRoot() {
        return Path.of(System.getProperty("sluice.project.root", "../.."))
                .toAbsolutePath()
                .normalize();
    }

    /** A folder of the shared data; the test is skipped, and says so, where it is absent. */
    public static Path require(String relative) {
        Path folder = projectRoot().resolveSibling("shared").resolve(relative);
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> "SKIPPED: the shared data folder is absent: " + folder);
        return folder;
    }
}
