package io.sluice.etl.cli;

import io.sluice.etl.config.Durations;
import io.sluice.etl.model.SluiceException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long to wait for whoever else writes the table. */
final class WaitOption {
    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "0s",
            description = "How long to wait for another run of the table, such as 15m; not at all when absent.")
    private String wait;

    Duration duration() {
        return duration("--wait", wait);
    }

    /** Reads a duration of the command line. */
    static Duration duration(String option, String text) {
        return Durations.parse(text)
                .orElseThrow(() ->
                        SluiceException.invalid("%s %s: expected %s".formatted(option, text, Durations.EXPECTED)));
    }
}
