package io.sluice.hive.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A job that the project ships.
 *
 * @param table database and table
 * @param schema folder of its schema below {@code schemas}
 */
public record ShippedJob(Path file, String table, String schema) {
    private static final Pattern TABLE = Pattern.compile("(?m)^  name: (\\S+)");
    private static final Pattern SCHEMA = Pattern.compile("(?m)^schema: (\\S+)/v1\\b");

    /** All of them. */
    public static List<ShippedJob> all() {
        try (Stream<Path> files = Files.list(Engine.root().resolve("etl-jobs/conf"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(ShippedJob::of)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Path of one of its table's files below {@code sql}. */
    public String sql(String name) {
        return table.replace('.', '/') + "/" + name;
    }

    /** Examples of its schema that are to {@code pass} or {@code fail}. */
    public List<Path> examples(String kind) throws IOException {
        Path folder = Engine.root().resolve("schemas").resolve(schema).resolve("examples");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".%s.json".formatted(kind)))
                    .sorted()
                    .toList();
        }
    }

    private static ShippedJob of(Path file) {
        try {
            String text = Files.readString(file);
            return new ShippedJob(file, found(TABLE, text, file), found(SCHEMA, text, file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String found(Pattern pattern, String text, Path file) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("%s has no line like %s".formatted(file, pattern));
        }
        return matcher.group(1);
    }
}
