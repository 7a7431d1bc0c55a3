package io.sluice.etl.pipeline;

import io.sluice.etl.model.Stages;
import io.sluice.etl.report.ReportBuilder;
import java.io.IOException;

/** Times the steps of a run, for its report and for whoever watches. */
final class StageTimer {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Stages watcher;
    private final ReportBuilder report;

    /** A step that gives something. */
    interface Step<T> {
        T run() throws IOException;
    }

    StageTimer(Stages watcher, ReportBuilder report) {
        this.watcher = watcher;
        this.report = report;
    }

    <T> T time(String stage, String what, Step<T> step) throws IOException {
        watcher.started(stage, what);
        long start = System.nanoTime();
        try {
            return step.run();
        } finally {
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            report.stage(stage, seconds);
            watcher.finished(stage, seconds);
        }
    }

    Stages watcher() {
        return watcher;
    }

    void warning(String message) {
        watcher.warning(message);
    }
}
