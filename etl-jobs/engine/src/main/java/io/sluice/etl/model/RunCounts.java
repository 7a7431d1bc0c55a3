package io.sluice.etl.model;

/**
 * The records of a run by what became of them.
 *
 * @param read every delivery found in the batch
 * @param accepted deliveries that fit the schema
 * @param rejected deliveries that do not
 * @param kept rows of the batch that the table gained
 * @param duplicatesInBatch rows that lost and whose winner is in the batch
 * @param duplicatesOfExisting rows that lost and whose winner was published before
 * @param conflicts rows of the batch that lost to a winner of other content
 * @param deletes rows that were deletions
 * @param replaced published rows that came from files of the batch
 * @param superseded published rows that lost to a row of the batch
 */
public record RunCounts(
        long read,
        long accepted,
        long rejected,
        long kept,
        long duplicatesInBatch,
        long duplicatesOfExisting,
        long conflicts,
        long deletes,
        long replaced,
        long superseded) {

    /** Nothing read, nothing changed. */
    public static final RunCounts NONE = new RunCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
