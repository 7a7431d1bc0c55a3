package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CountedOffsetsTest {
    private static final String DOUBT = "other numbers of records than their names say";

    @TempDir
    private Path folder;

    @Test
    void warnsOfFilesThatHoldOtherNumbersOfRecordsThanOffsets() throws IOException {
        land("clicks+0+0000000010+0000000012.json", 3);
        land("clicks+0+0000000013+0000000019.json", 5);

        Sluice.Ended ended = job("strategy: offset").command("run");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out() + ended.err())
                .contains(
                        "1 files have " + DOUBT,
                        "clicks+0+0000000013+0000000019.json, which has 5 records for offsets 13 to 19");
    }

    @Test
    void saysNothingWhereAllFit() throws IOException {
        land("clicks+0+0000000010+0000000012.json", 3);

        Sluice.Ended ended = job("strategy: offset").command("run");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out() + ended.err()).doesNotContain(DOUBT);
    }

    @Test
    void saysNothingWhereNobodyReadsOffsets() throws IOException {
        land("clicks+0+0000000013+0000000019.json", 5);

        Sluice.Ended ended = job("key: [id]").command("run");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out() + ended.err()).doesNotContain(DOUBT);
    }

    private void land(String name, int records) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < records; i++) {
            lines.append("{\"id\":\"%s %d\",\"at\":\"2026-11-21T22:00:00Z\"}\n".formatted(name, i));
        }
        Files.writeString(Files.createDirectories(folder.resolve("landing")).resolve(name), lines);
    }

    private Sluice job(String dedup) throws IOException {
        Files.writeString(
                folder.resolve("click.avsc"),
                """
                {"type": "record", "name": "Click", "fields": [
                  {"name": "id", "type": "string"},
                  {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}
                """);
        Path job = folder.resolve("job.yaml");
        Files.writeString(
                job,
                """
                job: clicks
                warehouse: warehouse
                landing: {path: landing, format: kafka_connect_hdfs}
                schema: click.avsc
                dedup: {%s}
                table:
                  name: lake.clicks
                  partition_by: [{column: dt, from: at, transform: day}]
                """
                        .formatted(dedup));
        return new Sluice(job, folder.resolve("warehouse"));
    }
}
