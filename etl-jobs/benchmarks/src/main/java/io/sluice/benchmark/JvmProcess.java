package io.sluice.benchmark;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM like this one, in which {@link Worker} runs a contender.
 *
 * @param start the contender
 * @param inHeap whether its engine works in Java's heap; the heap of the others is small
 */
record JvmProcess(Start start, boolean inHeap) implements ContenderProcess {
    private static final String SMALL_HEAP = "512m";

    /** How a contender starts in the process. */
    interface Start {
        Contender start(Landing landing, Path folder) throws Exception;
    }

    @Override
    public List<String> command(Assignment assignment) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (inHeap ? assignment.heap() : SMALL_HEAP)));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-Xmx"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "worker"));
        command.addAll(List.of("--contender", assignment.contender()));
        command.addAll(List.of("--scenario", assignment.scenarioFile().toString()));
        command.addAll(List.of("--dir", assignment.root().toString()));
        command.addAll(assignment.runs().options());
        command.addAll(List.of("--account", assignment.accountFile().toString()));
        return command;
    }
}
