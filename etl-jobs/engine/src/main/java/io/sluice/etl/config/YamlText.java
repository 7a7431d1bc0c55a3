package io.sluice.etl.config;

import io.sluice.etl.config.Yaml.Entry;
import io.sluice.etl.config.Yaml.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2 (core schema) into {@link Yaml}, noting everything that is no plain data. */
final class YamlText {
    /** The library recurses, and no job nests deeper than this. */
    private static final int DEEPEST = 50;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(true)
            .build();

    private static final Map<Tag, Kind> KINDS = Map.of(
            Tag.STR, Kind.TEXT,
            Tag.ENV_TAG, Kind.TEXT,
            Tag.INT, Kind.NUMBER,
            Tag.FLOAT, Kind.NUMBER,
            Tag.BOOL, Kind.BOOLEAN,
            Tag.NULL, Kind.NULL);

    private static final Yaml NOTHING = new Yaml.Scalar("", Kind.NULL);

    private final Problems problems;
    private final IntFunction<Origin> origins;
    private final Map<Node, Yaml> converted = new IdentityHashMap<>();
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlText(Problems problems, IntFunction<Origin> origins) {
        this.problems = problems;
        this.origins = origins;
    }

    /**
     * Reads one document.
     *
     * @param key the key whose value the text is; empty for a whole job
     * @param origins where a line of the text is written, counted from 1
     * @return empty, with a problem noted, when the text is not YAML; an empty document is null
     */
    static Optional<Entry> read(String text, String key, IntFunction<Origin> origins, Problems problems) {
        try {
            if (deepestOf(text) > DEEPEST) {
                problems.add(origins.apply(1), key, "nested deeper than %d; a job is not".formatted(DEEPEST));
                return Optional.empty();
            }
            YamlText reader = new YamlText(problems, origins);
            return Optional.of(new Compose(SETTINGS)
                    .composeString(text)
                    .map(node -> reader.entry(node, reader.origin(node), key))
                    .orElse(new Entry(origins.apply(1), NOTHING)));
        } catch (MarkedYamlEngineException fault) {
            int line = fault.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            boolean bare = fault.getContext() == null || fault.getContext().isEmpty();
            String reason = fault.getProblem() + (bare ? "" : " (%s)".formatted(fault.getContext()));
            problems.add(origins.apply(line), key, notYaml(reason));
        } catch (YamlEngineException fault) {
            problems.add(origins.apply(1), key, notYaml(fault.getMessage()));
        }
        return Optional.empty();
    }

    private static String notYaml(String reason) {
        return "not YAML: %s; quote text that has any of { } [ ] : # in it"
                .formatted(reason.replaceAll("\\p{Cntrl}+", " ").strip());
    }

    private static int deepestOf(String text) {
        int depth = 0;
        int deepest = 0;
        for (Event event : new Parse(SETTINGS).parseString(text)) {
            Event.ID id = event.getEventId();
            boolean begins = id == Event.ID.SequenceStart || id == Event.ID.MappingStart;
            boolean ends = id == Event.ID.SequenceEnd || id == Event.ID.MappingEnd;
            depth += begins ? 1 : ends ? -1 : 0;
            deepest = Math.max(deepest, depth);
            if (deepest > DEEPEST) {
                break;
            }
        }
        return deepest;
    }

    private Origin origin(Node node) {
        return origins.apply(node.getStartMark().map(Mark::getLine).orElse(0) + 1);
    }

    private Entry entry(Node node, Origin origin, String key) {
        if (!open.add(node)) {
            problems.add(origin, key, "the alias stands within its own anchor; write the value out");
            return new Entry(origin, NOTHING);
        }
        Yaml value = converted.get(node);
        if (value == null) {
            value = convert(node, origin, key);
            converted.put(node, value);
        }
        open.remove(node);
        return new Entry(origin, value);
    }

    private Yaml convert(Node node, Origin origin, String key) {
        if (node instanceof ScalarNode scalar && KINDS.containsKey(node.getTag())) {
            return new Yaml.Scalar(scalar.getValue(), KINDS.get(node.getTag()));
        } else if (node instanceof SequenceNode sequence && node.getTag().equals(Tag.SEQ)) {
            List<Entry> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(entry(item, origin(item), "%s[%d]".formatted(key, items.size())));
            }
            return new Yaml.Items(Collections.unmodifiableList(items));
        } else if (node instanceof MappingNode mapping && node.getTag().equals(Tag.MAP)) {
            return new Yaml.Fields(fields(mapping, key));
        }
        problems.add(
                origin,
                key,
                "the tag %s means nothing here; remove it"
                        .formatted(node.getTag().getValue()));
        return NOTHING;
    }

    private Map<String, Entry> fields(MappingNode mapping, String key) {
        Map<String, Entry> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Origin origin = origin(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                problems.add(origin, key, "a key is a list or a section; keys are names");
                continue;
            }
            String path = key.isEmpty() ? name.getValue() : key + "." + name.getValue();
            Entry entry = entry(tuple.getValueNode(), origin, path);
            Entry first = fields.putIfAbsent(name.getValue(), entry);
            if (first != null) {
                problems.add(
                        origin,
                        path,
                        "given twice, first at %s; remove one"
                                .formatted(first.origin().at("")));
            }
        }
        return Collections.unmodifiableMap(fields);
    }
}
