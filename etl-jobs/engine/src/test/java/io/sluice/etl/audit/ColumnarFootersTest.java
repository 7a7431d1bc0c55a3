package io.sluice.etl.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ColumnarFootersTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(JobConfig.FileFormat.class)
    void countsTheRowsOfAFile(JobConfig.FileFormat format) throws IOException {
        Footers footers = new ColumnarFooters(format, new Configuration());

        assertThat(footers.rows(write(format, "region=a%2Fb 서울", 1_234))).isEqualTo(1_234);
        assertThat(footers.rows(write(format, "none", 0))).isZero();
    }

    @ParameterizedTest
    @EnumSource(JobConfig.FileFormat.class)
    void failsOnAFileThatIsTornOrAbsent(JobConfig.FileFormat format) throws IOException {
        Footers footers = new ColumnarFooters(format, new Configuration());
        Path torn = Path.of(write(format, "torn", 100));
        byte[] bytes = Files.readAllBytes(torn);
        Files.write(torn, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> footers.rows(torn.toString())).isNotNull();
        assertThatThrownBy(() -> footers.rows(folder + "/absent")).isInstanceOf(IOException.class);
    }

    private String write(JobConfig.FileFormat format, String name, int rows) throws IOException {
        SparkSession spark = TestSpark.session();
        Path target = folder.resolve(name);
        spark.range(0, rows, 1, 1).write().format(format.label()).save(target.toString());
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
    }
}
