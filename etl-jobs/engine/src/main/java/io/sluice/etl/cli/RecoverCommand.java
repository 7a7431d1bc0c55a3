package io.sluice.etl.cli;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.pipeline.Upkeep;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice recover}: what every run does first, by itself. */
@Command(name = "recover", description = "Finishes a publication that a run left open. Every run does this first.")
final class RecoverCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions jobOptions;

    @Mixin
    private WaitOption wait;

    @Override
    public Integer call() {
        JobConfig job = jobOptions.load();
        PrintWriter out = spec.commandLine().getOut();
        try (Sessions sessions = Sessions.open(job, wait.duration());
                ConsoleStages stages = new ConsoleStages(spec.commandLine().getErr(), sessions.session())) {
            Upkeep.Recovered recovered = new Upkeep(job, sessions.session(), wait.duration(), stages).recover();
            if (recovered.finished() != null) {
                out.printf(
                        "finished slot %d, which run %s left open: %d partitions%n",
                        recovered.finished().number(),
                        recovered.finished().runId(),
                        recovered.finished().switches().size());
            }
            recovered.repaired().forEach(partition -> out.printf("%s points to its newest version again%n", partition));
            if (recovered.finished() == null && recovered.repaired().isEmpty()) {
                out.printf("%s needs no recovery%n", job.table().name());
            }
        }
        return 0;
    }
}
