package io.sluice.etl.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.structure.Cells;
import io.sluice.etl.structure.MapCells;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

final class ObjectCellsTest {
    @Test
    void holdsScalarsAsSparkHoldsThem() {
        ObjectCells cells = ObjectCells.ofStruct(9);
        byte[] text = "x서울y".getBytes(StandardCharsets.UTF_8);
        cells.setBoolean(0, true);
        cells.setInt(1, Integer.MIN_VALUE);
        cells.setLong(2, Long.MAX_VALUE);
        cells.setFloat(3, 1.5f);
        cells.setDouble(4, -0.0);
        cells.setDecimal(5, new BigDecimal("12345678901234567890.50"));
        cells.setText(6, text, 1, text.length - 2);
        cells.setBinary(7, new byte[] {1, 2});

        assertThat(cells.catalystValue(0)).isEqualTo(true);
        assertThat(cells.catalystValue(1)).isEqualTo(Integer.MIN_VALUE);
        assertThat(cells.catalystValue(2)).isEqualTo(Long.MAX_VALUE);
        assertThat(cells.catalystValue(3)).isEqualTo(1.5f);
        assertThat(cells.catalystValue(4)).isEqualTo(-0.0);
        assertThat(((Decimal) cells.catalystValue(5)).toJavaBigDecimal())
                .isEqualTo(new BigDecimal("12345678901234567890.50"));
        assertThat(cells.catalystValue(6)).isEqualTo(UTF8String.fromString("서울"));
        assertThat(cells.catalystValue(7)).isEqualTo(new byte[] {1, 2});
        assertThat(cells.catalystValue(8)).as("never set").isNull();
    }

    @Test
    void copiesTextOutOfTheBufferThatItIsReadFrom() {
        byte[] buffer = "abc".getBytes(StandardCharsets.UTF_8);
        ObjectCells cells = ObjectCells.ofStruct(1);
        cells.setText(0, buffer, 0, 3);
        buffer[0] = 'z';

        assertThat(cells.catalystValue(0)).isEqualTo(UTF8String.fromString("abc"));
    }

    @Test
    void growsAnArrayAsItIsFilled() {
        ObjectCells cells = ObjectCells.ofStruct(2);
        Cells array = cells.array(0);
        for (int i = 0; i < 1_000; i++) {
            if (i % 3 == 0) {
                array.setNull(i);
            } else {
                array.setLong(i, i);
            }
        }
        cells.array(1);

        ArrayData data = (ArrayData) cells.catalystValue(0);
        assertThat(data.numElements()).isEqualTo(1_000);
        assertThat(data.isNullAt(999)).isTrue();
        assertThat(data.getLong(998)).isEqualTo(998);
        assertThat(((ArrayData) cells.catalystValue(1)).numElements()).isZero();
    }

    @Test
    void nestsStructsInArraysInStructsInMaps() {
        ObjectCells cells = ObjectCells.ofStruct(1);
        MapCells map = cells.map(0);
        byte[] name = "하나".getBytes(StandardCharsets.UTF_8);
        map.keys().setText(0, name, 0, name.length);
        Cells tree = map.values().struct(0, 2);
        tree.setInt(0, 7);
        Cells leaves = tree.array(1);
        leaves.struct(0, 1).setLong(0, 11);
        leaves.setNull(1);
        leaves.struct(2, 1);
        byte[] second = {'2'};
        map.keys().setText(1, second, 0, 1);
        map.values().setNull(1);

        MapData data = (MapData) cells.catalystValue(0);
        assertThat(data.numElements()).isEqualTo(2);
        assertThat(data.keyArray().getUTF8String(0)).isEqualTo(UTF8String.fromString("하나"));
        assertThat(data.valueArray().isNullAt(1)).isTrue();
        InternalRow row = data.valueArray().getStruct(0, 2);
        assertThat(row.getInt(0)).isEqualTo(7);
        ArrayData found = row.getArray(1);
        assertThat(found.numElements()).isEqualTo(3);
        assertThat(found.getStruct(0, 1).getLong(0)).isEqualTo(11);
        assertThat(found.isNullAt(1)).isTrue();
        assertThat(found.getStruct(2, 1).isNullAt(0)).isTrue();
    }

    @Test
    void findsAValueAtTheEndOfAPath() {
        ObjectCells cells = ObjectCells.ofStruct(2);
        cells.struct(1, 3).struct(2, 1).setLong(0, 42);

        assertThat(cells.at(new int[] {1, 2, 0})).isEqualTo(42L);
        assertThat(cells.at(new int[] {1, 0})).isNull();
        assertThat(cells.at(new int[] {0, 2, 0})).as("through a null struct").isNull();
    }

    @Test
    void takesTheLastValueOfAFieldThatIsSetTwice() {
        ObjectCells cells = ObjectCells.ofStruct(1);
        cells.array(0).setLong(0, 1);
        cells.array(0);

        assertThat(((ArrayData) cells.catalystValue(0)).numElements()).isZero();
        cells.setNull(0);
        assertThat(cells.catalystValue(0)).isNull();
    }
}
