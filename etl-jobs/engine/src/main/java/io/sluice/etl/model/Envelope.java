package io.sluice.etl.model;

/** What producers wrap around a record, from the outside in. */
public enum Envelope {
    /** A line of time, tag and record with tabs between them, as Fluentd's {@code out_file} formatter writes it. */
    FLUENTD_LINE,
    /** {@code {name=value, name=value} record}, as Flume's {@code HEADER_AND_TEXT} serializer writes it. */
    FLUME_LINE,
    /** An Avro record of {@code headers} and {@code body}, as Flume's {@code avro_event} serializer writes it. */
    FLUME_EVENT,
    /** Comma-separated fields in base64, as Aiven's connectors write CSV. */
    BASE64_FIELDS,
    /** A JSON object of {@code key, value, offset, timestamp, headers}, as Aiven's connectors write it. */
    KAFKA_FIELDS,
    /** A JSON string whose content is the record. */
    JSON_STRING,
    /** {@code {"schema": …, "payload": record}}, as Kafka Connect's JsonConverter writes it. */
    CONNECT_SCHEMA,
    /** {@code {"before": …, "after": …, "source": …, "op": …}}, as Debezium writes it. */
    DEBEZIUM
}
