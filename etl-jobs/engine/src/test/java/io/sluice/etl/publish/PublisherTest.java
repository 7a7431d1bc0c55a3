package io.sluice.etl.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.model.AuditVerdict;
import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.Lease;
import io.sluice.etl.model.LedgerEntry;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.PartitionChange;
import io.sluice.etl.model.PublishPlan;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PublisherTest {
    private static final Instant NOW = Instant.parse("2021-07-22T02:00:00Z");
    private static final String OLD = "/t/_versions/one/dt=2021-07-21";
    private static final String NEW = "/t/_versions/two/dt=2021-07-21";
    private static final String NEWER = "/t/_versions/three/dt=2021-07-21";
    private static final String ADDED = "/t/_versions/two/dt=2021-07-22";
    private static final Map<String, String> PUBLISHED = Map.of("dt=2021-07-21", NEW, "dt=2021-07-22", ADDED);

    private static final Lease LOST = new Lease() {
        @Override
        public void requireHeld() {
            throw SluiceException.failed("lost");
        }

        @Override
        public void close() {}
    };

    private final Death death = new Death();
    private final FakeJournal journal = new FakeJournal(death);
    private final FakeLog log = new FakeLog(death);
    private final FakeCatalog catalog = new FakeCatalog(death);
    private final Publisher publisher = new Publisher(journal, log, catalog);

    @Test
    void movesWhatExistsBeforeItAddsWhatIsNew() {
        catalog.with("dt=2021-07-21", OLD);

        Slot slot = publish();

        assertThat(catalog.content()).isEqualTo(PUBLISHED);
        assertThat(catalog.changes())
                .containsExactly("move {dt=2021-07-21=" + NEW + "}", "add {dt=2021-07-22=" + ADDED + "}");
        assertThat(catalog.lastRun()).isEqualTo(slot.runId());
        assertThat(slot.number()).isEqualTo(1);
        assertThat(slot.preparedAt()).isEqualTo("2021-07-22T02:00:00Z");
        assertThat(slot.schemaFingerprint()).isEqualTo("fingerprint");
        TableHistory history = journal.history();
        assertThat(history.open()).isEmpty();
        assertThat(history.ledger()).containsOnlyKeys("2021-07-21/a.json");
        assertThat(history.partitions().get("dt=2021-07-21").location()).isEqualTo(NEW);
    }

    @Test
    void takesTheNumberAfterTheLast() {
        publisher.publish(plan(List.of()), journal.history(), "fingerprint", NOW, Lease.NONE);

        assertThat(publisher
                        .publish(plan(List.of()), journal.history(), "fingerprint", NOW, Lease.NONE)
                        .number())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "prepare, AFTER",
        "commit, BEFORE",
        "commit, AFTER",
        "create, BEFORE",
        "create, AFTER",
        "locations, BEFORE",
        "move, BEFORE",
        "move, AFTER",
        "add, BEFORE",
        "add, AFTER",
        "verify, BEFORE",
        "mark, BEFORE",
        "mark, AFTER",
        "published, BEFORE"
    })
    void finishesASlotWhoseRunDied(String step, Death.Moment moment) {
        catalog.with("dt=2021-07-21", OLD);
        death.at(step, moment);
        assertThatThrownBy(this::publish).hasMessageContaining("died");

        Slot open = journal.history().open().orElseThrow();
        new Publisher(journal, log, catalog).rollForward(open, journal.history(), Lease.NONE);

        assertFinishedOnce();
        publisher.rollForward(open, journal.history(), Lease.NONE);
        assertFinishedOnce();
    }

    @Test
    void leavesNothingToFinishWhenARunDiedBeforeItPrepared() {
        catalog.with("dt=2021-07-21", OLD);
        death.at("prepare", Death.Moment.BEFORE);

        assertThatThrownBy(this::publish).hasMessageContaining("died");

        assertThat(journal.history().lastSlot()).isZero();
        assertThat(catalog.content()).isEqualTo(Map.of("dt=2021-07-21", OLD));
        assertThat(catalog.changes()).isEmpty();
    }

    @Test
    void leavesNothingToFinishWhenARunDiedAfterItClosed() {
        catalog.with("dt=2021-07-21", OLD);
        death.at("published", Death.Moment.AFTER);

        assertThatThrownBy(this::publish).hasMessageContaining("died");

        assertFinishedOnce();
    }

    @ParameterizedTest
    @CsvSource({"move, BEFORE", "move, AFTER", "add, BEFORE", "add, AFTER"})
    void finishesASlotWhoseRescuerDiedToo(String step, Death.Moment moment) {
        catalog.with("dt=2021-07-21", OLD);
        death.at("prepare", Death.Moment.AFTER);
        assertThatThrownBy(this::publish).hasMessageContaining("died");
        Slot open = journal.history().open().orElseThrow();
        death.at(step, moment);
        assertThatThrownBy(() -> publisher.rollForward(open, journal.history(), Lease.NONE))
                .hasMessageContaining("died");

        publisher.rollForward(open, journal.history(), Lease.NONE);

        assertFinishedOnce();
    }

    @Test
    void leavesEverythingToTheRunThatTookTheNumberFirst() {
        catalog.with("dt=2021-07-21", OLD);
        TableHistory stale = journal.history();
        journal.prepare(slot(new Slot.Switch("dt=2021-07-30", null, "/t/other", List.of())));

        assertThatThrownBy(() -> publisher.publish(plan(changes()), stale, "fingerprint", NOW, Lease.NONE))
                .isInstanceOfSatisfying(
                        SluiceException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.FAILED));
        assertThat(catalog.changes()).isEmpty();
    }

    @Test
    void touchesNothingWhenAPartitionIsNeitherOldNorNew() {
        catalog.with("dt=2021-07-20", OLD).with("dt=2021-07-21", "/elsewhere");

        assertUntouched(
                slot(
                        new Slot.Switch("dt=2021-07-20", OLD, NEW, List.of()),
                        new Slot.Switch("dt=2021-07-21", OLD, NEW, List.of()),
                        new Slot.Switch("dt=2021-07-22", null, ADDED, List.of())),
                "partition dt=2021-07-21 is at /elsewhere");
    }

    @Test
    void touchesNothingWhenAPartitionThatHadALocationIsAbsent() {
        assertUntouched(
                slot(
                        new Slot.Switch("dt=2021-07-21", OLD, NEW, List.of()),
                        new Slot.Switch("dt=2021-07-22", null, ADDED, List.of())),
                "partition dt=2021-07-21 is absent");
    }

    @Test
    void touchesNothingWhenSomebodyElseAddedANewPartition() {
        catalog.with("dt=2021-07-21", OLD).with("dt=2021-07-22", "/elsewhere");

        assertUntouched(
                slot(
                        new Slot.Switch("dt=2021-07-21", OLD, NEW, List.of()),
                        new Slot.Switch("dt=2021-07-22", null, ADDED, List.of())),
                "partition dt=2021-07-22 is at /elsewhere");
    }

    @Test
    void leavesAPartitionThatIsAtItsNewLocationAlready() {
        catalog.with("dt=2021-07-21", NEW).with("dt=2021-07-22", ADDED);
        Slot slot = slot(
                new Slot.Switch("dt=2021-07-21", OLD, NEW, List.of()),
                new Slot.Switch("dt=2021-07-22", null, ADDED, List.of()));
        journal.prepare(slot);

        publisher.rollForward(slot, journal.history(), Lease.NONE);

        assertThat(catalog.changes()).isEmpty();
        assertThat(journal.history().open()).isEmpty();
    }

    @Test
    void knowsALocationHoweverItIsWritten() {
        catalog.with("dt=2021-07-21", "file:" + OLD).with("dt=2021-07-22", "file://" + ADDED);
        Slot slot = slot(
                new Slot.Switch("dt=2021-07-21", OLD, NEW, List.of()),
                new Slot.Switch("dt=2021-07-22", null, ADDED, List.of()));
        journal.prepare(slot);

        publisher.rollForward(slot, journal.history(), Lease.NONE);

        assertThat(catalog.changes()).containsExactly("move {dt=2021-07-21=" + NEW + "}");
    }

    @Test
    void leavesTheSlotOpenWhenTheCatalogueShowsSomethingElseAfterwards() {
        catalog.with("dt=2021-07-21", OLD).deafen();
        Slot slot = slot(new Slot.Switch("dt=2021-07-21", OLD, NEW, List.of()));
        journal.prepare(slot);

        assertUnknown(() -> publisher.rollForward(slot, journal.history(), Lease.NONE), OLD);

        assertThat(journal.history().open()).contains(slot);
    }

    @Test
    void leavesASlotToTheRunThatFinishedItAndWentOn() {
        catalog.with("dt=2021-07-21", OLD);
        Slot slot = slot(new Slot.Switch("dt=2021-07-21", OLD, NEW, List.of()));
        journal.prepare(slot);
        TableHistory beforeTheSleep = journal.history();
        publisher.rollForward(slot, beforeTheSleep, Lease.NONE);
        Slot newer = slot(2, "three", new Slot.Switch("dt=2021-07-21", NEW, NEWER, List.of()));
        journal.prepare(newer);
        publisher.rollForward(newer, journal.history(), Lease.NONE);

        publisher.rollForward(slot, beforeTheSleep, Lease.NONE);

        assertThat(catalog.content()).isEqualTo(Map.of("dt=2021-07-21", NEWER));
        assertThat(catalog.changes()).hasSize(2);
        assertThat(catalog.lastRun()).isEqualTo("three");
    }

    @Test
    void losesTheLeaseWithoutHarmWhenTheSlotIsFinishedByThen() {
        catalog.with("dt=2021-07-21", OLD);
        Slot slot = slot(new Slot.Switch("dt=2021-07-21", OLD, NEW, List.of()));
        journal.prepare(slot);
        TableHistory beforeTheSleep = journal.history();

        assertThatThrownBy(() -> publisher.rollForward(slot, beforeTheSleep, LOST))
                .hasMessage("lost");
        publisher.rollForward(slot, beforeTheSleep, Lease.NONE);

        publisher.rollForward(slot, beforeTheSleep, LOST);
        assertThat(catalog.content()).isEqualTo(Map.of("dt=2021-07-21", NEW));
    }

    @Test
    void closesASlotThatSwitchesNothingWithoutTheCatalogue() {
        death.at("create", Death.Moment.BEFORE);

        publisher.publish(plan(List.of()), journal.history(), "fingerprint", NOW, Lease.NONE);

        assertThat(catalog.table()).isEmpty();
        assertThat(journal.history().open()).isEmpty();
        assertThat(journal.history().ledger()).containsOnlyKeys("2021-07-21/a.json");
    }

    @Test
    void seesThatReadersSeeWhatTheJournalSays() {
        catalog.with("dt=2021-07-21", "file:" + NEW).with("dt=2021-07-30", "/of/somebody/else");

        assertThatCode(() -> publisher.verifyCurrent(List.of("dt=2021-07-21"), history()))
                .doesNotThrowAnyException();
        assertThatCode(() -> publisher.verifyCurrent(List.of(), history())).doesNotThrowAnyException();
    }

    @Test
    void leavesTheCatalogueAloneWhenTheLogHoldsSomethingElse() {
        catalog.with("dt=2021-07-21", OLD);
        log.with("dt=2021-07-21", "/of/somebody/else");
        Slot slot = slot(new Slot.Switch("dt=2021-07-21", OLD, NEW, List.of()));

        assertUntouched(slot, "somebody else");
    }

    @Test
    void seesThatTheLogHoldsWhatNobodyPublished() {
        catalog.with("dt=2021-07-21", NEW);
        log.with("dt=2021-07-21", NEW).with("dt=2021-07-22", "/of/somebody/else");

        assertThatCode(() -> publisher.verifyCurrent(List.of("dt=2021-07-21"), history()))
                .doesNotThrowAnyException();
        assertUnknown(
                () -> publisher.verifyCurrent(List.of("dt=2021-07-21", "dt=2021-07-22"), history()), "dt=2021-07-22");
    }

    @Test
    void seesThatAPublishedPartitionVanished() {
        assertUnknown(() -> publisher.verifyCurrent(List.of("dt=2021-07-21"), history()), "dt=2021-07-21 is absent");
    }

    @Test
    void seesThatAPublishedPartitionWasSwitchedBack() {
        catalog.with("dt=2021-07-21", OLD);

        assertUnknown(() -> publisher.verifyCurrent(List.of("dt=2021-07-21"), history()), "expects " + NEW);
        assertThat(catalog.changes()).isEmpty();
    }

    private void assertFinishedOnce() {
        assertThat(catalog.content()).isEqualTo(PUBLISHED);
        assertThat(catalog.changes()).hasSize(2);
        assertThat(log.commits()).isEqualTo(1);
        assertThat(log.content()).isEqualTo(PUBLISHED);
        assertThat(journal.history().open()).isEmpty();
        assertThat(journal.history().lastSlot()).isEqualTo(1);
    }

    private void assertUntouched(Slot slot, String message) {
        Map<String, String> before = catalog.content();
        journal.prepare(slot);

        assertUnknown(() -> publisher.rollForward(slot, journal.history(), Lease.NONE), message);

        assertThat(catalog.content()).isEqualTo(before);
        assertThat(catalog.changes()).isEmpty();
        assertThat(log.commits()).isZero();
        assertThat(journal.history().open()).contains(slot);
    }

    private static void assertUnknown(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SluiceException.class, failure -> {
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failure).hasMessageContaining(message);
        });
    }

    private Slot publish() {
        return publisher.publish(plan(changes()), journal.history(), "fingerprint", NOW, Lease.NONE);
    }

    private static TableHistory history() {
        return new TableHistory(
                1,
                null,
                Map.of(),
                Map.of(),
                Map.of("dt=2021-07-21", published()),
                Map.of(),
                Map.of(),
                null,
                Map.of(),
                List.of(),
                Map.of());
    }

    private static PublishedPartition published() {
        return new PublishedPartition("dt=2021-07-21", NEW, List.of(new DataFile("f", 1, 10)));
    }

    private static List<PartitionChange> changes() {
        PublishedPartition before = new PublishedPartition("dt=2021-07-21", OLD, List.of(new DataFile("old", 2, 20)));
        return List.of(
                new PartitionChange("dt=2021-07-21", before, NEW, List.of(new DataFile("moved", 5, 50)), 0, 0, 3, 5),
                new PartitionChange("dt=2021-07-22", null, ADDED, List.of(new DataFile("added", 2, 20)), 0, 0, 2, 2));
    }

    private static PublishPlan plan(List<PartitionChange> changes) {
        long kept = changes.stream().mapToLong(PartitionChange::kept).sum();
        RunCounts counts = new RunCounts(kept, kept, 0, kept, 0, 0, 0, 0, 0, 0);
        LedgerEntry file = new LedgerEntry("2021-07-21/a.json", 9, 9, "", null, "fingerprint", kept, 0, List.of());
        AuditVerdict.Passed passed = (AuditVerdict.Passed) AuditVerdict.evaluate(counts, changes, 0, List.of());
        return PublishPlan.of(passed, "two", Map.of("id", "string"), List.of(file), List.of());
    }

    private static Slot slot(Slot.Switch... switches) {
        return slot(1, "two", switches);
    }

    private static Slot slot(long number, String runId, Slot.Switch... switches) {
        return new Slot(
                number,
                runId,
                "2021-07-22T02:00:00Z",
                "fingerprint",
                Map.of(),
                List.of(),
                List.of(switches),
                List.of(),
                RunCounts.NONE);
    }
}
