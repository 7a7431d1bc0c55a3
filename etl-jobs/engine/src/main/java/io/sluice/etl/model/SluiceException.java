package io.sluice.etl.model;

/**
 * An error told to the user: what happened, the value, where, and what to do.
 *
 * <p>The outcome says what the error means for the target, so that one place maps errors to exit codes.
 */
public final class SluiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    private SluiceException(Outcome outcome, String message, Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    /** Configuration or usage is wrong; nothing was written. */
    public static SluiceException invalid(String message) {
        return new SluiceException(Outcome.INVALID, message, null);
    }

    /** As {@link #invalid(String)}, keeping the cause for {@code --stacktrace}. */
    public static SluiceException invalid(String message, Throwable cause) {
        return new SluiceException(Outcome.INVALID, message, cause);
    }

    /** The run could not go on; the target is unchanged or the next run finishes it. */
    public static SluiceException failed(String message) {
        return new SluiceException(Outcome.FAILED, message, null);
    }

    /** As {@link #failed(String)}, keeping the cause for {@code --stacktrace}. */
    public static SluiceException failed(String message, Throwable cause) {
        return new SluiceException(Outcome.FAILED, message, cause);
    }

    /** What was found must not be published. */
    public static SluiceException refused(String message) {
        return new SluiceException(Outcome.REFUSED, message, null);
    }

    /** The target is in a state that no run of ours leaves. */
    public static SluiceException unknown(String message) {
        return new SluiceException(Outcome.UNKNOWN, message, null);
    }

    public Outcome outcome() {
        return outcome;
    }
}
