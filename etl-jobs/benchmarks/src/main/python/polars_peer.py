"""Polars as its experts write it: a declared schema, one lazy query, the streaming engine."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import polars as pl

import avro

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

KEY = ("dt", "hour", "id")

PRIMITIVES = {
    "boolean": pl.Boolean(),
    "double": pl.Float64(),
    "float": pl.Float32(),
    "int": pl.Int32(),
    "long": pl.Int64(),
    "string": pl.String(),
}


class Form(Enum):
    """How JSON is read and duplicates are removed."""

    RANK = "polars-rank"
    """Lines decoded by the schema; the latest row of a key, by its rank."""
    FIRST_DISTINCT = "polars-first-distinct"
    """Lines decoded by the schema; any row of a key."""
    UNIQUE = "polars-unique"
    """Polars' reader of JSON and ``unique``, as most write it; any row of a key."""


class PolarsPeer:
    """One form of Polars."""

    def __init__(self, form: Form, record: avro.Record) -> None:
        self._form = form
        self._schema = schema(record)

    def settings(self) -> str:
        """Versions and settings."""
        reader = "scan_ndjson" if self._form is Form.UNIQUE else "scan_lines and json_decode"
        return (
            f"Polars {pl.__version__}, {reader}, streaming engine, {pl.thread_pool_size()} threads, "
            "no limit of memory (Polars has none), zstd"
        )

    def run(self, files: Sequence[Path], table: Path) -> None:
        """Landed files become a new table."""
        rows = self._landed([str(file) for file in files]).with_columns(
            dt=pl.col("created_at").dt.strftime("%Y-%m-%d"),
            hour=pl.col("created_at").dt.strftime("%H"),
        )
        self._deduplicated(rows).sink_parquet(
            pl.PartitionBy(table, key=["dt", "hour"], include_key=False),
            compression="zstd",
            engine="streaming",
            maintain_order=False,
            mkdir=True,
        )

    def _landed(self, files: list[str]) -> pl.LazyFrame:
        if self._form is Form.UNIQUE:
            return pl.scan_ndjson(files, schema=self._schema)
        line = pl.col("line").str.json_decode(pl.Struct(self._schema))
        return pl.scan_lines(files, name="line").select(line.alias("record")).unnest("record")

    def _deduplicated(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        match self._form:
            case Form.RANK:
                return rows.filter(pl.col("created_at").rank("ordinal", descending=True).over(KEY) == 1)
            case Form.FIRST_DISTINCT:
                return rows.filter(pl.col("id").is_first_distinct().over("dt", "hour"))
            case Form.UNIQUE:
                return rows.unique(KEY, keep="any")


def schema(record: avro.Record) -> dict[str, pl.DataType]:
    """The columns of a record."""
    return {field.name: data_type(field.type) for field in record.fields}


def data_type(of: avro.Type) -> pl.DataType:
    """The type of a column or of a part of one; any of them may be null."""
    match of:
        case avro.Primitive(name):
            return PRIMITIVES[name]
        case avro.TimestampMicros():
            return pl.Datetime("us", "UTC")
        case avro.Array(items):
            return pl.List(data_type(items))
        case avro.Record():
            return pl.Struct(schema(of))
        case avro.Nullable(value):
            return data_type(value)
