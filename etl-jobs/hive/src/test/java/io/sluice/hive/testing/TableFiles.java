package io.sluice.hive.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What lies in a table's folder, and what may lie there.
 *
 * @param folder of the table
 */
public record TableFiles(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern JOURNAL = Pattern.compile("\\d+\\.(prepared|published|snapshot)\\.json");
    private static final Pattern LEASE = Pattern.compile("\\d+\\.(held\\.json|beat|released\\.json)");

    /** How many slots were prepared. */
    public long slots() throws IOException {
        long slot = 0;
        while (isPrepared(slot + 1)) {
            slot++;
        }
        return slot;
    }

    /** Whether a slot was prepared. */
    public boolean isPrepared(long slot) {
        return Files.exists(document(slot, "prepared"));
    }

    /** Whether a slot was closed. */
    public boolean isPublished(long slot) {
        return Files.exists(document(slot, "published"));
    }

    /** What a prepared slot says. */
    public JsonNode slot(long slot) {
        try {
            return JSON.readTree(document(slot, "prepared").toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** How long the publication of a slot took. */
    public Duration publication(long slot) throws IOException {
        return Duration.between(
                Files.getLastModifiedTime(document(slot, "prepared")).toInstant(),
                Files.getLastModifiedTime(document(slot, "published")).toInstant());
    }

    private Path document(long slot, String kind) {
        return folder.resolve("_sluice/journal/%d.%s.json".formatted(slot, kind));
    }

    /**
     * Files that nobody needs, and folders without a file, once all that is out of use has expired: what is neither a
     * document of the journal or the lease, nor the report of a run, nor a data file of a published version.
     */
    public Set<String> orphans() throws IOException {
        Set<Path> data = published();
        Set<String> orphans = new TreeSet<>();
        for (String root : List.of("_versions", "_sluice/tombstones", "_sluice/duplicates", "_sluice/quarantine")) {
            walk(folder.resolve(root), data, orphans);
        }
        names("_sluice/journal", JOURNAL, orphans);
        names("_sluice/lease", LEASE, orphans);
        return orphans;
    }

    private void walk(Path root, Set<Path> data, Set<String> orphans) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> found = Files.walk(root)) {
            for (Path path : found.toList()) {
                boolean needed = Files.isDirectory(path)
                        ? path.equals(root)
                                || path.getFileName().toString().equals("_versions")
                                || data.stream().anyMatch(file -> file.startsWith(path))
                        : data.contains(path);
                if (!needed) {
                    orphans.add(folder.relativize(path).toString());
                }
            }
        }
    }

    private void names(String bookkeeping, Pattern pattern, Set<String> orphans) throws IOException {
        try (Stream<Path> found = Files.list(folder.resolve(bookkeeping))) {
            found.filter(path -> !pattern.matcher(path.getFileName().toString()).matches())
                    .forEach(path -> orphans.add(folder.relativize(path).toString()));
        }
    }

    /** The data files that readers of the table and of its duplicates are sent to, as the journal tells. */
    private Set<Path> published() {
        Map<String, List<Path>> current = new TreeMap<>();
        Set<Path> files = new HashSet<>();
        for (long number = 1; isPublished(number); number++) {
            JsonNode slot = slot(number);
            slot.path("switches").forEach(change -> current.put("table " + partition(change), files(change)));
            slot.at("/aside/tombstones").forEach(change -> current.put("aside " + partition(change), files(change)));
            slot.at("/aside/duplicates").forEach(change -> files.addAll(files(change)));
        }
        current.values().forEach(files::addAll);
        return files;
    }

    private static String partition(JsonNode change) {
        return change.path("partition").asText();
    }

    private static List<Path> files(JsonNode change) {
        String location = change.path("new_location").asText();
        Path version = location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
        List<Path> files = new ArrayList<>();
        change.path("files")
                .forEach(file -> files.add(version.resolve(file.path("name").asText())));
        return files;
    }
}
