"""Operators that run the engine through ``spark-submit``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Protocol
from uuid import UUID

from airflow.providers.apache.spark.hooks.spark_submit import SparkSubmitHook
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import Asset, BaseOperator, Context
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from sluice_dags import outcome
from sluice_dags.dates import LandingDate, LandingDates
from sluice_dags.jobfile import JobFile
from sluice_dags.outcome import Submission
from sluice_dags.settings import Settings

_MAIN = "io.sluice.etl.cli.Main"
_DRIVER_OPTIONS = "spark.driver.extraJavaOptions"
WAIT = "15m"
"""How long a command waits for a run of the same table, such as a backfill beside the night."""
_UNFIT = re.compile(r"[^A-Za-z0-9._+-]+")


class _Try(Protocol):
    """What a task instance tells of the try that runs."""

    id: UUID
    try_number: int
    max_tries: int


class _ListeningHook(SparkSubmitHook):
    """The provider's hook, which also keeps the line in which the engine says what went wrong."""

    reason: str | None = None

    def exit_code(self) -> int | None:
        """Give the exit code of ``spark-submit``; nothing if it was never started or is still running."""
        process = self._submit_sp
        return None if process is None else process.returncode

    def _process_spark_submit_log(self, itr: Iterator[Any]) -> None:
        super()._process_spark_submit_log(self._listen(itr))

    def _listen(self, lines: Iterator[Any]) -> Iterator[Any]:
        for line in lines:
            if line.startswith("sluice: "):
                self.reason = line.removeprefix("sluice: ").strip()
            yield line


class SluiceOperator(SparkSubmitOperator):
    """One command of the engine on the Spark cluster that a connection names.

    :param job: the job that the command is about
    :param command: the command's words
    """

    def __init__(self, *, job: JobFile, settings: Settings, command: list[str], **kwargs: Any) -> None:
        submit = dict(job.schedule.submit)
        submit[_DRIVER_OPTIONS] = f"-Duser.timezone=UTC {submit.get(_DRIVER_OPTIONS, '')}".strip()
        super().__init__(
            application=settings.jar,
            java_class=_MAIN,
            application_args=command,
            conn_id=job.schedule.connection or settings.connection,
            conf=submit,
            name=f"sluice {job.job}",
            # A try that finds its predecessor's driver would take that one's end for its own, also after a clear.
            # The engine itself makes a second submission harmless.
            durable=False,
            execution_timeout=job.schedule.timeout,
            **kwargs,
        )
        self.job = job
        self.settings = settings

    def _get_hook(self) -> SparkSubmitHook:
        hook = super()._get_hook()
        # The provider's method makes the hook and takes no class for it.
        hook.__class__ = _ListeningHook
        return hook

    def submit(self, context: Context) -> Submission:
        """Run the command, and tell how ``spark-submit`` ended."""
        failure = None
        try:
            super().execute(context)
        except Exception as problem:  # noqa: BLE001 (the report decides; timeouts and kills are no Exception)
            failure = problem
        hook = self._hook
        if not isinstance(hook, _ListeningHook):
            raise AirflowFailException(f"spark-submit was not started: {failure}") from failure
        cluster = hook._connection["deploy_mode"] == "cluster"
        return Submission(None if cluster else hook.exit_code(), hook.reason, failure)

    def execute(self, context: Context) -> Any:
        """Run the command; its exit code decides."""
        submission = self.submit(context)
        if submission.failure is not None:
            outcome.conclude(" ".join(self.application_args or []), None, submission, [])


class RunOperator(SluiceOperator):
    """``sluice run`` over landing dates, under a run id that no other try has; the run report decides.

    :param dates: ``interval`` takes the dates from the parameter ``date`` or else from the run's data interval,
        ``parameters`` from ``from`` and ``to``
    """

    def __init__(self, *, job: JobFile, settings: Settings, dates: str = "interval", **kwargs: Any) -> None:
        super().__init__(job=job, settings=settings, command=[], max_active_tis_per_dag=1, **kwargs)
        self.dates = dates

    def execute(self, context: Context) -> dict[str, Any]:  # type: ignore[override]
        """Run, and give the counts of the report."""
        dates = landing_dates(self.job, self.dates, context)
        run_id = run_id_of(dates, context["ti"])
        places = [
            f"{self.settings.reports}/{run_id}.json",
            f"{self.job.table_location}/_sluice/runs/{run_id}.json",
        ]
        self.application_args = self.arguments(dates, run_id, places[0], reprocess=self.reprocesses(context))
        submission = self.submit(context)
        report = outcome.find_report(places, self.settings.storage_connection)
        what = f"{self.job.job} {dates or 'new files'}"
        report = outcome.conclude(f"{what}, run {run_id}", report, submission, places)
        if submission.failure is not None:
            self.log.warning(
                "The report says %s, although spark-submit failed: %s", report["outcome"], submission.failure
            )
        self.log.info("%s, run %s: %s", what, run_id, outcome.summary(report))
        return {**outcome.counts(report), "try_number": context["ti"].try_number}

    def arguments(self, dates: LandingDates | None, run_id: str, report: str, *, reprocess: bool) -> list[str]:
        """Give the command of a run."""
        return [
            *("run", "--job", self.job.uri, "--run-id", run_id, "--report", report),
            *([] if dates is None else dates.arguments()),
            *(["--reprocess"] if reprocess else []),
            *("--wait", WAIT),
        ]

    def reprocesses(self, context: Context) -> bool:
        """Tell whether published files are to be read again: on request, or because somebody cleared the task.

        Clearing a task that has begun raises its limit of tries by those that it had; a retry does not.
        """
        cleared = context["ti"].max_tries > (self.retries or 0)
        if cleared:
            self.log.info("This task was cleared: what its dates published is read again.")
        return cleared or bool(context["params"].get("reprocess"))


