package io.sluice.etl.cli;

import io.sluice.etl.config.JobWarnings;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.pipeline.Preflight;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice validate}: everything that can be known before a run. */
@Command(name = "validate", description = "Checks a job, its schema, its table and that everything can be reached.")
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions jobOptions;

    @Override
    public Integer call() throws IOException {
        JobConfig job = jobOptions.load();
        Preflight.landing(job, Sessions.hadoopConfiguration(job));
        List<String> warnings = new ArrayList<>(JobWarnings.of(job));
        try (Sessions sessions = Sessions.openReadOnly(job)) {
            warnings.addAll(Preflight.table(job, sessions.session()));
        }
        PrintWriter out = spec.commandLine().getOut();
        warnings.forEach(warning -> out.println("warning: " + warning));
        out.printf(
                "%s is valid: %d columns into %s table %s%n",
                job.file(),
                job.schema().columns().size(),
                job.table().format().label(),
                job.table().name());
        return 0;
    }
}
