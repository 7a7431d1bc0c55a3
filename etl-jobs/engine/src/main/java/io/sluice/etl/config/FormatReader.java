package io.sluice.etl.config;

import io.sluice.etl.model.Envelope;
import io.sluice.etl.model.FileNamePattern;
import io.sluice.etl.model.Framing;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.LandingFormats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The keys under {@code landing} that say what the producer lands: a preset, and what is declared beside it. */
final class FormatReader {
    private static final String CUSTOM = "custom";
    private static final String VALUE = "value";
    private static final List<String> FIELDS = List.of("key", VALUE, "offset", "timestamp", "headers");
    private static final String ENVELOPES = "a list of envelopes such as [debezium]";
    private static final Choice<Envelope> ENVELOPE = Choice.of(List.of(Envelope.values()));
    private static final Form<String> NAME =
            Forms.text("a pattern of names such as \"*.bak\"", Pattern.compile("[^/\\p{Cntrl}]+"));

    private final Section landing;

    FormatReader(Section landing) {
        this.landing = landing;
    }

    /** The format; what is at fault is left out. */
    LandingFormat read() {
        String name = landing.value("format", Choice.of(names())).orElse(LandingFormats.NDJSON.name());
        LandingFormat preset = LandingFormats.named(name).orElse(null);
        Framing framing = framing(preset);
        List<Envelope> envelopes = envelopes(preset);
        return new LandingFormat(
                name,
                framing,
                envelopes,
                fields(preset, envelopes),
                fileName().orElse(preset == null ? null : preset.fileName()),
                ignored(preset));
    }

    private static String[] names() {
        List<String> names = new ArrayList<>();
        LandingFormats.presets().forEach(preset -> names.add(preset.name()));
        names.add(CUSTOM);
        return names.toArray(String[]::new);
    }

    private Framing framing(LandingFormat preset) {
        Optional<Framing> framing = landing.value("framing", framings());
        Optional<String> member = landing.value("explode", Forms.text("the name of an array in each document"));
        if (preset != null) {
            String only = "is for landing.format custom only; %s has its own, remove it".formatted(preset.name());
            framing.ifPresent(given -> landing.problem("framing", only));
            member.ifPresent(given -> landing.problem("explode", only));
            return preset.framing();
        }
        if (framing.isPresent() && member.isPresent()) {
            landing.problem("framing", "says how records lie, and landing.explode says it as well; remove one of them");
        } else if (framing.isEmpty() && member.isEmpty() && !landing.has("framing") && !landing.has("explode")) {
            landing.problem(
                    "framing",
                    "required where landing.format is custom; expected "
                            + framings().expected());
        }
        return member.<Framing>map(Framing.Exploded::new).or(() -> framing).orElse(new Framing.Lines());
    }

    private static Choice<Framing> framings() {
        Map<String, Framing> framings = new LinkedHashMap<>();
        framings.put("lines", new Framing.Lines());
        framings.put("values", new Framing.Values());
        framings.put("values_or_lines", new Framing.ValuesOrLines());
        framings.put("avro_or_lines", new Framing.AvroOrLines());
        return new Choice<>(framings);
    }

    /** Those of the preset, and inside them those that the job adds. */
    private List<Envelope> envelopes(LandingFormat preset) {
        List<Envelope> envelopes = new ArrayList<>(preset == null ? List.of() : preset.envelopes());
        List<Envelope> added = landing.entry("envelope")
                        .map(entry -> entry.value() instanceof Yaml.Scalar)
                        .orElse(false)
                ? landing.value("envelope", ENVELOPE).stream().toList()
                : landing.list("envelope", ENVELOPES, ENVELOPE).orElse(List.of());
        for (Envelope envelope : added) {
            if (envelopes.contains(envelope)) {
                landing.problem("envelope", "%s is there already; remove it".formatted(Forms.label(envelope)));
            } else {
                envelopes.add(envelope);
            }
        }
        return envelopes;
    }

    private List<String> fields(LandingFormat preset, List<Envelope> envelopes) {
        List<String> usual = preset == null || preset.fields().isEmpty() ? List.of(VALUE) : preset.fields();
        boolean used = envelopes.contains(Envelope.BASE64_FIELDS);
        Optional<List<String>> given = landing.list(
                "fields", "a list of fields such as [key, value]", Choice.of(FIELDS.toArray(String[]::new)));
        given.ifPresent(fields -> {
            if (!used) {
                landing.problem("fields", "needs the envelope base64_fields; remove it");
            } else if (!fields.contains(VALUE) || Set.copyOf(fields).size() < fields.size()) {
                landing.problem("fields", "%s must have value, and no field twice".formatted(fields));
            }
        });
        return used ? given.orElse(usual) : List.of();
    }

    private Optional<FileNamePattern> fileName() {
        return landing.value("file_name", Forms.text("a pattern such as \"{topic}+{partition}+{offset}.*\""))
                .flatMap(text -> {
                    try {
                        return Optional.of(FileNamePattern.of(text));
                    } catch (IllegalArgumentException fault) {
                        landing.problem("file_name", fault.getMessage());
                        return Optional.empty();
                    }
                });
    }

    private List<String> ignored(LandingFormat preset) {
        List<String> ignored = new ArrayList<>(preset == null ? List.of() : preset.leftAlone());
        ignored.addAll(landing.list("ignore", "a list of names such as [\"*.bak\"]", NAME)
                .orElse(List.of()));
        return ignored;
    }
}
