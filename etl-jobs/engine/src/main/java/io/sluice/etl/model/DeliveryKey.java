package io.sluice.etl.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a format tells a record's place in the broker: topic, partition and offset, as a schema's {@code json.path}
 * reaches them.
 *
 * @param topic path of a string
 * @param partition path of an int
 * @param offset path of a long
 */
public record DeliveryKey(List<String> topic, List<String> partition, List<String> offset) implements Serializable {
    /** The place of a record that came through Kafka. */
    public static final DeliveryKey KAFKA = new DeliveryKey(
            List.of(EnvelopeGroup.KAFKA, "topic"),
            List.of(EnvelopeGroup.KAFKA, "partition"),
            List.of(EnvelopeGroup.KAFKA, "offset"));

    public DeliveryKey {
        topic = List.copyOf(topic);
        partition = List.copyOf(partition);
        offset = List.copyOf(offset);
    }

    /** Names of the schema's columns that hold topic, partition and offset, in this order; empty when one is missing. */
    public Optional<List<String>> columnsIn(RecordSchema schema) {
        List<String> names = Stream.of(topic, partition, offset)
                .flatMap(path -> column(schema, path).stream())
                .map(Column::name)
                .toList();
        return names.size() == 3 ? Optional.of(names) : Optional.empty();
    }

    /**
     * Columns such as {@code kafka_topic} for those of topic, partition and offset that no column of a schema holds.
     * They are nullable, so that a record without its place is told by the key that it lacks.
     */
    public List<Column> missingIn(RecordSchema schema) {
        List<Column> missing = new ArrayList<>();
        addIfMissing(missing, schema, topic, new ColumnType.Text(), "Topic that the record was delivered through.");
        addIfMissing(missing, schema, partition, new ColumnType.Int32(), "Partition of the topic.");
        addIfMissing(missing, schema, offset, new ColumnType.Int64(), "Offset in the partition.");
        return List.copyOf(missing);
    }

    private static void addIfMissing(
            List<Column> missing, RecordSchema schema, List<String> path, ColumnType type, String doc) {
        if (column(schema, path).isEmpty()) {
            Column.Json json = new Column.Json(path, Column.TimeFormat.ISO, false, false);
            missing.add(new Column(String.join("_", path), type, true, null, doc, json));
        }
    }

    private static Optional<Column> column(RecordSchema schema, List<String> path) {
        return schema.columns().stream()
                .filter(column -> column.json().path().equals(path))
                .findFirst();
    }
}
