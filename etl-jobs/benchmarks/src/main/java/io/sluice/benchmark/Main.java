package io.sluice.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The entry point of {@code etl-jobs/bin/benchmark}. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = "Runs Sluice and its peers over generated landings and prints a table.")
public final class Main implements Callable<Integer> {
    @Option(
            names = "--size",
            split = ",",
            defaultValue = "1g",
            converter = ByteSize.class,
            description = "Bytes of JSON before compression; several after commas. Default: ${DEFAULT-VALUE}")
    private List<Long> sizes;

    @Option(
            names = "--case",
            split = ",",
            defaultValue = "events",
            description = "events, gzip, orc, wide, narrow, deep. Default: ${DEFAULT-VALUE}")
    private List<String> cases;

    @Option(names = "--contender", split = ",", description = "Whom to run; all that can when absent.")
    private List<String> contenders;

    @Option(names = "--warm", defaultValue = "5", description = "Warm runs a process. Default: ${DEFAULT-VALUE}")
    private int warmRuns;

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
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Path root = folder.toAbsolutePath().normalize();
        for (String name : cases) {
            for (long size : sizes) {
                Workload workload = Workload.of(name, size);
                List<String> chosen = contenders == null ? Contenders.able(workload) : contenders;
                String table = new Comparison(workload, root, heap)
                        .compare(chosen, passes, warmRuns)
                        .markdown();
                System.out.println(table);
                if (out != null) {
                    Files.writeString(
                            out, table + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                }
            }
        }
        return 0;
    }

    /** What a contender's process runs. */
    @Command(name = "worker", hidden = true)
    private static final class WorkerCommand implements Callable<Integer> {
        @Option(names = "--contender", required = true)
        private String contender;

        @Option(names = "--case", required = true)
        private String name;

        @Option(names = "--size", required = true)
        private long size;

        @Option(names = "--warm", required = true)
        private int warmRuns;

        @Option(names = "--dir", required = true)
        private Path root;

        @Option(names = "--account", required = true)
        private Path account;

        @Override
        public Integer call() throws Exception {
            Landing landing = Landing.generated(Workload.of(name, size), root.resolve("landings"));
            new Worker(contender, landing, account.getParent()).run(warmRuns, account);
            return 0;
        }
    }
}
