package io.sluice.etl.cli;

import io.sluice.etl.model.SluiceException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;

/**
 * Gives a session the Hive client that speaks to a metastore of some version.
 *
 * <p>Spark's own client is of Hive 2.3 and serves metastores of that line. For others the launcher fetches the client's
 * jars with Maven, once; where there is no launcher, Spark fetches them itself. Who names jars in the job's {@code
 * spark} section or in Spark's own configuration is heeded.
 */
final class HiveClientJars {
    /** Where the launcher lies; it sets this itself. */
    static final String LAUNCHER = "sluice.launcher";

    private static final String VERSION = "spark.sql.hive.metastore.version";
    private static final String JARS = "spark.sql.hive.metastore.jars";
    private static final String PATHS = "spark.sql.hive.metastore.jars.path";
    private static final String BUILT_IN_LINE = "2.3.";

    private HiveClientJars() {}

    /** @param version as the job names it; null for Spark's own */
    static void configure(SparkConf conf, String version) {
        if (version == null || version.startsWith(BUILT_IN_LINE) || conf.contains(JARS)) {
            return;
        }
        conf.set(VERSION, version);
        String launcher = System.getProperty(LAUNCHER);
        if (launcher == null) {
            conf.set(JARS, "maven");
        } else {
            conf.set(JARS, "path");
            conf.set(PATHS, classPath(launcher, version));
        }
    }

    private static String classPath(String launcher, String version) {
        try {
            Process process = new ProcessBuilder(launcher, "hive-client-jars", version)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String file = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw unavailable(version, "the launcher could not fetch them, see above", null);
            }
            return Arrays.stream(Files.readString(Path.of(file)).strip().split(File.pathSeparator))
                    .map(jar -> Path.of(jar).toUri().toString())
                    .collect(Collectors.joining(","));
        } catch (IOException failure) {
            throw unavailable(version, failure.toString(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable(version, "interrupted", interrupted);
        }
    }

    private static SluiceException unavailable(String version, String why, Exception cause) {
        return SluiceException.failed(
                "no jars of the Hive client for metastore.version %s: %s. Name them under spark as %s: path and %s"
                        .formatted(version, why, JARS, PATHS),
                cause);
    }
}
