package io.sluice.etl.cli;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.pipeline.Failures;
import io.sluice.etl.pipeline.ReportFiles;
import io.sluice.etl.report.ChecksReport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice sql}: statements on Spark with a job's metastore. */
@Command(name = "sql", description = "Runs SQL on Spark with the metastore of a job.")
final class SqlCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions jobOptions;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "File of statements that end with ';'.")
    private String file;

    @Option(names = "-e", paramLabel = "SQL", description = "Statements, instead of a file.")
    private String statements;

    @Option(
            names = "--var",
            paramLabel = "NAME=VALUE",
            description = "Gives a variable of the statements its value; may be repeated.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "TABLE",
            description = "How results are printed: ${COMPLETION-CANDIDATES}.")
    private ResultFormat format;

    @Option(
            names = "--check",
            description =
                    "Take rows as checks: first column the name, column failures 0 if it passed. Exits with 3 if not.")
    private boolean check;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "With --check, also write the results here, as JSON.")
    private String report;

    @Override
    public Integer call() throws IOException {
        TableChecks checks = new TableChecks();
        try {
            run(checks);
        } catch (SluiceException problem) {
            writeReport(problem.outcome(), problem.getMessage(), checks);
            throw problem;
        }
        writeReport(null, null, checks);
        return 0;
    }

    private void run(TableChecks checks) throws IOException {
        if (report != null && !check) {
            throw SluiceException.invalid("sql: --report goes with --check");
        }
        JobConfig job = jobOptions.load();
        List<String> script = SqlScript.statements(SqlScript.substitute(text(), variables));
        try (Sessions sessions = Sessions.open(job)) {
            for (String statement : script) {
                show(sessions.session().sql(statement), checks);
            }
        } catch (Exception failure) {
            if (failure instanceof AnalysisException) {
                throw SluiceException.invalid("SQL: " + failure.getMessage(), failure);
            }
            throw Failures.explain(failure);
        }
        if (check) {
            checks.requirePassed();
        }
    }

    private void show(Dataset<Row> result, TableChecks checks) {
        if (result.columns().length == 0) {
            return;
        }
        if (check) {
            checks.add(result);
        }
        format.print(result, spec.commandLine().getOut());
    }

    /** The checks ended as they did, so a report that cannot be written changes no exit code. */
    private void writeReport(Outcome outcome, String error, TableChecks checks) {
        if (report == null) {
            return;
        }
        try {
            new ReportFiles(Sessions.hadoopConfiguration())
                    .write(new ChecksReport(jobOptions.file(), outcome, error, checks.results()).json(), report);
        } catch (IOException failure) {
            spec.commandLine()
                    .getErr()
                    .println("warning   --report %s could not be written: %s".formatted(report, failure));
        }
    }

    private String text() throws IOException {
        if ((file == null) == (statements == null)) {
            throw SluiceException.invalid("sql: give either a FILE or -e \"SQL\"");
        }
        return statements != null
                ? statements
                : new HadoopTextFiles(Sessions.hadoopConfiguration())
                        .read(file)
                        .orElseThrow(() -> SluiceException.invalid("sql: there is no file " + file));
    }
}
