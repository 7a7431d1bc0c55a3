package io.sluice.etl.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.testing.FlakyFileSystem;
import io.sluice.etl.testing.S3Server;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileCarrierTest {
    @TempDir
    Path folder;

    @Test
    void linksOnALocalFileSystemEvenOverALeftover() throws IOException {
        Path from = Files.writeString(folder.resolve("from a%2Fb"), "content");
        Path to = Files.createDirectories(folder.resolve("x/y")).resolve("to");
        Files.writeString(to, "left over by an attempt that died");

        FileCarrier.carry(hadoop("", from), hadoop("file:", to), new Configuration());

        assertThat(Files.getAttribute(to, "unix:ino")).isEqualTo(Files.getAttribute(from, "unix:ino"));
        assertThat(to).hasContent("content");
    }

    @Test
    void copiesElsewhereAndLeavesTheSource() throws IOException {
        Configuration configuration = new Configuration();
        configuration.set("fs." + FlakyFileSystem.SCHEME + ".impl", FlakyFileSystem.class.getName());
        Path from = Files.writeString(folder.resolve("from"), "content");
        Path to = Files.createDirectories(folder.resolve("x/y")).resolve("to");
        Files.writeString(to, "left over by an attempt that died");

        FileCarrier.carry(hadoop("", from), hadoop(FlakyFileSystem.SCHEME + ":", to), configuration);

        assertThat(Files.getAttribute(to, "unix:ino")).isNotEqualTo(Files.getAttribute(from, "unix:ino"));
        assertThat(to).hasContent("content");
        assertThat(from).hasContent("content");
    }

    @Test
    void letsS3CopyWithinABucket() throws IOException {
        String bucket = S3Server.shared().newBucket();
        Path up = Files.createDirectories(folder.resolve("up"));
        Files.writeString(up.resolve("from a%2Fb=서울"), "content");
        S3Server.upload(up, bucket + "/v/1");
        FileSystem fileSystem = new org.apache.hadoop.fs.Path(bucket + "/").getFileSystem(new Configuration());
        org.apache.hadoop.fs.Path from = new org.apache.hadoop.fs.Path(bucket + "/v/1/from a%2Fb=서울");
        org.apache.hadoop.fs.Path to = new org.apache.hadoop.fs.Path(bucket + "/v/2/dt=a%2Fb c/to");
        long read = fileSystem.getStorageStatistics().getLong("stream_read_bytes");

        FileCarrier.carry(from, to, new Configuration());

        assertThat(fileSystem.getStorageStatistics().getLong("stream_read_bytes"))
                .as("bytes that came this way")
                .isEqualTo(read);
        assertThat(fileSystem.exists(from)).isTrue();
        try (InputStream in = fileSystem.open(to)) {
            assertThat(in.readAllBytes()).asString().isEqualTo("content");
        }
    }

    @Test
    void failsWhereAnObjectIsGone() {
        String bucket = S3Server.shared().newBucket();

        assertThatThrownBy(() -> FileCarrier.carry(
                        new org.apache.hadoop.fs.Path(bucket + "/absent"),
                        new org.apache.hadoop.fs.Path(bucket + "/to"),
                        new Configuration()))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void failsWhereTheSourceIsGone() {
        Path to = folder.resolve("x/to");

        assertThatThrownBy(() ->
                        FileCarrier.carry(hadoop("", folder.resolve("absent")), hadoop("", to), new Configuration()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("absent");
        assertThat(to).doesNotExist();
    }

    private static org.apache.hadoop.fs.Path hadoop(String scheme, Path path) {
        return new org.apache.hadoop.fs.Path(scheme + path);
    }
}
