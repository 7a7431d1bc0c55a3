package io.sluice.etl.structure;

import java.io.IOException;

/** The strict cursor met bytes that it leaves to Jackson: those that are not JSON, and rare forms of it. */
final class UnexpectedBytesException extends IOException {
    private static final long serialVersionUID = 1L;

    UnexpectedBytesException() {
        super("left to Jackson");
    }

    /** Thrown and caught within a record's reading; where it was thrown helps nobody. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
