package io.sluice.etl.publish.delta;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import io.sluice.etl.publish.TableCatalog;
import io.sluice.etl.publish.TableLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A Delta table's log. A slot is one transaction, which names the slot ({@code SetTransaction}), so that Delta itself
 * remembers which slots it has.
 */
public final class DeltaTableLog implements TableLog {
    private static final String APPLICATION = "sluice:";

    private final SparkSession spark;
    private final JobConfig job;
    private final DeltaDefinition definition;
    private final DeltaFiles files;

    public DeltaTableLog(SparkSession spark, JobConfig job) {
        this.spark = spark;
        this.job = job;
        this.definition = new DeltaDefinition(job);
        this.files = new DeltaFiles(job.table().location(), job.table().partitionBy());
    }

    @Override
    public void verifyOwned(TableHistory history) {
        OptimisticTransaction look = begin();
        String location = job.table().location();
        if (isAbsent(look)) {
            if (!history.partitions().isEmpty()) {
                throw SluiceException.unknown(
                        "table %s has no Delta log in %s/_delta_log, but its journal has published %d partitions. Somebody removed the log; put it back, then run again"
                                .formatted(
                                        job.table().name(),
                                        location,
                                        history.partitions().size()));
            }
            look.updateMetadataForNewTable(definition.metadata(0));
            definition.verify(look.metadata());
            return;
        }
        Option<String> owner = look.metadata().configuration().get(TableCatalog.JOB_PROPERTY);
        if (!owner.contains(job.job())) {
            throw SluiceException.invalid(
                    "the Delta table in %s %s; it is not this job's to write, choose another table.name"
                            .formatted(
                                    location,
                                    owner.isEmpty() ? "was not made by Sluice" : "belongs to job " + owner.get()));
        }
        definition.verify(look.metadata());
        long committed = look.txnVersion(application());
        if (committed > history.lastSlot()) {
            throw SluiceException.unknown(
                    "the Delta log in %s has slot %d of %s, but the journal ends with slot %d. The journal was lost or is another one; put it back, then run again"
                            .formatted(location, committed, job.table().name(), history.lastSlot()));
        }
    }

    @Override
    public void verify(Collection<String> partitions, Map<String, PublishedPartition> published) {
        OptimisticTransaction look = begin();
        requireSame(partitions, filesIn(look, partitions), published);
    }

    @Override
    public void commit(Slot slot, Map<String, PublishedPartition> before) {
        try {
            OptimisticTransaction transaction = begin();
            if (transaction.txnVersion(application()) >= slot.number()) {
                return;
            }
            List<String> partitions =
                    slot.switches().stream().map(Slot.Switch::partition).toList();
            List<AddFile> found = filesIn(transaction, partitions);
            requireSame(partitions, found, before);
            long preparedAt = Instant.parse(slot.preparedAt()).toEpochMilli();
            if (isAbsent(transaction)) {
                transaction.updateMetadataForNewTable(definition.metadata(preparedAt));
            }
            definition.verify(transaction.metadata());
            transaction.commit(actions(slot, found, preparedAt), operation(slot));
        } catch (DeltaConcurrentModificationException conflict) {
            throw SluiceException.failed(
                    "somebody else committed to the Delta table in %s while slot %d was being committed, and nothing of the slot was: %s. Run again; the next run commits it if its partitions are still as they were"
                            .formatted(
                                    job.table().location(),
                                    slot.number(),
                                    conflict.getMessage().lines().findFirst().orElse("")),
                    conflict);
        }
    }

    private List<Action> changes(Slot slot, List<AddFile> found, long preparedAt) {
        List<Action> actions = new ArrayList<>();
        actions.add(new SetTransaction(application(), slot.number(), Option.apply(preparedAt)));
        found.forEach(file -> actions.add(file.removeWithTimestamp(System.currentTimeMillis(), true)));
        slot.switches().forEach(change -> actions.addAll(files.additions(change.published(), preparedAt)));
        return actions;
    }

    private Seq<Action> actions(Slot slot, List<AddFile> found, long preparedAt) {
        return CollectionConverters.asScala(changes(slot, found, preparedAt)).toSeq();
    }

