package io.sluice.etl.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Runs one command after the other in one process with one Spark session, for tests of other modules, whose class paths
 * Spark cannot share. A line of input is a command as a JSON array of arguments; a line of output is how it ended.
 */
public final class CommandLoop {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CommandLoop() {}

    /** @param args a job, and overrides of it, whose session all commands share */
    public static void main(String[] args) throws Exception {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        List<String> overrides = List.of(args).subList(1, args.length);
        // Open as long as the process lives; the commands find it there and leave it open.
        Sessions.open(JobOptions.load(args[0], overrides));
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            answers.println(JSON.writeValueAsString(Map.of("exit_code", 0, "out", "", "err", "")));
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                StringWriter out = new StringWriter();
                StringWriter err = new StringWriter();
                int exitCode =
                        Main.execute(new PrintWriter(out), new PrintWriter(err), JSON.readValue(line, String[].class));
                answers.println(JSON.writeValueAsString(
                        Map.of("exit_code", exitCode, "out", out.toString(), "err", err.toString())));
            }
        }
    }
}
