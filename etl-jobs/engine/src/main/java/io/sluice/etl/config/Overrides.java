package io.sluice.etl.config;

import io.sluice.etl.config.Yaml.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the values of {@code --set key=value} in the place of a job file's; values are YAML. */
final class Overrides {
    private static final Origin COMMAND_LINE = new Origin.CommandLine();
    /** Sections whose keys are free, and so may have dots in them. */
    private static final List<String> FREE_SECTIONS = List.of("spark.", "table.properties.");

    private final Problems problems;

    Overrides(Problems problems) {
        this.problems = problems;
    }

    /** The job with all overrides in it; of two for the same key the last stays. */
    Yaml.Fields apply(Yaml.Fields job, List<String> overrides) {
        Yaml.Fields changed = job;
        for (String override : overrides) {
            int equals = override.indexOf('=');
            if (equals < 0) {
                problems.add(COMMAND_LINE, override, "no value; write --set key=value");
            } else {
                changed = apply(changed, override.substring(0, equals).strip(), override.substring(equals + 1));
            }
        }
        return changed;
    }

    private Yaml.Fields apply(Yaml.Fields job, String key, String text) {
        List<String> names = names(key);
        if (names.contains("")) {
            problems.add(COMMAND_LINE, key + "=" + text, "the key has an empty name; write it as landing.path");
            return job;
        }
        return YamlText.read(text, key, line -> COMMAND_LINE, problems)
                .map(value -> with(job, names, 0, value))
                .orElse(job);
    }

    private static List<String> names(String key) {
        for (String section : FREE_SECTIONS) {
            if (key.startsWith(section)) {
                List<String> names = new ArrayList<>(List.of(section.split("\\.")));
                names.add(key.substring(section.length()));
                return names;
            }
        }
        return List.of(key.split("\\.", -1));
    }

    private Yaml.Fields with(Yaml.Fields fields, List<String> names, int depth, Entry value) {
        String name = names.get(depth);
        Map<String, Entry> changed = new LinkedHashMap<>(fields.entries());
        if (depth == names.size() - 1) {
            changed.put(name, value);
            return new Yaml.Fields(changed);
        }
        Entry inner = changed.get(name);
        if (inner == null || inner.isNull()) {
            inner = new Entry(COMMAND_LINE, new Yaml.Fields(Map.of()));
        }
        if (inner.value() instanceof Yaml.Fields section) {
            changed.put(name, new Entry(inner.origin(), with(section, names, depth + 1, value)));
        } else {
            problems.add(
                    COMMAND_LINE,
                    String.join(".", names),
                    "%s is %s, not a section; set it as a whole"
                            .formatted(
                                    String.join(".", names.subList(0, depth + 1)),
                                    inner.value().shown()));
        }
        return new Yaml.Fields(changed);
    }
}
