from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import avro

if TYPE_CHECKING:
    from pathlib import Path

MOMENT = {"type": "long", "logicalType": "timestamp-micros"}


@pytest.mark.parametrize(
    ("schema", "parsed"),
    [
        ("string", avro.Primitive("string")),
        (["null", "int"], avro.Nullable(avro.Primitive("int"))),
        (MOMENT, avro.TimestampMicros()),
        (["null", MOMENT], avro.Nullable(avro.TimestampMicros())),
        ({"type": "array", "items": "long"}, avro.Array(avro.Primitive("long"))),
    ],
)
def test_reads_what_the_records_have(schema: object, parsed: avro.Type) -> None:
    assert avro.parse(schema) == parsed


def test_reads_structs_in_structs(tmp_path: Path) -> None:
    file = tmp_path / "schema.avsc"
    inner = {"type": "record", "name": "Actor", "fields": [{"name": "id", "type": "long", "doc": "Who."}]}
    file.write_text(json.dumps({"type": "record", "name": "Event", "fields": [{"name": "actor", "type": inner}]}))

    actor = avro.Record((avro.Field("id", avro.Primitive("long")),))
    assert avro.read(file) == avro.Record((avro.Field("actor", actor),))


@pytest.mark.parametrize("schema", ["bytes", {"type": "map", "values": "string"}, ["string", "int"]])
def test_refuses_what_no_record_has(schema: object) -> None:
    with pytest.raises(ValueError, match="no type of the benchmark's records"):
        avro.parse(schema)


def test_refuses_a_schema_that_is_no_record(tmp_path: Path) -> None:
    file = tmp_path / "schema.avsc"
    file.write_text('"string"')

    with pytest.raises(TypeError, match="describes no record"):
        avro.read(file)
