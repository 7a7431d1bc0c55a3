package io.sluice.etl.source;

import io.sluice.etl.model.ByteCopy;
import io.sluice.etl.model.TextValues;
import io.sluice.etl.structure.Cells;
import io.sluice.etl.structure.Escapes;
import io.sluice.etl.structure.MapCells;
import java.math.BigDecimal;
import java.util.Arrays;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Cells of a struct or an array that are used again for record after record, so that reading makes no objects.
 *
 * <p>Numbers lie in one array by their bits, texts in one buffer for the whole record. What is handed out as a view
 * shows whatever the cells hold at the time.
 */
final class ObjectCells implements Cells {
    private static final int FIRST_ELEMENTS = 8;
    private static final byte NULL = 0;

    /** What a cell holds. */
    enum Kind {
        NULL,
        BOOLEAN,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        DECIMAL,
        TEXT,
        BINARY,
        STRUCT,
        ARRAY,
        MAP;

        private static final Kind[] ALL = values();
    }

    private final boolean struct;
    private final TextBuffer texts;
    /** Kinds by their ordinals: writing a number costs no barrier of the garbage collector. */
    private byte[] kinds;
    /** Numbers by their bits, and where texts begin. */
    private long[] bits;

    private int[] lengths;
    /** Cells below, also those that are not in use now, decimals and binaries. */
    private Object[] objects;

    private int size;
    private CellRow row;
    private CellArray array;

    private ObjectCells(boolean struct, int capacity, int size, TextBuffer texts) {
        this.struct = struct;
        this.texts = texts;
        this.kinds = new byte[capacity];
        this.bits = new long[capacity];
        this.lengths = new int[capacity];
        this.objects = new Object[capacity];
        this.size = size;
    }

    /** Cells of a record. */
    static ObjectCells ofStruct(int fields) {
        return new ObjectCells(true, fields, fields, new TextBuffer());
    }

    /** Makes cells of a record ready for the next one. */
    void clear() {
        texts.clear();
        empty();
    }

    private void empty() {
        if (struct) {
            Arrays.fill(kinds, NULL);
        } else {
            size = 0;
        }
    }

    int size() {
        return size;
    }

    Kind kind(int ordinal) {
        return Kind.ALL[kinds[ordinal]];
    }

    boolean isNull(int ordinal) {
        return kinds[ordinal] == NULL;
    }

    /** A number by its bits, a boolean as 0 or 1, or where a text begins in {@link #textBytes()}. */
    long bits(int ordinal) {
        return bits[ordinal];
    }

    int textLength(int ordinal) {
        return lengths[ordinal];
    }

    byte[] textBytes() {
        return texts.bytes();
    }

    /** Bytes of all texts of the record. */
    int textBytesUsed() {
        return texts.length();
    }

    /** The cells of a struct or an array. */
    ObjectCells cells(int ordinal) {
        return (ObjectCells) objects[ordinal];
    }

    ObjectMapCells mapCells(int ordinal) {
        return (ObjectMapCells) objects[ordinal];
    }

    byte[] binary(int ordinal) {
        return (byte[]) objects[ordinal];
    }

    BigDecimal decimal(int ordinal) {
        return (BigDecimal) objects[ordinal];
    }

    UTF8String text(int ordinal) {
        return UTF8String.fromBytes(texts.bytes(), (int) bits[ordinal], lengths[ordinal]);
    }

    void giveText(int ordinal, TextValues.Taker taker) {
        taker.takeText(texts.bytes(), (int) bits[ordinal], lengths[ordinal]);
    }

    /** A view of a struct. */
    CellRow row() {
        if (row == null) {
            row = new CellRow(this);
        }
        return row;
    }

    /** A view of an array. */
    CellArray arrayData() {
        if (array == null) {
            array = new CellArray(this);
        }
        return array;
    }

    /** Whether the value at a path of ordinals through structs is null, or one on the way. */
    boolean isNull(int[] path) {
        ObjectCells cells = around(path);
        return cells == null || cells.isNull(path[path.length - 1]);
    }

    /** The bits of the value at a path of ordinals through structs, which is not null. */
    long bits(int[] path) {
        return around(path).bits(path[path.length - 1]);
    }

    /** The value at a path of ordinals through structs; null as soon as one on the way is. */
    Object at(int[] path) {
        ObjectCells cells = around(path);
        return cells == null ? null : cells.catalystValue(path[path.length - 1]);
    }

    /** The cells in which a path ends; null when a value on the way is. */
    private ObjectCells around(int[] path) {
        ObjectCells cells = this;
        for (int depth = 0; depth < path.length - 1; depth++) {
            if (cells.isNull(path[depth])) {
                return null;
            }
            cells = cells.cells(path[depth]);
        }
        return cells;
    }

    /** The value of a field as Spark's rows hold it; of texts, structs, arrays and maps a view. */
    Object catalystValue(int ordinal) {
        return switch (kind(ordinal)) {
            case NULL -> null;
            case BOOLEAN -> bits[ordinal] != 0;
            case INT -> (int) bits[ordinal];
            case LONG -> bits[ordinal];
            case FLOAT -> Float.intBitsToFloat((int) bits[ordinal]);
            case DOUBLE -> Double.longBitsToDouble(bits[ordinal]);
            case DECIMAL -> Decimal.apply(decimal(ordinal));
            case TEXT -> text(ordinal);
            case BINARY -> objects[ordinal];
            case STRUCT -> cells(ordinal).row();
            case ARRAY -> cells(ordinal).arrayData();
            case MAP -> mapCells(ordinal).data();
        };
    }

