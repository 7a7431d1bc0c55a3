package io.sluice.etl.model;

/**
 * Names the partitions of a table's tombstones: rows that deleted their keys, kept beside the table by the partition
 * that they would lie in, so that older copies that arrive later stay out.
 */
public final class Tombstones {
    private static final String FOLDER = "_tombstones/";

    private Tombstones() {}

    /** The tombstones of a partition. */
    public static String of(String partition) {
        return FOLDER + partition;
    }

    /** Whether a name stands for tombstones. */
    public static boolean is(String name) {
        return name.startsWith(FOLDER);
    }

    /** The partition of the table that a name belongs to, whether it stands for tombstones or for the partition. */
    public static String partition(String name) {
        return is(name) ? name.substring(FOLDER.length()) : name;
    }
}
