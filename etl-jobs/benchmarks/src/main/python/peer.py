"""What a contender in Python is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Peer(Protocol):
    """Somebody who can turn a landing into a deduplicated, partitioned, compressed table."""

    def settings(self) -> str:
        """Versions and settings, for the foot of the table of results."""
        ...

    def run(self, files: Sequence[Path], table: Path) -> None:
        """Does the whole job once: landed files become a new table."""
        ...
