package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that look after a table between its runs. */
final class UpkeepCommandTest {
    @TempDir
    private Path warehouse;

    private Sluice sluice;

    @BeforeEach
    void layOut() {
        Path github = SharedFolder.require("acceptance/github");
        sluice = new Sluice(github.resolve("job.yaml"), warehouse).with("landing.path=" + github.resolve("landing"));
    }

    @Test
    void statusTellsOfRunsLeaseAndWhatIsPending() throws IOException {
        sluice.run(0, "--date", "2021-07-21", "--run-id", "first");
        sluice.run(0, "--date", "2021-07-22", "--run-id", "second");
        Files.delete(journal("2.published.json"));

        Sluice.Ended status = sluice.command("status");

        assertThat(status.exitCode()).isZero();
        assertThat(status.out())
                .contains("recovery: slot 2, prepared by run second")
                .contains("lease: free")
                .containsPattern("published +2021-07-21 - 2021-07-21 +839 +777 +first");
    }

    @Test
    void statusOfATableThatIsNotThereSaysSo() {
        Sluice.Ended status = sluice.command("status");

        assertThat(status.exitCode()).isZero();
        assertThat(status.out()).contains("0 partitions", "recovery: none pending", "lease: free");
        assertThat(sluice.tableFolder()).doesNotExist();
    }

    @Test
    void recoverFinishesWhatARunLeftOpen() throws IOException {
        sluice.run(0, "--date", "2021-07-21", "--run-id", "first");
        Files.delete(journal("1.published.json"));

        assertThat(sluice.command("recover").out()).contains("finished slot 1, which run first left open");

        assertThat(journal("1.published.json")).exists();
        assertThat(sluice.command("recover").out()).contains("needs no recovery");
    }

    @Test
    void recoverAndExpireLeaveAFolderAloneThatHasNoJournal() {
        for (String command : List.of("recover", "expire", "rebuild-metastore")) {
            Sluice.Ended ended = sluice.command(command);

            assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(2);
            assertThat(ended.err()).contains("there is no journal");
        }
        assertThat(sluice.tableFolder()).doesNotExist();
    }

    @Test
    void expireDeletesWhatNothingPointsToAndNothingElse() throws IOException {
        sluice.run(0, "--date", "2021-07-21", "--run-id", "first");
        sluice.run(0, "--date", "2021-07-22", "--run-id", "second");
        Path died = Files.createDirectories(sluice.tableFolder().resolve("_versions/died/attempt/dt=2021-07-23"));
        Files.writeString(died.resolve("part-0.parquet"), "torn");
        List<Path> drafts = List.of(
                sluice.tableFolder().resolve("_sluice/_table.json.draft"),
                sluice.tableFolder().resolve("_sluice/journal/_3.prepared.json.draft"),
                sluice.tableFolder().resolve("_sluice/lease/_1.released.json.draft"));
        for (Path draft : drafts) {
            Files.writeString(draft, "never named");
        }
        long rows = count();

        assertThat(sluice.command("expire").out()).contains("deleted 0 replaced versions and 0 folders");
        assertThat(sluice.command("vacuum", "--older-than", "0s", "--dry-run").out())
                .contains("would delete 1 replaced versions and 1 folders of runs that died")
                .contains("3 drafts");
        assertThat(died).exists();
        assertThat(drafts).allSatisfy(draft -> assertThat(draft).exists());
        assertThat(sluice.command("expire", "--older-than", "0s").out())
                .contains("deleted 1 replaced versions and 1 folders of runs that died")
                .contains("3 drafts");

        assertThat(drafts).allSatisfy(draft -> assertThat(draft).doesNotExist());
        try (Stream<Path> runs = Files.list(sluice.tableFolder().resolve("_versions"))) {
            assertThat(runs.map(run -> run.getFileName().toString())).containsExactly("second");
        }
        assertThat(count()).isEqualTo(rows).isEqualTo(1002);
        assertThat(sluice.quarantine()).as("younger than its retention").isNotEmpty();
        sluice.with("quarantine.retention=0s").command("expire");
        assertThat(sluice.quarantine()).isEmpty();
    }

    @Test
    void quarantineIsListedShownAndReplayed() throws IOException {
        sluice.run(0, "--run-id", "first");

        assertThat(quarantine("list").out())
                .containsPattern("3 +MALFORMED_JSON +first")
                .containsPattern("1 +TRUNCATED +first");
        assertThat(quarantine("show", "--code", "BAD_TIME").out().lines())
                .singleElement()
                .asString()
                .contains("\"code\":\"BAD_TIME\"", "\"raw\"");
        assertThat(quarantine("show", "--limit", "2").out().lines()).hasSize(2);
        assertThat(quarantine("show", "--run-id", "other").out()).isEmpty();

        Sluice.Ended replay = quarantine("replay");

        assertThat(replay.exitCode()).as(replay.out() + replay.err()).isZero();
        assertThat(replay.out())
                .contains("11 rejected")
                .contains("577 replaced")
                .doesNotContain("partitions");
        assertThat(count()).isEqualTo(1002);
    }

    private Sluice.Ended quarantine(String name, String... arguments) {
        return sluice.command(List.of("quarantine", name), arguments);
    }

    @Test
    void aDurationThatIsNoneIsRefused() throws IOException {
        assertThat(sluice.command("run", "--wait", "soon").err()).contains("--wait soon", "90m");
        assertThat(sluice.command("expire", "--older-than", "-1d").exitCode()).isEqualTo(2);
    }

    private Path journal(String document) {
        return sluice.tableFolder().resolve("_sluice/journal").resolve(document);
    }

    private long count() {
        io.sluice.etl.testing.TestSpark.session().catalog().refreshTable(sluice.table());
        return sluice.query("SELECT count(*) FROM $table").get(0).getLong(0);
    }
}
