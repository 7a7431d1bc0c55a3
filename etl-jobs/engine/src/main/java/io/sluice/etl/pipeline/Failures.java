package io.sluice.etl.pipeline;

import io.sluice.etl.model.SluiceException;

/** Finds, in what Spark throws, the error that a user can act on. */
public final class Failures {
    private Failures() {}

    /** The error of ours within a failure, or the failure's innermost cause in one line. */
    public static SluiceException explain(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SluiceException ours) {
                return ours;
            }
            innermost = cause;
        }
        String what = innermost.getMessage() == null ? "" : ": " + firstLine(innermost.getMessage());
        return SluiceException.failed(innermost.getClass().getSimpleName() + what, failure);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
