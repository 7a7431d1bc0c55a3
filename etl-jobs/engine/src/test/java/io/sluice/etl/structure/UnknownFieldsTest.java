package io.sluice.etl.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.structure.UnknownFields.UnknownField;
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

    private void add(int start, int end) {
        fields.add(start, end, "p" + start, "");
    }
}
