package io.sluice.etl.framing;

import io.sluice.etl.model.RejectCode;
import java.io.IOException;

/**
 * The content of a landed file is damaged from here on, and would be at every further attempt.
 *
 * <p>Everything readable before the damage has been handed out. A failure of the storage is never told this way: it
 * stays the exception that it is, so that the read is tried again.
 */
public final class BrokenStreamException extends IOException {
    private static final long serialVersionUID = 1L;

    private final RejectCode code;

    private BrokenStreamException(RejectCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    static BrokenStreamException truncated(String message, Throwable cause) {
        return new BrokenStreamException(RejectCode.TRUNCATED, message, cause);
    }

    static BrokenStreamException tooLarge(String message) {
        return new BrokenStreamException(RejectCode.TOO_LARGE, message, null);
    }

    /** {@link RejectCode#TRUNCATED} where data breaks off, {@link RejectCode#TOO_LARGE} where it expands too far. */
    public RejectCode code() {
        return code;
    }
}
