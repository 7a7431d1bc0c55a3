package io.sluice.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Sizes of folders, and their removal. */
final class Folders {
    private Folders() {}

    static long bytes(Path folder) {
        return bytes(folder, path -> true);
    }

    /** Bytes of the data files of a table: Parquet and ORC, of names that readers see or not. */
    static long dataBytes(Path folder) {
        return bytes(folder, Folders::isData);
    }

    static long dataFiles(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Folders::isData).count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isData(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(".parquet") && !path.toString().contains("_delta_log") || name.endsWith(".orc");
    }

    private static long bytes(Path folder, Predicate<Path> chosen) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .filter(chosen)
                    .mapToLong(path -> path.toFile().length())
                    .sum();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
