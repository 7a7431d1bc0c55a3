package io.sluice.etl.cli;

import io.sluice.etl.model.SluiceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a demo: a job and its schema as a user would lay them out, a landing and a warehouse beside them.
 *
 * @param folder absolute
 */
record DemoProject(Path folder) {
    private static final String MARKER = ".sluice-demo";
    private static final String SCHEMA = "schemas/github/events/v1.avsc";
    private static final String JOB = "conf/github_events.yaml";

    Path landing() {
        return folder.resolve("landing");
    }

    Path job() {
        return folder.resolve(JOB);
    }

    /**
     * Lays out a new demo, in the place of an older one.
     *
     * @throws SluiceException of outcome {@code invalid} when the folder holds something else
     */
    static DemoProject create(Path folder) throws IOException {
        DemoProject project = new DemoProject(folder);
        project.clear();
        Files.createDirectories(folder);
        Files.createFile(folder.resolve(MARKER));
        project.copyResource("demo/github_events.yaml", JOB);
        project.copyResource(SCHEMA, SCHEMA);
        return project;
    }

    /** Makes the demo's job write another table format. */
    void format(String label) throws IOException {
        String written = Files.readString(job());
        Files.writeString(job(), written.replace("  format: parquet\n", "  format: %s%n".formatted(label)));
    }

    /** Makes the demo's job publish into a metastore. */
    void register(String metastoreUri, String version) throws IOException {
        Files.writeString(
                job(),
                "metastore: {uris: \"%s\", version: %s}%n".formatted(metastoreUri, version),
                StandardOpenOption.APPEND);
    }

    private void clear() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> children = Files.list(folder)) {
            if (children.findAny().isPresent() && !Files.exists(folder.resolve(MARKER))) {
                throw SluiceException.invalid(
                        "--dir %s is not empty and no earlier demo; name another folder".formatted(folder));
            }
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }

    private void copyResource(String resource, String to) throws IOException {
        Path target = folder.resolve(to);
        Files.createDirectories(target.getParent());
        try (InputStream in = Main.class.getResourceAsStream("/" + resource)) {
            Files.copy(in, target);
        }
    }
}
