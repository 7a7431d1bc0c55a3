"""DAGs from job files."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pendulum
from airflow.sdk import DAG, Asset, BaseOperator, Context, CronDataIntervalTimetable, Param
from airflow.sdk.exceptions import AirflowFailException

from sluice_dags import alerts, dates, documents, jobfile
from sluice_dags.jobfile import JobFile, JobFileError
from sluice_dags.operators import WAIT, AnnounceOperator, ChecksOperator, RunOperator, SluiceOperator
from sluice_dags.sensors import LandingSensor
from sluice_dags.settings import Settings

_EPOCH = pendulum.datetime(2000, 1, 1, tz="UTC")
"""Where schedules begin that name no start; what lies before today is then not made up for."""

_LONGEST_RETRY_DELAY = timedelta(hours=1)


def dags(settings: Settings) -> dict[str, DAG]:
    """Make the DAGs of all job files.

    A file that cannot be read becomes a DAG that says why, so that the others run on.
    """
    made: dict[str, DAG] = {}
    jobs: list[JobFile] = []
    for path in sorted(settings.jobs.glob("*.yaml")):
        try:
            job = jobfile.read(path, settings)
            if job is None:
                continue
            if job.job in made:
                raise JobFileError(
                    f"{path}: job: another file of {settings.jobs} has the job {job.job}, too; rename one"
                )
            new = {dag.dag_id: dag for dag in (nightly(job, settings), backfill(job, settings))}
        except (ValueError, OSError) as problem:
            made[f"{path.stem}__broken"] = _broken(path, str(problem))
            continue
        made |= new
        jobs.append(job)
    if jobs:
        made["sluice_expire"] = expire(jobs, settings)
    return made


def nightly(job: JobFile, settings: Settings) -> DAG:
    """Make the DAG that follows a job's schedule: wait for the landing, run, check, announce."""
    schedule = job.schedule
    zone = pendulum.timezone(job.time_zone.key)
    first = schedule.start
    start = _EPOCH if first is None else pendulum.datetime(first.year, first.month, first.day, tz=zone)
    with DAG(
        dag_id=job.job,
        schedule=CronDataIntervalTimetable(schedule.cron, timezone=zone),
        start_date=start,
        catchup=schedule.start is not None,
        max_active_runs=1,
        params={
            "date": Param(
                None,
                type=["null", "string"],
                pattern=dates.PATTERN,
                description="Landing date, 2026-11-22 or 2026-11-22T03; empty for that of the data interval.",
            ),
            "reprocess": Param(False, type="boolean", description="Read published files again."),
        },
        doc_md=documents.nightly(job),
        **_common(job),
    ) as dag:
        run = RunOperator(task_id="run", job=job, settings=settings)
        if schedule.wait_for != "nothing":
            LandingSensor(task_id="landed", job=job, settings=settings) >> run
        run >> _last(job, settings)
    return dag


def backfill(job: JobFile, settings: Settings) -> DAG:
    """Make the DAG that runs a range of landing dates in one ``spark-submit``."""
    with DAG(
        dag_id=f"{job.job}__backfill",
        schedule=None,
        max_active_runs=1,
        params={
            "from": Param("", type="string", pattern=dates.PATTERN, description="First landing date, inclusive."),
            "to": Param("", type="string", pattern=dates.PATTERN, description="Last landing date, inclusive."),
            "reprocess": Param(False, type="boolean", description="Read published files again."),
        },
        doc_md=documents.backfill(job),
        **_common(job, "backfill"),
    ) as dag:
        RunOperator(task_id="run", job=job, settings=settings, dates="parameters") >> _last(job, settings)
    return dag


def expire(jobs: list[JobFile], settings: Settings) -> DAG:
    """Make the weekly DAG that deletes versions that nothing points to any more."""
    with DAG(
        dag_id="sluice_expire",
        schedule=CronDataIntervalTimetable("0 12 * * 0", timezone="UTC"),
        start_date=_EPOCH,
        catchup=False,
        max_active_runs=1,
        max_active_tasks=1,
        doc_md="Deletes versions that nothing points to since `schedule.expire_after`.",
        tags=["sluice", "expire"],
    ) as dag:
        for job in jobs:
            SluiceOperator(
                task_id=job.job,
                job=job,
                settings=settings,
                command=["expire", "--job", job.uri, "--older-than", job.schedule.expire_after, "--wait", WAIT],
                **_task_defaults(job),
            )
    return dag


def _last(job: JobFile, settings: Settings) -> BaseOperator:
    """Give the task that ends a run: its success announces the table."""
    outlets = [Asset(job.table)]
    if job.checks is None:
        return AnnounceOperator(task_id="announce", job=job, outlets=outlets)
    return ChecksOperator(task_id="checks", job=job, settings=settings, outlets=outlets)


def _common(job: JobFile, *tags: str) -> dict[str, Any]:
    return {
        "default_args": _task_defaults(job),
        "tags": ["sluice", *tags, *job.schedule.tags],
    }


def _task_defaults(job: JobFile) -> dict[str, Any]:
    defaults: dict[str, Any] = {
        "owner": job.schedule.owner,
        "retries": job.schedule.retries,
        "retry_exponential_backoff": 2,
        "max_retry_delay": _LONGEST_RETRY_DELAY,
        "pool": job.schedule.pool,
        "on_failure_callback": alerts.failed,
    }
    if job.schedule.retry_delay is not None:
        defaults["retry_delay"] = job.schedule.retry_delay
    return defaults


class BrokenJobOperator(BaseOperator):
    """Says what is wrong with a job file."""

    def __init__(self, *, problem: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.problem = problem

    def execute(self, context: Context) -> None:  # noqa: ARG002
        """Fail with the reason."""
        raise AirflowFailException(self.problem)


def _broken(path: Path, problem: str) -> DAG:
    with DAG(
        dag_id=f"{path.stem}__broken",
        schedule=None,
        doc_md=documents.broken(str(path), problem),
        tags=["sluice", "broken"],
    ) as dag:
        BrokenJobOperator(task_id="job_file", problem=problem)
    return dag
