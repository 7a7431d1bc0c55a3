package io.sluice.etl.journal;

import io.sluice.etl.model.Lease;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.Stages;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;

/**
 * A lease in documents beside the table. It keeps runs apart so that none works in vain; that no two publish at once is
 * the journal's doing, whose slots are won by one run each.
 *
 * <p>A holder gives a sign of life several times within the lease's term. A lease whose holder has been silent for the
 * whole term, or whose process is known to have ended, is taken over by the next run.
 */
public final class TableLease implements Lease {
    private static final int BEATS_A_TERM = 5;
    private static final Duration POLL = Duration.ofMillis(500);

    private final String table;
    private final LeaseFolder folder;
    private final LeaseHolder holder;
    private final ScheduledExecutorService heart;

    /** What a lease is about: a table's name, and the folder that the table lies in. */
    public record Subject(String table, String location) {}

    /**
     * How a lease is asked for.
     *
     * @param term silence after which a holder has lost its lease
     * @param patience how long to wait for another holder to end
     */
    public record Terms(Duration term, Duration patience) {}

    private TableLease(String table, LeaseFolder folder, LeaseHolder holder, Duration term) {
        this.table = table;
        this.folder = folder;
        this.holder = holder;
        this.heart = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lease of " + table);
            thread.setDaemon(true);
            return thread;
        });
        long period = term.toMillis() / BEATS_A_TERM;
        heart.scheduleAtFixedRate(this::beat, 0, period, TimeUnit.MILLISECONDS);
    }

    /**
     * Takes the lease of a table, waiting for its holder if need be.
     *
     * @param watcher told when there is somebody to wait for
     * @throws SluiceException of outcome {@code failed} when another run still holds it after the wait
     */
    public static TableLease acquire(
            Subject subject, String runId, Terms terms, Configuration configuration, Stages watcher) {
        LeaseFolder folder = new LeaseFolder(subject.location(), configuration);
        Contender contender = new Contender(subject, folder, runId, terms, watcher);
        try {
            while (true) {
                try {
                    Optional<TableLease> won = contender.attempt();
                    if (won.isPresent()) {
                        return won.get();
                    }
                } catch (FileNotFoundException forgotten) {
                    // A newer holder has forgotten the lease that was looked at; look again.
                }
                TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            }
        } catch (IOException failure) {
            throw SluiceException.failed(
                    "cannot take the lease of table %s in %s/_sluice/lease: %s"
                            .formatted(subject.table(), subject.location(), failure),
                    failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw SluiceException.failed(
                    "stopped while waiting for the lease of table %s".formatted(subject.table()), stopped);
        }
    }

    /** A run that asks for the lease until its patience ends. */
    private static final class Contender {
        private final Subject subject;
        private final LeaseFolder folder;
        private final String runId;
        private final Terms terms;
        private final Stages watcher;
        private final long deadline;
        private boolean told;

        Contender(Subject subject, LeaseFolder folder, String runId, Terms terms, Stages watcher) {
            this.subject = subject;
            this.folder = folder;
            this.runId = runId;
            this.terms = terms;
            this.watcher = watcher;
            this.deadline = System.nanoTime() + terms.patience().toNanos();
        }

        Optional<TableLease> attempt() throws IOException {
            Optional<LeaseHolder> other = folder.newest();
            if (other.isEmpty() || isFree(folder, other.get(), terms.term())) {
                return take(subject.table(), folder, next(other, runId), terms.term());
            }
            if (System.nanoTime() >= deadline) {
                throw SluiceException.failed(
                        "table %s is %s. Nothing was done. Run again when that has ended, or wait for it with --wait 15m"
                                .formatted(subject.table(), description(folder, other.get())));
            }
            if (!told) {
                told = true;
                watcher.warning("waiting up to %d s: table %s is %s"
                        .formatted(terms.patience().toSeconds(), subject.table(), description(folder, other.get())));
            }
            return Optional.empty();
        }
    }

    /** Who holds the lease of a table now, in words; empty when nobody does. */
    public static Optional<String> holder(Subject subject, Duration term, Configuration configuration)
            throws IOException {
        LeaseFolder folder = new LeaseFolder(subject.location(), configuration);
        Optional<LeaseHolder> newest = folder.newest();
        return newest.isEmpty() || isFree(folder, newest.get(), term)
                ? Optional.empty()
                : Optional.of(description(folder, newest.get()));
    }

    @Override
    public void requireHeld() {
        try {
            Optional<LeaseHolder> newest = folder.newest();
            if (newest.isPresent() && newest.get().number() != holder.number()) {
                throw SluiceException.failed(
                        "run %s gave no sign of life for too long, and run %s on host %s took over the lease of table %s; nothing was published, run again"
                                .formatted(
                                        holder.runId(),
                                        newest.get().runId(),
                                        newest.get().host(),
                                        table));
            }
        } catch (IOException failure) {
            throw SluiceException.failed(
                    "cannot tell whether the lease of table %s is still held: %s; nothing was published, run again"
                            .formatted(table, failure),
                    failure);
        }
    }

    @Override
    public void close() {
        heart.shutdownNow();
        try {
            folder.release(holder);
        } catch (IOException | RuntimeException failure) {
            // The run has done what it did; the lease ends by itself when its term is over.
        }
    }

    private void beat() {
        try {
            folder.beat(holder);
        } catch (IOException | RuntimeException failure) {
            // One beat of several; a holder that cannot write for a whole term loses the lease, and finds that out.
        }
    }

    private static boolean isFree(LeaseFolder folder, LeaseHolder holder, Duration term) throws IOException {
        return folder.isReleased(holder.number())
                || holder.process().hasEnded()
                || folder.silence(holder.number()).compareTo(term) > 0;
    }

    private static Optional<TableLease> take(String table, LeaseFolder folder, LeaseHolder holder, Duration term)
            throws IOException {
        if (!folder.create(holder)) {
            return Optional.empty();
        }
        if (folder.newestNumber() != holder.number()) {
            // Leases before the newest are forgotten, so a slow contender can create one of them anew.
            folder.withdraw(holder);
            return Optional.empty();
        }
        folder.forgetBefore(holder.number());
        return Optional.of(new TableLease(table, folder, holder, term));
    }

    private static LeaseHolder next(Optional<LeaseHolder> before, String runId) {
        long number = before.map(LeaseHolder::number).orElse(0L) + 1;
        return new LeaseHolder(
                number,
                runId,
                host(),
                HolderProcess.current(),
                Clock.systemUTC().instant().toString());
    }

    private static String description(LeaseFolder folder, LeaseHolder holder) throws IOException {
        return "held by run %s on host %s (process %d), which began at %s and gave its last sign of life %d s ago"
                .formatted(
                        holder.runId(),
                        holder.host(),
                        holder.process().pid(),
                        holder.acquiredAt(),
                        folder.silence(holder.number()).toSeconds());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "unknown";
        }
    }
}
