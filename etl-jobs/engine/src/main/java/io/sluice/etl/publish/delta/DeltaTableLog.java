package io.sluice.etl.publish.delta;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import io.sluice.etl.publish.TableCatalog;
import io.sluice.etl.publish.TableLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A Delta table's log. A slot is one transaction that names the slot ({@code SetTransaction}), so that Delta itself
 * remembers which slots it has.
 */
public final class DeltaTableLog implements TableLog {
    private final JobConfig job;
    private final String location;
    private final Applications applications;
    private final DeltaLog log;
    private final DeltaDefinition definition;
    private final DeltaFiles files;

    public DeltaTableLog(SparkSession spark, JobConfig job) {
        this.job = job;
        this.location = job.table().location();
        this.applications = Applications.of(job.table().name());
        this.log = DeltaLog.forTable(spark, new Path(location));
        this.definition = new DeltaDefinition(job);
        this.files = new DeltaFiles(location, job.table().partitionBy());
    }

    @Override
    public void verifyOwned(TableHistory history) {
        OptimisticTransaction look = begin();
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
        } else {
            Option<String> owner = look.metadata().configuration().get(TableCatalog.JOB_PROPERTY);
            if (!owner.contains(job.job())) {
                throw SluiceException.invalid(
                        "the Delta table in %s %s; it is not this job's to write, choose another table.name"
                                .formatted(
                                        location,
                                        owner.isEmpty() ? "was not made by Sluice" : "belongs to job " + owner.get()));
            }
        }
        definition.verify(look.metadata(), history.columns().keySet());
    }

    @Override
    public void verifyCurrent(Collection<String> partitions, TableHistory history) {
        OptimisticTransaction look = begin();
        if (!newest(look).closes(history.lastPublisher())) {
            files.logged(filesIn(look, partitions)).require(partitions, history.partitions());
        }
    }

    @Override
    public void commit(Slot slot, TableHistory history) {
        OptimisticTransaction transaction = begin();
        boolean alone = isAbsent(transaction) || newest(transaction).closes(history.lastPublisher());
        if (!alone && transaction.txnVersion(applications.slots()) >= slot.number()) {
            return;
        }
        List<String> partitions = partitions(slot);
        List<AddFile> replaced;
        if (alone) {
            transaction.readWholeTable();
            replaced = published(partitions, history);
        } else {
            replaced = filesIn(transaction, partitions);
            files.logged(replaced).require(partitions, history.partitions());
        }
        if (isAbsent(transaction)) {
            transaction.updateMetadataForNewTable(definition.metadata(preparedAt(slot)));
        }
        definition.verify(transaction.metadata(), history.columns().keySet());
        definition
                .extended(transaction.metadata(), slot.columns())
                .ifPresent(extended -> transaction.updateMetadata(extended, false));
        List<Action> actions = new ArrayList<>();
        actions.add(new SetTransaction(applications.slots(), slot.number(), Option.apply(preparedAt(slot))));
        if (alone) {
            actions.add(new SetTransaction(applications.alone(), transaction.readVersion() + 1, Option.empty()));
        }
        replaced.forEach(file -> actions.add(file.removeWithTimestamp(System.currentTimeMillis(), true)));
        slot.switches().forEach(change -> actions.addAll(files.additions(change.published(), preparedAt(slot))));
        commit(transaction, actions, slot);
    }

    @Override
    public void verifyCommitted(Slot slot) {
        OptimisticTransaction look = begin();
        if (!newest(look).holds(slot)) {
            List<String> partitions = partitions(slot);
            files.logged(filesIn(look, partitions))
                    .require(
                            partitions,
                            slot.switches().stream()
                                    .collect(Collectors.toMap(Slot.Switch::partition, Slot.Switch::published)));
        }
    }

    private void commit(OptimisticTransaction transaction, List<Action> actions, Slot slot) {
        try {
            transaction.commit(CollectionConverters.asScala(actions).toSeq(), operation(slot));
        } catch (DeltaConcurrentModificationException conflict) {
            throw SluiceException.failed(
                    "somebody else committed to the Delta table in %s while slot %d was being committed, and nothing of the slot was: %s. Run again; the next run commits it if its partitions are still as they were"
                            .formatted(
                                    location,
                                    slot.number(),
                                    conflict.getMessage().lines().findFirst().orElse("")),
                    conflict);
        }
    }

    private static List<String> partitions(Slot slot) {
        return slot.switches().stream().map(Slot.Switch::partition).toList();
    }

    private static long preparedAt(Slot slot) {
        return Instant.parse(slot.preparedAt()).toEpochMilli();
    }

    private OptimisticTransaction begin() {
        return log.startTransaction(Option.empty(), Option.empty());
    }

    private static boolean isAbsent(OptimisticTransaction transaction) {
        return transaction.readVersion() < 0;
    }

    private NewestCommit newest(OptimisticTransaction look) {
        return NewestCommit.of(
                isAbsent(look) ? List.of() : commitOf(look.readVersion()), look.readVersion(), applications, files);
    }

    private List<Action> commitOf(long version) {
        Iterator<Tuple2<Object, Seq<Action>>> commits = log.getChanges(version, version, Option.empty(), false);
        return commits.hasNext() ? CollectionConverters.asJava(commits.next()._2()) : List.of();
    }

    /** The files of some partitions as the journal has them. */
    private List<AddFile> published(List<String> partitions, TableHistory history) {
        return partitions.stream()
                .map(history.partitions()::get)
                .filter(Objects::nonNull)
                .flatMap(partition -> files.additions(partition, 0).stream())
                .toList();
    }

    /** The files of some partitions. As the transaction reads them, it fails when others change them meanwhile. */
    private List<AddFile> filesIn(OptimisticTransaction transaction, Collection<String> partitions) {
        if (isAbsent(transaction) || partitions.isEmpty()) {
            return List.of();
        }
        Set<String> wanted = Set.copyOf(partitions);
        List<Expression> filter = job.table().partitionBy().isEmpty() ? List.of() : List.of(ofFirstColumn(partitions));
        Seq<AddFile> found =
                transaction.filterFiles(CollectionConverters.asScala(filter).toSeq(), false);
        return CollectionConverters.asJava(found).stream()
                .filter(file -> wanted.contains(files.partition(file.partitionValues())))
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

    /** What {@code DESCRIBE HISTORY} shows: partitions overwritten, by which run. */
    private DeltaOperations.Operation operation(Slot slot) {
        List<String> partitionBy =
                job.table().partitionBy().stream().map(PartitionField::column).toList();
        return new DeltaOperations.Write(
                SaveMode.Overwrite,
                Option.apply(CollectionConverters.asScala(partitionBy).toSeq()),
                Option.empty(),
                Option.apply(slot.runId()),
                Option.apply(true),
                Option.empty(),
                Option.empty(),
                Option.empty(),
                Option.empty());
    }
}
