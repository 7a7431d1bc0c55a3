"""ClickHouse in this process, as its experts write it: a declared structure, one statement."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import chdb
from chdb.session import Session

import clickhouse_types

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import avro

SETTINGS = {
    "max_memory_usage": 4_000_000_000,
    # No other contender writes any for all columns.
    "output_format_parquet_write_bloom_filter": 0,
    # All partitions are open at once, and each holds a row group.
    "output_format_parquet_row_group_size_bytes": 64 << 20,
    "output_format_parquet_compression_method": "'zstd'",
}

DAY = "formatDateTime(created_at, '%Y-%m-%d')"
HOUR = "formatDateTime(created_at, '%H')"
PARTITION = f"concat({DAY}, '/hour=', {HOUR})"


class Form(Enum):
    """How duplicates are removed; the keys within an hour are those within day and hour."""

    LIMIT_BY = "chdb-limit-by"
    """Any row of a key."""
    QUALIFY = "chdb-qualify"
    """The latest row of a key."""

    def clause(self) -> str:
        """What follows ``FROM``."""
        key = "toStartOfHour(created_at), id"
        match self:
            case Form.LIMIT_BY:
                return f"LIMIT 1 BY {key}"
            case Form.QUALIFY:
                return f"QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY created_at DESC) = 1"


class ChdbPeer:
    """One form of chDB."""

    def __init__(self, form: Form, record: avro.Record, folder: Path) -> None:
        self._form = form
        self._structure = clickhouse_types.structure(record)
        self._session = Session(str(folder))

    def settings(self) -> str:
        """Versions and settings."""
        return (
            f"chDB {chdb.__version__} with ClickHouse {chdb.engine_version}, max_threads = cores, "
            "max_memory_usage 4 GB, row groups of 64 MiB at most, no bloom filters, zstd"
        )

    def run(self, files: Sequence[Path], table: Path) -> None:
        """Landed files become a new table."""
        self._session.query(statement(self._form, self._structure, files, table))


def statement(form: Form, structure: str, files: Sequence[Path], table: Path) -> str:
    """The whole job; ``{_partition_id}`` is how ClickHouse names a file by its partition."""
    landed = f"{files[0].parent}/{{{','.join(file.name for file in files)}}}"
    written = f"{table}/dt={{_partition_id}}/data.parquet"
    columns = text(structure)
    settings = ", ".join(f"{name} = {value}" for name, value in SETTINGS.items())
    return f"""
        INSERT INTO FUNCTION file({text(written)}, Parquet, {columns}) PARTITION BY {PARTITION}
        SELECT * FROM file({text(landed)}, JSONEachRow, {columns})
        {form.clause()}
        SETTINGS {settings}"""  # noqa: S608


def text(value: str) -> str:
    """A literal."""
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
