package io.sluice.etl.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.sluice.etl.model.CheckResult;
import io.sluice.etl.model.Outcome;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * How the checks of a published table ended, for callers that decide by it.
 *
 * @param outcome null when all passed
 * @param error what went wrong; null when nothing did
 */
public record ChecksReport(String jobFile, Outcome outcome, String error, List<CheckResult> checks) {
    private static final String PASSED = "passed";

    /** The report as a JSON document; its names are those of the run report where it has the same. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("job_file", jobFile);
            json.writeStringField("outcome", outcome == null ? PASSED : outcome.label());
            json.writeNumberField("exit_code", outcome == null ? 0 : outcome.exitCode());
            json.writeStringField("error", error);
            JsonReport.checks(json, checks);
            json.writeEndObject();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return text.append('\n').toString();
    }
}
