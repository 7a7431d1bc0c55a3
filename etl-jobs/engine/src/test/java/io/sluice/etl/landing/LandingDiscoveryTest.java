package io.sluice.etl.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.LandingDate;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.SluiceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LandingDiscoveryTest {
    private static final DateRange DAY = DateRange.parse("2021-07-21");

    @TempDir
    private Path landing;

    @Test
    void findsTheFilesOfADay() throws IOException {
        land("2021-07-20/a.json", "2021-07-21/b.json", "2021-07-21/sub/a.json", "2021-07-22/a.json");
        Listing listing = list("{date}/*", DAY);
        assertThat(paths(listing)).containsExactly("2021-07-21/b.json", "2021-07-21/sub/a.json");
        assertThat(listing.files()).allMatch(file -> file.date().equals(LandingDate.of(LocalDate.of(2021, 7, 21))));
    }

    @Test
    void pinsSizeAndTime() throws IOException {
        land("2021-07-21/a.json");
        Files.setLastModifiedTime(landing.resolve("2021-07-21/a.json"), FileTime.fromMillis(1_600_000_000_123L));
        LandedFile file = list("{date}/*", DAY).files().get(0);
        assertThat(file.size()).isEqualTo("2021-07-21/a.json".length());
        assertThat(file.modified()).isEqualTo(1_600_000_000_123L);
        assertThat(file.etag()).isEmpty();
        assertThat(file.uri()).isEqualTo("file:" + landing + "/2021-07-21/a.json");
    }

    @Test
    void sortsByUnsignedBytesOfThePath() throws IOException {
        assumeUnicodeNames();
        land("b", "a/z", "a-z", "\uffee", "\ud83d\ude00", "B");
        assertThat(paths(list("*", DateRange.ALL))).containsExactly("B", "a-z", "a/z", "b", "\uffee", "\ud83d\ude00");
    }

    @Test
    void countsButDoesNotReadBookkeepingFiles() throws IOException {
        land("2021-07-21/a.json");
        land(
                "2021-07-21/_SUCCESS",
                "2021-07-21/.hidden",
                "2021-07-21/b.json.tmp",
                "2021-07-21/c_tmp",
                "2021-07-21/d._COPYING_",
                "2021-07-21/_temporary/0/e",
                "2021-07-21/+tmp/f",
                "2021-07-21/x+tmp/g",
                "2021-07-21/processing-failed/h",
                "2021-07-21/logstash-programmatic-access-test-object-1");
        land("2021-07-22/_SUCCESS", "_SUCCESS", "2021-07-21/.a.json.crc");
        Listing listing = list("{date}/*", DAY);
        assertThat(paths(listing)).containsExactly("2021-07-21/a.json");
        assertThat(listing.ignored()).isEqualTo(10);
        assertThat(listing.unmatched()).isZero();
        assertThat(list("{date}/*", DateRange.ALL).ignored()).isEqualTo(12);
    }

    @Test
    void countsFilesThatTheLayoutDoesNotMean() throws IOException {
        land("README", "2021-07-21/a.json", "2021-07-21/a.csv", "2021-07-22/a.csv", "2021-02-30/a.json");
        assertThat(list("{date}/*.json", DAY).unmatched()).isEqualTo(1);
        assertThat(list("{date}/*.json", DateRange.ALL).unmatched()).isEqualTo(4);
        assertThat(list("{date}/*.json", DateRange.parse("2020-01-01", "2022-01-01"))
                        .unmatched())
                .isEqualTo(4);
    }

    @Test
    void findsDatesBehindAnyName() throws IOException {
        land("topics/a/dt=2021-07-21/x", "topics/b/dt=2021-07-21/x", "topics/b/dt=2021-07-22/x");
        land("topics/b/dt=2021-07-21/_SUCCESS", "topics/b/dt=2021-07-22/_SUCCESS", "topics/_SUCCESS");
        Listing listing = list("topics/*/dt={date}/*", DAY);
        assertThat(paths(listing)).containsExactly("topics/a/dt=2021-07-21/x", "topics/b/dt=2021-07-21/x");
        assertThat(listing.ignored()).isEqualTo(1);
        assertThat(listing.unmatched()).isZero();
    }

    @Test
    void findsHours() throws IOException {
        land("2021/07/21/02/a", "2021/07/21/03/a", "2021/07/21/23/a", "2021/07/22/00/a", "2021/07/23/00/a");
        String layout = "{date:yyyy/MM/dd}/{hour}/*";
        assertThat(paths(list(layout, DateRange.parse("2021-07-21T03", "2021-07-22"))))
                .containsExactly("2021/07/21/03/a", "2021/07/21/23/a", "2021/07/22/00/a");
        assertThat(paths(list(layout, DateRange.parse("2021-07-21T23")))).containsExactly("2021/07/21/23/a");
        assertThat(paths(list(layout, DAY))).containsExactly("2021/07/21/02/a", "2021/07/21/03/a", "2021/07/21/23/a");
    }

    @Test
    void findsTheSameInALongRange() throws IOException {
        land("2020-12-31/a", "2021-07-21/a", "2021-07-21/_SUCCESS", "2022-07-23/a");
        Listing listing = list("{date}/*", DateRange.parse("2021-01-01", "2022-07-22"));
        assertThat(paths(listing)).containsExactly("2021-07-21/a");
        assertThat(listing.ignored()).isEqualTo(1);
    }

    @Test
    void findsNothingWhereADateHasNoFolder() throws IOException {
        land("2021-07-20/a.json");
        assertThat(list("{date}/*", DAY)).isEqualTo(new Listing(List.of(), 0, 0));
        assertThat(list("raw/*", DateRange.ALL)).isEqualTo(new Listing(List.of(), 0, 0));
    }

    @Test
    void reopensFilesWithUnusualNames() throws IOException {
        assumeUnicodeNames();
        String[] names = {"a:b", "x y", "가나다", "p%20q", "100%", "h#i", "q?r", "k=v", "[a]{b}*", "b\\s", "+tmpx", "a,b"};
        land(names);
        Listing listing = list("*", DateRange.ALL);
        assertThat(paths(listing)).containsExactlyInAnyOrder(names);
        for (LandedFile file : listing.files()) {
            assertThat(content(file.uri())).isEqualTo(file.path());
            discovery("*").requireUnchanged(file);
        }
    }

    @Test
    void worksInAFolderWithAnUnusualName() throws IOException {
        Path folder = landing.resolve("a b#c%20:d");
        Files.createDirectories(folder.resolve("h:1"));
        Files.writeString(folder.resolve("h:1/x"), "content");
        Listing listing =
                new LandingDiscovery(new Configuration(), folder.toString(), Layout.parse("h:1/*")).list(DateRange.ALL);
        assertThat(paths(listing)).containsExactly("h:1/x");
        assertThat(content(listing.files().get(0).uri())).isEqualTo("content");
    }

    @Test
    void takesAPlainPathAsLocalWhateverTheDefaultFileSystem() throws IOException {
        land("a");
        Configuration configuration = new Configuration();
        configuration.set("fs.defaultFS", "hdfs://nowhere:8020");
        LandingDiscovery discovery = new LandingDiscovery(configuration, landing.toString(), Layout.parse("*"));
        Listing listing = discovery.list(DateRange.ALL);
        assertThat(paths(listing)).containsExactly("a");
    }

    @Test
    void refusesALandingThatIsNotThere() throws IOException {
        land("file");
        String nowhere = landing.resolve("nowhere").toString();
        assertInvalid(nowhere, nowhere + " does not exist. Create the folder, or correct landing.path.");
        assertInvalid(landing.resolve("file").toString(), "file is a file. Name the folder");
        assertInvalid("nosuch://bucket/x", "No file system is installed for landing.path nosuch://bucket/x");
    }

    @Test
    void refusesDatesThatTheLayoutCannotTell() {
        assertThatThrownBy(() -> list("*", DAY)).hasMessageContaining("landing.layout \"*\" has no {date}");
        assertThatThrownBy(() -> list("{date}/*", DateRange.parse("2021-07-21T03")))
                .hasMessageContaining("landing.layout \"{date}/*\" has no {hour}")
                .asInstanceOf(type(SluiceException.class))
                .extracting(SluiceException::outcome)
                .isEqualTo(Outcome.INVALID);
    }

    @Test
    void refusesNamesThatJavaCannotRead() throws IOException, InterruptedException {
        String script = "touch \"$0\"/$(printf 'bad\\377.json')";
        assumeTrue(
                new ProcessBuilder("bash", "-c", script, landing.toString())
                                .start()
                                .waitFor()
                        == 0,
                "needs bash");
        assertThatThrownBy(() -> list("*", DateRange.ALL))
                .hasMessageContaining("holds a file whose name Java cannot read")
                .hasMessageContaining("LC_ALL=C.UTF-8");
    }

    @Test
    void skipsFoldersThatVanishWhileTheyAreListed() throws IOException {
        land("a/x", "b/x");
        Configuration configuration = TaggingStore.configuration();
        configuration.set(TaggingStore.VANISHING, landing.resolve("a").toString());
        assertThat(paths(tagging(configuration).list(DateRange.ALL))).containsExactly("b/x");
    }

    @Test
    void failsWhereAFolderCannotBeListed() throws IOException {
        land("a/x", "b/x");
        Configuration configuration = TaggingStore.configuration();
        configuration.set(TaggingStore.FAILING, "b");
        assertThatThrownBy(() -> tagging(configuration).list(DateRange.ALL))
                .hasMessageContaining("could not be listed: access denied")
                .hasCauseInstanceOf(IOException.class)
                .asInstanceOf(type(SluiceException.class))
                .extracting(SluiceException::outcome)
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void tellsWhatChangedInAPinnedFile() throws IOException {
        land("a");
        LandingDiscovery discovery = discovery("*");
        LandedFile file = discovery.list(DateRange.ALL).files().get(0);
        discovery.requireUnchanged(file);
        Files.setLastModifiedTime(landing.resolve("a"), FileTime.fromMillis(1_000));
        assertChanged(discovery, file, "its modification time was " + file.modified() + " and is 1000");
        Files.writeString(landing.resolve("a"), "longer");
        assertChanged(discovery, file, "its size was 1 bytes and is 6");
        Files.delete(landing.resolve("a"));
        assertChanged(discovery, file, "it is gone");
    }

    @Test
    void comparesTagsRatherThanTimesWhereAStoreHasThem() throws IOException {
        land("a");
        Files.setLastModifiedTime(landing.resolve("a"), FileTime.fromMillis(1_600_000_000_123L));
        Configuration configuration = TaggingStore.configuration();
        LandedFile file = tagging(configuration).list(DateRange.ALL).files().get(0);
        assertThat(file.etag()).isEqualTo("1");
        tagging(configuration).requireUnchanged(file);
        configuration.set(TaggingStore.TAG, "2");
        assertChanged(tagging(configuration), file, "its etag was 1 and is 2");
    }

    @Test
    void listsTheAcceptanceLanding() {
        Path acceptance = Path.of(System.getProperty("sluice.project.root", ""), "../shared/acceptance/github/landing")
                .toAbsolutePath()
                .normalize();
        assumeTrue(
                Files.isDirectory(acceptance),
                "the acceptance landing is not at " + acceptance
                        + "; set the system property sluice.project.root to the project's folder");
        LandingDiscovery discovery =
                new LandingDiscovery(new Configuration(), acceptance.toString(), Layout.parse("{date:yyyy-MM-dd}/*"));
        assertThat(discovery.list(DAY))
                .extracting(listing -> listing.files().size(), Listing::ignored, Listing::unmatched)
                .containsExactly(8, 2L, 0L);
        assertThat(discovery.list(DateRange.parse("2021-07-22")))
                .extracting(listing -> listing.files().size(), Listing::ignored, Listing::unmatched)
                .containsExactly(3, 0L, 0L);
    }

    private static void assumeUnicodeNames() {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "needs a locale with UTF-8 file names");
    }

    private void land(String... paths) throws IOException {
        for (String path : paths) {
            Path file = landing.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, path);
        }
    }

    private LandingDiscovery discovery(String layout) {
        return new LandingDiscovery(new Configuration(), landing.toString(), Layout.parse(layout));
    }

    private LandingDiscovery tagging(Configuration configuration) {
        return new LandingDiscovery(configuration, "tagging://" + landing, Layout.parse("*"));
    }

    private Listing list(String layout, DateRange range) {
        return discovery(layout).list(range);
    }

    private static List<String> paths(Listing listing) {
        return listing.files().stream().map(LandedFile::path).toList();
    }

    private static String content(String uri) throws IOException {
        // The raw file system, because Hadoop's checksums cannot cope with colons in names.
        FileSystem files = FileSystem.getLocal(new Configuration()).getRawFileSystem();
        try (InputStream stream = files.open(new org.apache.hadoop.fs.Path(uri))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertInvalid(String path, String message) {
        assertThatThrownBy(() -> new LandingDiscovery(new Configuration(), path, Layout.parse("*")).list(DateRange.ALL))
                .hasMessageContaining("landing.path")
                .hasMessageContaining(message)
                .asInstanceOf(type(SluiceException.class))
                .extracting(SluiceException::outcome)
                .isEqualTo(Outcome.INVALID);
    }

    private static void assertChanged(LandingDiscovery discovery, LandedFile file, String what) {
        assertThatThrownBy(() -> discovery.requireUnchanged(file))
                .hasMessageContaining(file.uri())
                .hasMessageContaining(what)
                .asInstanceOf(type(SluiceException.class))
                .extracting(SluiceException::outcome)
                .isEqualTo(Outcome.FAILED);
    }
}
