package io.sluice.etl.journal;

import io.sluice.etl.model.Journal;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The journal of a table in {@code <table>/_sluice/journal}: {@code N.prepared.json} and {@code N.published.json}, and
 * from time to time {@code N.snapshot.json}, which sums up the slots until then.
 */
public final class FileJournal implements Journal {
    private static final Pattern PREPARED = Pattern.compile("(\\d+)\\.prepared\\.json");
    private static final Pattern PUBLISHED = Pattern.compile("(\\d+)\\.published\\.json");

    private static final Pattern SNAPSHOT = Pattern.compile("(\\d+)\\.snapshot\\.json");
    private static final int SLOTS_A_SNAPSHOT = 50;

    private final String folder;
    private final DocumentStore documents;

    /** The closing document of a slot. */
    record Closing(long number, String runId) {}

    /** @param tableLocation folder of the table */
    public FileJournal(String tableLocation, Configuration configuration) {
        this.folder = tableLocation + "/_sluice/journal";
        this.documents = new DocumentStore(new Path(folder), configuration);
    }

    @Override
    public TableHistory history() {
        try {
            List<String> names = documents.names();
            SortedSet<Long> prepared = numbers(names, PREPARED);
            SortedSet<Long> published = numbers(names, PUBLISHED);
            requireGapless(prepared, published);
            TableHistory known = newestSnapshot(names, published);
            List<Slot> closed = new ArrayList<>();
            Slot open = null;
            for (long number : prepared.tailSet(known.lastSlot() + 1)) {
                Slot slot = slot(number);
                if (published.contains(number)) {
                    closed.add(slot);
                } else {
                    open = slot;
                }
            }
            return known.after(closed, open);
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private void requireGapless(SortedSet<Long> prepared, SortedSet<Long> published) {
        long expected = 1;
        for (long number : prepared) {
            boolean closedBefore = expected == 1 || published.contains(expected - 1);
            if (number != expected || !closedBefore) {
                throw SluiceException.unknown(
                        "the journal %s has slot %d, but slot %d before it is missing or was never closed; restore it before the next run"
                                .formatted(folder, number, number == expected ? expected - 1 : expected));
            }
            expected++;
        }
        if (!prepared.containsAll(published)) {
            throw SluiceException.unknown(
                    "the journal %s has closed slot %d, but lost what it published; restore %d.prepared.json before the next run"
                            .formatted(folder, published.last(), published.last()));
        }
    }

    private TableHistory newestSnapshot(List<String> names, SortedSet<Long> published) throws IOException {
        SortedSet<Long> snapshots = numbers(names, SNAPSHOT);
        snapshots.retainAll(published);
        if (snapshots.isEmpty()) {
            return TableHistory.EMPTY;
        }
        try {
            return documents
                    .read(snapshots.last() + ".snapshot.json", Snapshot.class)
                    .map(Snapshot::history)
                    .orElse(TableHistory.EMPTY);
        } catch (SluiceException damaged) {
            // The slots say the same.
            return TableHistory.EMPTY;
        }
    }

    private void snapshot(Slot slot) {
        try {
            TableHistory history = history();
            if (history.open().isEmpty() && history.lastSlot() == slot.number()) {
                documents.create(slot.number() + ".snapshot.json", Snapshot.of(history));
                for (long older : numbers(documents.names(), SNAPSHOT).headSet(slot.number())) {
                    documents.delete(older + ".snapshot.json");
                }
            }
        } catch (IOException | SluiceException failure) {
            // The slots say the same, only slower; the next snapshot has another chance.
        }
    }

    /** All closed slots in order, however long that takes. */
    public List<Slot> closed() {
        try {
            List<String> names = documents.names();
            List<Slot> closed = new ArrayList<>();
            for (long number : numbers(names, PUBLISHED)) {
                closed.add(slot(number));
            }
            return closed;
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    @Override
    public void prepare(Slot slot) {
        try {
            if (!documents.create(slot.number() + ".prepared.json", slot)) {
                throw SluiceException.failed(
                        "another run of this table took journal slot %d of %s meanwhile; nothing was published, run again"
                                .formatted(slot.number(), folder));
            }
        } catch (IOException failure) {
            throw SluiceException.failed(
                    "cannot write slot %d of the journal %s: %s".formatted(slot.number(), folder, failure), failure);
        }
    }

    @Override
    public void published(Slot slot) {
        try {
            documents.create(slot.number() + ".published.json", new Closing(slot.number(), slot.runId()));
            if (slot.number() % SLOTS_A_SNAPSHOT == 0) {
                snapshot(slot);
            }
        } catch (IOException failure) {
            throw SluiceException.failed(
                    "slot %d of the journal %s is switched but not closed: %s; the next run closes it"
                            .formatted(slot.number(), folder, failure),
                    failure);
        }
    }

    private SluiceException unreadable(IOException failure) {
        return SluiceException.failed("cannot read the journal %s: %s".formatted(folder, failure), failure);
    }

    private Slot slot(long number) throws IOException {
        Slot slot = documents
                .read(number + ".prepared.json", Slot.class)
                .orElseThrow(() -> SluiceException.unknown(
                        "slot %d of the journal %s vanished while it was read".formatted(number, folder)));
        if (slot.number() != number) {
            throw SluiceException.unknown(
                    "%s/%d.prepared.json is the document of slot %d; restore it before the next run"
                            .formatted(folder, number, slot.number()));
        }
        return slot;
    }

    private static SortedSet<Long> numbers(List<String> names, Pattern pattern) {
        SortedSet<Long> numbers = new TreeSet<>();
        for (String name : names) {
            Matcher matcher = pattern.matcher(name);
            if (matcher.matches()) {
                numbers.add(Long.parseLong(matcher.group(1)));
            }
        }
        return numbers;
    }
}
