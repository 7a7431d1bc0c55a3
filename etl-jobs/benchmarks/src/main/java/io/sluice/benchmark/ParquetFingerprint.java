package io.sluice.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads with DuckDB what a table of Parquet files in folders of day and hour holds, whoever wrote it. */
final class ParquetFingerprint {
    private ParquetFingerprint() {}

    /** The fingerprint of a table, taken in this process. */
    static Fingerprint of(Path table, Workload.Shape shape) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return of(table, shape, connection);
        }
    }

    /** The same by a DuckDB that is there. */
    static Fingerprint of(Path table, Workload.Shape shape, Connection connection) throws SQLException {
        String files = "read_parquet('%s/*/*/*.parquet', hive_partitioning = true, hive_types_autocast = false)"
                .formatted(table);
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(Fingerprint.query(files, shape, "epoch_us(created_at) // 1000000"))) {
            row.next();
            return new Fingerprint(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6));
        }
    }
}
