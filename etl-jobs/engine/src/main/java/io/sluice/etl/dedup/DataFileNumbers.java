package io.sluice.etl.dedup;

import io.sluice.etl.model.Decision;
import io.sluice.etl.model.Tombstones;
import java.io.Serializable;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;

/** Published data files by name: the numbers that narrow rows have for them, and which hold tombstones. */
final class DataFileNumbers implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HashMap<String, Integer> byName = new HashMap<>();
    private final BitSet tombstones = new BitSet();

    /** @param files in the order of their numbers */
    DataFileNumbers(List<Decision.DataFileKey> files) {
        for (int number = 0; number < files.size(); number++) {
            byName.put(files.get(number).name(), number);
            tombstones.set(number, Tombstones.is(files.get(number).partition()));
        }
    }

    int of(String name) {
        return byName.get(name);
    }

    boolean isTombstones(int number) {
        return tombstones.get(number);
    }
}
