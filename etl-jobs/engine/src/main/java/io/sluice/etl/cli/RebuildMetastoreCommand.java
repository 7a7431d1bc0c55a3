package io.sluice.etl.cli;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.pipeline.Upkeep;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice rebuild-metastore}: the way back after a metastore was lost. */
@Command(
        name = "rebuild-metastore",
        description = "Registers a job's table and partitions again, as its journal knows them.")
final class RebuildMetastoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions jobOptions;

    @Mixin
    private WaitOption wait;

    @Override
    public Integer call() throws IOException {
        JobConfig job = jobOptions.load();
        try (Sessions sessions = Sessions.open(job, wait.duration());
                ConsoleStages stages = new ConsoleStages(spec.commandLine().getErr(), sessions.session())) {
            Upkeep.Rebuilt result = new Upkeep(job, sessions.session(), wait.duration(), stages).rebuildMetastore();
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%s has the %d partitions of its journal: %d added, %d moved, %d as they were%n",
                            job.table().name(),
                            result.partitions(),
                            result.added(),
                            result.moved(),
                            result.partitions() - result.added() - result.moved());
        }
        return 0;
    }
}
