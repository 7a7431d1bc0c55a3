package io.sluice.etl.source;

import io.sluice.etl.model.FilePart;
import io.sluice.etl.model.FileTally;
import io.sluice.etl.model.RejectCode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.unsafe.types.UTF8String;

/** Counts what one landed file, or a part of one, gives. */
final class TallyBuilder {
    /** Distinct paths of unknown fields counted a file; names that are data could otherwise grow without bound. */
    private static final int MAX_UNKNOWN_PATHS = 1_000;

    private static final String OTHER_PATHS = "(other)";

    private final String file;
    private final FilePart part;
    private long read;
    private final Map<UTF8String, long[]> accepted = new HashMap<>();
    private final Map<RejectCode, Long> rejected = new EnumMap<>(RejectCode.class);
    private final Map<String, Long> unknownFields = new HashMap<>();
    private UTF8String lastPartition;
    private long[] lastCount;
    /** How many records had the paths of one and the same list. */
    private final Map<List<String>, long[]> recordsByPaths = new IdentityHashMap<>();

    private final List<List<String>> pathsInOrder = new ArrayList<>();

    private List<String> lastPaths = List.of();
    private long[] lastPathsCount = new long[1];

    TallyBuilder(String file, FilePart part) {
        this.file = file;
        this.part = part;
    }

    /** Records counted so far. */
    long read() {
        return read;
    }

    void accepted(UTF8String partition, List<String> unknown) {
        read++;
        if (partition != lastPartition) {
            lastPartition = partition;
            lastCount = accepted.computeIfAbsent(partition, ignored -> new long[1]);
        }
        lastCount[0]++;
        if (unknown != lastPaths) {
            if (recordsByPaths.size() == MAX_UNKNOWN_PATHS) {
                countUnknown();
            }
            lastPaths = unknown;
            lastPathsCount = recordsByPaths.computeIfAbsent(unknown, this::newCount);
        }
        lastPathsCount[0]++;
    }

    private long[] newCount(List<String> paths) {
        pathsInOrder.add(paths);
        return new long[1];
    }

    private void countUnknown() {
        for (List<String> paths : pathsInOrder) {
            long records = recordsByPaths.get(paths)[0];
            for (String path : paths) {
                boolean room = unknownFields.size() < MAX_UNKNOWN_PATHS || unknownFields.containsKey(path);
                unknownFields.merge(room ? path : OTHER_PATHS, records, Long::sum);
            }
        }
        pathsInOrder.clear();
        recordsByPaths.clear();
    }

    void rejected(RejectCode code) {
        read++;
        rejected.merge(code, 1L, Long::sum);
    }

    FileTally build() {
        countUnknown();
        Map<String, Long> byPartition = new TreeMap<>();
        accepted.forEach((partition, rows) -> byPartition.put(partition.toString(), rows[0]));
        return new FileTally(file, part, byPartition, new TreeMap<>(rejected), new TreeMap<>(unknownFields));
    }
}
