package io.sluice.etl.model;

/** First names of the paths by which a schema reaches what surrounds a record rather than what it holds. */
public final class EnvelopeGroup {
    /** {@code topic, partition, offset, timestamp, key, headers.*, tombstone}. */
    public static final String KAFKA = "kafka";
    /** {@code op, ts_ms, source.*, transaction.*}. */
    public static final String DEBEZIUM = "debezium";
    /** {@code time, tag}. */
    public static final String FLUENTD = "fluentd";
    /** {@code headers.*}. */
    public static final String FLUME = "flume";
    /** Whatever stands before the array of records in the document that holds them. */
    public static final String DOCUMENT = "document";
    /** {@code path}: the landed file relative to the landing root. */
    public static final String FILE = "file";

    private EnvelopeGroup() {}
}
