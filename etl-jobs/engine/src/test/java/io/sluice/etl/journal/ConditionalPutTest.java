package io.sluice.etl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.testing.S3Gateway;
import io.sluice.etl.testing.S3Server;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConditionalPutTest {
    private final Path folder = new Path(S3Server.shared().newBucket() + "/table/_sluice/journal");

    private S3Gateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new S3Gateway(S3Server.shared());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void createsADocumentOnceAndLeavesNothingElse() throws IOException {
        DocumentStore documents = new DocumentStore(folder, new Configuration());

        assertThat(documents.names()).isEmpty();
        assertThat(documents.create("1.json", "first")).isTrue();
        assertThat(documents.create("1.json", "second")).isFalse();

        assertThat(documents.read("1.json", String.class)).contains("first");
        assertThat(documents.names()).containsExactly("1.json");
        assertThat(objects()).containsExactly("1.json");
    }

    @Test
    void letsOneOfTenWritersTakeAName() throws Exception {
        for (int round = 0; round < 5; round++) {
            String name = round + ".json";

            List<Integer> winners = race(name);

            assertThat(winners).hasSize(1);
            assertThat(store().read(name, Integer.class)).contains(winners.get(0));
        }
    }

    @Test
    void knowsItsOwnDocumentWhenTheAnswerGotLost() throws IOException {
        DocumentStore documents = store();
        documents.create("1.json", "before");

        gateway.loseAnswers(1);

        assertThat(documents.create("2.json", "mine")).isTrue();
        assertThat(documents.create("2.json", "mine")).as("another call").isFalse();
    }

    @Test
    void asksAgainWhileAnotherRequestForTheNameIsInFlight() throws IOException {
        DocumentStore documents = store();
        documents.create("1.json", "before");

        gateway.conflict(3);

        assertThat(documents.create("2.json", "mine")).isTrue();
    }

    @Test
    void refusesAStoreThatIgnoresTheCondition() {
        gateway.ignoreConditions();

        assertThatThrownBy(() -> store().create("1.json", "mine"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("honours conditional writes");
    }

    private List<Integer> race(String name) throws Exception {
        int writers = 10;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            CyclicBarrier start = new CyclicBarrier(writers);
            DocumentStore documents = store();
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                int author = i;
                results.add(threads.submit(() -> {
                    start.await();
                    return documents.create(name, author);
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

    private List<String> objects() throws IOException {
        List<String> names = new ArrayList<>();
        for (FileStatus status : folder.getFileSystem(new Configuration()).listStatus(folder)) {
            names.add(status.getPath().getName());
        }
        return names;
    }

    private DocumentStore store() {
        return new DocumentStore(folder, gateway.configuration());
    }
}
