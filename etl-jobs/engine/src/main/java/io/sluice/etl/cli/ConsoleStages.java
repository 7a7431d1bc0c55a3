package io.sluice.etl.cli;

import io.sluice.etl.model.Stages;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.JavaSparkStatusTracker;
import org.apache.spark.sql.SparkSession;

/** One line a stage; long stages say from time to time how far they are, unless a terminal shows Spark's own bar. */
final class ConsoleStages implements Stages, AutoCloseable {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(15);

    private final PrintWriter out;
    private final ScheduledExecutorService ticker;
    private final JavaSparkStatusTracker tracker;
    private volatile String stage = "";
    private String subject = "";

    ConsoleStages(PrintWriter out, SparkSession spark) {
        this.out = out;
        this.tracker = JavaSparkContext.fromSparkContext(spark.sparkContext()).statusTracker();
        this.ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sluice-progress");
            thread.setDaemon(true);
            return thread;
        });
        if (System.console() == null) {
            long seconds = BETWEEN_LINES.toSeconds();
            ticker.scheduleAtFixedRate(this::showTasks, seconds, seconds, TimeUnit.SECONDS);
        }
    }

    @Override
    public void started(String name, String what) {
        stage = name;
        subject = what;
    }

    @Override
    public void finished(String name, double seconds) {
        stage = "";
        line(String.format(Locale.ROOT, "%-9s %6.1f s  %s", name, seconds, subject));
    }

    @Override
    public void warning(String message) {
        line("warning   " + message);
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }

    private void showTasks() {
        for (int id : tracker.getActiveStageIds()) {
            SparkStageInfo info = tracker.getStageInfo(id);
            if (info != null && !stage.isEmpty()) {
                line("%-9s %d of %d tasks done".formatted(stage, info.numCompletedTasks(), info.numTasks()));
            }
        }
    }

    private synchronized void line(String text) {
        out.println(text);
        out.flush();
    }
}
