package io.sluice.benchmark;

/**
 * What tells whether two tables hold the same rows.
 *
 * @param rows all
 * @param ids different ids
 * @param idSum sum of the ids, which are digits
 * @param placeSum sum over rows of day and hour of the partition times id modulo a prime, which moves if a row lies
 *     elsewhere
 * @param timeSum sum of {@code created_at} in seconds
 * @param probeSum sum of a number within each record
 */
record Fingerprint(String rows, String ids, String idSum, String placeSum, String timeSum, String probeSum) {

    /** The query, of columns that every shape has; understood by Spark and DuckDB. */
    static String query(String table, Workload.Shape shape, String epochSeconds) {
        String probe =
                switch (shape) {
                    case EVENTS -> "actor.id";
                    case WIDE -> "c0";
                    case NARROW -> "sensor";
                    case DEEP -> "s1.s2.s3.s4.s5.s6.s7.s8.s9.s10.s11.s12.n";
                };
        return """
                SELECT cast(count(*) AS string), cast(count(DISTINCT id) AS string),
                       cast(sum(cast(id AS decimal(20,0))) AS string),
                       cast(sum((cast(substr(dt, 9, 2) AS bigint) * 24 + cast(hour AS bigint))
                                * (cast(id AS bigint) %% 9973)) AS string),
                       cast(sum(%s) AS string), cast(sum(%s) AS string)
                FROM %s"""
                .formatted(epochSeconds, probe, table);
    }
}
