package io.sluice.etl.model;

import java.io.Serializable;
import java.util.Map;

/**
 * What reading one landed file gave.
 *
 * @param file path relative to the landing root
 * @param acceptedByPartition rows by the partition they belong to
 * @param rejectedByCode rejects by reason
 * @param unknownFields occurrences, in rows, of names that the schema does not know, by path
 */
public record FileTally(
        String file,
        Map<String, Long> acceptedByPartition,
        Map<RejectCode, Long> rejectedByCode,
        Map<String, Long> unknownFields)
        implements Serializable {

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
