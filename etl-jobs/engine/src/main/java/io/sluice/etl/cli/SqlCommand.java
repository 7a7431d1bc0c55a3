package io.sluice.etl.cli;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.SluiceException;
import java.io.IOException;
import java.io.PrintWriter;
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

    @Override
    public Integer call() throws IOException {
        JobConfig job = jobOptions.load();
        List<String> script = SqlScript.statements(SqlScript.substitute(text(), variables));
        PrintWriter out = spec.commandLine().getOut();
        try (Sessions sessions = Sessions.open(job)) {
            for (String statement : script) {
                Dataset<Row> result = sessions.session().sql(statement);
                if (result.columns().length > 0) {
                    format.print(result, out);
                }
            }
        } catch (Exception failure) {
            if (failure instanceof AnalysisException) {
                throw SluiceException.invalid("SQL: " + failure.getMessage(), failure);
            }
            throw failure;
        }
        return 0;
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
