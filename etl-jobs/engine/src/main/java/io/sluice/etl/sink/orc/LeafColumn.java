package io.sluice.etl.sink.orc;

import io.sluice.etl.block.BlockShape.Leaf;
import io.sluice.etl.block.EntrySink;
import io.sluice.etl.block.KeptEntries;
import io.sluice.etl.block.KeptRows;
import io.sluice.etl.block.LeafCursor;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;

/** A leaf in a batch, and what it is the first leaf of. */
final class LeafColumn implements EntrySink {
    private final int definition;
    private final ColumnVector vector;
    private final int slotDefinition;
    private final List<Nest> nests;
    private final ValueReader values;
    private final Slots slots;
    private final Levels levels = new Levels();
    private int mostSlots;

    /**
     * A leaf.
     *
     * @param slotDefinition the level from which on there is a place for it in its list or map; 0 in none
     * @param nests structs, lists and maps whose first leaf it is
     */
    LeafColumn(Leaf leaf, ColumnVector vector, int slotDefinition, List<Nest> nests) {
        this.definition = leaf.definition();
        this.vector = vector;
        this.slotDefinition = slotDefinition;
        this.nests = nests;
        this.values = ValueReader.of(leaf.type(), vector);
        this.slots = new Slots(vector);
    }

    /** Fills the vector, and those of what begins with the leaf, with the rows that stay; tells how many places it has. */
    int fill(LeafCursor in, int endRow, KeptRows kept) {
        slots.begin();
        levels.clear();
        KeptEntries.pass(in, endRow, kept, this);
        slots.end();
        for (Nest nest : nests) {
            nest.fill(levels);
        }
        mostSlots = Math.max(mostSlots, slots.count());
        return slots.count();
    }

    @Override
    public void entries(int repetition, int entryDefinition, int count) {
        if (!nests.isEmpty()) {
            levels.add(repetition, entryDefinition, count);
        }
        if (entryDefinition >= slotDefinition) {
            slots.add(entryDefinition < definition, count);
        }
    }

    @Override
    public void values(LeafCursor in, int count) {
        values.read(in, slots.count() - count, slots.count());
    }

    /** Lets go of the block whose bytes the vector refers to. */
    void release() {
        if (vector instanceof BytesColumnVector bytes) {
            Arrays.fill(bytes.vector, 0, mostSlots, null);
        }
        mostSlots = 0;
    }
}
