package io.sluice.etl.cli;

import io.sluice.etl.model.SluiceException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Keeps an embedded metastore to one process, because Derby serves no more than one.
 *
 * <p>The lock is the operating system's and ends with the process, as Derby's hold on its database does. The name of
 * the holder lies in the same file, after the byte that is locked.
 */
final class EmbeddedMetastoreLock {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LONGEST_NAME = 200;
    /** Locks of this process by folder; they end with it. */
    private static final Map<Path, FileLock> HELD = new HashMap<>();

    private EmbeddedMetastoreLock() {}

    /**
     * Takes the metastore in a folder for this process, waiting for another if need be.
     *
     * @throws SluiceException of outcome {@code failed} when another process still has it after the wait
     */
    static synchronized void acquire(Path folder, Duration wait) {
        if (HELD.containsKey(folder)) {
            return;
        }
        Path file = folder.resolve("process.lock");
        long deadline = System.nanoTime() + wait.toNanos();
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock(0, 1, false);
            while (lock == null) {
                if (System.nanoTime() >= deadline) {
                    String holder = holder(file);
                    channel.close();
                    throw SluiceException.failed(
                            "the embedded metastore in %s serves one process at a time, and %s has it. Run again when that has ended, wait for it with run --wait 15m, or name a metastore service in metastore.uris"
                                    .formatted(folder, holder));
                }
                TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
                lock = channel.tryLock(0, 1, false);
            }
            HELD.put(folder, lock);
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(" process %d (since %s)"
                    .formatted(ProcessHandle.current().pid(), Clock.systemUTC().instant())));
        } catch (IOException failure) {
            throw SluiceException.failed(
                    "cannot lock the embedded metastore by %s: %s".formatted(file, failure), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw SluiceException.failed("stopped while waiting for the embedded metastore in " + folder, stopped);
        }
    }

    private static String holder(Path file) throws IOException {
        String text = Files.readString(file).strip();
        return text.isEmpty() ? "another" : text.substring(0, Math.min(text.length(), LONGEST_NAME));
    }
}
