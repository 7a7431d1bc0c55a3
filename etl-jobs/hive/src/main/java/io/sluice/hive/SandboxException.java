package io.sluice.hive;

/** A failure that is told to the user as one message and an exit code. */
final class SandboxException extends RuntimeException {
    static final int FAILED = 1;
    static final int INVALID = 2;

    private static final long serialVersionUID = 1;

    private final int exitCode;

    private SandboxException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** Something did not work and may work the next time. */
    static SandboxException failed(String message) {
        return new SandboxException(FAILED, message, null);
    }

    static SandboxException failed(String message, Throwable cause) {
        return new SandboxException(FAILED, message, cause);
    }

    /** The user asked for what cannot be. */
    static SandboxException invalid(String message) {
        return new SandboxException(INVALID, message, null);
    }

    int exitCode() {
        return exitCode;
    }
}
