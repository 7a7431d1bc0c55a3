package io.sluice.etl.model;

/** Columns that the steps of a run hand to each other and that no table has. */
public final class StepColumns {
    /** The partition that a row belongs to, as a folder name. */
    public static final String PARTITION = "_partition";
    /** The landed file's number in the order in which files win. */
    public static final String FILE_NUMBER = "_file_number";
    /** A serialized {@link TaskSummary}, in the last row of a task alone, which is otherwise null. */
    public static final String SUMMARY = "_summary";

    /** Whether a row deletes its key. */
    public static final String DELETE = "_delete";

    private StepColumns() {}
}
