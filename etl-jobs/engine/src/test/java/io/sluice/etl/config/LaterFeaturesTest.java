package io.sluice.etl.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Dedup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LaterFeaturesTest {
    private static final String DESIGN_EXAMPLE =
            """
            job: github_events
            warehouse: s3a://lake                    # tables lie in <warehouse>/<database>/<table> unless table.location says otherwise
            landing:
              path: s3a://landing/github/            # any Hadoop file system; a plain path is local
              layout: "{date:yyyy-MM-dd}/*"          # where a landing date lies, {hour:HH} too; without {date} every new file is meant
              format: ndjson                         # or a producer's preset: kafka_connect_s3, firehose, fluentd, ...
              when_empty: ok                         # ok | fail
            schema: github/events/v1                 # under schemas/, or a path to an .avsc
            unknown_fields: drop                     # drop (counted by path in the report) | rescue (kept as JSON in ingest_rescued) | reject
            dedup:
              strategy: unique_id                    # unique_id | offset | distinct | none
              key: [id]
              keep: latest                           # latest | earliest
              order_by: [created_at]
              lookback: 0d                           # 0d: a key is unique in its partition; 3d: within that many days around; all: in the table
              conflicts: keep                        # keep | quarantine | fail
              evidence: conflicts                    # none | conflicts | all: the <table>__duplicates table
              plan: auto                             # auto | group_by | narrow
            table:
              name: lake.github_events
              format: parquet                        # parquet | orc | delta
              partition_by: [{column: dt, from: created_at, transform: day}]   # day yyyy-MM-dd, month yyyy-MM, hour HH (strings), identity; from may be landing.date
              time_zone: UTC                         # of day, month and hour
              sort_by: [repo.id]
              target_file_size: 256MB
              properties: {}
            late: {max_age: 30d, max_future: 1d, beyond: quarantine, max_affected_partitions: 100}   # beyond: quarantine | keep; measured from the landing date
            audit:
              max_reject_ratio: 0.01
              min_records: 0
              checks: [{name: number is positive, sql: "payload.number IS NULL OR payload.number > 0", severity: error}]   # error | warn
            quarantine: {location: null, retention: 90d}   # default <table.location>/_sluice/quarantine
            metastore: {uris: "thrift://hms:9083"}   # absent: hive-site.xml if there is one, else Spark's embedded Derby in <warehouse>/_metastore (or metastore.path)
            spark: {}                                # passed to Spark as they are
            schedule: {cron: "0 2 * * *", retries: 2}
            """;

    private final Bench bench = new Bench();

    @Test
    void takesTheDesignsExample() {
        bench.file("/jobs/schemas/github/events/v1.avsc", Bench.schema());
        assertThat(bench.load(DESIGN_EXAMPLE).dedup().evidence()).isEqualTo(Dedup.Evidence.CONFLICTS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    table.location=s3://b/t    | table.location: s3://b/t: tables on s3 are not supported by this version; Hadoop's S3 is s3a: write s3a://b/t
                    table.location=gs://b/t    | table.location: gs://b/t: tables on gs are not supported by this version; use a local path or a file, hdfs, viewfs or s3a URI
                    quarantine.location=abfs://c@a/q | quarantine.location: abfs://c@a/q: tables on abfs are not supported by this version; use a local path or a file, hdfs, viewfs or s3a URI
                    """)
    void tellsWhatIsKnownButLaterFromWhatIsUnknown(String override, String problem) {
        assertThat(bench.problemOf(override)).isEqualTo("--set " + problem);
    }
}
