package io.sluice.etl.pipeline.peek;

import io.sluice.etl.model.EnvelopeValues;
import io.sluice.etl.model.LandedFile;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Drafts a job that reads a landing into a table. */
final class DraftJob {
    private static final List<String> TIMES = List.of(
            "created_at",
            "event_time",
            "occurred_at",
            "timestamp",
            "time",
            "at",
            "date",
            "ts",
            "updated_at",
            "eventtime");
    private static final List<String> PLACE = List.of("kafka_topic", "kafka_partition", "kafka_offset");
    private static final String OP = "debezium_op";
    private static final String SOURCE = "debezium_source";
    /** Names in a change's source by which databases order their logs: PostgreSQL, Oracle, MySQL, any. */
    private static final List<List<String>> PLACES_IN_LOG =
            List.of(List.of("lsn"), List.of("scn"), List.of("file", "pos", "row"), List.of("ts_ms"));

    private static final Pattern DATED =
            Pattern.compile("(?<before>(?:[^/{}*]+/)*?(?:[^/{}*]*=)?)(?<date>\\d{4}([-/])\\d\\d\\3\\d\\d)/.*");
    private static final double USUAL_REJECTS = 0.01;

    private final String name;
    private final String landing;
    private final Sample sample;
    private final DraftSchema schema;
    private final String envelope;

    /** @param envelope an envelope to add to the preset; null when there is none */
    DraftJob(String name, String landing, Sample sample, DraftSchema schema, String envelope) {
        this.name = name;
        this.landing = landing;
        this.sample = sample;
        this.schema = schema;
        this.envelope = envelope;
    }

    /** The job as a file; empty where nothing can be partitioned by. */
    Optional<String> yaml() {
        Optional<String> layout = layout();
        String partition = partition(layout.isPresent());
        if (partition == null) {
            return Optional.empty();
        }
        StringBuilder yaml = new StringBuilder();
        line(yaml, "job: %s", name);
        line(yaml, "warehouse: warehouse                  # tables lie in <warehouse>/<database>/<table>");
        line(yaml, "landing:");
        line(yaml, "  path: %s", quoted(landing));
        layout.ifPresent(pattern -> line(yaml, "  layout: %s", quoted(pattern)));
        line(yaml, "  format: %s", sample.format().name());
        if (envelope != null) {
            line(yaml, "  envelope: %s", envelope);
        }
        line(yaml, "schema: %s.avsc", name);
        line(yaml, "dedup:");
        key(yaml);
        line(yaml, "table:");
        line(yaml, "  name: lake.%s", name.replace('-', '_'));
        line(yaml, "  partition_by: [%s]", partition);
        line(yaml, "late: {%smax_affected_partitions: 10000}", layout.isPresent() ? "beyond: keep, " : "");
        line(yaml, "audit:");
        line(yaml, "  max_reject_ratio: %s", rejects());
        return Optional.of(yaml.toString());
    }

    private static void line(StringBuilder yaml, String format, Object... values) {
        yaml.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void key(StringBuilder yaml) {
        if (schema.fields().stream()
                        .filter(field -> PLACE.contains(field.name()) && field.always())
                        .count()
                == PLACE.size()) {
            line(yaml, "  strategy: offset                    # where the record lies in the broker");
            return;
        }
        Optional<RecordId> id = RecordId.of(sample, schema.fields());
        if (id.isPresent()) {
            line(
                    yaml,
                    "  key: [%s]                            # the record's own id, %s; check it",
                    id.get().column(),
                    id.get().reason());
            changes(yaml);
            return;
        }
        line(yaml, "  strategy: distinct                  # no field has the name of an id and values that are unique");
    }

    /** Debezium's changes: the last one by its place in the log counts, and a deletion leaves no row. */
    private void changes(StringBuilder yaml) {
        boolean changed =
                schema.fields().stream().anyMatch(field -> field.name().equals(OP) && field.always());
        Set<String> source = schema.fields().stream()
                .filter(field -> field.name().equals(SOURCE))
                .flatMap(field -> field.shape().fields().keySet().stream())
                .collect(Collectors.toSet());
        Optional<List<String>> place = PLACES_IN_LOG.stream()
                .map(names -> names.stream().filter(source::contains).toList())
                .filter(names -> !names.isEmpty())
                .findFirst();
        if (changed && place.isPresent()) {
            String order = place.get().stream().map(name -> SOURCE + "." + name).collect(Collectors.joining(", "));
            line(yaml, "  order_by: [%s]   # the place in the database's log", order);
            line(yaml, "  delete_when: \"%s = 'd'\"", OP);
        }
    }

    /** A time that is always there, else the landing date, else any time; null when there is none. */
    private String partition(boolean dated) {
        Optional<DraftField> time = schema.fields().stream()
                .filter(DraftField::time)
                .min(Comparator.<DraftField, Boolean>comparing(field -> !field.always())
                        .thenComparingInt(
                                field -> TIMES.contains(field.name()) ? TIMES.indexOf(field.name()) : TIMES.size()));
        String column = schema.fields().stream().anyMatch(field -> field.name().equals("dt")) ? "event_dt" : "dt";
        if (time.isPresent() && (time.get().always() || !dated)) {
            return "{column: %s, from: %s, transform: day}"
                    .formatted(column, time.get().name());
        }
        return dated ? "{column: %s, from: landing.date, transform: day}".formatted(column) : null;
    }

    /** Where the landing date lies, if it lies there in every file. */
    private Optional<String> layout() {
        List<String> layouts = sample.files().stream()
                .map(LandedFile::path)
                .map(DATED::matcher)
                .map(path -> path.matches() ? layout(path) : "")
                .distinct()
                .toList();
        return layouts.size() == 1 && !layouts.get(0).isEmpty() ? Optional.of(layouts.get(0)) : Optional.empty();
    }

    private static String layout(Matcher path) {
        String pattern = path.group("date").contains("/") ? "yyyy/MM/dd" : "yyyy-MM-dd";
        return path.group("before") + "{date:" + pattern + "}/*";
    }

    private String rejects() {
        double seen = 1 - sample.readable();
        if (seen <= USUAL_REJECTS) {
            return "0.01";
        }
        double allowed = Math.min(1, Math.ceil(seen * 150) / 100);
        return String.format(
                Locale.ROOT, "%.2f                # %.1f %% of the sample could not be read", allowed, seen * 100);
    }

    private static String quoted(String text) {
        return EnvelopeValues.quoted(text);
    }
}
