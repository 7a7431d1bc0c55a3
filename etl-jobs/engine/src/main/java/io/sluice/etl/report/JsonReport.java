package io.sluice.etl.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.sluice.etl.model.CheckResult;
import io.sluice.etl.model.DedupReport;
import io.sluice.etl.model.OffsetRange;
import io.sluice.etl.model.PartitionChange;
import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.RunReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The report as the JSON document that callers decide by; its names are a contract. */
public final class JsonReport {
    private static final JsonFactory JSON = new JsonFactory();
    /** Gaps named; a log that is compacted has as many as it has deletions. */
    private static final int MAX_GAPS = 100;

    private JsonReport() {}

    public static String render(RunReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            head(json, report);
            if (report.dedup() != null) {
                dedup(json, report.dedup());
            }
            files(json, report.files());
            records(json, report.records());
            counts(json, "rejects_by_code", report.rejectsByCode());
            counts(json, "unknown_fields", report.unknownFields());
            json.writeArrayFieldStart("partitions");
            for (PartitionChange change : report.partitions()) {
                partition(json, change);
            }
            json.writeEndArray();
            checks(json, report.checks());
            json.writeArrayFieldStart("stages");
            for (RunReport.Stage stage : report.stages()) {
                json.writeStartObject();
                json.writeStringField("name", stage.name());
                json.writeNumberField("seconds", Math.round(stage.seconds() * 1000) / 1000.0);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return text.append('\n').toString();
    }

    static void checks(JsonGenerator json, List<CheckResult> checks) throws IOException {
        json.writeArrayFieldStart("checks");
        for (CheckResult check : checks) {
            json.writeStartObject();
            json.writeStringField("name", check.name());
            json.writeBooleanField("passed", check.passed());
            json.writeStringField("detail", check.detail());
            json.writeStringField("severity", check.error() ? "error" : "warn");
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void head(JsonGenerator json, RunReport report) throws IOException {
        json.writeStringField("job", report.job());
        json.writeStringField("run_id", report.runId());
        json.writeStringField("outcome", report.outcome().label());
        json.writeStringField("from", report.from());
        json.writeStringField("to", report.to());
        json.writeStringField("started_at", report.startedAt());
        json.writeStringField("finished_at", report.finishedAt());
        json.writeNumberField("exit_code", report.outcome().exitCode());
        json.writeStringField("error", report.error());
        json.writeStringField("plan", report.plan());
    }

    private static void dedup(JsonGenerator json, DedupReport dedup) throws IOException {
        json.writeObjectFieldStart("dedup");
        json.writeStringField("strategy", dedup.strategy());
        json.writeStringField("lookback", dedup.lookback());
        json.writeStringField("plan_reason", dedup.planReason());
        json.writeNumberField("estimated_shuffle_bytes", dedup.estimatedShuffleBytes());
        json.writeNumberField("shuffle_bytes", dedup.shuffleBytes());
        json.writeNumberField("keys_outside_window", dedup.keysOutsideWindow());
        json.writeNumberField("missing_offsets", dedup.missingOffsets());
        json.writeArrayFieldStart("offset_gaps");
        for (OffsetRange gap : dedup.offsetGaps()
                .subList(0, Math.min(MAX_GAPS, dedup.offsetGaps().size()))) {
            json.writeStartObject();
            json.writeStringField("source", gap.source());
            json.writeNumberField("first", gap.first());
            json.writeNumberField("last", gap.last());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void files(JsonGenerator json, RunReport.Files files) throws IOException {
        json.writeObjectFieldStart("files");
        json.writeNumberField("read", files.read());
        json.writeNumberField("already_published", files.alreadyPublished());
        json.writeNumberField("ignored", files.ignored());
        json.writeNumberField("rejoined", files.rejoined());
        json.writeNumberField("other_schema", files.otherSchema());
        json.writeNumberField("bytes", files.bytes());
        json.writeEndObject();
    }

    private static void records(JsonGenerator json, RunCounts counts) throws IOException {
        json.writeObjectFieldStart("records");
        json.writeNumberField("read", counts.read());
        json.writeNumberField("accepted", counts.accepted());
        json.writeNumberField("rejected", counts.rejected());
        json.writeNumberField("kept", counts.kept());
        json.writeNumberField("duplicates_in_batch", counts.duplicatesInBatch());
        json.writeNumberField("duplicates_of_existing", counts.duplicatesOfExisting());
        json.writeNumberField("conflicts", counts.conflicts());
        json.writeNumberField("deletes", counts.deletes());
        json.writeNumberField("replaced", counts.replaced());
        json.writeNumberField("superseded", counts.superseded());
        json.writeEndObject();
    }

    private static void counts(JsonGenerator json, String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private static void partition(JsonGenerator json, PartitionChange change) throws IOException {
        json.writeStartObject();
        json.writeStringField("partition", change.partition());
        json.writeNumberField("rows_before", change.rowsBefore());
        json.writeNumberField("rows_after", change.rowsAfter());
        json.writeNumberField("files", change.files().size());
        json.writeNumberField("bytes", change.bytes());
        json.writeStringField("location", change.location());
        json.writeEndObject();
    }
}
