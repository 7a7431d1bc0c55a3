package io.sluice.etl.generate;

import io.sluice.etl.model.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes the landing of a plan: {@code <root>/<yyyy-MM-dd>/<HH>.json}, or {@code .json.gz}, one JSON record a line.
 *
 * <p>The same plan gives the same records in the same files, byte by byte before compression, whatever the number of
 * threads. Files of one name are overwritten; other files in the folders stay, and are not counted.
 */
public final class LandingGenerator {
    private static final String SUCCESS_MARK = "_SUCCESS";

    private final LandingPlan plan;
    private final int threads;

    /** A generator that uses all processors. */
    public LandingGenerator(LandingPlan plan) {
        this(plan, Runtime.getRuntime().availableProcessors());
    }

    /**
     * A generator that shares the machine.
     *
     * @param threads files written at the same time, at least 1; each takes less than 1 MB of memory and about two
     *     kilobytes more for every MB of a file
     */
    public LandingGenerator(LandingPlan plan, int threads) {
        this.plan = Objects.requireNonNull(plan);
        this.threads = threads;
    }

    /**
     * Writes all days and counts what they hold.
     *
     * @param root made where it is missing
     * @throws SluiceException when a file cannot be written; what was written by then stays
     */
    public GeneratedLanding write(Path root) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<List<Future<Tally>>> files = new ArrayList<>();
            for (int day = 0; day < plan.days(); day++) {
                files.add(submit(day, folder(root, day), pool));
            }
            List<GeneratedLanding.Day> days = new ArrayList<>();
            for (int day = 0; day < plan.days(); day++) {
                days.add(complete(day, folder(root, day), files.get(day)));
            }
            return new GeneratedLanding(root, days);
        } catch (IOException e) {
            throw SluiceException.failed(
                    "Cannot write the generated landing below " + root + ": " + e
                            + ". Check that the folder is writable and the disk not full.",
                    e);
        } finally {
            pool.shutdownNow();
        }
    }

    private Path folder(Path root, int day) {
        return root.resolve(plan.firstDay().plusDays(day).toString());
    }

    private List<Future<Tally>> submit(int day, Path folder, ExecutorService pool) throws IOException {
        Files.createDirectories(folder);
        List<Future<Tally>> files = new ArrayList<>();
        for (int file = 0; file < plan.filesPerDay(); file++) {
            int number = file;
            files.add(pool.submit(() -> new LandingFile(plan, day, number).write(folder)));
        }
        return files;
    }

    /** The mark of success comes last, as producers have it. */
    private GeneratedLanding.Day complete(int day, Path folder, List<Future<Tally>> files) throws IOException {
        Tally tally = new Tally(plan, day);
        for (Future<Tally> file : files) {
            tally.add(result(file));
        }
        if (plan.oddities()) {
            Files.write(folder.resolve(SUCCESS_MARK), new byte[0]);
            tally.ignoredFile();
        }
        return tally.total();
    }

    private static Tally result(Future<Tally> file) throws IOException {
        try {
            return file.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unwritten) {
                throw unwritten;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
