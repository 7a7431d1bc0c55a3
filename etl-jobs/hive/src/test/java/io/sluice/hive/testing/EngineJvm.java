package io.sluice.hive.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command line of a JVM on the engine's classes, with the options that the launcher gives it. */
final class EngineJvm {
    private EngineJvm() {}

    /**
     * A command line.
     *
     * @param options more options of Java, such as the heap
     * @param main class to run, one of the engine or of its tests
     */
    static List<String> command(List<String> options, String main) throws IOException {
        Path root = Engine.root();
        Path target = root.resolve("etl-jobs/engine/target");
        Path jar = target.resolve("sluice-engine.jar");
        assertThat(jar)
                .as("the engine is built before these tests: run mvn verify at the top, or package etl-jobs/engine")
                .exists();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseParallelGC",
                "-Duser.timezone=UTC",
                "-Dsluice.launcher=" + root.resolve("etl-jobs/bin/sluice"),
                "-Dlog4j2.configurationFile=sluice-log4j2.properties",
                "-Dspark.master=local[2]"));
        command.addAll(options);
        command.addAll(Arrays.asList(
                System.getProperty("sluice.spark.jvm.opens").strip().split("\\s+")));
        String dependencies =
                Files.readString(target.resolve("local-mode.classpath")).strip();
        command.addAll(List.of("-cp", jar + ":" + dependencies + ":" + target.resolve("test-classes"), main));
        return command;
    }
}
