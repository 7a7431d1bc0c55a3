package io.sluice.etl.pipeline.peek;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The field by which records are told apart, and why it is taken for that.
 *
 * <p>Names and values must agree. A usual name is believed where there are too few records to judge by; a name that only
 * ends like that of an id needs values that are unique. Records that are equal are one that was delivered again, and say
 * nothing against a field. Of fields without such a name none is taken, be its values unique: times and measures are.
 */
record RecordId(String column, String reason) {
    /** Usual names, the best first. */
    private static final List<String> USUAL = List.of(
            "id", "event_id", "message_id", "record_id", "uuid", "event_uuid", "fingerprint", "request_id", "offset");

    private static final Pattern LIKE_AN_ID = Pattern.compile("(.*_)?(id|uuid|guid|ulid|key)");
    private static final Set<String> TYPES = Set.of("string", "long");
    /** Different records from which on values tell anything. */
    private static final int ENOUGH = 200;
    /** Of so many records one may have the value of another. */
    private static final int RECORDS_A_REPETITION = 100;

    /** The field of a sample, if one can be taken for it. */
    static Optional<RecordId> of(Sample sample, List<DraftField> fields) {
        List<Values> candidates = fields.stream()
                .filter(field -> field.always() && TYPES.contains(field.type().asText()))
                .filter(field -> USUAL.contains(field.name())
                        || LIKE_AN_ID.matcher(field.name()).matches())
                .map(field -> Values.of(field, sample))
                .toList();
        Comparator<Values> byName = Comparator.comparingInt(Values::rank);
        return candidates.stream()
                .filter(values -> values.unique() || values.usual() && values.records() < ENOUGH)
                .min(byName)
                .or(() -> candidates.stream().filter(Values::usual).min(byName))
                .map(values -> new RecordId(values.column(), values.reason()));
    }

    /**
     * The values of a field.
     *
     * @param records that differ
     * @param repetitions records that differ from the first one of their value
     */
    private record Values(String column, int records, int repetitions) {
        static Values of(DraftField field, Sample sample) {
            Set<ObjectNode> different = new HashSet<>();
            Map<JsonNode, ObjectNode> firsts = new HashMap<>();
            int repetitions = 0;
            for (SampledRecord record : sample.records()) {
                if (different.add(record.payload())) {
                    ObjectNode first = firsts.putIfAbsent(field.valueIn(record), record.payload());
                    repetitions += first == null ? 0 : 1;
                }
            }
            return new Values(field.name(), different.size(), repetitions);
        }

        boolean usual() {
            return USUAL.contains(column);
        }

        int rank() {
            return usual() ? USUAL.indexOf(column) : USUAL.size();
        }

        boolean unique() {
            return records >= ENOUGH && repetitions <= records / RECORDS_A_REPETITION;
        }

        String reason() {
            if (records < ENOUGH) {
                return "by its name; %d different records are too few to judge it by its values".formatted(records);
            }
            return repetitions == 0
                    ? "by its name and because no two of %d different records have the same".formatted(records)
                    : "by its name; %d of %d different records have the value of another one and would be dropped"
                            .formatted(repetitions, records);
        }
    }
}
