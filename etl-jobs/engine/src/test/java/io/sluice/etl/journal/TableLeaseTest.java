package io.sluice.etl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.model.Lease;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.Stages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TableLeaseTest {
    private static final Duration TERM = Duration.ofMinutes(1);

    @TempDir
    private Path table;

    private final List<String> warnings = new ArrayList<>();

    @Test
    void isGivenToOneAfterTheOther() throws IOException {
        acquire("one", Duration.ZERO).close();
        try (Lease second = acquire("two", Duration.ZERO)) {
            second.requireHeld();
            assertThat(names()).contains("2.held.json").doesNotContain("1.held.json", "1.released.json");
        }
    }

    @Test
    void tellsWhoHoldsIt() throws IOException {
        try (Lease held = acquire("one", Duration.ZERO)) {
            assertThatThrownBy(() -> acquire("two", Duration.ZERO))
                    .isInstanceOfSatisfying(SluiceException.class, refusal -> assertThat(refusal.outcome())
                            .isEqualTo(Outcome.FAILED))
                    .hasMessageContaining("db.readings is held by run one on host")
                    .hasMessageContaining("--wait");
            assertThat(TableLease.holder(subject(), TERM, new Configuration())).isPresent();
            held.requireHeld();
        }
        assertThat(TableLease.holder(subject(), TERM, new Configuration())).isEmpty();
    }

    @Test
    void isWaitedFor() throws Exception {
        Lease held = acquire("one", Duration.ZERO);
        ExecutorService others = Executors.newSingleThreadExecutor();
        try {
            Future<TableLease> waiting = others.submit(() -> acquire("two", Duration.ofMinutes(1)));
            while (warnings.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            held.close();
            waiting.get(30, TimeUnit.SECONDS).close();
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .contains("waiting up to 60 s")
                    .contains("run one");
        } finally {
            others.shutdownNow();
        }
    }

    @Test
    void isLostBySilenceForItsTermAndTheOldHolderFindsOut() throws Exception {
        Lease silent = acquire("one", Duration.ZERO);
        while (!Files.exists(table.resolve("_sluice/lease/1.beat"))) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        fallSilent(1, Duration.ofMinutes(2));
        try (Lease taken = acquire("two", Duration.ZERO)) {
            taken.requireHeld();
            assertThatThrownBy(silent::requireHeld)
                    .hasMessageContaining("run one gave no sign of life")
                    .hasMessageContaining("run two");
        }
    }

    @Test
    void ofAProcessThatHasEndedIsFreeAtOnce() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        HolderProcess self = HolderProcess.current();
        HolderProcess other = new HolderProcess(
                process.pid(),
                self.machine(),
                process.info().startInstant().map(Instant::toString).orElseThrow());
        LeaseFolder folder = new LeaseFolder(table.toString(), new Configuration());
        folder.create(new LeaseHolder(1, "killed", "here", other, Instant.now().toString()));
        assertThatThrownBy(() -> acquire("two", Duration.ZERO)).hasMessageContaining("run killed");

        process.destroyForcibly().waitFor();

        acquire("two", Duration.ZERO).close();
    }

    @Test
    void ofAnotherMachineIsNotTakenForEnded() throws IOException {
        LeaseFolder folder = new LeaseFolder(table.toString(), new Configuration());
        HolderProcess elsewhere = new HolderProcess(Long.MAX_VALUE, "another boot pid:[1]", "2026-01-01T00:00:00Z");
        folder.create(new LeaseHolder(1, "far", "away", elsewhere, Instant.now().toString()));

        assertThatThrownBy(() -> acquire("two", Duration.ZERO)).hasMessageContaining("on host away");
    }

    @Test
    void isHeldByOneOfManyWhoAskAtOnce() throws Exception {
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService runs = Executors.newFixedThreadPool(10);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int run = 0; run < 10; run++) {
                String id = "run" + run;
                all.add(runs.submit(() -> {
                    try (Lease lease = acquire(id, Duration.ofMinutes(2))) {
                        most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                        lease.requireHeld();
                        holders.decrementAndGet();
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get(2, TimeUnit.MINUTES);
            }
        } finally {
            runs.shutdownNow();
        }
        assertThat(most).hasValue(1);
    }

    private TableLease acquire(String run, Duration patience) {
        return TableLease.acquire(
                subject(), run, new TableLease.Terms(TERM, patience), new Configuration(), new Stages() {
                    @Override
                    public void started(String stage, String what) {}

                    @Override
                    public void finished(String stage, double seconds) {}

                    @Override
                    public void warning(String message) {
                        synchronized (warnings) {
                            warnings.add(message);
                        }
                    }
                });
    }

    private TableLease.Subject subject() {
        return new TableLease.Subject("db.readings", table.toString());
    }

    private void fallSilent(int number, Duration since) throws IOException {
        for (String name : List.of(number + ".held.json", number + ".beat")) {
            Path document = table.resolve("_sluice/lease").resolve(name);
            if (Files.exists(document)) {
                Files.setLastModifiedTime(document, FileTime.from(Instant.now().minus(since)));
            }
        }
    }

    private List<String> names() throws IOException {
        try (var names = Files.list(table.resolve("_sluice/lease"))) {
            return names.map(name -> name.getFileName().toString()).toList();
        }
    }
}
