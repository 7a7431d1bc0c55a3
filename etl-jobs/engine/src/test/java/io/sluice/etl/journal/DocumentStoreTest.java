package io.sluice.etl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.SluiceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentStoreTest {
    private static final String FILE = "file";

    @TempDir
    Path temporary;

    /** A document large enough to be written in several pieces. */
    record Letter(int author, List<String> lines) {}

    @ParameterizedTest
    @ValueSource(strings = {FILE, RenamingFileSystem.SCHEME})
    void readsBackWhatItCreated(String scheme) throws IOException {
        DocumentStore documents = store(scheme);
        Letter letter = letter(7);

        assertThat(documents.create("a.json", letter)).isTrue();

        assertThat(documents.read("a.json", Letter.class)).contains(letter);
        assertThat(documents.names()).containsExactly("a.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {FILE, RenamingFileSystem.SCHEME})
    void neverReplacesADocument(String scheme) throws IOException {
        DocumentStore documents = store(scheme);
        documents.create("a.json", letter(1));

        assertThat(documents.create("a.json", letter(2))).isFalse();

        assertThat(documents.read("a.json", Letter.class)).contains(letter(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {FILE, RenamingFileSystem.SCHEME})
    void letsOneOfTenWritersTakeAName(String scheme) throws Exception {
        DocumentStore documents = store(scheme);
        for (int round = 0; round < 20; round++) {
            String name = round + ".json";

            List<Integer> winners = race(documents, name);

            assertThat(winners).hasSize(1);
            assertThat(documents.read(name, Letter.class)).contains(letter(winners.get(0)));
        }
        assertThat(filesIn(folder())).as("no draft is left").hasSize(20);
    }

    @Test
    void ignoresDraftsOfWritersThatDied() throws IOException {
        DocumentStore documents = store(FILE);
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("_1.prepared.json.cafe"), "{\"author\": ");
        Files.writeString(folder().resolve("._1.prepared.json.cafe.crc"), "x");
        Files.createDirectory(folder().resolve("folder.json"));
        documents.create("1.prepared.json", letter(1));

        assertThat(documents.names()).containsExactly("1.prepared.json");
    }

    @Test
    void hasNoNamesBeforeTheFolderIsThere() throws IOException {
        assertThat(store(FILE).names()).isEmpty();
        assertThat(store(FILE).read("a.json", Letter.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"author\": 1, \"lines\": [\"a", "not JSON", "[]", "\u0000\u0000\u0000\u0000"})
    void refusesATornDocumentAndNamesItsPath(String text) throws IOException {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("a.json"), text);

        assertThatThrownBy(() -> store(FILE).read("a.json", Letter.class))
                .isInstanceOfSatisfying(SluiceException.class, failure -> {
                    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
                    assertThat(failure)
                            .hasMessageContaining(folder().resolve("a.json").toString());
                });
    }

    @Test
    void readsADocumentOfALaterVersionThatSaysMore() throws IOException {
        Files.createDirectories(folder());
        Files.writeString(
                folder().resolve("a.json"), "{\"author\": 3, \"mood\": {\"good\": true}, \"lines\": [\"서울\"]}");

        assertThat(store(FILE).read("a.json", Letter.class)).contains(new Letter(3, List.of("서울")));
    }

    @Test
    void writesTextThatPeopleCanRead() throws IOException {
        store(FILE).create("a.json", new Letter(1, List.of("서울", "it's \"x\"")));

        assertThat(Files.readString(folder().resolve("a.json"), StandardCharsets.UTF_8))
                .isEqualTo("{\n  \"author\" : 1,\n  \"lines\" : [ \"서울\", \"it's \\\"x\\\"\" ]\n}");
    }

    private static List<Integer> race(DocumentStore documents, String name) throws Exception {
        int writers = 10;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            CyclicBarrier start = new CyclicBarrier(writers);
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                int author = i;
                results.add(threads.submit(() -> {
                    start.await();
                    return documents.create(name, letter(author));
                }));
            }
            List<Integer> winners = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                if (results.get(i).get()) {
                    winners.add(i);
                }
            }
            return winners;
        } finally {
            threads.shutdown();
        }
    }

    private static Letter letter(int author) {
        return new Letter(author, List.of("x".repeat(3_000), "y".repeat(9_000), "from " + author));
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    private Path folder() {
        return temporary.resolve("journal");
    }

    private DocumentStore store(String scheme) {
        Configuration configuration = RenamingFileSystem.configuration();
        String prefix = scheme.equals(FILE) ? "" : scheme + ":";
        return new DocumentStore(new org.apache.hadoop.fs.Path(prefix + folder()), configuration);
    }
}
