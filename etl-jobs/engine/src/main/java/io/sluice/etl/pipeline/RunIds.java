package io.sluice.etl.pipeline;

import io.sluice.etl.model.SluiceException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Names of runs: they become folder names, so they hold nothing that a path could trip over. */
public final class RunIds {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,127}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int SUFFIXES = 1 << 16;

    private RunIds() {}

    /** A name that sorts by time and that no other run has. */
    public static String at(Instant now) {
        return "%s-%04x".formatted(TIME.format(now), new java.util.Random().nextInt(SUFFIXES));
    }

    /**
     * Takes a name that somebody chose.
     *
     * @throws SluiceException of outcome {@code invalid} when it cannot name a folder
     */
    public static String checked(String runId) {
        if (!VALID.matcher(runId).matches()) {
            throw SluiceException.invalid(
                    "--run-id %s: a run id is 1 to 128 letters, digits, '.', '_', '+' or '-', and begins with a letter or digit"
                            .formatted(runId));
        }
        return runId;
    }
}
