package io.sluice.etl.cli;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.pipeline.Preflight;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice ddl}: the statements that make a job's database and table. */
@Command(name = "ddl", description = "Prints the CREATE statements that a job's first run uses, for Spark and Hive.")
final class DdlCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions jobOptions;

    @Override
    public Integer call() {
        JobConfig job = jobOptions.load();
        Preflight.ddl(job).forEach(statement -> spec.commandLine().getOut().printf("%s;%n", statement));
        return 0;
    }
}
