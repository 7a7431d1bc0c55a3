package io.sluice.etl.sink.parquet;

import io.sluice.etl.block.GrowingBytes;
import io.sluice.etl.sink.dictionary.Dictionary;
import java.util.Arrays;

/** The values of a page by their numbers in a dictionary. */
final class Ids {
    private static final int FIRST_CAPACITY = 1 << 10;

    private int[] ids = new int[FIRST_CAPACITY];
    private int count;

    void add(int id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
        }
        ids[count++] = id;
    }

    int at(int index) {
        return ids[index];
    }

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }

    /** Appends them to a page, after the bits that each takes. */
    void writeTo(GrowingBytes page, Dictionary dictionary) {
        int width = HybridRuns.width(dictionary.size() - 1);
        page.putByte(width);
        HybridRuns runs = new HybridRuns(page, width);
        for (int from = 0, to; from < count; from = to) {
            to = from + 1;
            while (to < count && ids[to] == ids[from]) {
                to++;
            }
            runs.add(ids[from], to - from);
        }
        runs.end();
    }

    /** Appends the values themselves to a page. */
    void writeValuesTo(GrowingBytes page, Dictionary dictionary) {
        for (int i = 0; i < count; i++) {
            dictionary.copy(ids[i], page);
        }
    }
}
