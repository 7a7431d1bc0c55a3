package io.sluice.etl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.model.Beaten;
import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.LedgerEntry;
import io.sluice.etl.model.OffsetRange;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import io.sluice.etl.model.Tombstones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileJournalTest {
    @TempDir
    Path table;

    @Test
    void isEmptyBeforeTheFirstSlot() {
        assertThat(journal().history()).isEqualTo(TableHistory.EMPTY);
        assertThat(table).as("reading makes nothing").isEmptyDirectory();
    }

    @Test
    void remembersASlotInEveryDetail() {
        Slot slot = new Slot(
                1,
                "20211122T020000.123Z-7f3a",
                "2021-11-22T02:00:00.123Z",
                "fingerprint",
                Map.of(),
                List.of(
                        new LedgerEntry(
                                "2021-07-21/서울 \"a\".json",
                                5_000_000_000L,
                                1_626_912_000_123L,
                                "e\"tag",
                                "2021-07-21T03",
                                "fingerprint",
                                7,
                                2,
                                List.of("dt=2021-07-21", "dt=__HIVE_DEFAULT_PARTITION__")),
                        new LedgerEntry("b.json", 0, 0, "", null, "fingerprint", 0, 0, List.of())),
                List.of(
                        new Slot.Switch(
                                "dt=2021-07-21", "/t/old", "/t/new", List.of(new DataFile("f", 7, 5_000_000_000L))),
                        new Slot.Switch("dt=a%2Fb", null, "/t/new/dt=a%2Fb", List.of())),
                List.of(new Beaten("a.json", "b.json")),
                new RunCounts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));

        journal().prepare(slot);

        assertThat(journal().history().open()).contains(slot);
        assertThat(table.resolve("_sluice/journal/1.prepared.json")).exists();
    }

    @Test
    void countsNothingOfAnOpenSlotAsPublished() {
        journal().prepare(slot(1, "one", "a.json", 10));

        TableHistory history = journal().history();

        assertThat(history.lastSlot()).isEqualTo(1);
        assertThat(history.open()).isPresent();
        assertThat(history.runs()).containsOnlyKeys("one");
        assertThat(history.ledger()).isEmpty();
        assertThat(history.partitions()).isEmpty();
    }

    @Test
    void derivesLedgerAndPartitionsFromClosedSlots() {
        publish(slot(1, "one", "a.json", 10));
        publish(slot(2, "two", "b.json", 20));
        publish(slot(3, "three", "a.json", 11));
        journal().prepare(slot(4, "four", "c.json", 30));

        TableHistory history = journal().history();

        assertThat(history.lastSlot()).isEqualTo(4);
        assertThat(history.open().orElseThrow().runId()).isEqualTo("four");
        assertThat(history.runs()).containsOnlyKeys("one", "two", "three", "four");
        assertThat(history.ledger()).containsOnlyKeys("a.json", "b.json");
        assertThat(history.ledger().get("a.json").size())
                .as("the last word counts")
                .isEqualTo(11);
        assertThat(history.partitions())
                .containsOnlyKeys("dt=all", "dt=a.json", "dt=b.json")
                .containsEntry(
                        "dt=all", new PublishedPartition("dt=all", "/t/three", List.of(new DataFile("three", 1, 1))));
    }

    @Test
    void sumsUpFromTimeToTimeWhatTheSlotsSay() throws IOException {
        for (int number = 1; number <= 103; number++) {
            publish(slot(number, "run " + number, "file " + number % 7, number));
        }
        journal().prepare(slot(104, "open", "c.json", 30));

        TableHistory summedUp = journal().history();

        Path folder = table.resolve("_sluice/journal");
        assertThat(folder.resolve("100.snapshot.json")).exists();
        assertThat(folder.resolve("50.snapshot.json")).as("only the newest").doesNotExist();
        Files.writeString(folder.resolve("100.snapshot.json"), "torn");
        assertThat(journal().history())
                .as("a snapshot that cannot be read is made up for by the slots")
                .isEqualTo(summedUp);
        Files.delete(folder.resolve("100.snapshot.json"));
        assertThat(journal().history()).isEqualTo(summedUp);
        assertThat(summedUp.runs()).hasSize(104);
        assertThat(summedUp.tombstones()).hasSize(7);
        assertThat(summedUp.offsets()).hasSize(103);
    }

    @Test
    void readsNoSlotThatASnapshotHolds() throws IOException {
        for (int number = 1; number <= 51; number++) {
            publish(slot(number, "run " + number, "file " + number, number));
        }
        Files.writeString(table.resolve("_sluice/journal/7.prepared.json"), "not looked at");

        assertThat(journal().history().ledger()).hasSize(51);
    }

    @Test
    void readsSlotsByNumberAndNotByName() {
        for (int number = 1; number <= 12; number++) {
            publish(slot(number, "run " + number, "a.json", number));
        }

        TableHistory history = journal().history();

        assertThat(history.lastSlot()).isEqualTo(12);
        assertThat(history.ledger().get("a.json").size()).isEqualTo(12);
        assertThat(history.partitions().get("dt=all").location()).isEqualTo("/t/run 12");
    }

    @Test
    void closesASlotTwiceAsOnce() {
        publish(slot(1, "one", "a.json", 10));

        journal().published(slot(1, "one", "a.json", 10));

        assertThat(journal().history().open()).isEmpty();
    }

    @Test
    void givesANumberToOneOfTenRuns() throws Exception {
        int runs = 10;
        ExecutorService threads = Executors.newFixedThreadPool(runs);
        List<String> winners = new ArrayList<>();
        try {
            CyclicBarrier start = new CyclicBarrier(runs);
            List<Future<Outcome>> results = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                Slot slot = slot(1, "run " + i, "a.json", i);
                results.add(threads.submit(() -> {
                    start.await();
                    return outcomeOf(slot);
                }));
            }
            for (int i = 0; i < runs; i++) {
                Outcome outcome = results.get(i).get();
                assertThat(outcome).isIn(Outcome.PUBLISHED, Outcome.FAILED);
                if (outcome == Outcome.PUBLISHED) {
                    winners.add("run " + i);
                }
            }
        } finally {
            threads.shutdown();
        }

        assertThat(winners).hasSize(1);
        assertThat(journal().history().open().orElseThrow().runId()).isEqualTo(winners.get(0));
    }

    @Test
    void tellsTheRunThatComesSecondThatNothingWasPublished() {
        journal().prepare(slot(1, "one", "a.json", 10));

        assertFails(Outcome.FAILED, () -> journal().prepare(slot(1, "two", "b.json", 20)), "journal slot 1");
        assertThat(journal().history().open().orElseThrow().runId()).isEqualTo("one");
    }

    @Test
    void refusesATornSlotAndNamesItsPath() throws IOException {
        publish(slot(1, "one", "a.json", 10));
        Path document = table.resolve("_sluice/journal/1.prepared.json");
        Files.writeString(document, Files.readString(document).substring(0, 100));

        assertFails(Outcome.UNKNOWN, () -> journal().history(), document.toString());
    }

    @Test
    void refusesASlotThatLacksItsLists() throws IOException {
        publish(slot(1, "one", "a.json", 10));
        Path document = table.resolve("_sluice/journal/1.prepared.json");
        Files.writeString(document, "{}");

        assertFails(Outcome.UNKNOWN, () -> journal().history(), document.toString());
    }

    @Test
    void refusesASlotThatIsNull() throws IOException {
        publish(slot(1, "one", "a.json", 10));
        Path document = table.resolve("_sluice/journal/1.prepared.json");
        Files.writeString(document, "null");

        assertFails(Outcome.UNKNOWN, () -> journal().history(), document.toString());
    }

    @Test
    void refusesASlotWhoseNumberIsNotThatOfItsName() throws IOException {
        publish(slot(1, "one", "a.json", 10));
        Path document = table.resolve("_sluice/journal/1.prepared.json");
        Files.writeString(document, Files.readString(document).replace("\"number\" : 1", "\"number\" : 5"));

        assertFails(Outcome.UNKNOWN, () -> journal().history(), "1.prepared.json is the document of slot 5");
    }

    @Test
    void refusesAJournalThatLacksItsLastSlot() throws IOException {
        publish(slot(1, "one", "a.json", 10));
        publish(slot(2, "two", "b.json", 20));
        delete("2.prepared.json");

        assertFails(Outcome.UNKNOWN, () -> journal().history(), "restore 2.prepared.json");
    }

    @Test
    void refusesAJournalThatLacksItsFirstSlot() throws IOException {
        publish(slot(1, "one", "a.json", 10));
        publish(slot(2, "two", "b.json", 20));
        delete("1.prepared.json");
        delete("1.published.json");

        assertFails(Outcome.UNKNOWN, () -> journal().history(), "slot 2, but slot 1 before it is missing");
    }

    @Test
    void refusesAJournalThatLacksASlotBetween() throws IOException {
        publish(slot(1, "one", "a.json", 10));
        publish(slot(2, "two", "b.json", 20));
        publish(slot(3, "three", "c.json", 30));
        delete("2.prepared.json");

        assertFails(Outcome.UNKNOWN, () -> journal().history(), "slot 3, but slot 2 before it is missing");
    }

    @Test
    void refusesAJournalWithAnOpenSlotBeforeTheLast() throws IOException {
        publish(slot(1, "one", "a.json", 10));
        publish(slot(2, "two", "b.json", 20));
        delete("1.published.json");

        assertFails(Outcome.UNKNOWN, () -> journal().history(), "slot 2, but slot 1 before it is missing or was never");
    }

    @Test
    void ignoresDraftsAndStrangers() throws IOException {
        publish(slot(1, "one", "a.json", 10));
        Path folder = table.resolve("_sluice/journal");
        for (String name :
                List.of("_2.prepared.json.cafe", ".2.prepared.json.crc", "2.prepared.json.bak", "note.txt")) {
            Files.writeString(folder.resolve(name), "{\"number\": ");
        }

        assertThat(journal().history().lastSlot()).isEqualTo(1);
        assertThat(journal().history().open()).isEmpty();
    }

    @Test
    void leavesNoDraftBehind() throws IOException {
        publish(slot(1, "one", "a.json", 10));
        assertFails(Outcome.FAILED, () -> journal().prepare(slot(1, "two", "b.json", 20)), "");

        try (Stream<Path> files = Files.list(table.resolve("_sluice/journal"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith(".")))
                    .containsExactlyInAnyOrder("1.prepared.json", "1.published.json");
        }
    }

    @Test
    void failsWhereTheFolderCannotBeMade() throws IOException {
        Files.writeString(table.resolve("_sluice"), "a file");

        assertFails(Outcome.FAILED, () -> journal().prepare(slot(1, "one", "a.json", 10)), "cannot write slot 1");
    }

    private void publish(Slot slot) {
        journal().prepare(slot);
        journal().published(slot);
    }

    private Outcome outcomeOf(Slot slot) {
        try {
            journal().prepare(slot);
            return Outcome.PUBLISHED;
        } catch (SluiceException failure) {
            return failure.outcome();
        }
    }

    private void delete(String name) throws IOException {
        Files.delete(table.resolve("_sluice/journal").resolve(name));
    }

    private static void assertFails(Outcome outcome, ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SluiceException.class, failure -> {
            assertThat(failure.outcome()).isEqualTo(outcome);
            assertThat(failure).hasMessageContaining(message);
        });
    }

    private FileJournal journal() {
        return new FileJournal(table.toString(), new Configuration());
    }

    private static Slot slot(long number, String run, String file, long size) {
        return new Slot(
                number,
                run,
                "2021-07-22T02:00:00Z",
                "fingerprint",
                Map.of(),
                List.of(new LedgerEntry(file, size, 1, "", "2021-07-21", "fingerprint", 1, 0, List.of("dt=all"))),
                List.of(
                        new Slot.Switch("dt=all", null, "/t/" + run, List.of(new DataFile(run, 1, 1))),
                        new Slot.Switch("dt=" + file, null, "/t/" + run, List.of())),
                List.of(),
                RunCounts.NONE,
                new Slot.Aside(
                        List.of(new Slot.Switch(
                                Tombstones.of("dt=" + file), null, "/t/" + run, List.of(new DataFile(run, 1, 1)))),
                        List.of(new OffsetRange("orders/" + number % 2, number * 10, number * 10 + 10)),
                        List.of()));
    }
}
