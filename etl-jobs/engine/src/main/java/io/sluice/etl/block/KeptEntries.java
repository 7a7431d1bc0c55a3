package io.sluice.etl.block;

/** Passes on what a leaf has of the rows that stay, in pieces as long as can be. */
public final class KeptEntries {
    private KeptEntries() {}

    /**
     * Moves over the rows of a leaf that come next.
     *
     * @param endRow the row before which to stop
     */
    public static void pass(LeafCursor in, int endRow, KeptRows kept, EntrySink sink) {
        if (in.leaf().repetition() > 0) {
            passEntries(in, endRow, kept, sink);
        } else {
            passRuns(in, endRow, kept, sink);
        }
    }

    private static void passRuns(LeafCursor in, int endRow, KeptRows kept, EntrySink sink) {
        for (int run = in.nextRun(endRow); run > 0; run = in.nextRun(endRow)) {
            int end = in.row() + 1;
            int stay = kept.count(end - run, end);
            if (!in.present()) {
                sink.entries(0, in.definition(), stay);
            } else if (stay == run) {
                passValues(in, run, sink);
            } else {
                passStretches(in, end - run, end, kept, sink);
            }
        }
    }

    private static void passStretches(LeafCursor in, int from, int end, KeptRows kept, EntrySink sink) {
        for (int row = from; row < end; row++) {
            int stretch = kept.stretch(row, end);
            passValues(in, stretch, sink);
            row += stretch;
            if (row < end) {
                in.pass();
            }
        }
    }

    private static void passValues(LeafCursor in, int count, EntrySink sink) {
        sink.entries(0, in.definition(), count);
        sink.values(in, count);
    }

    private static void passEntries(LeafCursor in, int endRow, KeptRows kept, EntrySink sink) {
        int unread = 0;
        while (in.nextBefore(endRow)) {
            boolean stays = kept.has(in.row());
            boolean present = in.present();
            if (unread > 0 && !(stays && present)) {
                sink.values(in, unread);
                unread = 0;
            }
            if (stays) {
                sink.entries(in.repetition(), in.definition(), 1);
                unread += present ? 1 : 0;
            } else if (present) {
                in.pass();
            }
        }
        if (unread > 0) {
            sink.values(in, unread);
        }
    }
}
