package io.sluice.etl.structure;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.SluiceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntPredicate;

/** Makes readers of a schema's types. */
final class SchemaCompiler {
    private final JsonInput input;
    private final Findings findings;
    private final boolean exactPaths;

    /** @param exactPaths whether the paths of unknown fields are needed with indices and keys */
    SchemaCompiler(JsonInput input, Findings findings, boolean exactPaths) {
        this.input = input;
        this.findings = findings;
        this.exactPaths = exactPaths;
    }

    /**
     * A reader of whole records.
     *
     * @param wanted tells the ordinals of columns whose values are asked for
     * @param bound tells the ordinals of columns that take their values from the object read
     */
    StructReader record(List<Column> columns, IntPredicate wanted, IntPredicate bound) {
        return new StructCompiler(this, columns, wanted).compile(bound, new Faults(findings, Place.record()));
    }

    boolean exactPaths() {
        return exactPaths;
    }

    /** A reader of one column of a struct. */
    ColumnReader column(Column column, int ordinal, boolean wanted, Faults faults) {
        NullableReader values = nullable(column.type(), column.nullable(), column.json(), faults);
        RecordedCells.Value defaultValue = column.defaultValue()
                .map(json -> recorded(json, values, faults))
                .orElse(null);
        return new ColumnReader(ordinal, wanted, values, defaultValue, faults);
    }

    private NullableReader nullable(ColumnType type, boolean nullable, Column.Json json, Faults faults) {
        return new NullableReader(reader(type, json, faults), nullable, faults);
    }

    private ValueReader reader(ColumnType type, Column.Json json, Faults faults) {
        if (type instanceof ColumnType.ArrayOf array) {
            Faults elements = new Faults(findings, faults.place().elements());
            return new ListReader(
                    faults, elements.place(), nullable(array.element(), array.nullableElements(), json, elements));
        }
        if (type instanceof ColumnType.MapOf map) {
            Faults values = new Faults(findings, faults.place().values());
            return new MapReader(faults, values.place(), nullable(map.value(), map.nullableValues(), json, values));
        }
        if (type instanceof ColumnType.Struct struct) {
            IntPredicate all = ordinal -> true;
            return new StructCompiler(this, struct.fields(), all).compile(all, faults);
        }
        return scalar(type, json, faults);
    }

    private static ValueReader scalar(ColumnType type, Column.Json json, Faults faults) {
        if (type instanceof ColumnType.Text) {
            return json.raw() ? new RawReader(faults) : new TextReader(faults, json.coerce());
        }
        if (type instanceof ColumnType.Enumeration enumeration) {
            return new EnumerationReader(faults, enumeration.symbols());
        }
        if (type instanceof ColumnType.Int32 || type instanceof ColumnType.Int64) {
            return new IntegralReader(faults, json.coerce(), type instanceof ColumnType.Int64);
        }
        if (type instanceof ColumnType.Float32 || type instanceof ColumnType.Float64) {
            return new FloatingReader(faults, json.coerce(), type instanceof ColumnType.Float64);
        }
        if (type instanceof ColumnType.Bool) {
            return new BooleanReader(faults, json.coerce());
        }
        if (type instanceof ColumnType.Decimal decimal) {
            return new DecimalReader(faults, decimal.precision(), decimal.scale());
        }
        if (type instanceof ColumnType.CalendarDate) {
            return new DateReader(faults);
        }
        if (type instanceof ColumnType.Timestamp timestamp) {
            return new TimestampReader(faults, json.time(), timestamp.millis());
        }
        if (type instanceof ColumnType.Binary) {
            return new BinaryReader(faults);
        }
        throw new IllegalArgumentException("no reader for type " + type);
    }

    private RecordedCells.Value recorded(String json, NullableReader values, Faults faults) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        RecordedCells cells = new RecordedCells();
        findings.clear();
        try (JsonCursor in = input.open(bytes, 0, bytes.length)) {
            if (in.next() == null) {
                throw unfit(json, faults, "it is empty", null);
            }
            values.read(in, cells, 0);
            if (in.next() != null) {
                throw unfit(json, faults, "more follows the value", null);
            }
        } catch (IOException notJson) {
            throw unfit(json, faults, notJson.getMessage(), notJson);
        }
        Fault fault = findings.first();
        findings.clear();
        if (fault != null) {
            throw unfit(json, faults, fault.message(), null);
        }
        return cells.at(0);
    }

    private static SluiceException unfit(String json, Faults faults, String reason, IOException cause) {
        return SluiceException.invalid(
                "the default %s of field %s does not fit its type: %s; correct the schema"
                        .formatted(json, faults.place().pattern(), reason),
                cause);
    }
}
