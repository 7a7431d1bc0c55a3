package io.sluice.etl.model;

/** How a run ended, as the report says it and as the process exits in client mode. */
public enum Outcome {
    PUBLISHED("published", 0),
    NOTHING_TO_DO("nothing-to-do", 0),
    DRY_RUN("dry-run", 0),
    /** The target is unchanged, or the next run finishes it; safe to retry. */
    FAILED("failed", 1),
    /** Configuration or usage is wrong; nothing was written. */
    INVALID("invalid", 2),
    /** The audit refused publication; the target is unchanged and rejects are in quarantine. */
    REFUSED("refused", 3),
    /** What readers see is neither the old nor the new state; look before retrying. */
    UNKNOWN("unknown", 4);

    private final String label;
    private final int exitCode;

    Outcome(String label, int exitCode) {
        this.label = label;
        this.exitCode = exitCode;
    }

    public String label() {
        return label;
    }

    public int exitCode() {
        return exitCode;
    }
}
