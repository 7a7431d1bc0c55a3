package io.sluice.hive.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Data that lies beside the project and is no part of it. */
public final class SharedData {
    private SharedData() {}

    /** A folder of it; the test is skipped, and says so, where it is absent. */
    public static Path folder(String relative) {
        Path folder = Engine.root().resolveSibling("shared").resolve(relative);
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> "SKIPPED: the shared data folder is absent: " + folder);
        return folder;
    }

    /** A JSON document. */
    public static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }
}
