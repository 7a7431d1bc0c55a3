package io.sluice.etl.config;

import io.sluice.etl.config.Yaml.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The keys of one level of a job, read by name and form.
 *
 * <p>Every key that is asked for is thereby known; what is left in the end is unknown. A value of null is an absent
 * value. What does not fit is a problem, and reads as absent.
 */
final class Section {
    private final Sections all;
    private final String path;
    private final Origin origin;
    private final Map<String, Entry> entries;
    private final Set<String> known = new LinkedHashSet<>();

    Section(Sections all, String path, Origin origin, Map<String, Entry> entries) {
        this.all = all;
        this.path = path;
        this.origin = origin;
        this.entries = entries;
    }

    /** Notes a problem of a key, at the place of its value. */
    void problem(String name, String text) {
        Entry entry = entries.get(name);
        all.problems().add(entry == null ? origin : entry.origin(), key(name), text);
    }

    /** The value of a key, if it is there. */
    Optional<Entry> entry(String name) {
        known.add(name);
        return Optional.ofNullable(entries.get(name)).filter(entry -> !entry.isNull());
    }

    boolean has(String name) {
        return entry(name).isPresent();
    }

    <T> Optional<T> value(String name, Form<T> form) {
        return entry(name).flatMap(entry -> read(entry, name, form));
    }

    /** As {@link #value}, but absence is a problem. */
    <T> Optional<T> required(String name, Form<T> form) {
        require(name, form.expected());
        return value(name, form);
    }

    /** Notes absence as a problem. */
    void require(String name, String expected) {
        if (!has(name)) {
            problem(name, "required; expected " + expected);
        }
    }

    /** Values of one form, where none of them is at fault. */
    <T> Optional<List<T>> list(String name, String expected, Form<T> form) {
        return items(name, expected).flatMap(items -> {
            List<T> values = new ArrayList<>();
            items.forEach(item -> read(item, name, form).ifPresent(values::add));
            return values.size() == items.size() ? Optional.of(values) : Optional.empty();
        });
    }

    /** Values under free keys; absence is emptiness. */
    Map<String, String> map(String name) {
        Map<String, String> values = new LinkedHashMap<>();
        Section section = section(name);
        for (String key : section.entries.keySet()) {
            section.value(key, Forms.anything()).ifPresent(text -> values.put(key, text));
        }
        return values;
    }

    /** The keys below a key; none where it is absent. */
    Section section(String name) {
        Optional<Entry> entry = entry(name);
        if (entry.isPresent() && entry.get().value() instanceof Yaml.Fields fields) {
            return all.open(key(name), entry.get().origin(), fields.entries());
        }
        entry.ifPresent(other -> problem(
                name,
                "expected a section, that is keys and values, found %s"
                        .formatted(other.value().shown())));
        return all.open(key(name), entry.map(Entry::origin).orElse(origin), Map.of());
    }

    /** A list of sections, if the key is there and all are sections. */
    Optional<List<Section>> sections(String name, String expected) {
        return items(name, expected).flatMap(items -> {
            List<Section> sections = new ArrayList<>();
            for (Entry item : items) {
                if (item.value() instanceof Yaml.Fields fields) {
                    sections.add(
                            all.open("%s[%d]".formatted(key(name), sections.size()), item.origin(), fields.entries()));
                } else {
                    all.problems().add(item.origin(), key(name), wrong(expected, item.value()));
                }
            }
            return sections.size() == items.size() ? Optional.of(sections) : Optional.empty();
        });
    }

    /** Notes a key that only a later version can do anything with. */
    void later(String name) {
        if (has(name)) {
            problem(name, "not supported by this version; remove it");
        }
    }

    String key(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    String path() {
        return path;
    }

    Set<String> known() {
        return known;
    }

    /** Keys that nobody asked for. */
    List<String> unknown() {
        return entries.keySet().stream().filter(name -> !known.contains(name)).toList();
    }

    private Optional<List<Entry>> items(String name, String expected) {
        return entry(name).flatMap(entry -> {
            if (entry.value() instanceof Yaml.Items items) {
                return Optional.of(items.entries());
            }
            problem(name, wrong(expected, entry.value()));
            return Optional.empty();
        });
    }

    private <T> Optional<T> read(Entry entry, String name, Form<T> form) {
        try {
            if (!(entry.value() instanceof Yaml.Scalar scalar)) {
                throw form.unfit(entry.value());
            }
            AtomicBoolean faulty = new AtomicBoolean();
            Yaml.Scalar expanded = all.expansion().expand(scalar, fault -> {
                faulty.set(true);
                all.problems().add(entry.origin(), key(name), fault);
            });
            return faulty.get() ? Optional.empty() : Optional.of(form.read(expanded));
        } catch (IllegalArgumentException fault) {
            all.problems().add(entry.origin(), key(name), fault.getMessage());
            return Optional.empty();
        }
    }

    private static String wrong(String expected, Yaml found) {
        return "expected %s, found %s".formatted(expected, found.shown());
    }
}
