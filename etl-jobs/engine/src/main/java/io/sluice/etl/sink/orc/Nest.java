package io.sluice.etl.sink.orc;

import io.sluice.etl.block.BlockShape.Kind;
import io.sluice.etl.block.BlockShape.Node;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.MultiValuedColumnVector;

/** A struct, list or map in a batch, as the levels of its first leaf tell of it. */
class Nest {
    private final int definition;
    private final int slotRepetition;
    private final int slotDefinition;
    private final Slots slots;

    private Nest(int definition, int slotRepetition, int slotDefinition, ColumnVector vector) {
        this.definition = definition;
        this.slotRepetition = slotRepetition;
        this.slotDefinition = slotDefinition;
        this.slots = new Slots(vector);
    }

    /** @param slotDefinition the level from which on there is a place for it in its list or map; 0 in none */
    static Nest of(Node node, ColumnVector vector, int slotDefinition) {
        return node.kind() == Kind.STRUCT
                ? new Nest(node.definition(), node.repetition(), slotDefinition, vector)
                : new Elements(node, (MultiValuedColumnVector) vector, slotDefinition);
    }

    /** Fills the vector, but not those of what lies in it. */
    void fill(Levels levels) {
        slots.begin();
        for (int i = 0; i < levels.count(); i++) {
            if (levels.repetition(i) > slotRepetition) {
                goOn(levels.repetition(i));
            } else if (levels.definition(i) >= slotDefinition) {
                begin(slots.add(levels.definition(i) < definition, 1), levels.definition(i) > definition);
            }
        }
        slots.end();
    }

    /** A value begins, which may be null. */
    void begin(int slot, boolean filled) {}

    /** The value that began last has an entry more. */
    void goOn(int repetition) {}

    /** A list, or a map, whose first leaf is the key. */
    private static final class Elements extends Nest {
        private final int elementRepetition;
        private final MultiValuedColumnVector vector;
        private int slot;

        Elements(Node node, MultiValuedColumnVector vector, int slotDefinition) {
            super(node.definition(), node.repetition() - 1, slotDefinition, vector);
            this.elementRepetition = node.repetition();
            this.vector = vector;
        }

        @Override
        void fill(Levels levels) {
            vector.childCount = 0;
            super.fill(levels);
        }

        @Override
        void begin(int begun, boolean filled) {
            slot = begun;
            vector.offsets[slot] = vector.childCount;
            vector.lengths[slot] = 0;
            if (filled) {
                addElement();
            }
        }

        @Override
        void goOn(int repetition) {
            if (repetition == elementRepetition) {
                addElement();
            }
        }

        private void addElement() {
            vector.lengths[slot]++;
            vector.childCount++;
        }
    }
}
