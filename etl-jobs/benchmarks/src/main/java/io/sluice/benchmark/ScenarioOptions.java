package io.sluice.benchmark;

import java.util.List;
import picocli.CommandLine.Option;

/** The options that say what is measured; what is not given depends on the mode. */
final class ScenarioOptions {
    private static final int DAYS_OF_INCREMENTAL = 10;
    private static final int DAYS_OF_NIGHTLY = 30;

    @Option(
            names = "--mode",
            defaultValue = "load",
            description = "load (into new tables), incremental (into a table of many rows) or nightly"
                    + " (into a new table and one of many days). Default: ${DEFAULT-VALUE}")
    private Mode mode;

    @Option(
            names = "--size",
            split = ",",
            defaultValue = "1g",
            converter = ByteSize.class,
            description = "load, nightly: bytes of JSON of a landing before compression; several after commas."
                    + " Default: ${DEFAULT-VALUE}")
    private List<Long> sizes;

    @Option(
            names = "--case",
            split = ",",
            description = "events, gzip, orc, wide, narrow, deep. Default: events, of incremental narrow")
    private List<String> cases;

    @Option(
            names = "--existing-rows",
            defaultValue = "10000000",
            description = "incremental: rows in the table. Default: ${DEFAULT-VALUE}")
    private long existingRows;

    @Option(
            names = "--landed-rows",
            defaultValue = "1000000",
            description = "incremental: records of a landing. Default: ${DEFAULT-VALUE}")
    private long landedRows;

    @Option(
            names = "--updates",
            description = "incremental: deliveries of existing ids are newer versions instead of copies.")
    private boolean updates;

    @Option(
            names = "--existing-days",
            description = "incremental, nightly: days in the table. Default: 10, of nightly 30")
    private Integer existingDays;

    @Option(
            names = "--existing-day-size",
            converter = ByteSize.class,
            description = "nightly: bytes of JSON of each existing day. Default: as --size")
    private Long existingDayBytes;

    /** The modes by name. */
    private enum Mode {
        LOAD,
        INCREMENTAL,
        NIGHTLY
    }

    /**
     * What was asked for, one after the other.
     *
     * @param laterRuns those after the first of a process; each has a landing of its own where the table stays
     */
    List<Scenario> scenarios(int laterRuns) {
        int landings = laterRuns + 1;
        List<String> names = cases != null ? cases : List.of(mode == Mode.INCREMENTAL ? "narrow" : "events");
        if (mode == Mode.INCREMENTAL) {
            int days = existingDays == null ? DAYS_OF_INCREMENTAL : existingDays;
            return names.stream()
                    .<Scenario>map(name ->
                            new Incremental(Workload.of(name, 0), days, existingRows, landedRows, updates, landings))
                    .toList();
        }
        return names.stream()
                .flatMap(name -> sizes.stream().map(size -> bySize(Workload.of(name, size), landings)))
                .toList();
    }

    private Scenario bySize(Workload workload, int landings) {
        return mode == Mode.LOAD
                ? new FirstLoad(workload)
                : new Nightly(
                        workload,
                        existingDays == null ? DAYS_OF_NIGHTLY : existingDays,
                        existingDayBytes == null ? workload.bytes() : existingDayBytes,
                        landings);
    }
}
