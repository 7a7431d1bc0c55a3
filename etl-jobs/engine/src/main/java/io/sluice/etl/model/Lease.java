package io.sluice.etl.model;

/** The right of one run at a time to publish to a table. */
public interface Lease extends AutoCloseable {
    /** The lease of a run that publishes nothing. */
    Lease NONE = new Lease() {
        @Override
        public void requireHeld() {}

        @Override
        public void close() {}
    };

    /**
     * Makes sure that nobody has taken the lease over, which happens to a holder that gave no sign of life for too long.
     *
     * @throws SluiceException of outcome {@code failed} when somebody has
     */
    void requireHeld();

    /** Gives the lease back. */
    @Override
    void close();
}