    private void put(int ordinal, Kind kind) {
        if (ordinal >= size) {
            if (ordinal >= kinds.length) {
                grow(Math.max(ordinal + 1, kinds.length * 2));
            }
            size = ordinal + 1;
        }
        kinds[ordinal] = (byte) kind.ordinal();
    }

    private void grow(int capacity) {
        kinds = Arrays.copyOf(kinds, capacity);
        bits = Arrays.copyOf(bits, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        objects = Arrays.copyOf(objects, capacity);
    }

    private void put(int ordinal, Kind kind, long value) {
        put(ordinal, kind);
        bits[ordinal] = value;
    }

    private void put(int ordinal, Kind kind, Object value) {
        put(ordinal, kind);
        objects[ordinal] = value;
    }

    @Override
    public void setNull(int ordinal) {
        put(ordinal, Kind.NULL);
    }

    @Override
    public void setBoolean(int ordinal, boolean value) {
        put(ordinal, Kind.BOOLEAN, value ? 1L : 0L);
    }

    @Override
    public void setInt(int ordinal, int value) {
        put(ordinal, Kind.INT, (long) value);
    }

    @Override
    public void setLong(int ordinal, long value) {
        put(ordinal, Kind.LONG, value);
    }

    @Override
    public void setFloat(int ordinal, float value) {
        put(ordinal, Kind.FLOAT, (long) Float.floatToRawIntBits(value));
    }

    @Override
    public void setDouble(int ordinal, double value) {
        put(ordinal, Kind.DOUBLE, Double.doubleToRawLongBits(value));
    }

    @Override
    public void setDecimal(int ordinal, BigDecimal value) {
        put(ordinal, Kind.DECIMAL, value);
    }

    @Override
    public void setText(int ordinal, byte[] utf8, int offset, int length) {
        put(ordinal, Kind.TEXT, (long) texts.append(utf8, offset, length));
        lengths[ordinal] = length;
    }

    @Override
    public void setEscapedText(int ordinal, byte[] json, int offset, int length) {
        int start = texts.appendEscaped(json, offset, length);
        put(ordinal, Kind.TEXT, (long) start);
        lengths[ordinal] = texts.length() - start;
    }

    @Override
    public void setBinary(int ordinal, byte[] value) {
        put(ordinal, Kind.BINARY, value);
    }

    @Override
    public Cells struct(int ordinal, int fields) {
        put(ordinal, Kind.STRUCT);
        if (objects[ordinal] instanceof ObjectCells cells && cells.struct) {
            cells.empty();
            return cells;
        }
        ObjectCells cells = new ObjectCells(true, fields, fields, texts);
        objects[ordinal] = cells;
        return cells;
    }

    @Override
    public Cells array(int ordinal) {
        put(ordinal, Kind.ARRAY);
        if (objects[ordinal] instanceof ObjectCells cells && !cells.struct) {
            cells.empty();
            return cells;
        }
        ObjectCells cells = ofArray();
        objects[ordinal] = cells;
        return cells;
    }

    private ObjectCells ofArray() {
        return new ObjectCells(false, FIRST_ELEMENTS, 0, texts);
    }

    @Override
    public MapCells map(int ordinal) {
        put(ordinal, Kind.MAP);
        if (objects[ordinal] instanceof ObjectMapCells cells) {
            cells.keys().empty();
            cells.values().empty();
            return cells;
        }
        ObjectMapCells cells = new ObjectMapCells(ofArray(), ofArray());
        objects[ordinal] = cells;
        return cells;
    }

    /** A map as two arrays of one length. */
    record ObjectMapCells(ObjectCells keys, ObjectCells values) implements MapCells {
        CellMap data() {
            return new CellMap(keys.arrayData(), values.arrayData());
        }
    }

    /** The texts of a record, one after the other. */
    private static final class TextBuffer {
        private static final int FIRST_CAPACITY = 4096;
        private static final int LONG = 1 << 20;

        private byte[] bytes = new byte[FIRST_CAPACITY];
        private int length;

        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }

        void clear() {
            length = 0;
        }

        /** Adds a text and tells where it begins. */
        int append(byte[] source, int offset, int count) {
            reserve(count + ByteCopy.SPILL);
            ByteCopy.copy(source, offset, bytes, length, count);
            length += count;
            return length - count;
        }

        /** Adds a text that JSON escapes and tells where it begins. */
        int appendEscaped(byte[] json, int offset, int count) {
            reserve(count);
            int start = length;
            length = Escapes.decode(json, offset, offset + count, bytes, start);
            return start;
        }

        private void reserve(int count) {
            if (bytes.length - length < count) {
                grow(length + count);
            }
        }

        /** Texts may be as long as a third of the heap, so that a long buffer neither doubles nor is held beside the next. */
        private void grow(int wanted) {
            int more = bytes.length < LONG ? bytes.length : bytes.length / 8;
            int capacity = Math.max(wanted, bytes.length + more);
            if (length < bytes.length / 2) {
                bytes = Arrays.copyOf(bytes, length);
            }
            bytes = Arrays.copyOf(bytes, capacity);
        }
    }
}
