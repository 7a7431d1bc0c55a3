package io.sluice.etl.config;

import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.Dedup.Conflicts;
import io.sluice.etl.model.Dedup.Evidence;
import io.sluice.etl.model.Dedup.Keep;
import io.sluice.etl.model.Dedup.Lookback;
import io.sluice.etl.model.Dedup.Plan;
import io.sluice.etl.model.Dedup.Strategy;
import io.sluice.etl.model.DeliveryKey;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.RecordSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys under {@code dedup}. */
final class DedupReader {
    private static final Form<Lookback> LOOKBACK = new LookbackForm();

    /** Keys that mean nothing under a strategy, and why. */
    private static final Map<Strategy, Map<String, String>> IDLE = Map.of(
            Strategy.UNIQUE_ID, Map.of(),
            Strategy.OFFSET, Map.of("delete_when", "an offset is written once, so nothing deletes it"),
            Strategy.DISTINCT,
                    Map.of(
                            "key", "the whole content is the key",
                            "order_by", "rows of equal content have no order but that of their files",
                            "conflicts", "rows of equal content have no conflict",
                            "delete_when", "a deletion has other content than what it deletes"),
            Strategy.NONE,
                    Map.of(
                            "key", "every delivery stays",
                            "order_by", "every delivery stays",
                            "keep", "every delivery stays",
                            "lookback", "every delivery stays",
                            "conflicts", "every delivery stays",
                            "evidence", "every delivery stays",
                            "delete_when", "every delivery stays"));

    private final Section dedup;

    DedupReader(Section dedup) {
        this.dedup = dedup;
    }

    /**
     * A deduplication, and the schema with the columns that it needs.
     *
     * @param schema null when there is none
     */
    record Keyed(Dedup dedup, RecordSchema schema) {}

    /**
     * The deduplication; lists that are at fault are empty. Where offsets count and no key is named, the landing's
     * format tells topic, partition and offset, and what the schema does not have of them becomes a column.
     *
     * @param format null when it is at fault
     * @param schema null when it is at fault
     */
    Keyed read(LandingFormat format, RecordSchema schema) {
        Strategy strategy =
                dedup.value("strategy", Choice.of(List.of(Strategy.values()))).orElse(Strategy.UNIQUE_ID);
        IDLE.get(strategy).forEach((name, why) -> {
            if (dedup.has(name)) {
                dedup.problem(
                        name,
                        "does nothing with dedup.strategy %s, where %s; remove it"
                                .formatted(Forms.label(strategy), why));
            }
        });
        Keep keep = dedup.value("keep", Choice.of(List.of(Keep.values()))).orElse(Keep.LATEST);
        String deleteWhen = dedup.value("delete_when", Forms.lines("a Spark SQL expression such as op = 'd'"))
                .orElse(null);
        if (deleteWhen != null && keep == Keep.EARLIEST) {
            dedup.problem(
                    "delete_when",
                    "needs dedup.keep latest, because the newest delivery of a key decides whether it is deleted");
        }
        Optional<DeliveryKey> delivery = format == null || strategy != Strategy.OFFSET || dedup.has("key")
                ? Optional.empty()
                : format.deliveryKey();
        RecordSchema keyed = schema == null || delivery.isEmpty()
                ? schema
                : schema.plus(delivery.get().missingIn(schema));
        List<String> key = delivery.isEmpty()
                ? key(strategy)
                : Optional.ofNullable(keyed).flatMap(delivery.get()::columnsIn).orElse(List.of());
        Dedup read = new Dedup(
                strategy,
                key,
                keep,
                dedup.list("order_by", ColumnChecks.PATHS, ColumnChecks.PATH).orElse(List.of()),
                dedup.value("lookback", LOOKBACK).orElse(Lookback.NONE),
                dedup.value("conflicts", Choice.of(List.of(Conflicts.values()))).orElse(Conflicts.KEEP),
                dedup.value("evidence", Choice.of(List.of(Evidence.values()))).orElse(Evidence.NONE),
                dedup.value("plan", Choice.of(List.of(Plan.values()))).orElse(Plan.AUTO),
                deleteWhen);
        return new Keyed(read, keyed);
    }

    private List<String> key(Strategy strategy) {
        if (strategy == Strategy.DISTINCT || strategy == Strategy.NONE) {
            return List.of();
        }
        dedup.require(
                "key",
                strategy == Strategy.OFFSET
                        ? "the columns of topic, partition and offset in this order, because landing.format does not"
                                + " tell them"
                        : ColumnChecks.PATHS);
        List<String> key =
                dedup.list("key", ColumnChecks.PATHS, ColumnChecks.PATH).orElse(null);
        if (key != null && key.isEmpty()) {
            dedup.problem("key", "empty; name the columns that identify a record");
        }
        return key == null ? List.of() : key;
    }

    /** How far around a partition a key is unique. */
    private record LookbackForm() implements Form<Lookback> {
        private static final Pattern DAYS = Pattern.compile("[0-9]{1,6}d");
        private static final int LONGEST = 365_000;

        @Override
        public String expected() {
            return "days such as 0d or 3d, up to 365000d, or all";
        }

        @Override
        public Lookback read(Yaml.Scalar value) {
            if (value.isText() && value.text().equals("all")) {
                return Lookback.ALL;
            }
            if (!value.isText() || !DAYS.matcher(value.text()).matches()) {
                throw unfit(value);
            }
            int days = Integer.parseInt(value.text().substring(0, value.text().length() - 1));
            if (days > LONGEST) {
                throw unfit(value);
            }
            return new Lookback(days);
        }
    }
}
