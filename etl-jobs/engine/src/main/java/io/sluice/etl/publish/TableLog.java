package io.sluice.etl.publish;

import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import java.util.Collection;
import java.util.Map;

/** A log in which a table itself names its files, beside the catalogue, and which one transaction switches. */
public interface TableLog {
    /** The log of tables that have none: their readers find files through the catalogue alone. */
    TableLog NONE = new TableLog() {
        @Override
        public void verifyOwned(TableHistory history) {}

        @Override
        public void verify(Collection<String> partitions, Map<String, PublishedPartition> published) {}

        @Override
        public void commit(Slot slot, Map<String, PublishedPartition> before) {}
    };

    /**
     * Makes sure, before any work, that the log is this job's to write, or can be made.
     *
     * @throws SluiceException of outcome {@code invalid} when it is somebody else's or the job cannot write it; of
     *     outcome {@code unknown} when it and the journal do not belong together
     */
    void verifyOwned(TableHistory history);

    /**
     * Makes sure that partitions hold the files that were published and no others.
     *
     * @param published content by partition; a partition that is not in it must hold nothing
     * @throws SluiceException of outcome {@code unknown} when one does not
     */
    void verify(Collection<String> partitions, Map<String, PublishedPartition> published);

    /**
     * Switches all partitions of a slot in one transaction, and makes the log where there is none. A slot that was
     * committed before is left as it is.
     *
     * @param before content by partition as it was before the slot
     * @throws SluiceException of outcome {@code unknown}, with nothing committed, when the partitions are not as before
     */
    void commit(Slot slot, Map<String, PublishedPartition> before);
}
