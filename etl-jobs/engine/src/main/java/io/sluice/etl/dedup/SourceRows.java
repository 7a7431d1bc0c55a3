package io.sluice.etl.dedup;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.execution.datasources.v2.BatchScanExec;

/**
 * Rows of a data set, each good until the next is asked for.
 *
 * <p>Over a source of version 2 Spark lays a projection that copies every row into a form of its own, for operators to
 * come. Who only looks at rows once needs none of that.
 */
final class SourceRows {
    private SourceRows() {}

    static JavaRDD<InternalRow> of(Dataset<Row> rows) {
        QueryExecution query = ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution();
        SparkPlan source = withoutCopies(query.executedPlan());
        RDD<InternalRow> found = source instanceof BatchScanExec ? source.execute() : query.toRdd();
        return found.toJavaRDD();
    }

    private static SparkPlan withoutCopies(SparkPlan plan) {
        if (plan instanceof WholeStageCodegenExec generated) {
            return withoutCopies(generated.child());
        }
        if (plan instanceof InputAdapter adapter) {
            return withoutCopies(adapter.child());
        }
        if (plan instanceof ProjectExec project
                && project.projectList().equals(project.child().output())) {
            return withoutCopies(project.child());
        }
        return plan;
    }
}
