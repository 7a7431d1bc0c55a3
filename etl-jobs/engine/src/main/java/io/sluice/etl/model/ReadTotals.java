package io.sluice.etl.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What reading a batch gave, over all its tasks. */
public final class ReadTotals {
    private final Map<String, FileTally> tallies = new HashMap<>();
    private final Map<String, BitSet> partsRead = new HashMap<>();
    private final Map<String, Integer> partCounts = new HashMap<>();
    private final Map<String, Long> acceptedByPartition = new TreeMap<>();
    private final Map<RejectCode, Long> rejectedByCode = new EnumMap<>(RejectCode.class);
    private final Map<String, Long> unknownFields = new TreeMap<>();
    private final List<String> rejectFiles = new ArrayList<>();

    /**
     * Adds up summaries.
     *
     * @throws SluiceException of outcome {@code failed} when the tasks did not read each file of the batch once
     */
    public static ReadTotals of(Batch batch, List<TaskSummary> summaries) {
        ReadTotals totals = new ReadTotals();
        for (TaskSummary summary : summaries) {
            summary.tallies().forEach(totals::add);
            totals.rejectFiles.addAll(summary.rejectFiles());
        }
        for (LandedFile file : batch.files()) {
            if (!totals.isWhole(file.path())) {
                throw SluiceException.failed("no task reported all of file %s; run again".formatted(file.path()));
            }
        }
        return totals;
    }

    private void add(FileTally tally) {
        BitSet parts = partsRead.computeIfAbsent(tally.file(), file -> new BitSet());
        if (parts.get(tally.part().index())) {
            throw SluiceException.failed("two tasks reported file %s; run again".formatted(tally.file()));
        }
        parts.set(tally.part().index());
        partCounts.put(tally.file(), tally.part().count());
        tallies.merge(tally.file(), tally, FileTally::plus);
        tally.acceptedByPartition().forEach((partition, rows) -> acceptedByPartition.merge(partition, rows, Long::sum));
        tally.rejectedByCode().forEach((code, count) -> rejectedByCode.merge(code, count, Long::sum));
        tally.unknownFields().forEach((path, count) -> unknownFields.merge(path, count, Long::sum));
    }

    private boolean isWhole(String file) {
        return tallies.containsKey(file) && partsRead.get(file).cardinality() == partCounts.get(file);
    }

    public FileTally tally(String file) {
        return tallies.get(file);
    }

    /** Rows by the partition they belong to, in the order of partition names. */
    public Map<String, Long> acceptedByPartition() {
        return acceptedByPartition;
    }

    /** Rejects by the name of their code, in the order of {@link RejectCode}. */
    public Map<String, Long> rejectsByCode() {
        Map<String, Long> byName = new java.util.LinkedHashMap<>();
        rejectedByCode.forEach((code, count) -> byName.put(code.name(), count));
        return byName;
    }

    public Map<String, Long> unknownFields() {
        return unknownFields;
    }

    public List<String> rejectFiles() {
        return rejectFiles;
    }

    public long accepted() {
        return acceptedByPartition.values().stream().mapToLong(Long::longValue).sum();
    }

    public long rejected() {
        return rejectedByCode.values().stream().mapToLong(Long::longValue).sum();
    }
}
