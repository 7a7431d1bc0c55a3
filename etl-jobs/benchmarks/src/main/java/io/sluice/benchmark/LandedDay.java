package io.sluice.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The files that landed on one day.
 *
 * @param folder named by the day, as {@code yyyy-MM-dd}
 */
record LandedDay(Path folder) {
    private static final int BUFFER = 1 << 16;

    String date() {
        return folder.getFileName().toString();
    }

    /** Paths of the files, in order. */
    List<String> paths() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Bytes of the files as stored. */
    long storedBytes() {
        return Folders.bytes(folder);
    }

    /** Deliveries, which are lines. */
    long records() {
        return paths().stream().mapToLong(path -> lines(Path.of(path))).sum();
    }

    private static long lines(Path file) {
        try (InputStream stored = new BufferedInputStream(Files.newInputStream(file), BUFFER);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(stored, BUFFER) : stored) {
            byte[] buffer = new byte[BUFFER];
            long lines = 0;
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                for (int i = 0; i < length; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
            return lines;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
