package io.sluice.etl.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.JobConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LocationsTest {
    private final Bench bench = new Bench();

    @Test
    void resolvesPathsOfTheFileAgainstItsFolder() {
        JobConfig job = bench.load(Bench.JOB);
        assertThat(job.warehouse()).isEqualTo("/jobs/warehouse");
        assertThat(job.landing().path()).isEqualTo("/jobs/landing");
        assertThat(job.table().location()).isEqualTo("/jobs/warehouse/lake/orders");
        assertThat(job.quarantine().location()).isEqualTo("/jobs/warehouse/lake/orders/_sluice/quarantine");
        assertThat(job.metastore().path()).isEqualTo("/jobs/warehouse/_metastore");
    }

    @Test
    void resolvesPathsOfTheCommandLineAgainstTheCurrentFolder() {
        bench.file("/home/me/other.avsc", Bench.schema());
        JobConfig job = bench.load(
                Bench.JOB,
                "landing.path=in//./x/../y",
                "table.location=out/",
                "metastore.path=m",
                "quarantine.location=../q",
                "schema=other.avsc");
        assertThat(job.landing().path()).isEqualTo("/home/me/in/y");
        assertThat(job.table().location()).isEqualTo("/home/me/out");
        assertThat(job.metastore().path()).isEqualTo("/home/me/m");
        assertThat(job.quarantine().location()).isEqualTo("/home/q");
    }

    @Test
    void readsAJobRelativeToTheCurrentFolder() {
        bench.file("/home/me/conf/orders.yaml", Bench.JOB).file("/home/schemas/shop/orders/v1.avsc", Bench.schema());
        JobConfig job = bench.loadFile("conf/orders.yaml");
        assertThat(job.file()).isEqualTo("/home/me/conf/orders.yaml");
        assertThat(job.warehouse()).isEqualTo("/home/me/warehouse");
    }

    @Test
    void readsAJobFromAUri() {
        bench.file("s3a://bucket/etl/conf/orders.yaml", Bench.JOB)
                .file("s3a://bucket/schemas/shop/orders/v1.avsc", Bench.schema());
        JobConfig job = bench.loadFile("s3a://bucket/etl/conf/orders.yaml", "warehouse=/lake");
        assertThat(job.file()).isEqualTo("s3a://bucket/etl/conf/orders.yaml");
        assertThat(job.landing().path()).isEqualTo("s3a://bucket/etl/landing");
        assertThat(job.warehouse()).isEqualTo("/lake");
    }

    @Test
    void takesTheNearestFolderOfSchemas() {
        bench.file("/jobs/conf/schemas/shop/orders/v2.avsc", Bench.schema());
        assertThat(bench.problems(Bench.JOB))
                .containsExactly(
                        "line 6: schema: there is no file /jobs/conf/schemas/shop/orders/v1.avsc; correct the name or"
                                + " write the schema");
        assertThat(bench.load(Bench.JOB, "schema=shop/orders/v2").schema().name())
                .isEqualTo("shop.Order");
    }

    @Test
    void saysWhereItLookedForSchemas() {
        bench.file("/else/where/orders.yaml", Bench.JOB);
        assertThat(Bench.problemsOf(bench, "/else/where/orders.yaml"))
                .containsExactly(
                        "line 6: schema: shop/orders/v1: no folder schemas beside or above the job file; looked for"
                                + " /else/where/schemas, /else/schemas, /schemas. Make one of them, or give a path to an"
                                + " .avsc");
    }

    @Test
    void keepsCredentialsOutOfJobsAndOutOfMessages() {
        String job = Bench.JOB
                + """
                spark:
                  spark.hadoop.fs.s3a.endpoint: http://127.0.0.1:9000
                  spark.hadoop.fs.s3a.secret.key: hush
                  fs.s3a.bucket.my.lake.access.key: hush
                """;
        assertThat(bench.problems(job))
                .hasSize(2)
                .allMatch(problem -> problem.contains("credentials do not belong in a job"))
                .noneMatch(problem -> problem.contains("hush"));
    }

    @Test
    void listsTheProblemsOfASchema() {
        bench.file(
                "/jobs/schemas/bad.avsc",
                "{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"userId\", \"type\": \"null\"}]}");
        assertThat(bench.problems(Bench.JOB.replace("shop/orders/v1", "bad")))
                .hasSize(2)
                .allMatch(problem -> problem.startsWith("line 6: schema: /jobs/schemas/bad.avsc: userId: "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    schema=../v1                       | schema: expected a name under schemas/ such as github/events/v1, or a path to an .avsc, found "../v1"
                    schema=unreadable.avsc             | schema: /home/me/unreadable.avsc cannot be read: java.io.IOException: permission denied
                    landing.path=~/in                  | landing.path: ~/in: ~ means nothing here; write ${HOME}
                    landing.path=s3a:bucket            | landing.path: s3a:bucket has a scheme but no path; write scheme://host/path
                    landing.path=file://tmp/x          | landing.path: file://tmp/x names a host, or no path; write file:///path
                    landing.path="a\\tb"               | landing.path: expected a path or a URI, found "a?b"
                    landing.path=/jobs/warehouse       | landing.path: /jobs/warehouse is the warehouse as well; keep them apart
                    landing.path=file:/jobs/warehouse/lake/orders/in | landing.path: file:/jobs/warehouse/lake/orders/in lies within table.location /jobs/warehouse/lake/orders; keep them apart
                    table.location=file:///jobs/landing/ | path: /jobs/landing lies within table.location file:///jobs/landing; keep them apart
                    quarantine.location=/jobs/landing/bad | quarantine.location: /jobs/landing/bad lies within landing.path /jobs/landing, so rejects would be read as records; keep them apart
                    warehouse="/lake[1]"               | warehouse: /lake[1] holds one of the characters {}[]*?\\, which Spark takes for a pattern when it reads a table; choose another folder
                    metastore.path=hdfs://nn/m         | metastore.path: hdfs://nn/m is not local; use a path on the local file system
                    warehouse=hdfs://nn/lake           | metastore.path: required, because the embedded metastore is local and warehouse hdfs://nn/lake is not; name a local folder
                    """)
    void refusesLocationsThatCannotBe(String override, String problem) {
        assertThat(bench.problemOf(override)).endsWith(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "/a, /a, true",
        "/a/b, /a, true",
        "/ab, /a, false",
        "file:///a/./b, /a, true",
        "/a, file:/a/b/.., true",
        "S3A://B/x, s3a://b/, true",
        "s3a://b, s3a://b/, true",
        "s3a://b/X, s3a://b/x, false",
        "/, /a, false",
        "/a, /, true",
        "hdfs://a/x, hdfs://b/x, false",
        "/x, hdfs://b/x, false"
    })
    void knowsWhatLiesWithinWhat(String inner, String outer, boolean within) {
        assertThat(Location.within(inner, outer)).isEqualTo(within);
    }

    @ParameterizedTest
    @CsvSource({"/a/b, /a", "/a, /", "s3a://b/x/y, s3a://b/x", "s3a://b/x, s3a://b/", "file:/x, file:/"})
    void knowsTheFolderOfALocation(String location, String folder) {
        assertThat(Location.parent(location)).hasValue(folder);
        assertThat(Location.parent(folder)).isNotEqualTo(Location.parent(location));
    }

    @ParameterizedTest
    @CsvSource({"/", "s3a://b/", "s3a://b", "file:/"})
    void knowsThatRootsLieInNoFolder(String root) {
        assertThat(Location.parent(root)).isEmpty();
    }
}
