package io.sluice.etl.config;

import io.sluice.etl.config.Yaml.Entry;
import io.sluice.etl.schema.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All sections of a job that were opened, and what they share. */
final class Sections {
    private final Problems problems;
    private final Expansion expansion;
    private final Map<String, Section> opened = new LinkedHashMap<>();

    Sections(Problems problems, Expansion expansion) {
        this.problems = problems;
        this.expansion = expansion;
    }

    Problems problems() {
        return problems;
    }

    Expansion expansion() {
        return expansion;
    }

    /** The section at a path, the same one whenever it is asked for; the root's path is empty. */
    Section open(String path, Origin origin, Map<String, Entry> entries) {
        return opened.computeIfAbsent(path, absent -> new Section(this, path, origin, entries));
    }

    /** Notes every key that no section was asked for; to be called when all has been read. */
    void refuseUnknown() {
        for (Section section : List.copyOf(opened.values())) {
            section.unknown().forEach(name -> section.problem(name, "unknown key; " + advice(section, name)));
        }
    }

    private String advice(Section section, String name) {
        return Spelling.nearest(name, section.known())
                .map(section::key)
                .or(() -> opened.values().stream()
                        .filter(other -> other.known().contains(name))
                        .map(other -> other.key(name))
                        .findFirst())
                .map(key -> "did you mean %s?".formatted(key))
                .orElseGet(() -> validKeys(section.path(), section.known()));
    }

    private static String validKeys(String path, Set<String> names) {
        String keys = names.stream().sorted().collect(Collectors.joining(", "));
        return path.isEmpty() ? "valid keys: " + keys : "valid keys of %s: %s".formatted(path, keys);
    }
}
