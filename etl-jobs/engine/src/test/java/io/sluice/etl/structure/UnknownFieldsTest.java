package io.sluice.etl.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.structure.UnknownFields.UnknownField;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownFieldsTest {
    private final UnknownFields fields = new UnknownFields();

    @Test
    void keepsTheInnerOfTwoThatLieInEachOther() {
        add(0, 5);
        add(10, 100);
        add(200, 210);
        add(220, 230);
        add(240, 250);
        int second = fields.count();
        add(20, 30);
        add(40, 50);
        add(190, 300);

        fields.intersect(1, second);

        assertThat(fields.all()).extracting(UnknownField::start).containsExactly(0, 20, 40, 200, 220, 240);
    }

    @Test
    void keepsEqualOnesOnceAndDropsTheOthers() {
        add(10, 20);
        add(30, 40);
        add(10, 20);
        add(50, 60);

        fields.intersect(0, 2);

        assertThat(fields.all()).extracting(UnknownField::start).containsExactly(10);
    }

    @Test
    void givesTheSameListForRecordsOfAKind() {
        add(10, 20);
        add(30, 40);
        add(50, 60);
        fields.add(70, 80, "p30", "");
        List<String> first = fields.distinctPatterns();
        fields.clear();
        add(10, 20);
        List<String> other = fields.distinctPatterns();
        fields.clear();
        for (int start : new int[] {10, 30, 50, 30}) {
            add(start, start + 1);
        }

        assertThat(first).containsExactly("p10", "p30", "p50");
        assertThat(other).containsExactly("p10");
        assertThat(fields.distinctPatterns()).isSameAs(first);
    }

    @Test
    void remembersNoRecordOfManyFields() {
        for (int start = 0; start < 1_000; start++) {
            add(start, start + 1);
        }

        assertThat(fields.distinctPatterns()).hasSize(1_000).isNotSameAs(fields.distinctPatterns());

        fields.clear();
        assertThat(fields.distinctPatterns()).isEmpty();
    }

    private void add(int start, int end) {
        fields.add(start, end, "p" + start, "");
    }
}
