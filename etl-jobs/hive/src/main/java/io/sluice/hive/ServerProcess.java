package io.sluice.hive;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Begins the process of {@link HiveServer}, with this process' Java and class path. */
final class ServerProcess {
    /** Heap of the server, as Java's {@code -Xmx} takes it. */
    private static final String MEMORY_VARIABLE = "SLUICE_HIVE_MEMORY";

    private static final String MEMORY = "1g";

    /** What Hive's and Tez's class files open on JDK 17. */
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.regex",
            "java.time",
            "java.text",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    /** Variables of another Hive or Hadoop, whose settings must not reach this one. */
    private static final List<String> FOREIGN_VARIABLES = List.of(
            "HIVE_HOME", "HIVE_CONF_DIR", "HADOOP_HOME", "HADOOP_CONF_DIR", "HADOOP_PROXY_USER", "TEZ_CONF_DIR");

    private ServerProcess() {}

    /** Begins the process in a session of its own, so that it outlives the terminal. */
    static Process begin(SandboxFolder folder, Ports ports) throws IOException {
        List<String> command = new ArrayList<>(detaching());
        command.addAll(java(folder));
        command.addAll(List.of(
                HiveServer.class.getName(),
                folder.root().toString(),
                Integer.toString(ports.metastore()),
                Integer.toString(ports.hiveServer())));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.console().toFile());
        FOREIGN_VARIABLES.forEach(builder.environment()::remove);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static List<String> java(SandboxFolder folder) {
        Map<String, String> environment = System.getenv();
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + Objects.requireNonNullElse(environment.get(MEMORY_VARIABLE), MEMORY),
                "-XX:-UsePerfData", // its files lie in the system's temporary folder
                "-Duser.timezone=UTC",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.io.tmpdir=" + folder.temporary(),
                "-Dsluice.hive.logs=" + folder.logs(),
                "-Dlog4j2.configurationFile=sluice-hive-log4j2.properties"));
        OPENED.forEach(name -> java.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        java.add("-cp");
        java.add(folder.configuration() + File.pathSeparator + System.getProperty("java.class.path"));
        return java;
    }

    private static List<String> detaching() {
        return Stream.of("setsid", "nohup")
                .filter(ServerProcess::isOnPath)
                .findFirst()
                .map(List::of)
                .orElse(List.of());
    }

    private static boolean isOnPath(String program) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.of(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
