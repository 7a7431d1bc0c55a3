package io.sluice.etl.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RejectFolderTest {
    @TempDir
    Path quarantine;

    @Test
    void keepsTheFilesThatCount() throws IOException {
        Path counted = write("run", "part-00000-1.jsonl");
        Path qualified = write("run", "part-00001-3.jsonl");
        Path failed = write("run", "part-00001-2.jsonl");
        Path other = write("other run", "part-00001-2.jsonl");

        folder("run").keepOnly(List.of(counted.toString(), "file:" + qualified));

        assertThat(counted).exists();
        assertThat(qualified).exists();
        assertThat(failed).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void keepsNothingWhereNothingCounts() throws IOException {
        Path failed = write("run", "part-00001-2.jsonl");

        folder("run").keepOnly(List.of());

        assertThat(failed).doesNotExist();
    }

    @Test
    void doesNotMindARunThatRejectedNothing() {
        assertThatCode(() -> folder("run").keepOnly(List.of())).doesNotThrowAnyException();
        assertThatCode(() -> folder("run").discard()).doesNotThrowAnyException();
        assertThat(quarantine).isEmptyDirectory();
    }

    @Test
    void discardsItsOwnRunAlone() throws IOException {
        Path ours = write("run", "part-00001-2.jsonl");
        Path other = write("run-2", "part-00001-2.jsonl");

        folder("run").discard();

        assertThat(ours.getParent()).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void liesBelowTheQuarantineLocation() {
        assertThat(folder("20211122T020000.123Z-7f3a").location()).isEqualTo(quarantine + "/20211122T020000.123Z-7f3a");
    }

    private Path write(String run, String name) throws IOException {
        Path file = quarantine.resolve(run).resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "{}\n");
    }

    private RejectFolder folder(String run) {
        return new RejectFolder(quarantine.toString(), run, new Configuration());
    }
}
