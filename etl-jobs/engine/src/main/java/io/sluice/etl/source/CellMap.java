package io.sluice.etl.source;

import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;

/** A view of the cells of keys and values as a map. */
final class CellMap extends MapData {
    private static final long serialVersionUID = 1L;

    private final transient CellArray keys;
    private final transient CellArray values;

    CellMap(CellArray keys, CellArray values) {
        this.keys = keys;
        this.values = values;
    }

    @Override
    public int numElements() {
        return keys.numElements();
    }

    @Override
    public ArrayData keyArray() {
        return keys;
    }

    @Override
    public ArrayData valueArray() {
        return values;
    }

    @Override
    public MapData copy() {
        return new ArrayBasedMapData(keys.copy(), values.copy());
    }
}
