"""Job files, as far as a scheduler has to know them; the engine checks them in full."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from sluice_dags import storage, yaml_text
from sluice_dags.layout import Layout
from sluice_dags.settings import Settings

_DURATION = re.compile(r"(\d+)([dhm])")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}
_VARIABLE = re.compile(r"\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)\}")

T = TypeVar("T")


class JobFileError(ValueError):
    """A job file that no DAG can be made from; the message says what, where, and what to do."""


@dataclass(frozen=True)
class Schedule:
    """The section ``schedule`` of a job; etl-jobs/docs/configuration.md tells what its keys mean."""

    cron: str
    start: date | None
    wait_for: str
    wait_limit: timedelta
    retries: int
    retry_delay: timedelta | None
    timeout: timedelta
    expire_after: str
    connection: str | None
    pool: str
    owner: str
    tags: tuple[str, ...]
    submit: Mapping[str, str]


@dataclass(frozen=True)
class JobFile:
    """A job with a schedule.

    :param path: the file, as the DAG processor sees it
    :param uri: the file, as Spark's driver sees it
    :param text: the file's text
    :param landing: landing root, as Spark's driver sees it
    :param table: ``database.table``
    :param table_location: folder of the table
    :param checks: SQL file of the table's checks as Spark's driver sees it, if there is one
    """

    job: str
    path: Path
    uri: str
    text: str
    landing: str
    layout: Layout
    table: str
    table_location: str
    time_zone: ZoneInfo
    schedule: Schedule
    checks: str | None

    @property
    def about(self) -> str:
        """The comment at the top of the file."""
        lines = []
        for line in self.text.splitlines():
            if not line.startswith("#"):
                break
            lines.append(line.lstrip("#").strip())
        return "\n".join(lines)


def read(path: Path, settings: Settings, environment: Mapping[str, str] = os.environ) -> JobFile | None:
    """Read a job file.

    :return: nothing if the job has no ``schedule.cron``
    :raises JobFileError: if it cannot be understood
    """
    text = path.read_text(encoding="utf-8")
    try:
        root = yaml_text.load(text)
    except yaml.YAMLError as problem:
        raise JobFileError(f"{path}: is no YAML: {problem}") from problem
    if not isinstance(root, dict):
        raise JobFileError(f"{path}: expected keys and values at the top")
    keys = _Keys(path, root, environment)
    if keys.raw("schedule.cron") is None:
        return None
    table = keys.text("table.name")
    database, _, name = table.partition(".")
    warehouse = storage.resolve(keys.text("warehouse"), settings.jobs_uri)
    checks = settings.sql / database / name / "checks.sql"
    location = keys.text("table.location", "")
    return JobFile(
        job=keys.text("job"),
        path=path,
        uri=f"{settings.jobs_uri}/{path.name}",
        text=text,
        landing=storage.resolve(keys.text("landing.path"), settings.jobs_uri),
        layout=Layout(keys.text("landing.layout", "*")),
        table=table,
        table_location=storage.resolve(location, settings.jobs_uri) if location else f"{warehouse}/{database}/{name}",
        time_zone=keys.read("table.time_zone", "UTC", ZoneInfo),
        schedule=_schedule(keys),
        checks=f"{settings.sql_uri}/{database}/{name}/checks.sql" if checks.is_file() else None,
    )


def _schedule(keys: _Keys) -> Schedule:
    tags = keys.raw("schedule.tags") or []
    submit = keys.raw("schedule.submit") or {}
    if not isinstance(tags, list):
        raise keys.problem("schedule.tags", "expected a list of names")
    if not isinstance(submit, dict):
        raise keys.problem("schedule.submit", "expected settings for spark-submit and their values")
    return Schedule(
        cron=keys.text("schedule.cron"),
        start=keys.read("schedule.start", "", lambda text: date.fromisoformat(text) if text else None),
        wait_for=keys.text("schedule.wait_for", "files"),
        wait_limit=keys.read("schedule.wait_limit", "6h", duration),
        retries=keys.read("schedule.retries", "2", int),
        retry_delay=keys.read("schedule.retry_delay", "", lambda text: duration(text) if text else None),
        timeout=keys.read("schedule.timeout", "6h", duration),
        expire_after=keys.text("schedule.expire_after", "7d"),
        connection=keys.text("schedule.connection", "") or None,
        pool=keys.text("schedule.pool", "default_pool"),
        owner=keys.text("schedule.owner", "sluice"),
        tags=tuple(keys.expand("schedule.tags", tag) for tag in tags),
        submit={str(key): keys.expand(f"schedule.submit.{key}", value) for key, value in submit.items()},
    )


def duration(text: str) -> timedelta:
    """Read a span of time such as ``30d``, ``12h`` or ``90m``.

    :raises ValueError: if it is none
    """
    form = _DURATION.fullmatch(text)
    if form is None:
        raise ValueError("expected a duration such as 30d, 12h or 90m")
    return timedelta(**{_UNITS[form[2]]: int(form[1])})


@dataclass(frozen=True)
class _Keys:
    """Dotted keys of a job, with the environment in them expanded."""

    path: Path
    root: Mapping[str, Any]
    environment: Mapping[str, str]

    def raw(self, key: str) -> Any:
        value: Any = self.root
        for name in key.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        return value

    def text(self, key: str, default: str | None = None) -> str:
        value = self.raw(key)
        if value is None:
            if default is None:
                raise self.problem(key, "required")
            return default
        return self.expand(key, value)

    def read(self, key: str, default: str, form: Callable[[str], T]) -> T:
        text = self.text(key, default)
        try:
            return form(text)
        except (ValueError, OverflowError, ZoneInfoNotFoundError) as problem:
            raise self.problem(key, f"{text!r}: {problem}") from problem

    def expand(self, key: str, value: Any) -> str:
        if isinstance(value, (dict, list)):
            raise self.problem(key, "expected a single value")
        text = str(value).lower() if isinstance(value, bool) else str(value)

        def replacement(variable: re.Match[str]) -> str:
            if variable[1] is None:
                return "${"
            if variable[1] not in self.environment:
                raise self.problem(
                    key,
                    f"environment variable {variable[1]} is not set where Airflow reads its DAGs; set it there, too",
                )
            return self.environment[variable[1]]

        return _VARIABLE.sub(replacement, text)

    def problem(self, key: str, text: str) -> JobFileError:
        return JobFileError(f"{self.path}: {key}: {text}; sluice validate --job {self.path} tells all that is wrong")
