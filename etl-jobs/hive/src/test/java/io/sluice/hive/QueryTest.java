package io.sluice.hive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.hive.testing.HiveSandbox;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class QueryTest {
    @Test
    void groupsRowsThroughTez() throws SQLException {
        try (Connection connection = HiveSandbox.shared().jdbc();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE colours (name STRING) STORED AS ORC");
            statement.execute("INSERT INTO colours VALUES ('red'), ('blue'), ('red')");
            Map<String, Long> counts = new TreeMap<>();
            try (ResultSet result = statement.executeQuery("SELECT name, count(*) FROM colours GROUP BY name")) {
                while (result.next()) {
                    counts.put(result.getString(1), result.getLong(2));
                }
            }
            assertThat(counts).containsExactly(Map.entry("blue", 1L), Map.entry("red", 2L));
        }
    }
}
