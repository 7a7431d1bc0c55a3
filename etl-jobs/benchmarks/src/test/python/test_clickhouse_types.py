from __future__ import annotations

import pytest

import avro
import clickhouse_types

STRUCT = avro.Record((avro.Field("id", avro.Primitive("long")),))


@pytest.mark.parametrize(
    ("avro_type", "sql"),
    [
        (avro.Primitive("boolean"), "Bool"),
        (avro.TimestampMicros(), "DateTime64(6, 'UTC')"),
        (avro.Nullable(avro.Primitive("int")), "Nullable(Int32)"),
        (avro.Nullable(STRUCT), "Nullable(Tuple(`id` Int64))"),
        (avro.Array(avro.Nullable(avro.Primitive("double"))), "Array(Nullable(Float64))"),
    ],
)
def test_has_clickhouses_words(avro_type: avro.Type, sql: str) -> None:
    assert clickhouse_types.sql(avro_type) == sql


def test_lists_cannot_be_null() -> None:
    assert clickhouse_types.sql(avro.Nullable(avro.Array(STRUCT))) == "Array(Tuple(`id` Int64))"


def test_columns_are_named_in_order() -> None:
    record = avro.Record((avro.Field("id", avro.Primitive("string")), avro.Field("actor", STRUCT)))

    assert clickhouse_types.structure(record) == "`id` String, `actor` Tuple(`id` Int64)"
