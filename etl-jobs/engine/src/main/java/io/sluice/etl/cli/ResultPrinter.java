package io.sluice.etl.cli;

import io.sluice.etl.model.RunReport;
import io.sluice.etl.pipeline.Runner;
import io.sluice.etl.report.TextReport;
import java.io.PrintWriter;

/** Shows how a run ended: the report on one stream, the reason of a failure last on the other. */
final class ResultPrinter {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean stacktrace;

    ResultPrinter(PrintWriter out, PrintWriter err, boolean stacktrace) {
        this.out = out;
        this.err = err;
        this.stacktrace = stacktrace;
    }

    /** Prints and gives the run's exit code. */
    int print(Runner.Result result) {
        RunReport report = result.report();
        out.print(TextReport.render(report));
        out.flush();
        if (result.error() != null) {
            err.println("sluice: " + report.error());
            if (stacktrace) {
                result.error().printStackTrace(err);
            }
            err.flush();
        }
        return report.outcome().exitCode();
    }
}
