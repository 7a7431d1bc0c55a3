package io.sluice.etl.dedup;

import io.sluice.etl.model.Duplicates;
import io.sluice.etl.model.Duplicates.Reason;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.StepColumns;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Makes rows of the table of duplicates of verdicts. */
final class EvidenceRows implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The columns of the table of duplicates, and the partition that a row goes to. */
    static final StructType COLUMNS = new StructType()
            .add(Duplicates.KEY, DataTypes.StringType)
            .add(Duplicates.REASON, DataTypes.StringType)
            .add(Duplicates.CONTENT_EQUAL, DataTypes.BooleanType)
            .add(Duplicates.WINNER_FILE, DataTypes.StringType)
            .add(Duplicates.WINNER_POSITION, DataTypes.LongType)
            .add(Lineage.FILE, DataTypes.StringType)
            .add(Lineage.POSITION, DataTypes.LongType)
            .add(Lineage.RUN, DataTypes.StringType)
            .add(StepColumns.PARTITION, DataTypes.StringType);

    private final KeyText text;
    private final Broadcast<FileNumbers> files;
    private final String runId;
    private final boolean conflictsOnly;

    EvidenceRows(KeyText text, Broadcast<FileNumbers> files, String runId, boolean conflictsOnly) {
        this.text = text;
        this.files = files;
        this.runId = runId;
        this.conflictsOnly = conflictsOnly;
    }

    /** One row for each delivery that lost, and for each that is a deletion. */
    Iterator<Row> of(Iterator<Verdicts.Verdict> verdicts) {
        return new Iterator<>() {
            private Row next = advance();

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public Row next() {
                if (next == null) {
                    throw new NoSuchElementException();
                }
                Row row = next;
                next = advance();
                return row;
            }

            private Row advance() {
                while (verdicts.hasNext()) {
                    Row row = row(verdicts.next());
                    if (row != null) {
                        return row;
                    }
                }
                return null;
            }
        };
    }

    private Row row(Verdicts.Verdict verdict) {
        byte[] loser = verdict.row();
        return switch (verdict.fate()) {
            case REPLACED -> null;
            case WON ->
                NarrowRow.isDelete(loser) && !NarrowRow.isPublished(loser) && !conflictsOnly
                        ? row(verdict, loser, Reason.DELETION)
                        : null;
            case LOST -> {
                byte[] winner = verdict.winner();
                boolean differs = NarrowRow.contentHash(loser) != NarrowRow.contentHash(winner);
                yield differs || !conflictsOnly ? row(verdict, winner, reason(loser, winner)) : null;
            }
        };
    }

    private static Reason reason(byte[] loser, byte[] winner) {
        if (NarrowRow.isDelete(winner) && !NarrowRow.isDelete(loser)) {
            return Reason.DELETED;
        }
        if (NarrowRow.isPublished(loser)) {
            return Reason.SUPERSEDED;
        }
        return NarrowRow.isPublished(winner) ? Reason.DUPLICATE_OF_EXISTING : Reason.DUPLICATE_IN_BATCH;
    }

    private Row row(Verdicts.Verdict verdict, byte[] winner, Reason reason) {
        byte[] loser = verdict.row();
        return RowFactory.create(
                text.of(NarrowRow.key(loser)),
                reason.name().toLowerCase(Locale.ROOT),
                NarrowRow.contentHash(loser) == NarrowRow.contentHash(winner),
                files.value().path(NarrowRow.file(winner)),
                NarrowRow.position(winner),
                files.value().path(NarrowRow.file(loser)),
                NarrowRow.position(loser),
                runId,
                Duplicates.partition(verdict.place().partition(), runId));
    }
}
