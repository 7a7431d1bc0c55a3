package io.sluice.etl.testing;

import com.holdenkarau.spark.testing.JavaDataFrameSuiteBase;
import org.apache.spark.sql.SparkSession;

/** The assertions of spark-testing-base on the session that all tests share. */
public final class Frames extends JavaDataFrameSuiteBase {
    private static final long serialVersionUID = 1L;

    /** The base would open a session of its own to show what differs. */
    @Override
    public SparkSession spark() {
        return TestSpark.session();
    }
}
