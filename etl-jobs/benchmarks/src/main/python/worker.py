"""The inside of the process of a contender in Python, as ``Worker`` is of one in Java.

A first run is measured from the start of the process, then runs that do not count, then warm ones. The account has the
form of ``Entry`` without a fingerprint, which the process that started this one takes.
"""

from __future__ import annotations

import argparse
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import measure
import peers

if TYPE_CHECKING:
    from peer import Peer

NOBODY_CAN_TELL = -1


@dataclass(frozen=True)
class Runs:
    """How often to run after the first time: without counting, and counting."""

    warm_up: int
    warm: int

    def later(self) -> int:
        """All after the first."""
        return self.warm_up + self.warm


def main(arguments: list[str] | None = None) -> None:
    """Runs a contender and writes the account."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contender", required=True)
    parser.add_argument("--schema", required=True, type=Path)
    parser.add_argument(
        "--day", required=True, type=Path, action="append", dest="days", help="a folder of a landed day"
    )
    parser.add_argument("--warm-up", required=True, type=int)
    parser.add_argument("--warm", required=True, type=int)
    parser.add_argument("--account", required=True, type=Path)
    asked = parser.parse_args(arguments)
    folder = asked.account.parent
    peer = peers.start(asked.contender, asked.schema, folder)
    entry = account(asked.contender, peer, asked.days, folder, Runs(asked.warm_up, asked.warm))
    asked.account.write_text(json.dumps([entry]), encoding="utf-8")


def account(contender: str, peer: Peer, days: list[Path], folder: Path, runs: Runs) -> dict[str, object]:
    """Makes new tables, one after the other, of which the last one stays."""
    laps = []
    for run in range(runs.later() + 1):
        if run > 0:
            shutil.rmtree(table(folder, run - 1))
        laps.append(lap(peer, sorted(days[run % len(days)].iterdir()), table(folder, run), first=run == 0))
    return {
        "contender": contender,
        "table": "new table",
        "first": laps[0],
        "warm": laps[1 + runs.warm_up :],
        "peakBytes": measure.peak_bytes(),
        "settings": peer.settings(),
    }


def table(folder: Path, run: int) -> Path:
    """The table of a run, where Java's side looks for it."""
    return folder / f"run-{run}"


def lap(peer: Peer, files: list[Path], into: Path, *, first: bool) -> dict[str, object]:
    """One run; a first one is measured as what the whole process took."""
    took = measure.timed(lambda: peer.run(files, into))
    if first:
        took = measure.since_start()
    written = [file.stat().st_size for file in into.rglob("*.parquet")]
    return {
        "seconds": took.seconds,
        "cpuSeconds": took.cpu_seconds,
        "shuffledBytes": NOBODY_CAN_TELL,
        "outputBytes": sum(written),
        "outputFiles": len(written),
    }


if __name__ == "__main__":
    main()
