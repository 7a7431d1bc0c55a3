package io.sluice.etl.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.framing.Bzip2Entry;
import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.LandingFormats;
import io.sluice.etl.testing.TestSpark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Bzip2FilesTest {
    private static final long LARGE = 300_000;

    @TempDir
    private Path folder;

    private interface Packing {
        OutputStream of(OutputStream out) throws IOException;
    }

    @Test
    void measuresWhatHasThreeTimesTheShareOfACore() throws IOException {
        LandedFile large = landed("large", LARGE, Bzip2FilesTest::bzip2);
        LandedFile alike = landed("alike", LARGE, Bzip2FilesTest::bzip2);
        LandedFile small = landed("small", 50_000, Bzip2FilesTest::bzip2);

        assertThat(measured(List.of(large), 2)).isEmpty();
        assertThat(measured(List.of(large), 3)).containsOnlyKeys("large");
        assertThat(measured(List.of(large, small), 3)).isEmpty();
        assertThat(measured(List.of(large, small), 4)).containsOnlyKeys("large");
        assertThat(measured(List.of(large, alike), 5)).isEmpty();
        assertThat(measured(List.of(large, alike), 6)).containsOnlyKeys("large", "alike");
    }

    @Test
    void entersAFileAsOftenAsCoresCanHelp() throws IOException {
        LandedFile file = landed("file", LARGE, Bzip2FilesTest::bzip2);

        assertThat(measured(List.of(file), 3).get("file")).hasSize(3);
        assertThat(files().measure(List.of(file), new SplitRule(1 << 20, 110_000, 100)))
                .as("a part must be worth opening the file")
                .isEmpty();
        assertThat(files().measure(List.of(file), new SplitRule(1 << 20, 80_000, 100))
                        .get("file"))
                .hasSizeBetween(3, 4);
        assertThat(files().measure(List.of(file), new SplitRule(70_000, 0, 3)).get("file"))
                .as("parts of bytes as configured")
                .hasSizeGreaterThan(3);
    }

    @Test
    void leavesOtherFilesAlone() throws IOException {
        LandedFile plain = landed("plain", LARGE, out -> out);
        LandedFile gzip = landed("gzip", LARGE, GZIPOutputStream::new);
        LandedFile twice = landed("twice", LARGE, out -> bzip2(bzip2(out)));

        for (LandedFile file : List.of(plain, gzip, twice)) {
            assertThat(measured(List.of(file), 8)).as(file.path()).isEmpty();
        }
    }

    @Test
    void findsNoEntryToADamagedFile() throws IOException {
        LandedFile file = landed("file", LARGE, Bzip2FilesTest::bzip2);
        byte[] bytes = Files.readAllBytes(folder.resolve("file"));
        bytes[bytes.length / 3] ^= 1;
        Files.write(folder.resolve("file"), bytes);

        assertThat(measured(List.of(file), 8)).containsOnlyKeys("file").containsEntry("file", List.of());
    }

    @Test
    void measuresAFileOnce() throws IOException {
        LandedFile file = landed("file", LARGE, Bzip2FilesTest::bzip2);
        Bzip2Files files = files();
        Map<String, List<Bzip2Entry>> first = files.measure(List.of(file), rule(4));
        Files.delete(folder.resolve("file"));

        assertThat(files.measure(List.of(file), rule(8))).isEqualTo(first);
    }

    @Test
    void leavesAFileThatCannotBeOpenedToTheTaskThatReadsIt() throws IOException {
        LandedFile file = landed("file", LARGE, Bzip2FilesTest::bzip2);
        Files.delete(folder.resolve("file"));

        assertThat(measured(List.of(file), 8)).isEmpty();
    }

    private static Map<String, List<Bzip2Entry>> measured(List<LandedFile> files, int cores) {
        return files().measure(files, rule(cores));
    }

    private static SplitRule rule(int cores) {
        return new SplitRule(1 << 20, 0, cores);
    }

    private static Bzip2Files files() {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(TestSpark.session().sparkContext());
        return new Bzip2Files(
                spark,
                LandingFormats.NDJSON,
                new Limits(1 << 20, 100, 1_000, 1_000),
                spark.broadcast(new SerializableConfiguration(
                        TestSpark.session().sessionState().newHadoopConf())));
    }

    private static OutputStream bzip2(OutputStream out) throws IOException {
        return new BZip2CompressorOutputStream(out, 1);
    }

    /** A file of bytes that do not compress. */
    private LandedFile landed(String name, long size, Packing packing) throws IOException {
        byte[] bytes = new byte[(int) size];
        new Random(1).nextBytes(bytes);
        bytes[0] = '{';
        Path file = folder.resolve(name);
        try (OutputStream out = packing.of(Files.newOutputStream(file))) {
            out.write(bytes);
        }
        return new LandedFile(name, file.toString(), Files.size(file), 1, "", null);
    }
}