class ChecksOperator(SluiceOperator):
    """``sluice sql`` of a table's checks after a run that published; rows with failures refuse."""

    def __init__(self, *, job: JobFile, settings: Settings, run_task: str = "run", **kwargs: Any) -> None:
        if job.checks is None:
            raise ValueError(f"{job.path}: its table has no checks.sql")
        super().__init__(job=job, settings=settings, command=[], **kwargs)
        self.run_task = run_task

    def execute(self, context: Context) -> dict[str, Any]:  # type: ignore[override]
        """Run the checks, and give their results."""
        run = changed(context, self.run_task)
        name = f"{run['run_id']}.checks-{_suffix(context['ti'])}"
        report_file = f"{self.settings.reports}/{name}.json"
        self.application_args = [
            *("sql", str(self.job.checks), "--job", self.job.uri, "--var", f"table={self.job.table}"),
            *("--check", "--report", report_file),
        ]
        submission = self.submit(context)
        report = outcome.find_report([report_file], self.settings.storage_connection)
        report = outcome.conclude(f"{self.job.job}, checks of {self.job.table}", report, submission, [report_file])
        for check in report["checks"]:
            self.log.info("passed: %s", check["name"])
        announce(context, self.job, run)
        return {"checks": report["checks"]}


class AnnounceOperator(BaseOperator):
    """Announces what a run published, where a table has no checks that would do so."""

    def __init__(self, *, job: JobFile, run_task: str = "run", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.job = job
        self.run_task = run_task

    def execute(self, context: Context) -> None:
        """Tell those who wait for the table."""
        announce(context, self.job, changed(context, self.run_task))


def announce(context: Context, job: JobFile, run: dict[str, Any]) -> None:
    """Tell those who wait for the table which partitions changed."""
    asset = Asset(job.table)
    context["outlet_events"][asset].extra = {
        "run_id": run["run_id"],
        "partitions": [partition["partition"] for partition in run["partitions"]],
    }


def changed(context: Context, run_task: str) -> dict[str, Any]:
    """Give the counts of this DAG run's run.

    :raises AirflowSkipException: if it had nothing to do, and no earlier try can have published instead
    """
    run: dict[str, Any] = context["ti"].xcom_pull(task_ids=run_task)
    if run["outcome"] == "nothing-to-do" and run["try_number"] == 1:
        raise AirflowSkipException("Nothing was published, so there is nothing to check or to announce.")
    return run


def landing_dates(job: JobFile, source: str, context: Context) -> LandingDates | None:
    """Give the landing dates of a task; nothing where the landing has no dates.

    :raises AirflowFailException: if they are not known
    """
    params = context["params"]
    if source == "parameters":
        if not job.layout.dated:
            return None
        return _parsed(str(params["from"]), str(params["to"]))
    if not job.layout.dated:
        return None
    if params.get("date"):
        return _parsed(str(params["date"]), str(params["date"]))
    run = context["dag_run"]
    if run.data_interval_start is None or run.data_interval_end is None:
        raise AirflowFailException(
            "This run has no data interval, so its landing date is not known; "
            'trigger it with a logical date, or with {"date": "2026-11-22"}.'
        )
    return LandingDates.of_interval(
        run.data_interval_start, run.data_interval_end, job.time_zone, hourly=job.layout.hourly
    )


def _parsed(first: str, last: str) -> LandingDates:
    try:
        dates = LandingDates(LandingDate.parse(first), LandingDate.parse(last))
    except ValueError as problem:
        raise AirflowFailException(str(problem)) from problem
    if (first, len(first)) > (last, len(last)):
        raise AirflowFailException(f"from {first} is after to {last}")
    return dates


def run_id_of(dates: LandingDates | None, task: _Try) -> str:
    """Name a run: its dates, its try, and what only this try of this task instance has."""
    named = "new-files" if dates is None else _UNFIT.sub("", str(dates).replace(" to ", "_"))
    return f"{named}.try{task.try_number}-{_suffix(task)}"


def _suffix(task: _Try) -> str:
    """Airflow gives every try of a task instance an id of its own; the end of it is random."""
    return task.id.hex[-12:]
