package io.sluice.etl.generate;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.etl.model.RejectCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads a generated landing back in full, and counts by remembering everything. */
final class LandingReader {
    private final SchemaOracle oracle = new SchemaOracle();
    private final Path root;
    private final Map<String, String> firstContent = new HashMap<>();

    LandingReader(Path root) throws IOException {
        this.root = root;
    }

    /** A line that is not blank; {@code reject} is null for those that fit. */
    record Delivery(String file, String text, JsonNode tree, RejectCode reject) {
        String id() {
            return tree.get("id").textValue();
        }

        LocalDate eventDay() {
            return LocalDate.parse(tree.get("created_at").textValue().substring(0, 10));
        }
    }

    /** The days of the landing, in order, as they must have been counted. */
    List<GeneratedLanding.Day> days() throws IOException {
        List<GeneratedLanding.Day> days = new ArrayList<>();
        for (Path folder : sorted(root)) {
            days.add(day(folder));
        }
        return days;
    }

    List<Delivery> deliveries() throws IOException {
        List<Delivery> deliveries = new ArrayList<>();
        for (Path folder : sorted(root)) {
            for (Path file : landed(folder)) {
                deliveries.addAll(deliveries(file));
            }
        }
        return deliveries;
    }

    private GeneratedLanding.Day day(Path folder) throws IOException {
        long bytes = 0;
        long decompressed = 0;
        long accepted = 0;
        long conflicting = 0;
        Map<RejectCode, Long> rejected = new HashMap<>();
        Set<String> ids = new HashSet<>();
        Map<LocalDate, Long> newIds = new HashMap<>();
        for (Path file : landed(folder)) {
            bytes += Files.size(file);
            decompressed += content(file).length;
            for (Delivery delivery : deliveries(file)) {
                if (delivery.reject() != null) {
                    rejected.merge(delivery.reject(), 1L, Long::sum);
                    continue;
                }
                accepted++;
                ids.add(delivery.id());
                String before = firstContent.putIfAbsent(delivery.id(), delivery.text());
                if (before == null) {
                    newIds.merge(delivery.eventDay(), 1L, Long::sum);
                } else if (!before.equals(delivery.text())) {
                    conflicting++;
                }
            }
        }
        return new GeneratedLanding.Day(
                LocalDate.parse(folder.getFileName().toString()),
                landed(folder).size(),
                sorted(folder).size() - landed(folder).size(),
                bytes,
                decompressed,
                accepted,
                rejected,
                conflicting,
                ids.size(),
                newIds);
    }

    private List<Delivery> deliveries(Path file) throws IOException {
        byte[] content = content(file);
        boolean broken = file.getFileName().toString().contains("-1");
        int start = content.length > 2 && content[0] == (byte) 0xEF ? 3 : 0;
        List<Delivery> deliveries = new ArrayList<>();
        for (int at = start; at <= content.length; at++) {
            if (at == content.length || content[at] == '\n') {
                int end = at > start && content[at - 1] == '\r' ? at - 1 : at;
                if (end > start) {
                    byte[] line = Arrays.copyOfRange(content, start, end);
                    deliveries.add(delivery(file, line, broken && at == content.length));
                }
                start = at + 1;
            }
        }
        return deliveries;
    }

    private Delivery delivery(Path file, byte[] line, boolean cutOff) throws IOException {
        String name = root.relativize(file).toString();
        String text = new String(line, StandardCharsets.UTF_8);
        Optional<RejectCode> reject = cutOff ? Optional.of(RejectCode.TRUNCATED) : oracle.reject(line);
        return new Delivery(name, text, reject.isPresent() ? null : oracle.parse(line), reject.orElse(null));
    }

    static byte[] content(Path file) throws IOException {
        byte[] stored = Files.readAllBytes(file);
        if (!file.toString().endsWith(".gz")) {
            return stored;
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
            byte[] chunk = new byte[1 << 16];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                content.write(chunk, 0, length);
            }
        } catch (EOFException e) {
            return content.toByteArray();
        }
        return content.toByteArray();
    }

    static List<Path> landed(Path folder) throws IOException {
        return sorted(folder).stream()
                .filter(file -> file.toString().matches(".*\\.json(\\.gz)?"))
                .toList();
    }

    /** As plain names sort, except that a broken upload follows its whole twin. */
    static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.comparing(
                            file -> file.getFileName().toString().replace("-1.json", ".json-1")))
                    .toList();
        }
    }
}
