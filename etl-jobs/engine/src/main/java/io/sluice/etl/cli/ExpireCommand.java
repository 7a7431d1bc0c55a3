package io.sluice.etl.cli;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.pipeline.Upkeep;
import io.sluice.etl.report.TextReport;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice expire}: the only command that deletes versions. */
@Command(
        name = "expire",
        aliases = "vacuum",
        description =
                "Deletes versions that nothing points to any more, and rejects and evidence beyond quarantine.retention.")
final class ExpireCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions jobOptions;

    @Mixin
    private WaitOption wait;

    /** A week outlasts any query that began before a version was replaced. */
    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            defaultValue = "7d",
            description = "Keep what was in use so recently; ${DEFAULT-VALUE} when absent.")
    private String olderThan;

    @Option(names = "--dry-run", description = "Say what would be deleted; delete nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        JobConfig job = jobOptions.load();
        try (Sessions sessions = Sessions.open(job, wait.duration());
                ConsoleStages stages = new ConsoleStages(spec.commandLine().getErr(), sessions.session())) {
            Upkeep.Expired expired = new Upkeep(job, sessions.session(), wait.duration(), stages)
                    .expire(
                            WaitOption.duration("--older-than", olderThan),
                            Clock.systemUTC().instant(),
                            dryRun);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%s %d replaced versions and %d folders of runs that died: %d files, %s; rejects of %d runs; duplicates of %d runs; %d drafts%n",
                            dryRun ? "would delete" : "deleted",
                            expired.replaced(),
                            expired.orphans(),
                            expired.files(),
                            TextReport.size(expired.bytes()),
                            expired.rejectFolders(),
                            expired.evidence(),
                            expired.drafts());
        }
        return 0;
    }
}
