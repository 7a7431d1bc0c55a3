package io.sluice.etl.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.etl.model.SluiceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The Hive sandbox as its own commands drive it: it lives in another process, with another class path. */
final class HiveSandbox {
    /** The version that the sandbox is of. */
    static final String VERSION = "4.0.1";

    private final String launcher;

    private HiveSandbox(String launcher) {
        this.launcher = launcher;
    }

    /**
     * Starts the sandbox in the current folder, if it does not run.
     *
     * @throws SluiceException of outcome {@code invalid} when Sluice was not started by its launcher
     */
    static HiveSandbox start() {
        String launcher = System.getProperty(HiveClientJars.LAUNCHER);
        if (launcher == null) {
            throw SluiceException.invalid(
                    "--hive needs the launcher, which starts the Hive sandbox; run etl-jobs/bin/sluice with SPARK_HOME unset");
        }
        HiveSandbox sandbox = new HiveSandbox(launcher);
        sandbox.run(List.of("start"), ProcessBuilder.Redirect.DISCARD);
        return sandbox;
    }

    /** Where its metastore answers. */
    String metastoreUri() {
        try {
            JsonNode status =
                    new ObjectMapper().readTree(run(List.of("status", "--json"), ProcessBuilder.Redirect.PIPE));
            return status.required("metastore_uri").textValue();
        } catch (IOException failure) {
            throw SluiceException.failed("the Hive sandbox does not say where it is: " + failure, failure);
        }
    }

    /** What HiveServer2 answers, as a table of text. */
    String query(String sql) {
        return run(List.of("-e", sql), ProcessBuilder.Redirect.PIPE);
    }

    private String run(List<String> arguments, ProcessBuilder.Redirect output) {
        List<String> command = new ArrayList<>(List.of(launcher, "hive"));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw SluiceException.failed("sluice hive %s failed, see above".formatted(arguments.get(0)));
            }
            return text;
        } catch (IOException failure) {
            throw SluiceException.failed("sluice hive does not start: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw SluiceException.failed("interrupted while waiting for sluice hive", interrupted);
        }
    }
}
