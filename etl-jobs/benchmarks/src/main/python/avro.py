"""The part of Avro's schemas that the benchmark's records need."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from pathlib import Path

PRIMITIVES = frozenset({"boolean", "double", "float", "int", "long", "string"})


@dataclass(frozen=True)
class Primitive:
    """A value without parts, by Avro's name for it."""

    name: str


@dataclass(frozen=True)
class TimestampMicros:
    """A moment, which JSON holds as ISO text."""


@dataclass(frozen=True)
class Array:
    """A list of values of one type."""

    items: Type


@dataclass(frozen=True)
class Record:
    """A struct."""

    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Nullable:
    """A value that may be null."""

    of: Type


@dataclass(frozen=True)
class Field:
    """A named value of a record."""

    name: str
    type: Type


Type: TypeAlias = Primitive | TimestampMicros | Array | Record | Nullable


def read(schema: Path) -> Record:
    """The record that a schema file describes."""
    parsed = parse(json.loads(schema.read_text(encoding="utf-8")))
    if not isinstance(parsed, Record):
        raise TypeError(f"{schema} describes no record; landings hold records only")
    return parsed


def parse(schema: object) -> Type:
    """The type that a JSON value of a schema describes."""
    match schema:
        case ["null", of] | [of, "null"]:
            return Nullable(parse(of))
        case str(name) if name in PRIMITIVES:
            return Primitive(name)
        case {"type": "long", "logicalType": "timestamp-micros"}:
            return TimestampMicros()
        case {"type": "array", "items": items}:
            return Array(parse(items))
        case {"type": "record", "fields": [*fields]}:
            return Record(tuple(Field(field["name"], parse(field["type"])) for field in fields))
        case _:
            raise ValueError(f"no type of the benchmark's records: {json.dumps(schema)}")
