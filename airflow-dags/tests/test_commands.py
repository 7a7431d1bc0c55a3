"""The command lines of spark-submit for every kind of cluster, against files under ``golden``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from airflow.sdk import Context
from airflow.sdk.exceptions import AirflowSkipException

from sluice_dags import jobfile, operators
from sluice_dags.dates import LandingDate, LandingDates
from sluice_dags.jobfile import JobFile
from sluice_dags.operators import ChecksOperator, RunOperator
from sluice_dags.settings import Settings

GOLDEN = Path(__file__).parent / "golden"
CONF = Path(__file__).resolve().parents[2] / "etl-jobs" / "conf"

CONNECTIONS: dict[str, dict[str, Any]] = {
    "local": {"conn_type": "spark", "host": "local[*]"},
    "standalone": {"conn_type": "spark", "host": "spark://master", "port": 7077, "extra": {"deploy-mode": "cluster"}},
    "yarn": {"conn_type": "spark", "host": "yarn", "extra": {"deploy-mode": "cluster", "queue": "nightly"}},
    "kubernetes": {
        "conn_type": "spark",
        "host": "k8s://https://kubernetes.default",
        "port": 443,
        "extra": {"deploy-mode": "cluster", "namespace": "spark"},
    },
}
PLACES = {
    "local": {"SLUICE_HOME": "/opt/sluice", "SLUICE_REPORTS": "/var/lib/sluice/reports"},
    "standalone": {"SLUICE_HOME": "/mnt/shared/sluice", "SLUICE_REPORTS": "/mnt/shared/reports"},
    "yarn": {
        "SLUICE_JAR": "hdfs:///sluice/sluice-engine.jar",
        "SLUICE_JOBS_URI": "hdfs:///sluice/conf",
        "SLUICE_REPORTS": "hdfs:///sluice/reports",
    },
    "kubernetes": {
        "SLUICE_JAR": "local:///opt/sluice/sluice-engine.jar",
        "SLUICE_JOBS_URI": "s3a://lake/sluice/conf",
        "SLUICE_REPORTS": "s3a://lake/sluice/reports",
    },
}


class Try:
    id = UUID("01a21221-921c-7f75-8326-ed21959109f8")
    try_number = 2
    max_tries = 2


def job_on(kind: str, monkeypatch: pytest.MonkeyPatch) -> tuple[JobFile, Settings]:
    monkeypatch.setenv("AIRFLOW_CONN_SPARK_DEFAULT", json.dumps(CONNECTIONS[kind]))
    places = PLACES[kind]
    conf = places.get("SLUICE_HOME", "") + "/etl-jobs/conf"
    settings = Settings.of({"SLUICE_JOBS_URI": conf, **places, "SLUICE_JOBS": str(CONF)})
    job = jobfile.read(CONF / "github_events.yaml", settings)
    assert job is not None
    return job, settings


@pytest.mark.parametrize("kind", CONNECTIONS)
def test_spark_submit_for_every_kind_of_cluster(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    job, settings = job_on(kind, monkeypatch)
    run = RunOperator(task_id="run", job=job, settings=settings)
    dates = LandingDates(LandingDate.parse("2026-11-22"), LandingDate.parse("2026-11-22"))
    run_id = operators.run_id_of(dates, Try())
    run.application_args = run.arguments(dates, run_id, f"{settings.reports}/{run_id}.json", reprocess=False)

    command = run._get_hook()._build_spark_submit_command(run.application)

    assert "\n".join(command) + "\n" == (GOLDEN / f"{kind}.txt").read_text()


def test_a_backfill_is_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    job, settings = job_on("local", monkeypatch)
    run = RunOperator(task_id="run", job=job, settings=settings, dates="parameters")
    context: Any = {"params": {"from": "2026-11-01", "to": "2026-11-30", "reprocess": True}, "ti": Try()}
    dates = operators.landing_dates(job, "parameters", context)

    arguments = run.arguments(dates, operators.run_id_of(dates, Try()), "/r", reprocess=run.reprocesses(context))

    assert arguments[3:] == [
        *("--run-id", "2026-11-01_2026-11-30.try2-ed21959109f8", "--report", "/r"),
        *("--from", "2026-11-01", "--to", "2026-11-30", "--reprocess", "--wait", "15m"),
    ]


@pytest.mark.parametrize(
    ("retries", "max_tries", "asked", "reprocesses"),
    [
        (2, 2, False, False),  # a first try, or a retry
        (2, 2, True, True),
        (2, 3, False, True),  # cleared after one try: the limit is one try and two retries more
        (2, 5, False, True),
        (0, 0, False, False),
        (0, 1, False, True),
    ],
)
def test_a_cleared_task_reads_again_what_was_published(
    retries: int, max_tries: int, asked: bool, reprocesses: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, settings = job_on("local", monkeypatch)
    run = RunOperator(task_id="run", job=job, settings=settings, retries=retries)
    task = Try()
    task.max_tries = max_tries
    context: Any = {"params": {"reprocess": asked}, "ti": task}

    assert run.reprocesses(context) is reprocesses


def test_settings_for_the_driver_s_jvm_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    job, settings = job_on("local", monkeypatch)
    submit = {"spark.driver.extraJavaOptions": "-XX:+UseParallelGC", "spark.driver.memory": "8g"}
    object.__setattr__(job.schedule, "submit", submit)

    command = RunOperator(task_id="run", job=job, settings=settings)._get_hook()._build_spark_submit_command("jar")

    assert "spark.driver.extraJavaOptions=-Duser.timezone=UTC -XX:+UseParallelGC" in command
    assert "spark.driver.memory=8g" in command


def test_checks_need_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    job, settings = job_on("local", monkeypatch)
    object.__setattr__(job, "checks", None)

    with pytest.raises(ValueError, match=r"no checks\.sql"):
        ChecksOperator(task_id="checks", job=job, settings=settings)


@pytest.mark.parametrize(
    ("outcome", "try_number", "skipped"),
    [("published", 1, False), ("nothing-to-do", 2, False), ("nothing-to-do", 1, True)],
)
def test_what_an_earlier_try_may_have_published_is_checked_and_announced(
    outcome: str, try_number: int, skipped: bool
) -> None:
    class Upstream:
        def xcom_pull(self, task_ids: str) -> dict[str, Any]:
            assert task_ids == "run"
            return {"outcome": outcome, "try_number": try_number}

    context: Context = {"ti": Upstream()}  # type: ignore[typeddict-item]
    if skipped:
        with pytest.raises(AirflowSkipException):
            operators.changed(context, "run")
    else:
        assert operators.changed(context, "run")["outcome"] == outcome
