package io.sluice.etl.dedup;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.StepColumns;
import io.sluice.etl.model.Tombstones;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Tells deliveries that delete their key, by the job's {@code dedup.delete_when}. */
public final class Deletes {
    private final JobConfig job;

    public Deletes(JobConfig job) {
        this.job = job;
    }

    /**
     * Makes sure that the job's rule is a predicate over its columns, before any work.
     *
     * @throws SluiceException of outcome {@code invalid} when it is not
     */
    public void verify(SparkSession spark) {
        if (job.dedup().deleteWhen() == null) {
            return;
        }
        try {
            spark.createDataFrame(List.of(), StructType.fromDDL(job.columnsSql()))
                    .where(predicate());
        } catch (Exception failure) {
            if (!(failure instanceof AnalysisException)) {
                throw failure;
            }
            throw SluiceException.invalid(
                    "dedup.delete_when: %s is not a predicate over the table's columns: %s"
                            .formatted(
                                    job.dedup().deleteWhen(),
                                    failure.getMessage().lines().findFirst().orElse("")),
                    failure);
        }
    }

    /** Adds {@link StepColumns#DELETE} to rows of a landing, where the job deletes at all. */
    Dataset<Row> flagged(Dataset<Row> landing) {
        return job.dedup().deleteWhen() == null ? landing : landing.withColumn(StepColumns.DELETE, predicate());
    }

    /** Moves the rows of a landing that delete their key, and that won, among the tombstones of their partition. */
    public Dataset<Row> apart(Dataset<Row> winners) {
        if (job.dedup().deleteWhen() == null) {
            return winners;
        }
        Column partition = functions.col(StepColumns.PARTITION);
        return winners.withColumn(
                StepColumns.PARTITION,
                functions
                        .when(predicate(), functions.concat(functions.lit(Tombstones.of("")), partition))
                        .otherwise(partition));
    }

    private Column predicate() {
        return functions.coalesce(functions.expr(job.dedup().deleteWhen()), functions.lit(false));
    }
}