    /** What {@code DESCRIBE HISTORY} shows: partitions overwritten, by which run. */
    private DeltaOperations.Operation operation(Slot slot) {
        return new DeltaOperations.Write(
                SaveMode.Overwrite,
                Option.apply(CollectionConverters.asScala(job.table().partitionBy().stream()
                                .map(field -> field.column())
                                .toList())
                        .toSeq()),
                Option.empty(),
                Option.apply(slot.runId()),
                Option.apply(true),
                Option.empty(),
                Option.empty(),
                Option.empty(),
                Option.empty());
    }

    private OptimisticTransaction begin() {
        return DeltaLog.forTable(spark, new Path(job.table().location()))
                .startTransaction(Option.empty(), Option.<Snapshot>empty());
    }

    private static boolean isAbsent(OptimisticTransaction transaction) {
        return transaction.readVersion() < 0;
    }

    private String application() {
        return APPLICATION + job.table().name();
    }

    /** The files of some partitions; as the transaction read them, their change by others makes it fail. */
    private List<AddFile> filesIn(OptimisticTransaction transaction, Collection<String> partitions) {
        if (isAbsent(transaction) || partitions.isEmpty()) {
            return List.of();
        }
        Set<String> wanted = Set.copyOf(partitions);
        List<Expression> filter = List.of(ofFirstColumn(partitions));
        return CollectionConverters.asJava(transaction.filterFiles(
                        CollectionConverters.asScala(filter).toSeq(), false))
                .stream()
                .filter(file -> wanted.contains(files.partition(file)))
                .toList();
    }

    /** Finds the partitions and perhaps their neighbours, which share the value of the first column. */
    private Expression ofFirstColumn(Collection<String> partitions) {
        String column = job.table().partitionBy().get(0).column();
        Set<String> values = new TreeSet<>();
        boolean orNull = false;
        for (String partition : partitions) {
            String value = DeltaFiles.values(partition).get(column);
            if (value == null) {
                orNull = true;
            } else {
                values.add(value);
            }
        }
        Expression attribute = UnresolvedAttribute.quoted(column);
        List<Expression> literals = values.stream()
                .<Expression>map(value -> Literal.create(value, DataTypes.StringType))
                .toList();
        Expression in = new In(attribute, CollectionConverters.asScala(literals).toSeq());
        return orNull ? new Or(in, new IsNull(attribute)) : in;
    }

    private void requireSame(
            Collection<String> partitions, List<AddFile> found, Map<String, PublishedPartition> published) {
        Map<String, Set<String>> places = new HashMap<>();
        found.forEach(file -> places.computeIfAbsent(files.partition(file), name -> new TreeSet<>())
                .add(files.place(file)));
        for (String partition : partitions) {
            PublishedPartition expected = published.get(partition);
            Set<String> logged = places.getOrDefault(partition, Set.of());
            Set<String> journaled = expected == null ? Set.of() : new TreeSet<>(DeltaFiles.places(expected));
            if (!logged.equals(journaled)) {
                throw stranger(partition, logged, journaled);
            }
        }
    }

    private SluiceException stranger(String partition, Set<String> logged, Set<String> journaled) {
        Set<String> gone = new TreeSet<>(journaled);
        gone.removeAll(logged);
        Set<String> strange = new TreeSet<>(logged);
        strange.removeAll(journaled);
        String location = job.table().location();
        return SluiceException.unknown(
                "partition %s of the Delta table in %s holds %d files, and the journal expects %d: %s. Somebody else changed it. DESCRIBE HISTORY delta.`%s` says who; take it back with RESTORE TABLE delta.`%s` TO VERSION AS OF the last version whose userMetadata is a run of Sluice, then run again"
                        .formatted(
                                partition,
                                location,
                                logged.size(),
                                journaled.size(),
                                String.join(
                                        " and ",
                                        java.util.stream.Stream.of(told("missing", gone), told("unknown", strange))
                                                .filter(Objects::nonNull)
                                                .toList()),
                                location,
                                location));
    }

    private static String told(String what, Set<String> places) {
        return places.isEmpty()
                ? null
                : "%d %s, such as %s"
                        .formatted(places.size(), what, places.iterator().next());
    }
}
