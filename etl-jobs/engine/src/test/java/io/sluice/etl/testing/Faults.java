package io.sluice.etl.testing;

import java.io.IOException;

/** Counts calls to file system and catalogue, and makes one of them, or all from one on, fail. */
public final class Faults {
    private static volatile Plan plan;

    /** How calls fail. */
    public enum Mode {
        /** One call fails without effect. */
        BEFORE,
        /** One call takes effect and then fails. */
        AFTER,
        /** From one call on nothing works any more, as when the disk is full or the process dies. */
        FROM_THEN_ON
    }

    /** A call that may fail. */
    public interface Call<T> {
        T run() throws IOException;
    }

    /** Which call fails. */
    private static final class Plan {
        private final String folder;
        private final Mode mode;
        private final long failing;
        private long calls;

        Plan(String folder, Mode mode, long failing) {
            this.folder = folder;
            this.mode = mode;
            this.failing = failing;
        }

        synchronized boolean fails() {
            calls++;
            return mode == Mode.FROM_THEN_ON ? calls >= failing : calls == failing;
        }
    }

    private Faults() {}

    /**
     * Begins to count.
     *
     * @param folder only calls about what lies below count, and those without a path
     * @param failing number of the call that fails, from 1; 0 for none
     */
    public static void arm(String folder, Mode mode, long failing) {
        plan = new Plan(folder, mode, failing == 0 ? Long.MAX_VALUE : failing);
    }

    /** Ends counting and failing; gives the number of calls. */
    public static long disarm() {
        Plan ended = plan;
        plan = null;
        return ended == null ? 0 : ended.calls;
    }

    /**
     * Runs a call, which fails when it is its turn.
     *
     * @param path what it is about; null when it is about no file
     */
    public static <T> T pass(String what, String path, Call<T> call) throws IOException {
        Plan now = plan;
        if (now == null || path != null && !path.startsWith(now.folder) || !now.fails()) {
            return call.run();
        }
        if (now.mode == Mode.AFTER) {
            call.run();
        }
        throw new IOException("injected: " + what + " " + path);
    }
}
