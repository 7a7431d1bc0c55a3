package io.sluice.etl.config;

import io.sluice.etl.model.JobConfig.Dedup;
import io.sluice.etl.model.JobConfig.Keep;
import java.util.List;
import java.util.regex.Pattern;

/** The keys under {@code dedup}. */
final class DedupReader {
    private static final Form<String> LOOKBACK = new Lookback();

    private final Section dedup;

    DedupReader(Section dedup) {
        this.dedup = dedup;
    }

    /** The deduplication; lists that are at fault are empty. */
    Dedup read() {
        dedup.value("strategy", Choice.of("unique_id").later("offset", "distinct", "none"));
        List<String> key = key();
        Keep keep = dedup.value("keep", Choice.of(List.of(Keep.values()))).orElse(Keep.LATEST);
        List<String> orderBy =
                dedup.list("order_by", ColumnChecks.PATHS, ColumnChecks.PATH).orElse(List.of());
        dedup.value("lookback", LOOKBACK);
        dedup.value("conflicts", Choice.of("keep").later("quarantine", "fail"));
        dedup.value("evidence", Choice.of("none").later("conflicts", "all"));
        dedup.value("plan", Choice.of("auto", "narrow").later("group_by"));
        dedup.later("delete_when");
        return new Dedup(key, keep, orderBy);
    }

    private List<String> key() {
        dedup.require("key", ColumnChecks.PATHS);
        List<String> key =
                dedup.list("key", ColumnChecks.PATHS, ColumnChecks.PATH).orElse(null);
        if (key != null && key.isEmpty()) {
            dedup.problem("key", "empty; name the columns that identify a record");
        }
        return key == null ? List.of() : key;
    }

    /** How far around a partition a key is unique. */
    private record Lookback() implements Form<String> {
        private static final Pattern NONE = Pattern.compile("0{1,9}d");
        private static final Pattern LATER = Pattern.compile("all|[0-9]{1,9}d");

        @Override
        public String expected() {
            return "0d";
        }

        @Override
        public String read(Yaml.Scalar value) {
            if (!value.isText()) {
                throw unfit(value);
            }
            if (NONE.matcher(value.text()).matches()) {
                return value.text();
            }
            throw LATER.matcher(value.text()).matches()
                    ? new IllegalArgumentException(value.text() + " is not supported by this version; only 0d is")
                    : unfit(value);
        }
    }
}
