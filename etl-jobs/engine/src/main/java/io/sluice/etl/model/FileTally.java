package io.sluice.etl.model;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What reading one landed file, or a part of one, gave.
 *
 * @param file path relative to the landing root
 * @param part which part of the file was read
 * @param acceptedByPartition rows by the partition they belong to
 * @param rejectedByCode rejects by reason
 * @param unknownFields occurrences, in rows, of names that the schema does not know, by path
 */
public record FileTally(
        String file,
        FilePart part,
        Map<String, Long> acceptedByPartition,
        Map<RejectCode, Long> rejectedByCode,
        Map<String, Long> unknownFields)
        implements Serializable {

    /** Of a file that was read at once. */
    public FileTally(
            String file,
            Map<String, Long> acceptedByPartition,
            Map<RejectCode, Long> rejectedByCode,
            Map<String, Long> unknownFields) {
        this(file, FilePart.WHOLE, acceptedByPartition, rejectedByCode, unknownFields);
    }

    /** What this and another part of the file gave together. */
    FileTally plus(FileTally other) {
        return new FileTally(
                file,
                FilePart.WHOLE,
                sum(acceptedByPartition, other.acceptedByPartition),
                sum(rejectedByCode, other.rejectedByCode),
                sum(unknownFields, other.unknownFields));
    }

    private static <K> Map<K, Long> sum(Map<K, Long> one, Map<K, Long> other) {
        Map<K, Long> sum = new TreeMap<>(one);
        other.forEach((key, count) -> sum.merge(key, count, Long::sum));
        return sum;
    }

    public long accepted() {
        return acceptedByPartition.values().stream().mapToLong(Long::longValue).sum();
    }

    public long rejected() {
        return rejectedByCode.values().stream().mapToLong(Long::longValue).sum();
    }

    public long read() {
        return accepted() + rejected();
    }
}
