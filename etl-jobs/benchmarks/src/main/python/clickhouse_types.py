"""Avro's types as ClickHouse has them."""

from __future__ import annotations

import avro

PRIMITIVES = {
    "boolean": "Bool",
    "double": "Float64",
    "float": "Float32",
    "int": "Int32",
    "long": "Int64",
    "string": "String",
}


def structure(record: avro.Record) -> str:
    """The columns of a record as the table function ``file`` takes them."""
    return ", ".join(f"`{field.name}` {sql(field.type)}" for field in record.fields)


def sql(of: avro.Type) -> str:
    """The type of a column or of a part of one; a list cannot be null in ClickHouse, so null becomes an empty one."""
    match of:
        case avro.Primitive(name):
            return PRIMITIVES[name]
        case avro.TimestampMicros():
            return "DateTime64(6, 'UTC')"
        case avro.Array(items):
            return f"Array({sql(items)})"
        case avro.Record():
            return f"Tuple({structure(of)})"
        case avro.Nullable(avro.Array() as value):
            return sql(value)
        case avro.Nullable(value):
            return f"Nullable({sql(value)})"
