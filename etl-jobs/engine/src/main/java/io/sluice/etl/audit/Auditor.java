package io.sluice.etl.audit;

import io.sluice.etl.model.CheckResult;
import io.sluice.etl.model.Decision;
import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LiteralPath;
import io.sluice.etl.model.OffsetRange;
import io.sluice.etl.model.PartitionChange;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.SluiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Evaluates a job's limits and checks. */
public final class Auditor {
    private final SparkSession spark;
    private final JobConfig job;

    public Auditor(SparkSession spark, JobConfig job) {
        this.spark = spark;
        this.job = job;
    }

    /**
     * Makes sure that every check is a predicate over the table's columns, before any work.
     *
     * @throws SluiceException of outcome {@code invalid} naming the check that is not
     */
    public void verifyChecks() {
        Dataset<Row> empty = spark.createDataFrame(List.of(), tableColumns());
        for (JobConfig.Check check : job.audit().checks()) {
            try {
                empty.where(functions.expr(check.sql()));
            } catch (Exception failure) {
                if (!(failure instanceof AnalysisException)) {
                    throw failure;
                }
                throw SluiceException.invalid(
                        "audit.checks '%s': %s is not a predicate over the table's columns: %s"
                                .formatted(check.name(), check.sql(), firstLine(failure.getMessage())),
                        failure);
            }
        }
    }

    /** The limits on counts, which need no staged files. */
    public List<CheckResult> limits(RunCounts counts, long affectedPartitions) {
        double ratio = counts.read() == 0 ? 0 : (double) counts.rejected() / counts.read();
        JobConfig.Audit audit = job.audit();
        int maxPartitions = job.late().maxAffectedPartitions();
        return List.of(
                CheckResult.required(
                        "audit.max_reject_ratio",
                        ratio <= audit.maxRejectRatio(),
                        String.format(
                                Locale.ROOT,
                                "%d of %d records rejected (%.4f), limit %s",
                                counts.rejected(),
                                counts.read(),
                                ratio,
                                audit.maxRejectRatio())),
                CheckResult.required(
                        "audit.min_records",
                        counts.accepted() >= audit.minRecords(),
                        "%d records accepted, at least %d wanted".formatted(counts.accepted(), audit.minRecords())),
                CheckResult.required(
                        "late.max_affected_partitions",
                        affectedPartitions <= maxPartitions,
                        "%d partitions affected, limit %d".formatted(affectedPartitions, maxPartitions)));
    }

    /** What the deduplication found that the job does not let pass, or wants to know. */
    public List<CheckResult> dedupLimits(Decision.Counts counts, List<OffsetRange> offsetGaps) {
        List<CheckResult> results = new ArrayList<>();
        if (job.dedup().conflicts() == Dedup.Conflicts.FAIL) {
            results.add(CheckResult.required(
                    "dedup.conflicts",
                    counts.conflicts() + counts.supersededConflicts() == 0,
                    "%d rows of the batch and %d published ones lost to a row of other content, and dedup.conflicts is fail"
                            .formatted(counts.conflicts(), counts.supersededConflicts())));
        }
        if (job.dedup().strategy() == Dedup.Strategy.OFFSET) {
            results.add(offsets(offsetGaps));
        }
        return results;
    }

    private CheckResult offsets(List<OffsetRange> gaps) {
        Long limit = job.audit().maxOffsetGap();
        String found = gaps.isEmpty()
                ? "no offset is missing between those seen"
                : "%d offsets are missing in %d gaps, first %d to %d of %s"
                        .formatted(
                                gaps.stream().mapToLong(OffsetRange::size).sum(),
                                gaps.size(),
                                gaps.get(0).first(),
                                gaps.get(0).last(),
                                gaps.get(0).source());
        if (limit == null) {
            return new CheckResult("offset gaps", gaps.isEmpty(), found, false);
        }
        long longest = gaps.stream().mapToLong(OffsetRange::size).max().orElse(0);
        return CheckResult.required(
                "audit.max_offset_gap",
                longest <= limit,
                "%s; longest gap %d, limit %d".formatted(found, longest, limit));
    }

    /** The job's own checks, over all rows of the staged versions, in one pass. */
    public List<CheckResult> checks(List<PartitionChange> staged, String versionsRoot) {
        List<JobConfig.Check> checks = job.audit().checks();
        List<String> folders = staged.stream()
                .filter(change -> change.rowsAfter() > 0)
                .map(PartitionChange::written)
                .map(LiteralPath::of)
                .toList();
        if (checks.isEmpty() || folders.isEmpty()) {
            return List.of();
        }
        List<Column> failures = new ArrayList<>();
        for (JobConfig.Check check : checks) {
            failures.add(functions.count_if(
                    functions.not(functions.coalesce(functions.expr(check.sql()), functions.lit(false)))));
        }
        Row failed = spark.read()
                .schema(tableColumns())
                .option("basePath", versionsRoot)
                .format(job.table().format().files().label())
                .load(folders.toArray(String[]::new))
                .agg(failures.get(0), failures.subList(1, failures.size()).toArray(Column[]::new))
                .first();
        long rows = staged.stream().mapToLong(PartitionChange::rowsAfter).sum();
        List<CheckResult> results = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            JobConfig.Check check = checks.get(i);
            results.add(new CheckResult(
                    check.name(),
                    failed.getLong(i) == 0,
                    "%d of %d rows fail: %s".formatted(failed.getLong(i), rows, check.sql()),
                    check.error()));
        }
        return results;
    }

    private StructType tableColumns() {
        StructType columns = StructType.fromDDL(job.columnsSql());
        for (PartitionField field : job.table().partitionBy()) {
            columns = columns.add(
                    field.column(), DataType.fromDDL(job.partitionType(field).sql()));
        }
        return columns;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
