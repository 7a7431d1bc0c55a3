package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job's deduplication does not let pass. */
final class DedupRefusalsTest {
    private static final String SCHEMA =
            """
            {"type": "record", "name": "Message", "fields": [
              {"name": "topic", "type": "string"},
              {"name": "part", "type": "int"},
              {"name": "off", "type": "long"},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
              {"name": "note", "type": ["null", "string"], "default": null}]}
            """;
    private static final String JOB =
            """
            job: messages
            warehouse: warehouse
            landing: {path: landing, layout: "{date:yyyy-MM-dd}/*"}
            schema: message.avsc
            dedup: {strategy: offset, key: [topic, part, off]}
            table: {name: lake.messages, partition_by: [{column: dt, from: at, transform: day}]}
            """;

    @TempDir
    private Path folder;

    private Sluice sluice;

    @BeforeEach
    void layOut() throws IOException {
        Files.writeString(folder.resolve("message.avsc"), SCHEMA);
        Files.writeString(folder.resolve("job.yaml"), JOB);
        sluice = new Sluice(folder.resolve("job.yaml"), folder.resolve("lake"));
    }

    @Test
    void aGapInTheOffsetsIsAWarningUntilItIsLongerThanTheLimit() throws IOException {
        land("2021-07-21/a.json", message(0, "x"), message(1, "x"));
        sluice.run(0);
        land("2021-07-22/a.json", message(5, "x"));

        JsonNode refused = sluice.with("audit.max_offset_gap=2").run(3);

        assertThat(refused.get("error").asText())
                .contains("audit.max_offset_gap")
                .contains("longest gap 3, limit 2");
        assertThat(refused.at("/dedup/offset_gaps/0/first").asLong()).isEqualTo(2);
        JsonNode warned = sluice.with("audit.max_offset_gap=").run(0);
        assertThat(warned.at("/dedup/missing_offsets").asLong()).isEqualTo(3);
        assertThat(warned.get("checks"))
                .anyMatch(check -> check.get("name").asText().equals("offset gaps")
                        && !check.get("passed").asBoolean());
    }

    @Test
    void aRowThatLosesToOtherContentRefusesTheRunWhichEverCameFirst() throws IOException {
        sluice.with("dedup.strategy=unique_id", "dedup.key=[off]", "dedup.order_by=[note]", "dedup.conflicts=fail");
        land("2021-07-21/a.json", message(1, "x"), message(1, "x"));
        sluice.run(0);
        land("2021-07-22/a.json", message(1, "y"));

        JsonNode superseding = sluice.run(3);

        assertThat(superseding.get("error").asText()).contains("0 rows of the batch and 1 published ones lost");
        land("2021-07-22/a.json", message(1, "a"));
        assertThat(sluice.run(3).get("error").asText()).contains("1 rows of the batch and 0 published ones lost");
    }

    @Test
    void aPublishedTableKeepsItsStrategy() throws IOException {
        land("2021-07-21/a.json", message(1, "x"));
        sluice.run(0);
        land("2021-07-22/a.json", message(1, "x"));

        Sluice.Ended ended = sluice.with("dedup.strategy=unique_id").command("run");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("strategy offset");
    }

    @Test
    void aRuleOfDeletionThatIsNoPredicateIsToldBeforeAnyWork() throws IOException {
        land("2021-07-21/a.json", message(1, "x"));

        Sluice.Ended ended = sluice.with(
                        "dedup.strategy=unique_id",
                        "dedup.key=[off]",
                        "dedup.order_by=[at]",
                        "dedup.delete_when=nothing > 1")
                .command("run");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("dedup.delete_when").contains("nothing");
    }

    private static String message(long offset, String note) {
        return "{\"topic\":\"orders\",\"part\":0,\"off\":%d,\"at\":\"2021-07-21T08:00:00Z\",\"note\":\"%s\"}"
                .formatted(offset, note);
    }

    private void land(String file, String... lines) throws IOException {
        Path path = folder.resolve("landing").resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, List.of(lines));
    }
}
