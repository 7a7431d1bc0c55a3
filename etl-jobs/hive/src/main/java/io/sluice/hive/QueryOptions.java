package io.sluice.hive;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How statements of {@code -e} and {@code -f} are run and their results printed. */
final class QueryOptions {
    @Option(
            names = "--var",
            paramLabel = "NAME=VALUE",
            description = "Gives a variable of the statements, ${name}, its value; may be repeated.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "TABLE",
            description = "How results are printed: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ResultFormat format;

    Map<String, String> variables() {
        return variables;
    }

    ResultFormat format() {
        return format;
    }
}
