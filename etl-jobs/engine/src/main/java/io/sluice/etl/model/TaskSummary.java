package io.sluice.etl.model;

import java.io.Serializable;
import java.util.List;

/**
 * What one reading task returns besides rows. It travels with the task's rows, so that a retried task
 * is counted once.
 *
 * @param tallies one a file, in the order read
 * @param rejectFiles locations of the quarantine files that the task wrote
 */
public record TaskSummary(List<FileTally> tallies, List<String> rejectFiles) implements Serializable {
    public TaskSummary {
        tallies = List.copyOf(tallies);
        rejectFiles = List.copyOf(rejectFiles);
    }
}
