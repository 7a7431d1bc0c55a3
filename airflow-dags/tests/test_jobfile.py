from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from project import Project

from sluice_dags import jobfile, storage
from sluice_dags.jobfile import JobFile, JobFileError


def read(path: Path, project: Project) -> JobFile:
    job = jobfile.read(path, project.settings, {"LAKE": "s3a://lake"})
    assert job is not None
    return job


def test_reads_what_a_scheduler_has_to_know(project: Project) -> None:
    schedule = "  start: 2026-11-01\n  wait_for: _SUCCESS\n  wait_limit: 90m\n  retry_delay: 5m\n  timeout: 2h"
    project.checks()

    job = read(project.job(schedule=schedule), project)

    assert (job.job, job.table, job.landing) == ("clicks", "lake.clicks", str(project.folder / "landing/clicks"))
    assert job.table_location == str(project.folder / "warehouse/clicks/lake/clicks")
    assert job.about == "Clicks, by the day.\nThey come from a small shop."
    assert job.checks == str(project.folder / "sql/lake/clicks/checks.sql")
    assert job.schedule.start == date(2026, 11, 1)
    assert job.schedule.wait_limit == timedelta(minutes=90)
    assert (job.schedule.retries, job.schedule.retry_delay) == (1, timedelta(minutes=5))
    assert (job.schedule.owner, job.schedule.tags) == ("analysts", ("web",))
    assert job.schedule.expire_after == "7d"


def test_a_job_without_a_schedule_has_no_dag(project: Project) -> None:
    path = project.job()
    path.write_text(path.read_text().split("schedule:")[0])

    assert jobfile.read(path, project.settings) is None


def test_folders_are_those_that_spark_sees(project: Project) -> None:
    settings = replace(project.settings, jobs_uri="hdfs://nn/sluice/conf", sql_uri="hdfs://nn/sluice/sql")
    project.checks()

    job = jobfile.read(project.job(), settings)

    assert job is not None
    assert job.uri == "hdfs://nn/sluice/conf/clicks.yaml"
    assert job.landing == "hdfs://nn/sluice/landing/clicks"
    assert job.checks == "hdfs://nn/sluice/sql/lake/clicks/checks.sql"


def test_the_environment_is_expanded(project: Project) -> None:
    path = project.job()
    path.write_text(path.read_text().replace("warehouse: ../warehouse/clicks", "warehouse: ${LAKE}/$${x}"))

    assert read(path, project).table_location == "s3a://lake/${x}/lake/clicks"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("warehouse: ../warehouse/clicks", "warehouse: ${NOWHERE}", "NOWHERE is not set where Airflow reads its DAGs"),
        ("retries: 1", "retries: often", "schedule.retries: 'often'"),
        ("retries: 1", "wait_limit: soon", "schedule.wait_limit: 'soon': expected a duration"),
        ("retries: 1", "start: 2026-02-30", "schedule.start"),
        ("tags: [web]", "tags: web", "schedule.tags: expected a list"),
        ("job: clicks\n", "", "job: required"),
        ("job: clicks", "job: [", "is no YAML"),
        ("table:", "table: {time_zone: Mars/Olympus}\nother:", "table.name: required"),
    ],
)
def test_says_what_is_wrong_and_where(project: Project, old: str, new: str, said: str) -> None:
    path = project.job()
    path.write_text(path.read_text().replace(old, new))

    with pytest.raises(JobFileError) as problem:
        read(path, project)

    assert said in str(problem.value)
    assert str(path) in str(problem.value)


@pytest.mark.parametrize(
    ("location", "folder", "meant"),
    [
        ("../landing", "/project/conf", "/project/landing"),
        ("/landing/", "/project/conf", "/landing"),
        ("s3a://b/landing/", "/project/conf", "s3a://b/landing"),
        ("../landing", "s3a://b/conf", "s3a://b/landing"),
    ],
)
def test_relative_locations_are_relative_to_the_job_file(location: str, folder: str, meant: str) -> None:
    assert storage.resolve(location, folder) == meant
