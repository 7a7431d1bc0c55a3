package io.sluice.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LauncherTest {
    private static final Path LAUNCHER =
            Path.of(System.getProperty("sluice.project.root"), "etl-jobs", "bin", "sluice");

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "4.0.1-beta", "../4.0.1", "4.0.1 -X", "4..1", "4.0.1;ls"})
    void takesVersionsOfHiveOnly(String version) throws IOException, InterruptedException {
        assertThat(clientJars(version)).isEqualTo(2);
    }

    @Test
    void asksForAVersionOfHive() throws IOException, InterruptedException {
        assertThat(clientJars()).isEqualTo(2);
    }

    private static int clientJars(String... versions) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString(), "hive-client-jars"));
        command.addAll(List.of(versions));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
