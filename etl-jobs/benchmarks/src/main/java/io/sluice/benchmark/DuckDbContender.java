package io.sluice.benchmark;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** DuckDB as its experts write it: declared columns, no promise on the order of rows, one statement, new tables only. */
final class DuckDbContender implements Contender {
    private static final String MEMORY = "4GB";

    private final Landing landing;
    private final Form form;
    private final Connection connection;

    /** How duplicates are removed. */
    enum Form {
        QUALIFY,
        DISTINCT_ON
    }

    DuckDbContender(Landing landing, Form form) throws SQLException {
        this.landing = landing;
        this.form = form;
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + Runtime.getRuntime().availableProcessors());
            statement.execute("SET memory_limit = '%s'".formatted(MEMORY));
            statement.execute("SET preserve_insertion_order = false");
        }
    }

    @Override
    public String settings() {
        try {
            return "DuckDB %s through JDBC, threads = cores, memory_limit %s, preserve_insertion_order off, zstd"
                    .formatted(connection.getMetaData().getDatabaseProductVersion(), MEMORY);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void run(LandedDay day, Path table) throws SQLException {
        String deduplicated =
                switch (form) {
                    case QUALIFY ->
                        "SELECT * FROM landed QUALIFY row_number() OVER (PARTITION BY dt, hour, id ORDER BY created_at DESC) = 1";
                    case DISTINCT_ON ->
                        "SELECT DISTINCT ON (dt, hour, id) * FROM landed ORDER BY dt, hour, id, created_at DESC";
                };
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    COPY (WITH landed AS (
                        SELECT *, strftime(created_at, '%%Y-%%m-%%d') AS dt, strftime(created_at, '%%H') AS hour
                        FROM read_json([%s], format = 'newline_delimited', columns = {%s}))
                      %s)
                    TO '%s' (FORMAT parquet, PARTITION_BY (dt, hour), COMPRESSION zstd)"""
                            .formatted(
                                    day.paths().stream()
                                            .map(path -> "'" + path + "'")
                                            .collect(Collectors.joining(",")),
                                    columns(landing.schema().columns()),
                                    deduplicated,
                                    table));
        }
    }

    private static String columns(List<Column> columns) {
        return columns.stream()
                .map(column -> "\"%s\": '%s'".formatted(column.name(), type(column.type())))
                .collect(Collectors.joining(", "));
    }

    private static String type(ColumnType type) {
        if (type instanceof ColumnType.ArrayOf array) {
            return type(array.element()) + "[]";
        }
        if (type instanceof ColumnType.Struct struct) {
            return struct.fields().stream()
                    .map(field -> "\"%s\" %s".formatted(field.name(), type(field.type())))
                    .collect(Collectors.joining(", ", "STRUCT(", ")"));
        }
        return type.sql().equals("string") ? "VARCHAR" : type.sql().toUpperCase(Locale.ROOT);
    }

    @Override
    public long shuffledBytes() {
        return -1;
    }

    @Override
    public Fingerprint fingerprint(Path table) throws SQLException {
        return ParquetFingerprint.of(table, landing.scenario().workload().shape(), connection);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
