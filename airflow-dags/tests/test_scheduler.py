"""A real Airflow with its own scheduler: it starts runs by itself, tries again or does not, and backfills."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from project import Project, free_ports

NIGHT = timedelta(hours=2)
"""When the jobs' cron runs, at 02:00: before that, the newest run is of the night before."""
NEWEST_DAY = str((datetime.now(UTC) - NIGHT).date() - timedelta(days=1))
BACKFILLED = [f"2026-03-0{day}" for day in range(1, 6)]
ENDED = {"success", "failed", "skipped", "upstream_failed"}
LIMIT_SECONDS = 900


@dataclass(frozen=True)
class Airflow:
    """A running ``airflow standalone``."""

    home: Path
    environment: dict[str, str]

    def command(self, *arguments: str) -> str:
        """Run a command as a user would."""
        done = subprocess.run(
            ["airflow", *arguments], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def tasks(self, dag: str, task: str = "run") -> list[tuple[str, str, int]]:
        """Give run id, state and tries of a task in all runs of its DAG."""
        return self.query(
            "SELECT run_id, state, try_number FROM task_instance WHERE dag_id = ? AND task_id = ? ORDER BY run_id",
            dag,
            task,
        )

    def query(self, sql: str, *values: str) -> list[tuple[str, str, int]]:
        """Ask Airflow's database."""
        with sqlite3.connect(f"file:{self.home}/airflow.db?mode=ro", uri=True, timeout=30) as database:
            return database.execute(sql, values).fetchall()

    def log(self, dag: str, attempt: int) -> str:
        """Give the log of a try of the task run."""
        (file,) = self.home.glob(f"logs/dag_id={dag}/run_id=*/task_id=run/attempt={attempt}.log")
        return file.read_text()

    def until(self, what: str, there: Callable[[], bool]) -> None:
        """Wait for something that the scheduler does."""
        end = time.monotonic() + LIMIT_SECONDS
        while not there():
            if time.monotonic() > end:
                pytest.fail(
                    f"waited {LIMIT_SECONDS} s for {what}; {(self.home / 'standalone.log').read_text()[-4000:]}"
                )
            time.sleep(1)

    def ended(self, dag: str, runs: int) -> Callable[[], bool]:
        """Tell whether so many runs of a DAG have ended."""
        sql = "SELECT run_id, state, 0 FROM dag_run WHERE dag_id = ?"
        return lambda: sum(state in ENDED for _, state, _ in self.query(sql, dag)) >= runs


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("scheduled"))
    project.job("retried", landing=", when_empty: fail", schedule="  wait_for: nothing")
    project.job("refused", schedule="  wait_for: nothing")
    project.land_rubbish(NEWEST_DAY, "refused")
    project.job("backfilled", schedule="  wait_for: nothing")
    for number, day in enumerate(BACKFILLED, start=1):
        project.land(day, *(f"{day}-{each}" for each in range(number)), job="backfilled")
    return project


