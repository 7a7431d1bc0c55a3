package io.sluice.etl.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.TableHistory;
import io.sluice.etl.pipeline.TableStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice status}: reads journal, lease and reports only, so it never stands in a run's way. */
@Command(name = "status", description = "Shows a table's past runs, its lease, and whether a publication is open.")
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions jobOptions;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many runs to show at most; ${DEFAULT-VALUE} when absent.")
    private int runs;

    @Override
    public Integer call() throws IOException {
        JobConfig job = jobOptions.load();
        TableStatus status = TableStatus.of(job, Sessions.hadoopConfiguration(job), Math.max(0, runs));
        TableHistory history = status.history();
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s: %d partitions, %,d rows from %,d files, in %d publications%n",
                job.table().name(),
                history.partitions().size(),
                history.partitions().values().stream()
                        .mapToLong(PublishedPartition::rows)
                        .sum(),
                history.ledger().size(),
                history.lastSlot());
        out.println(history.open().map(StatusCommand::pending).orElse("recovery: none pending"));
        out.println(status.leaseHolder().map(holder -> "lease: " + holder).orElse("lease: free"));
        if (!status.reports().isEmpty()) {
            out.printf("%n%-24s  %-15s  %-23s  %12s  %12s  %s%n", "started", "outcome", "dates", "read", "kept", "run");
        }
        status.reports().forEach(report -> print(report, out));
        return 0;
    }

    private static String pending(Slot slot) {
        return "recovery: slot %d, prepared by run %s at %s, is not closed; the next run finishes it, or sluice recover"
                .formatted(slot.number(), slot.runId(), slot.preparedAt());
    }

    private static void print(JsonNode report, PrintWriter out) {
        String from = report.path("from").asText("");
        out.printf(
                "%-24s  %-15s  %-23s  %,12d  %,12d  %s%n",
                report.path("started_at").asText(),
                report.path("outcome").asText(),
                report.path("from").isNull()
                        ? "all"
                        : from + " - " + report.path("to").asText(),
                report.at("/records/read").asLong(),
                report.at("/records/kept").asLong(),
                report.path("run_id").asText());
        if (!report.path("error").isNull()) {
            out.printf("%-24s  %s%n", "", report.path("error").asText());
        }
    }
}
