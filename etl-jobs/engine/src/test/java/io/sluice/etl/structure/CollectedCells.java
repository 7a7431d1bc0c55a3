package io.sluice.etl.structure;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cells as plain Java objects: structs and arrays as lists, maps as maps, binary as list of bytes. */
final class CollectedCells implements Cells {
    private final List<Object> values = new ArrayList<>();
    private final boolean grows;

    private CollectedCells(int fields, boolean grows) {
        this.grows = grows;
        for (int i = 0; i < fields; i++) {
            values.add(null);
        }
    }

    static CollectedCells ofStruct(int fields) {
        return new CollectedCells(fields, false);
    }

    /** The values, containers included, as they are now. */
    List<Object> values() {
        List<Object> plain = new ArrayList<>();
        for (Object value : values) {
            plain.add(plain(value));
        }
        return plain;
    }

    private static Object plain(Object value) {
        if (value instanceof CollectedCells cells) {
            return cells.values();
        }
        return value instanceof CollectedMap map ? map.plain() : value;
    }

    private void put(int ordinal, Object value) {
        if (grows && ordinal == values.size()) {
            values.add(value);
        } else {
            values.set(ordinal, value);
        }
    }

    @Override
    public void setNull(int ordinal) {
        put(ordinal, null);
    }

    @Override
    public void setBoolean(int ordinal, boolean value) {
        put(ordinal, value);
    }

    @Override
    public void setInt(int ordinal, int value) {
        put(ordinal, value);
    }

    @Override
    public void setLong(int ordinal, long value) {
        put(ordinal, value);
    }

    @Override
    public void setFloat(int ordinal, float value) {
        put(ordinal, value);
    }

    @Override
    public void setDouble(int ordinal, double value) {
        put(ordinal, value);
    }

    @Override
    public void setDecimal(int ordinal, BigDecimal value) {
        put(ordinal, value);
    }

    @Override
    public void setText(int ordinal, byte[] utf8, int offset, int length) {
        put(ordinal, new String(utf8, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void setBinary(int ordinal, byte[] value) {
        put(ordinal, new String(value, StandardCharsets.ISO_8859_1));
    }

    @Override
    public Cells struct(int ordinal, int fields) {
        CollectedCells struct = ofStruct(fields);
        put(ordinal, struct);
        return struct;
    }

    @Override
    public Cells array(int ordinal) {
        CollectedCells array = new CollectedCells(0, true);
        put(ordinal, array);
        return array;
    }

    @Override
    public MapCells map(int ordinal) {
        CollectedMap map = new CollectedMap(new CollectedCells(0, true), new CollectedCells(0, true));
        put(ordinal, map);
        return map;
    }

    private record CollectedMap(CollectedCells keys, CollectedCells values) implements MapCells {
        private Map<Object, Object> plain() {
            Map<Object, Object> plain = new LinkedHashMap<>();
            List<Object> plainValues = values.values();
            for (int i = 0; i < keys.values.size(); i++) {
                if (plain.containsKey(keys.values.get(i))) {
                    throw new IllegalStateException("the key " + keys.values.get(i) + " is there twice");
                }
                plain.put(keys.values.get(i), plainValues.get(i));
            }
            return plain;
        }
    }
}
