package io.sluice.etl.model;

/** Told of a run's progress; on a terminal, in a log, or nowhere. */
public interface Stages {
    /** A stage begins; {@code what} says what it works on. */
    void started(String stage, String what);

    /** A stage has ended, well or not. */
    void finished(String stage, double seconds);

    /** Something the user should know that stops nothing. */
    void warning(String message);
}
