package io.sluice.hive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.hive.testing.Engine;
import io.sluice.hive.testing.HiveSession;
import io.sluice.hive.testing.TestJob;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type that a schema can name, written by Sluice and read back through JDBC, in each way that Hive reads. */
final class TypeMatrixTest {
    private static final Path FILES = Path.of("src/test/resources/types").toAbsolutePath();
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    /** Bytes within a record, which Hive prints as they are, are asked for as text. */
    private static final String BLOB = "blob";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "delta"})
    void readsBackWhatLanded(String format) throws Exception {
        String table = "types.every_type_" + format;
        JsonNode report = new TestJob(Engine.of(format), FILES.resolve("job.yaml"), folder, table)
                .with("table.format=" + format)
                .run();
        JsonNode expected = JSON.readTree(FILES.resolve("expected.json").toFile());
        assertThat(report.path("records").path("kept").asInt()).isEqualTo(expected.size());

        List<String> differences = new ArrayList<>();
        for (String vectorized : List.of("true", "false")) {
            for (String conversion : List.of("more", "none")) {
                String mode = "vectorized %s, fetch task %s: ".formatted(vectorized, conversion);
                try (HiveSession hive = new HiveSession(
                        "hive.vectorized.execution.enabled=" + vectorized,
                        "hive.fetch.task.conversion=" + conversion)) {
                    compare(read(hive, table, expected.get(0)), expected)
                            .forEach(found -> differences.add(mode + found));
                }
            }
        }

        assertThat(differences).isEmpty();
    }

    private static Map<String, List<String>> read(HiveSession hive, String table, JsonNode columns) throws Exception {
        List<String> names = new ArrayList<>();
        columns.fieldNames().forEachRemaining(name -> names.add(name.equals(BLOB) ? "base64(blob.content)" : name));
        Map<String, List<String>> rows = new TreeMap<>();
        for (List<String> row : hive.rows("SELECT %s FROM %s".formatted(String.join(", ", names), table))) {
            rows.put(row.get(0), row);
        }
        return rows;
    }

    private static List<String> compare(Map<String, List<String>> found, JsonNode expected) throws Exception {
        List<String> differences = new ArrayList<>();
        for (JsonNode row : expected) {
            List<String> values = found.get(row.path("id").asText());
            Iterator<Map.Entry<String, JsonNode>> columns = row.fields();
            for (int i = 0; columns.hasNext(); i++) {
                Map.Entry<String, JsonNode> column = columns.next();
                String value = values == null ? "no row" : values.get(i);
                if (!same(column.getKey(), column.getValue(), value)) {
                    differences.add("%s.%s is %s, not %s"
                            .formatted(row.path("id").asText(), column.getKey(), value, column.getValue()));
                }
            }
        }
        return differences;
    }

    private static boolean same(String column, JsonNode expected, String found) throws Exception {
        if (expected.isNull() || found == null) {
            return expected.isNull() && found == null;
        }
        if (expected.isContainerNode()) {
            return same(expected, JSON.readTree(found));
        }
        if (column.equals("single")) {
            return Float.parseFloat(found) == Float.parseFloat(expected.asText());
        }
        if (column.equals("precise")) {
            return Double.parseDouble(found) == Double.parseDouble(expected.asText());
        }
        if (column.startsWith("decimal_")) {
            return new BigDecimal(found).compareTo(new BigDecimal(expected.asText())) == 0;
        }
        return withoutZeros(column, found).equals(expected.asText());
    }

    /** Compares what Hive prints of a nested value: numbers as numbers, all else to the letter. */
    private static boolean same(JsonNode expected, JsonNode found) {
        if (expected.isObject()) {
            Iterator<Map.Entry<String, JsonNode>> fields = expected.fields();
            boolean same = found.isObject() && found.size() == expected.size();
            while (same && fields.hasNext()) {
                Map.Entry<String, JsonNode> field = fields.next();
                same = found.has(field.getKey()) && same(field.getValue(), found.get(field.getKey()));
            }
            return same;
        }
        if (expected.isArray()) {
            boolean same = found.isArray() && found.size() == expected.size();
            for (int i = 0; same && i < expected.size(); i++) {
                same = same(expected.get(i), found.get(i));
            }
            return same;
        }
        if (found.isNumber()) {
            return new BigDecimal(expected.asText()).compareTo(found.decimalValue()) == 0;
        }
        return expected.asText().equals(found.asText()) && expected.isNull() == found.isNull();
    }

    /** JDBC prints a timestamp's whole second as {@code .0}. */
    private static String withoutZeros(String column, String found) {
        return column.startsWith("at_") && found.endsWith(".0") ? found.substring(0, found.length() - 2) : found;
    }
}
