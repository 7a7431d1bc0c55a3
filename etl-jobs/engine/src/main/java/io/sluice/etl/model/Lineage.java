package io.sluice.etl.model;

/** Names of the columns that tell where a row came from; none needs quoting in Hive. */
public final class Lineage {
    /** Path of the landed file, relative to the landing root. */
    public static final String FILE = "ingest_file";
    /** Byte offset of the record in the decompressed file. */
    public static final String POSITION = "ingest_position";
    /** The run that wrote the row. */
    public static final String RUN = "ingest_run";
    /** Unknown fields as JSON, where {@code unknown_fields} is {@code rescue}. */
    public static final String RESCUED = "ingest_rescued";

    private Lineage() {}
}
