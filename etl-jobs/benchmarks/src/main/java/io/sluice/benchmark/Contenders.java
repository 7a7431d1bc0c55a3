package io.sluice.benchmark;

import java.nio.file.Path;
import java.util.List;

/** The contenders by name. */
final class Contenders {
    static final String SLUICE = "sluice";

    private static final List<String> ALL = List.of(
            SLUICE,
            "spark-row-number",
            "spark-drop-duplicates",
            "duckdb-qualify",
            "duckdb-distinct-on",
            "delta-merge",
            "iceberg-merge");

    private Contenders() {}

    static List<String> all() {
        return ALL;
    }

    /** Those that can write what a workload asks for. */
    static List<String> able(Workload workload) {
        return ALL.stream()
                .filter(name -> !workload.orc() || !name.startsWith("duckdb") && !name.startsWith("delta"))
                .toList();
    }

    /** Starts a contender in this process. */
    static Contender start(String name, Landing landing, Path folder) throws Exception {
        return switch (name) {
            case SLUICE -> new SluiceContender(landing, folder);
            case "spark-row-number" -> new SparkContender(landing, folder, SparkContender.Form.ROW_NUMBER);
            case "spark-drop-duplicates" -> new SparkContender(landing, folder, SparkContender.Form.DROP_DUPLICATES);
            case "delta-merge" -> new SparkContender(landing, folder, SparkContender.Form.DELTA_MERGE);
            case "iceberg-merge" -> new SparkContender(landing, folder, SparkContender.Form.ICEBERG_MERGE);
            case "duckdb-qualify" -> new DuckDbContender(landing, DuckDbContender.Form.QUALIFY);
            case "duckdb-distinct-on" -> new DuckDbContender(landing, DuckDbContender.Form.DISTINCT_ON);
            default -> throw new IllegalArgumentException("no contender %s; there are %s".formatted(name, ALL));
        };
    }
}
