package io.sluice.etl.publish;

import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import java.util.Collection;

/** A log in which a table itself names its files, beside the catalogue, and which one transaction switches. */
public interface TableLog {
    /** The log of tables that have none: their readers find files through the catalogue alone. */
    TableLog NONE = new TableLog() {
        @Override
        public void verifyOwned(TableHistory history) {}

        @Override
        public void verifyCurrent(Collection<String> partitions, TableHistory history) {}

        @Override
        public void commit(Slot slot, TableHistory history) {}

        @Override
        public void verifyCommitted(Slot slot) {}
    };

    /**
     * Makes sure, before any work, that the log is this job's to write, or can be made.
     *
     * @throws SluiceException of outcome {@code invalid} when it is somebody else's or the job cannot write it; of
     *     outcome {@code unknown} when it and the journal do not belong together
     */
    void verifyOwned(TableHistory history);

    /**
     * Makes sure that partitions hold the files that the journal says they hold, and no others.
     *
     * @throws SluiceException of outcome {@code unknown} when one does not
     */
    void verifyCurrent(Collection<String> partitions, TableHistory history);

    /**
     * Switches all partitions of a slot in one transaction, and makes the log where there is none. A slot that was
     * committed before is left as it is.
     *
     * @param history in which the slot is not closed
     * @throws SluiceException of outcome {@code unknown}, with nothing committed, when the partitions are not as before
     */
    void commit(Slot slot, TableHistory history);

    /**
     * Reads back what a slot committed.
     *
     * @throws SluiceException of outcome {@code unknown} when its partitions do not hold its files
     */
    void verifyCommitted(Slot slot);

    /** Clears away what a slot needed until it was closed; whatever fails here is cleared away by {@code expire}. */
    default void closed(Slot slot) {}

    /**
     * Takes back what a slot was switched to too late, after others had gone on.
     *
     * @param history in which the slot and newer ones are closed
     */
    default void undo(Slot slot, TableHistory history) {}
}
