package io.sluice.etl.publish.delta;

import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.Slot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.CommitInfo;
import org.apache.spark.sql.delta.actions.RemoveFile;
import org.apache.spark.sql.delta.actions.SetTransaction;

/**
 * What the newest commit of a log says, which takes one small file to read. It often saves the Spark jobs that find the
 * log's whole state.
 *
 * @param run the run that made it; null when it is not a slot's
 * @param alone whether every commit up to this one is a slot's
 * @param switched partitions that it changed
 * @param left the files that it added
 */
record NewestCommit(String run, boolean alone, Set<String> switched, LoggedPartitions left) {

    /** @param version the commit's */
    static NewestCommit of(List<Action> actions, long version, Applications applications, DeltaFiles files) {
        String run = null;
        boolean ours = false;
        boolean alone = false;
        Set<String> switched = new HashSet<>();
        for (Action action : actions) {
            if (action instanceof CommitInfo info) {
                run = info.userMetadata().getOrElse(() -> null);
            } else if (action instanceof SetTransaction mark) {
                ours |= mark.appId().equals(applications.slots());
                alone |= mark.appId().equals(applications.alone()) && mark.version() == version;
            } else if (action instanceof AddFile file) {
                switched.add(files.partition(file.partitionValues()));
            } else if (action instanceof RemoveFile file && file.partitionValues() != null) {
                switched.add(files.partition(file.partitionValues()));
            }
        }
        List<AddFile> added = actions.stream()
                .filter(AddFile.class::isInstance)
                .map(AddFile.class::cast)
                .toList();
        return new NewestCommit(ours ? run : null, alone, switched, files.logged(added));
    }

    /** Whether the log holds what the journal says in every partition: it has slots only, the last being the journal's. */
    boolean closes(String lastPublisher) {
        return alone && run != null && run.equals(lastPublisher);
    }

    /** Whether it is this slot's, and every partition of the slot holds what it added. */
    boolean holds(Slot slot) {
        if (!slot.runId().equals(run)) {
            return false;
        }
        for (Slot.Switch change : slot.switches()) {
            PublishedPartition published = change.published();
            if (!switched.contains(change.partition()) || !left.holds(change.partition(), published)) {
                return false;
            }
        }
        return true;
    }
}
