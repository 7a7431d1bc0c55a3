package io.sluice.etl.model;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a producer lands: how records lie in a file, and what is wrapped around each.
 *
 * @param name of the preset, or {@code custom}
 * @param envelopes from the outside in
 * @param fields names of base64 fields in order, for {@link Envelope#BASE64_FIELDS}
 * @param fileName where the broker's place of a file's first record stands in its path; null where it does not
 * @param leftAlone patterns of names, of files or of folders above them, that are no data; {@code *} is anything
 */
public record LandingFormat(
        String name,
        Framing framing,
        List<Envelope> envelopes,
        List<String> fields,
        FileNamePattern fileName,
        List<String> leftAlone)
        implements Serializable {
    public LandingFormat {
        envelopes = List.copyOf(envelopes);
        fields = List.copyOf(fields);
        leftAlone = List.copyOf(leftAlone);
    }

    /** Where topic, partition and offset of a record are found; empty where the format does not tell them. */
    public Optional<DeliveryKey> deliveryKey() {
        return fileName == null ? Optional.empty() : Optional.of(DeliveryKey.KAFKA);
    }

    /**
     * Whether a file can be read in parts: it is made of lines, and no column counts those before it to know its offset.
     */
    public boolean splittable(RecordSchema schema) {
        return framing instanceof Framing.Lines && !countsOffsets(schema);
    }

    /** Whether a column reads offsets that are those of file names plus the number of records before. */
    public boolean countsOffsets(RecordSchema schema) {
        return fileName != null
                && schema.columns().stream()
                        .anyMatch(column -> column.json().path().equals(DeliveryKey.KAFKA.offset()));
    }

    /**
     * First names of the paths that a schema's {@code json.path} finds around a record, see {@link EnvelopeGroup}. All
     * other paths lead into the record.
     */
    public Set<String> envelopeGroups() {
        Set<String> groups = new HashSet<>();
        envelopes.forEach(envelope -> groups.addAll(groups(envelope)));
        if (fileName != null) {
            groups.add(EnvelopeGroup.KAFKA);
        }
        if (framing instanceof Framing.Exploded) {
            groups.add(EnvelopeGroup.DOCUMENT);
        }
        if (framing instanceof Framing.AvroOrLines) {
            groups.add(EnvelopeGroup.FLUME);
        }
        if (!groups.isEmpty()) {
            groups.add(EnvelopeGroup.FILE);
        }
        return Set.copyOf(groups);
    }

    private static Set<String> groups(Envelope envelope) {
        return switch (envelope) {
            case FLUENTD_LINE -> Set.of(EnvelopeGroup.FLUENTD);
            case FLUME_LINE, FLUME_EVENT -> Set.of(EnvelopeGroup.FLUME);
            case BASE64_FIELDS, KAFKA_FIELDS, JSON_STRING, CONNECT_SCHEMA -> Set.of(EnvelopeGroup.KAFKA);
            case DEBEZIUM -> Set.of(EnvelopeGroup.DEBEZIUM, EnvelopeGroup.KAFKA);
        };
    }
}
