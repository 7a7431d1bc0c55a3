package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.JobConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoCommandTest {
    @TempDir
    private Path folder;

    @Test
    void threeNightsEndInATableThatAnswers() {
        Sluice.Ended ended = Sluice.execute(
                "demo", "--events", "300", "--dir", folder.resolve("demo").toString());

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out().split("  published\n")).hasSize(4);
        assertThat(ended.out()).contains("SELECT dt", "|2021-07-21|", "|2021-07-22|", "|2021-07-23|");
    }

    @Test
    void laysOutAJobThatGoesOnWithTheFormatOfTheDemo() throws IOException {
        DemoProject project = DemoProject.create(folder.resolve("demo"));

        project.format("orc");

        assertThat(JobOptions.load(project.job().toString(), List.of()).table().format())
                .isEqualTo(JobConfig.Format.ORC);
    }

    @Test
    void aFolderThatIsNoDemoIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("precious.txt"), "mine");

        Sluice.Ended ended = Sluice.execute("demo", "--dir", folder.toString());

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(folder.resolve("precious.txt")).hasContent("mine");
    }
}
