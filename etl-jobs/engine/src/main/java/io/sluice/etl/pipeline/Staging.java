package io.sluice.etl.pipeline;

import io.sluice.etl.audit.Footers;
import io.sluice.etl.dedup.Deletes;
import io.sluice.etl.dedup.PublishedRows;
import io.sluice.etl.model.Batch;
import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.PartitionChange;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.ReadTotals;
import io.sluice.etl.model.StepColumns;
import io.sluice.etl.sink.Staged;
import io.sluice.etl.sink.VersionSink;
import io.sluice.etl.source.LandingReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Makes the new versions: rows that stay are written, files that lose nothing are carried over. */
final class Staging {
    private final LandingReader reader;
    private final PublishedRows published;
    private final VersionSink sink;
    private final Footers footers;
    private final Deletes deletes;

    Staging(LandingReader reader, PublishedRows published, VersionSink sink, Footers footers, Deletes deletes) {
        this.reader = reader;
        this.published = published;
        this.sink = sink;
        this.footers = footers;
        this.deletes = deletes;
    }

    /** Writes the batch's winners, and the survivors of files that lose rows. */
    Staged write(Batch batch, ReadTotals totals, AffectedPartitions affected) throws IOException {
        Set<String> partitions = affected.partitions().keySet();
        if (partitions.isEmpty()) {
            sink.discardBlocks();
            return new Staged(Map.of(), Map.of());
        }
        List<PublishedPartition> rewritten = affected.rewritten();
        Dataset<Row> surviving =
                rewritten.isEmpty() ? null : published.surviving(rewritten, affected.decision(), batch.paths());
        if (sink.blockFolder() != null) {
            Staged staged = sink.write(totals.blocks(), affected.decision().losers(), partitions);
            return surviving == null ? staged : staged.with(sink.write(surviving, partitions, 1));
        }
        Dataset<Row> rows = deletes.apart(
                        reader.without(batch.files(), affected.decision().losers()))
                .drop(StepColumns.FILE_NUMBER, StepColumns.SUMMARY);
        int mixedPartitions = batch.files().stream()
                .mapToInt(
                        file -> totals.tally(file.path()).acceptedByPartition().size())
                .max()
                .orElse(0);
        return sink.write(surviving == null ? rows : rows.union(surviving), partitions, mixedPartitions);
    }

    /** Completes the versions with what is carried over, and counts each from its files. */
    List<PartitionChange> complete(Staged staged, AffectedPartitions affected) throws IOException {
        Map<String, List<DataFile>> versions = new HashMap<>();
        affected.partitions().keySet().forEach(name -> versions.put(name, new ArrayList<>(staged.files(name))));
        for (PublishedPartition partition : affected.carried()) {
            for (DataFile file : partition.files()) {
                versions.get(partition.partition()).add(sink.carry(partition, file));
            }
        }
        sink.sweep(versions);
        sink.ensureFolders(affected.partitions().keySet());
        List<PartitionChange> changes = new ArrayList<>();
        for (Map.Entry<String, AffectedPartitions.Affected> entry :
                affected.partitions().entrySet()) {
            String partition = entry.getKey();
            List<DataFile> files = versions.get(partition);
            changes.add(new PartitionChange(
                    partition,
                    entry.getValue().before(),
                    sink.published(partition),
                    files,
                    entry.getValue().replaced(),
                    entry.getValue().superseded(),
                    entry.getValue().kept(),
                    countRows(partition, files),
                    sink.staged(partition)));
        }
        return changes;
    }

    private long countRows(String partition, List<DataFile> files) throws IOException {
        long rows = 0;
        for (DataFile file : files) {
            rows += footers.rows(sink.location(partition) + "/" + file.name());
        }
        return rows;
    }
}
