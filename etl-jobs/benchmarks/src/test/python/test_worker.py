from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import peers
import worker

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Copier:
    """Puts what landed into one file of a table, and keeps what it was asked."""

    def __init__(self) -> None:
        self.days: list[str] = []

    def settings(self) -> str:
        return "copies"

    def run(self, files: Sequence[Path], table: Path) -> None:
        self.days.append(files[0].parent.name)
        table.mkdir()
        (table / "data.parquet").write_bytes(b"".join(file.read_bytes() for file in files))


def test_warm_runs_that_do_not_count_are_left_out_and_only_the_last_table_stays(tmp_path: Path) -> None:
    days = [landed(tmp_path / "2021-07-21", "{}\n"), landed(tmp_path / "2021-07-22", "{}\n{}\n")]
    copier = Copier()

    entry = worker.account("copier", copier, days, tmp_path, worker.Runs(warm_up=1, warm=2))

    assert copier.days == ["2021-07-21", "2021-07-22", "2021-07-21", "2021-07-22"]
    assert [folder.name for folder in tmp_path.glob("run-*")] == ["run-3"]
    assert entry["contender"] == "copier"
    assert entry["settings"] == "copies"
    first, warm = entry["first"], entry["warm"]
    assert isinstance(first, dict)
    assert isinstance(warm, list)
    assert [lap["outputBytes"] for lap in [first, *warm]] == [3, 3, 6]
    assert all(lap["outputFiles"] == 1 and lap["shuffledBytes"] == -1 for lap in warm)


def test_the_first_run_is_measured_from_the_start_of_the_process(tmp_path: Path) -> None:
    entry = worker.account("copier", Copier(), [landed(tmp_path / "day", "")], tmp_path, worker.Runs(0, 1))

    first, warm = entry["first"], entry["warm"]
    assert isinstance(first, dict)
    assert isinstance(warm, list)
    assert first["cpuSeconds"] > warm[0]["cpuSeconds"]
    assert first["seconds"] > warm[0]["seconds"]


def test_refuses_contenders_that_are_not_in_python(tmp_path: Path) -> None:
    schema = tmp_path / "schema.avsc"
    schema.write_text('{"type": "record", "name": "Empty", "fields": []}')

    with pytest.raises(ValueError, match="no contender oracle in Python"):
        peers.start("oracle", schema, tmp_path)


def landed(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "00.json").write_text(text)
    return folder
