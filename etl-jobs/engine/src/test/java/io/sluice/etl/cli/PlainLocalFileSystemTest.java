package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlainLocalFileSystemTest {
    private final PlainLocalFileSystem fileSystem = new PlainLocalFileSystem();

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        Configuration configuration = new Configuration(false);
        configuration.set("fs.permissions.umask-mode", "027");
        fileSystem.initialize(URI.create("file:///"), configuration);
    }

    @Test
    void filesAndFoldersHaveThePermissionsOfHadoopsMask() throws IOException {
        fileSystem.create(path("made/file")).close();

        assertThat(permissions("made")).isEqualTo("rwxr-x---");
        assertThat(permissions("made/file")).isEqualTo("rw-r-----");
        assertThat(folder.resolve("made").toFile().list()).containsExactly("file");
    }

    @Test
    void setsPermissions() throws IOException {
        fileSystem.create(path("file")).close();

        fileSystem.setPermission(path("file"), new FsPermission("501"));

        assertThat(permissions("file")).isEqualTo("r-x-----x");
    }

    @Test
    void setsAndKeepsWhatConcernsFolders() throws IOException {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setAttribute(shared, "unix:mode", 02775);

        fileSystem.mkdirs(path("shared/below"));
        fileSystem.setPermission(path("shared"), new FsPermission("1777"));

        assertThat(Files.getAttribute(shared.resolve("below"), "unix:mode")).isEqualTo(042750);
        assertThat(Files.getAttribute(shared, "unix:mode")).isEqualTo(043777);
    }

    @Test
    void saysWhatIsNotThere() {
        assertThatThrownBy(() -> fileSystem.setPermission(path("absent"), new FsPermission("600")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("absent");
    }

    private org.apache.hadoop.fs.Path path(String name) {
        return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }
}
