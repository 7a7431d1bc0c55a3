package io.sluice.etl.sink.parquet;

import io.sluice.etl.block.GrowingBytes;
import org.apache.parquet.column.Encoding;

/** Gathers the definition or repetition levels of a page. */
final class Levels {
    private final boolean written;
    private final GrowingBytes bytes = new GrowingBytes();
    private final HybridRuns runs;
    private int level;
    private int run;

    /** @param greatest of all levels; where it is 0, none are written */
    Levels(int greatest) {
        this.written = greatest > 0;
        this.runs = new HybridRuns(bytes, HybridRuns.width(greatest));
    }

    void add(int next, int count) {
        if (next == level) {
            run += count;
        } else {
            runs.add(level, run);
            level = next;
            run = count;
        }
    }

    int size() {
        return bytes.length();
    }

    /** As the writers of parquet-mr call it, also where no level is written. */
    @SuppressWarnings("deprecation") // for data, not as a name for nothing
    Encoding encoding() {
        return written ? Encoding.RLE : Encoding.BIT_PACKED;
    }

    /** Appends the levels to a page, after their length, and forgets them. */
    void endPage(GrowingBytes page) {
        runs.add(level, run);
        runs.end();
        run = 0;
        if (written) {
            page.putInt(bytes.length());
            page.put(bytes.bytes(), 0, bytes.length());
        }
        bytes.clear();
    }
}
