package io.sluice.etl.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The documents of a table's lease in {@code <table>/_sluice/lease}: {@code N.held.json} is created once by the holder
 * of number N, {@code N.beat} is written again and again while it lives, {@code N.released.json} ends it.
 *
 * <p>Ages are measured by the clock of the file system, which is the same for every host.
 */
final class LeaseFolder {
    private static final Pattern HELD = Pattern.compile("(\\d+)\\.held\\.json");
    private static final Pattern ANY = Pattern.compile("(\\d+)\\..*");

    private final Path folder;
    private final Configuration configuration;
    private final DocumentStore documents;

    LeaseFolder(String tableLocation, Configuration configuration) {
        this.folder = new Path(tableLocation + "/_sluice/lease");
        this.configuration = configuration;
        this.documents = new DocumentStore(folder, configuration);
    }

    /** The newest lease, held or not; empty before the first. */
    Optional<LeaseHolder> newest() throws IOException {
        long newest = newestNumber();
        return newest == 0 ? Optional.empty() : documents.read(newest + ".held.json", LeaseHolder.class);
    }

    /** The number of the newest lease; 0 before the first. */
    long newestNumber() throws IOException {
        long newest = 0;
        for (String name : documents.names()) {
            Matcher held = HELD.matcher(name);
            if (held.matches()) {
                newest = Math.max(newest, Long.parseLong(held.group(1)));
            }
        }
        return newest;
    }

    boolean isReleased(long number) throws IOException {
        return documents.names().contains(number + ".released.json");
    }

    /** How long ago the holder of a number gave its last sign of life. */
    Duration silence(long number) throws IOException {
        FileSystem fileSystem = fileSystem();
        long last;
        try {
            last = fileSystem.getFileStatus(beat(number)).getModificationTime();
        } catch (FileNotFoundException neverBeaten) {
            last = fileSystem
                    .getFileStatus(new Path(folder, number + ".held.json"))
                    .getModificationTime();
        }
        return Duration.ofMillis(Math.max(0, now(fileSystem) - last));
    }

    /** @return false when somebody else has this number */
    boolean create(LeaseHolder holder) throws IOException {
        return documents.create(holder.number() + ".held.json", holder);
    }

    void beat(LeaseHolder holder) throws IOException {
        fileSystem().create(beat(holder.number()), true).close();
    }

    void release(LeaseHolder holder) throws IOException {
        documents.create(holder.number() + ".released.json", holder);
    }

    /** Deletes the documents of one lease. */
    void withdraw(LeaseHolder holder) throws IOException {
        fileSystem().delete(new Path(folder, holder.number() + ".held.json"), false);
    }

    /** Deletes the documents of leases before a number. */
    void forgetBefore(long number) throws IOException {
        List<String> names = documents.names();
        for (String name : names) {
            Matcher any = ANY.matcher(name);
            if (any.matches() && Long.parseLong(any.group(1)) < number) {
                fileSystem().delete(new Path(folder, name), false);
            }
        }
    }

    private long now(FileSystem fileSystem) throws IOException {
        Path probe = new Path(folder, "_clock." + UUID.randomUUID());
        try {
            fileSystem.create(probe, true).close();
            return fileSystem.getFileStatus(probe).getModificationTime();
        } finally {
            fileSystem.delete(probe, false);
        }
    }

    private Path beat(long number) {
        return new Path(folder, number + ".beat");
    }

    private FileSystem fileSystem() throws IOException {
        return folder.getFileSystem(configuration);
    }
}
