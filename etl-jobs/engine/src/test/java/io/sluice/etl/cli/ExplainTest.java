package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says of how it told duplicates. */
final class ExplainTest {
    private static final int MANY = 200_000;

    @TempDir
    private Path folder;

    @Test
    void aLateRecordIsSortedWithTheManyRowsOfItsPartition() throws IOException {
        Files.writeString(
                folder.resolve("event.avsc"),
                """
                {"type": "record", "name": "Event", "fields": [
                  {"name": "id", "type": "string"},
                  {"name": "day", "type": "string"}]}
                """);
        Files.writeString(
                folder.resolve("job.yaml"),
                """
                job: events
                warehouse: warehouse
                landing: {path: landing}
                schema: event.avsc
                dedup: {key: [id]}
                table: {name: lake.events, partition_by: [{column: dt, from: day}]}
                """);
        Sluice sluice = new Sluice(folder.resolve("job.yaml"), folder.resolve("lake"));
        land("00.json", event("few", "2021-07-20"));
        assertThat(sluice.run(0).get("plan").asText()).isEqualTo("group_by");
        land(
                "01.json",
                IntStream.range(0, MANY)
                        .mapToObj(number -> event(Integer.toString(number), "2021-07-21"))
                        .toArray(String[]::new));
        assertThat(sluice.run(0).get("plan").asText()).isEqualTo("narrow");
        land("02.json", event("7", "2021-07-21"));

        JsonNode late = sluice.run(0);

        assertThat(late.get("plan").asText()).isEqualTo("narrow");
        assertThat(late.at("/dedup/plan_reason").asText())
                .isEqualTo("1 records and 200,000 published rows make about 5,600,028 bytes of narrow rows,"
                        + " more than 4,194,304 are sorted");
        assertThat(late.at("/records/duplicates_of_existing").asInt()).isEqualTo(1);
        land("03.json", event("few", "2021-07-20"));
        assertThat(sluice.command("run", "--explain").out())
                .contains("group_by: 1 records and 1 published rows make about 56 bytes of narrow rows, up to"
                        + " 4,194,304 are grouped");
    }

    private static String event(String id, String day) {
        return "{\"id\":\"%s\",\"day\":\"%s\"}".formatted(id, day);
    }

    private void land(String file, String... lines) throws IOException {
        Path path = folder.resolve("landing").resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, List.of(lines));
    }
}
