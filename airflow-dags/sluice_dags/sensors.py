"""Sensors that wait for landings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from airflow.sdk import BaseSensorOperator, Context, ObjectStoragePath

from sluice_dags import storage
from sluice_dags.jobfile import JobFile
from sluice_dags.layout import fits, ignored
from sluice_dags.operators import landing_dates
from sluice_dags.settings import Settings

Folder = ObjectStoragePath | Path


class LandingSensor(BaseSensorOperator):
    """Waits until the last landing date of a run has landed, freeing its worker slot between two looks.

    A job's ``schedule.wait_for`` says what that means: ``files`` is any file that the engine would read, another name a
    marker file in the folder of the date.
    """

    def __init__(self, *, job: JobFile, settings: Settings, **kwargs: Any) -> None:
        super().__init__(
            mode="reschedule",
            poke_interval=timedelta(seconds=settings.poke_seconds),
            timeout=job.schedule.wait_limit,
            **kwargs,
        )
        self.job = job
        self.settings = settings

    def poke(self, context: Context) -> bool:
        """Look once."""
        dates = landing_dates(self.job, "interval", context)
        root = storage.path(self.job.landing, self.settings.storage_connection)
        if dates is None:
            return self._found(self.job.landing, "a file", landed(root, ["*"]))
        if self.job.schedule.wait_for == "files":
            names = self.job.layout.glob(dates.last)
            return self._found(self.job.landing, "/".join(names), landed(root, names))
        folder = self.job.layout.folder(dates.last)
        marker = root / folder / self.job.schedule.wait_for
        return self._found(f"{self.job.landing}/{folder}", self.job.schedule.wait_for, marker.exists())

    def _found(self, place: str, what: str, there: bool) -> bool:
        self.log.info("%s in %s: %s", what, place, "there" if there else "not yet there")
        return there


def landed(folder: Folder, names: list[str]) -> bool:
    """Tell whether a folder holds a file that the engine would read, below the names of a layout."""
    name, rest = names[0], names[1:]
    deep = not rest and name == "*"
    if "*" not in name and rest:
        return landed(folder / name, rest)
    for entry in _entries(folder):
        if ignored(entry.name) or not fits(entry.name, name):
            continue
        if entry.is_dir():
            if (rest and landed(entry, rest)) or (deep and landed(entry, ["*"])):
                return True
        elif not rest:
            return True
    return False


def _entries(folder: Folder) -> Iterator[Folder]:
    try:
        yield from folder.iterdir()
    except FileNotFoundError:
        return
