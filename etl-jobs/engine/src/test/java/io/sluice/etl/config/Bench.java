package io.sluice.etl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TextFiles;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads jobs from files in memory: the job in {@code /jobs/conf}, its schema in {@code /jobs/schemas}. */
final class Bench {
    static final String JOB_FILE = "/jobs/conf/orders.yaml";

    static final String JOB =
            """
            job: orders
            warehouse: ../warehouse
            landing:
              path: ../landing
              layout: "{date}/*"
            schema: shop/orders/v1
            dedup:
              key: [id]
              order_by: [updated_at]
            table:
              name: lake.orders
              partition_by: [{column: dt, from: created_at, transform: day}]
            """;

    private static final String SCHEMA =
            """
            {"type": "record", "name": "Order", "namespace": "shop", "fields": [
              {"name": "id", "type": "string"},
              {"name": "created_at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
              {"name": "updated_at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
              {"name": "day", "type": {"type": "int", "logicalType": "date"}},
              {"name": "price", "type": "double"},
              {"name": "payload", "type": "bytes"},
              {"name": "tags", "type": {"type": "array", "items": "string"}},
              {"name": "repo", "type": {"type": "record", "name": "Repo", "fields": [{"name": "id", "type": "long"}]}}
            ]}
            """;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    Bench() {
        texts.put("/jobs/schemas/shop/orders/v1.avsc", SCHEMA);
    }

    static String schema() {
        return SCHEMA;
    }

    Bench file(String location, String text) {
        texts.put(location, text);
        return this;
    }

    Bench variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    JobConfig load(String yaml, String... overrides) {
        return file(JOB_FILE, yaml).loadFile(JOB_FILE, overrides);
    }

    JobConfig loadFile(String location, String... overrides) {
        return new JobConfigLoader(new InMemory(texts), environment::get, "/home/me", Bench::layout)
                .load(location, Arrays.asList(overrides));
    }

    /** The lines after the first, without indentation. */
    List<String> problems(String yaml, String... overrides) {
        return problemsOf(file(JOB_FILE, yaml), JOB_FILE, overrides);
    }

    static List<String> problemsOf(Bench bench, String location, String... overrides) {
        SluiceException failure =
                catchThrowableOfType(SluiceException.class, () -> bench.loadFile(location, overrides));
        assertThat(failure).as("a problem").isNotNull();
        assertThat(failure.outcome()).isEqualTo(Outcome.INVALID);
        List<String> lines = failure.getMessage().lines().toList();
        int count = lines.size() - 1;
        assertThat(lines.get(0)).isEqualTo(location + ": " + count + (count == 1 ? " problem" : " problems"));
        return lines.subList(1, lines.size()).stream().map(String::strip).toList();
    }

    /** The one problem that overriding a key of the good job makes. */
    String problemOf(String override) {
        List<String> problems = problems(JOB, override);
        assertThat(problems).as("problems").hasSize(1);
        return problems.get(0);
    }

    private static LayoutCheck.Facts layout(String layout) {
        if (layout.contains("{nonsense")) {
            throw new IllegalArgumentException("{nonsense} at position 0 is no field; use {date} or {hour}");
        }
        return new LayoutCheck.Facts(layout.contains("{date"), layout.contains("{hour"));
    }

    private record InMemory(Map<String, String> texts) implements TextFiles {
        @Override
        public Optional<String> read(String location) throws IOException {
            if (location.contains("unreadable")) {
                throw new IOException("permission denied");
            }
            return Optional.ofNullable(texts.get(location));
        }

        @Override
        public boolean isFolder(String location) {
            return texts.keySet().stream().anyMatch(file -> file.startsWith(location + "/"));
        }
    }
}
