package io.sluice.etl.publish.hive;

import io.sluice.etl.model.DataFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Statistics of a version under the keys of Hive's {@code StatsSetupConst}, exact, so that Hive may answer from them.
 *
 * <p>Statistics of columns, and Spark's own, were gathered on the version before. They are taken away, or Hive would
 * answer {@code max(id)} from a version that is gone.
 */
final class Statistics {
    /** Says that the counts are right and, by its silence, that those of columns are not. */
    private static final String ACCURATE = "{\"BASIC_STATS\":\"true\"}";

    private Statistics() {}

    /** Parameters to set, or to take away where the value is null. */
    static Map<String, String> of(Collection<DataFile> files) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put(
                "numRows",
                Long.toString(files.stream().mapToLong(DataFile::rows).sum()));
        parameters.put("numFiles", Integer.toString(files.size()));
        parameters.put(
                "totalSize",
                Long.toString(files.stream().mapToLong(DataFile::bytes).sum()));
        // Absent, it would make the metastore list the files again (Hive 4).
        parameters.put("numFilesErasureCoded", "0");
        parameters.put("COLUMN_STATS_ACCURATE", ACCURATE);
        parameters.put("rawDataSize", null);
        parameters.put("spark.sql.statistics.totalSize", null);
        parameters.put("spark.sql.statistics.numRows", null);
        return parameters;
    }
}