@pytest.fixture(scope="module")
def airflow(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Airflow]:
    home = tmp_path_factory.mktemp("airflow")
    api, task_logs, trigger_logs = free_ports(3)
    environment = {
        **os.environ,
        **project.environment,
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": api,
        "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{api}",
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{api}/execution/",
        "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": task_logs,
        "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": trigger_logs,
        "AIRFLOW__CORE__PARALLELISM": "3",
        # A busy machine is slow, and that is no failure here.
        "AIRFLOW__CORE__DAGBAG_IMPORT_TIMEOUT": "120",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home}/airflow.db?timeout=120",
        "AIRFLOW__WORKERS__EXECUTION_API_TIMEOUT": "120",
        "AIRFLOW__CORE__DEFAULT_TASK_RETRY_DELAY": "5",
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "5",
        "NO_PROXY": "127.0.0.1",
    }
    with (home / "standalone.log").open("w") as log:
        server = subprocess.Popen(
            ["airflow", "standalone"], env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            airflow = Airflow(home, environment)
            airflow.until("the DAGs", lambda: (home / "airflow.db").exists() and _known(airflow, "backfilled"))
            yield airflow
        finally:
            _end(server)


def test_the_scheduler_runs_retries_refuses_and_backfills(airflow: Airflow, project: Project) -> None:
    airflow.command(
        *("backfill", "create", "--dag-id", "backfilled", "--from-date", BACKFILLED[0], "--to-date", "2026-03-06"),
        *("--max-active-runs", "2", "--reprocess-behavior", "none"),
    )
    for dag in ("retried", "refused", "backfilled"):
        airflow.command("dags", "unpause", "--yes", dag)

    # Nothing has landed, so the first try exits with 1; then it lands.
    airflow.until(
        "a first try that failed", lambda: [state for _, state, _ in airflow.tasks("retried")] == ["up_for_retry"]
    )
    project.land(NEWEST_DAY, "a", "b", job="retried")
    airflow.until("the retry", airflow.ended("retried", 1))
    airflow.until("the refusal", airflow.ended("refused", 1))
    airflow.until("the backfill", airflow.ended("backfilled", 6))

    assert [(state, tries) for _, state, tries in airflow.tasks("retried")] == [("success", 2)]
    assert "no file landed" in airflow.log("retried", 1)
    assert "published 1 partitions" in airflow.log("retried", 2)

    assert [(state, tries) for _, state, tries in airflow.tasks("refused")] == [("failed", 1)]
    reason = airflow.log("refused", 1)
    assert "AirflowFailException" in reason
    assert "refused: " in reason
    assert "audit.max_reject_ratio" in reason

    assert {state for _, state, _ in airflow.tasks("backfilled")} == {"success"}
    assert project.rows("backfilled") == {day: number for number, day in enumerate(BACKFILLED, start=1)}


def test_a_range_is_read_again_and_a_cleared_task_too_and_old_versions_go(airflow: Airflow, project: Project) -> None:
    job = "again"
    project.job(job, schedule="  wait_for: nothing\n  expire_after: 0d")
    for day in BACKFILLED:
        project.land(day, f"{day}-a", job=job)
    airflow.until("the new DAG", lambda: _known(airflow, f"{job}__backfill"))

    # One submission publishes the range, and a second one reads it again.
    airflow.command("dags", "unpause", "--yes", f"{job}__backfill")
    dates = {"from": BACKFILLED[0], "to": BACKFILLED[-1]}
    airflow.command("dags", "trigger", f"{job}__backfill", "--run-id", "first", "--conf", json.dumps(dates))
    airflow.until("the range", airflow.ended(f"{job}__backfill", 1))
    airflow.command(
        *("dags", "trigger", f"{job}__backfill", "--run-id", "second"),
        *("--conf", json.dumps({**dates, "reprocess": True})),
    )
    airflow.until("the range again", airflow.ended(f"{job}__backfill", 2))
    assert [state for _, state, _ in airflow.tasks(f"{job}__backfill")] == ["success", "success"]
    reports = [report for report in project.reports() if report["job"] == job]
    assert [(report["from"], report["to"], report["outcome"]) for report in reports] == [
        (BACKFILLED[0], BACKFILLED[-1], "published")
    ] * 2

    # A cleared task reads again what its date published, which a run that is only repeated would not.
    airflow.command("tasks", "clear", "--yes", "--task-regex", "run", "backfilled")
    airflow.until(
        "the cleared tasks",
        lambda: [(state, tries) for _, state, tries in airflow.tasks("backfilled")] == [("success", 2)] * 6,
    )
    assert project.rows("backfilled") == {day: number for number, day in enumerate(BACKFILLED, start=1)}
    published = [r for r in project.reports() if (r["job"], r["outcome"]) == ("backfilled", "published")]
    assert len(published) == 2 * len(BACKFILLED)

    airflow.command("dags", "unpause", "--yes", "sluice_expire")
    airflow.until("the weekly expiry", airflow.ended("sluice_expire", 1))
    assert [state for _, state, _ in airflow.tasks("sluice_expire", job)] == ["success"]
    (versions,) = (project.folder / "warehouse" / job).rglob("_versions")
    assert len(list(versions.rglob("*.parquet"))) == len(BACKFILLED)
    assert project.rows(job) == dict.fromkeys(BACKFILLED, 1)


def _end(server: subprocess.Popen[bytes]) -> None:
    """End the server and all that it started."""
    signals = [signal.SIGTERM, *[0] * 60, signal.SIGKILL]
    for each in signals:
        server.poll()
        try:
            os.killpg(server.pid, each)
        except ProcessLookupError:
            return
        time.sleep(1)


def _known(airflow: Airflow, dag: str) -> bool:
    try:
        return airflow.query("SELECT dag_id, '', 0 FROM serialized_dag WHERE dag_id = ?", dag) != []
    except sqlite3.OperationalError:
        return False
