"""The contenders in Python by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import avro

if TYPE_CHECKING:
    from pathlib import Path

    from peer import Peer


def start(contender: str, schema: Path, folder: Path) -> Peer:
    """Starts a contender; only its own module is imported, since that is part of its time."""
    record = avro.read(schema)
    match contender.partition("-")[0]:
        case "polars":
            import polars_peer  # noqa: PLC0415

            return polars_peer.PolarsPeer(polars_peer.Form(contender), record)
        case "chdb":
            import chdb_peer  # noqa: PLC0415

            return chdb_peer.ChdbPeer(chdb_peer.Form(contender), record, folder / "chdb")
        case _:
            raise ValueError(f"no contender {contender} in Python")
