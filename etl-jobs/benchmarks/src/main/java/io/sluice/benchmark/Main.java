package io.sluice.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The entry point of {@code etl-jobs/bin/benchmark}. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = "Runs Sluice and its peers over generated landings and prints a table.")
public final class Main implements Callable<Integer> {
    @Mixin
    private ScenarioOptions scenarios;

    @Option(names = "--contender", split = ",", description = "Whom to run; absent, those usual for the mode.")
    private List<String> contenders;

    @Mixin
    private RunCounts runs;

    @Option(
            names = "--passes",
            defaultValue = "1",
            description = "How often all contenders are started in turn. Default: ${DEFAULT-VALUE}")
    private int passes;

    @Option(names = "--heap", defaultValue = "4g", description = "Heap of the JVM engines. Default: ${DEFAULT-VALUE}")
    private String heap;

    @Option(
            names = "--dir",
            defaultValue = "sluice-benchmark",
            description = "Where landings and tables lie; landings are kept for the next time.")
    private Path folder;

    @Option(names = "--out", description = "Appends the tables to a file, too.")
    private Path out;

    private Main() {}

    public static void main(String[] args) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        System.exit(new CommandLine(new Main())
                .addSubcommand("worker", new WorkerCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Path root = folder.toAbsolutePath().normalize();
        for (Scenario scenario : scenarios.scenarios(runs.all())) {
            List<String> chosen = contenders == null ? Contenders.usual(scenario) : contenders;
            Contenders.requireAble(chosen, scenario);
            String table = new Comparison(scenario, root, heap)
                    .compare(chosen, passes, runs)
                    .markdown();
            System.out.println(table);
            if (out != null) {
                Files.writeString(
                        out, table + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        }
        return 0;
    }

    /** What a contender's process runs. */
    @Command(name = "worker", hidden = true)
    private static final class WorkerCommand implements Callable<Integer> {
        @Option(names = "--contender", required = true)
        private String contender;

        @Option(names = "--scenario", required = true)
        private Path scenario;

        @Mixin
        private RunCounts runs;

        @Option(names = "--dir", required = true)
        private Path root;

        @Option(names = "--account", required = true)
        private Path account;

        @Override
        public Integer call() throws Exception {
            ObjectMapper json = new ObjectMapper();
            Landing landing =
                    Landing.generated(json.readValue(scenario.toFile(), Scenario.class), root.resolve("landings"));
            List<Entry> entries = new Worker(contender, landing, account.getParent()).run(runs);
            json.writeValue(account.toFile(), entries);
            return 0;
        }
    }
}
