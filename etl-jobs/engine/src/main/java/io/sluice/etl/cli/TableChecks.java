package io.sluice.etl.cli;

import io.sluice.etl.model.CheckResult;
import io.sluice.etl.model.SluiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Results of SQL taken as checks: a row is a check, its first column the name, {@value #FAILURES} what failed it. */
final class TableChecks {
    private static final String FAILURES = "failures";

    private final List<CheckResult> results = new ArrayList<>();

    /**
     * Takes the rows of a result.
     *
     * @throws SluiceException of outcome {@code invalid} when the result has no column of failures
     */
    void add(Dataset<Row> result) {
        List<String> columns = List.of(result.columns());
        int failures = columns.indexOf(FAILURES);
        if (failures < 1) {
            throw SluiceException.invalid(
                    "--check: a result has the columns %s; expected the name of a check first, and a column %s"
                            .formatted(String.join(", ", columns), FAILURES));
        }
        for (Row row : result.collectAsList()) {
            long count = row.isNullAt(failures) ? 1 : ((Number) row.get(failures)).longValue();
            results.add(CheckResult.required(String.valueOf(row.get(0)), count == 0, count + " failures"));
        }
    }

    List<CheckResult> results() {
        return List.copyOf(results);
    }

    /**
     * Makes sure that all passed.
     *
     * @throws SluiceException of outcome {@code refused} when one did not, of {@code invalid} when there are none
     */
    void requirePassed() {
        if (results.isEmpty()) {
            throw SluiceException.invalid("--check: the statements gave no row, so nothing was checked");
        }
        List<CheckResult> failed =
                results.stream().filter(result -> !result.passed()).toList();
        if (!failed.isEmpty()) {
            throw SluiceException.refused("%d of %d checks failed: %s"
                    .formatted(
                            failed.size(),
                            results.size(),
                            failed.stream()
                                    .map(check -> "%s (%s)".formatted(check.name(), check.detail()))
                                    .collect(Collectors.joining("; "))));
        }
    }
}
