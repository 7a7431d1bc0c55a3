package io.sluice.etl.cli;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.pipeline.Why;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice why}: why a record is in the table, or is not. */
@Command(name = "why", description = "Says why a record is in the table, or is not.")
final class WhyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions jobOptions;

    @Option(
            names = "--key",
            paramLabel = "COLUMN=VALUE",
            description = "The record's key; once for each column of dedup.key.")
    private Map<String, String> key = new LinkedHashMap<>();

    @Option(names = "--file", paramLabel = "PATH", description = "The landed file of a delivery, as ingest_file says.")
    private String file;

    @Option(
            names = "--position",
            paramLabel = "N",
            description = "The delivery's place in it, as ingest_position says.")
    private Long position;

    @Override
    public Integer call() throws IOException {
        boolean byDelivery = file != null && position != null;
        if (key.isEmpty() != byDelivery || (file == null) != (position == null)) {
            throw SluiceException.invalid("why: give either --key COLUMN=VALUE, or --file PATH and --position N");
        }
        JobConfig job = jobOptions.load();
        PrintWriter out = spec.commandLine().getOut();
        try (Sessions sessions = Sessions.open(job)) {
            Why why = new Why(job, sessions.session());
            List<String> answers = byDelivery ? why.ofDelivery(file, position) : why.ofKey(key);
            answers.forEach(out::println);
        }
        return 0;
    }
}
