package io.sluice.etl.source;

import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.LandingFormats;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.testing.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.StructType;

/**
 * Reads one landed file as a task does, with its rejects written and without Spark around it, and prints how many rows
 * it gave. {@link ReaderHeapTest} runs it in a JVM of its own, whose heap is what may be used.
 */
final class ReaderHeap {
    private ReaderHeap() {}

    /** @param args the format, {@code landing.max_record_size} in bytes, the file, a folder for rejects, and one for blocks of rows if they are to be put by */
    public static void main(String[] args) throws IOException {
        LandingFormat format = LandingFormats.named(args[0]).orElseThrow();
        Limits limits = new Limits(Integer.parseInt(args[1]), 100, 1_000, 1_000);
        Path file = Path.of(args[2]);
        ReadSettings settings = settings(format, limits, args[3], args.length > 4 ? args[4] : null);
        StructType columns = LandingColumns.all(settings.tableColumns());
        LandedFile landed =
                new LandedFile(file.getFileName().toString(), file.toString(), Files.size(file), 1, "", null);
        FileTask task = FileTask.whole(landed, 0, null);
        long rows = -1;
        try (LandingPartitionReader reader = new LandingPartitionReader(
                settings,
                columns,
                WantedCells.of(settings, columns),
                List.of(task),
                "attempt",
                1,
                new Configuration(false))) {
            while (reader.next()) {
                rows++;
            }
        }
        System.out.println(rows + " rows");
    }

    private static ReadSettings settings(LandingFormat format, Limits limits, String rejectFolder, String blockFolder) {
        ReadSettings plain = ReadSettings.of(
                Jobs.in(Path.of(rejectFolder))
                        .columns(Jobs.column("id", new ColumnType.Int64()), Jobs.column("text", new ColumnType.Text()))
                        .partitionBy(new PartitionField("part", "id", PartitionField.Transform.IDENTITY))
                        .build(),
                "run",
                rejectFolder,
                blockFolder);
        return new ReadSettings(
                plain.schema(),
                plain.tableColumns(),
                plain.unknownFields(),
                limits,
                format,
                plain.key(),
                plain.partitionBy(),
                plain.timeZone(),
                plain.eventTime(),
                plain.late(),
                plain.runId(),
                plain.rejectFolder(),
                plain.blockFolder(),
                false);
    }
}
