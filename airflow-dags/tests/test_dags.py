from __future__ import annotations

import re
from pathlib import Path

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.sdk import DAG, Asset, CronDataIntervalTimetable
from project import DAGS, ROOT, Project

from sluice_dags import factory
from sluice_dags.settings import Settings

JOBS = sorted(path.stem for path in (ROOT / "etl-jobs" / "conf").glob("*.yaml"))


@pytest.fixture(scope="module")
def bag(database: Path) -> DagBag:
    assert database.exists()
    return DagBag(DAGS)


def test_the_folder_loads_without_an_error(bag: DagBag) -> None:
    assert bag.import_errors == {}
    assert not [dag.dag_id for dag in bag.dags.values() if "broken" in dag.tags]


def test_every_job_has_its_dags(bag: DagBag) -> None:
    assert sorted(bag.dags) == sorted([*JOBS, *(f"{job}__backfill" for job in JOBS), "sluice_expire"])


@pytest.mark.parametrize("job", JOBS)
def test_every_job_has_schema_examples_table_and_checks(job: str) -> None:
    text = (ROOT / f"etl-jobs/conf/{job}.yaml").read_text()
    schema = re.search(r"^schema: (\S+)/(v\d+)", text, re.MULTILINE)
    assert schema is not None
    folder = ROOT / "schemas" / schema[1]
    assert (folder / f"{schema[2]}.avsc").is_file()
    assert list((folder / "examples").glob(f"{schema[2]}.*.pass.json"))
    assert list((folder / "examples").glob(f"{schema[2]}.*.fail.json"))
    assert (ROOT / f"sql/lake/{job}/create.sql").is_file()
    assert (ROOT / f"sql/lake/{job}/checks.sql").is_file()


@pytest.mark.parametrize("job", JOBS)
def test_a_night_waits_runs_checks_and_announces(bag: DagBag, job: str) -> None:
    dag: DAG = bag.dags[job]

    assert in_order(dag) == ["landed", "run", "checks"]
    assert dag.max_active_runs == 1
    assert dag.get_task("run").max_active_tis_per_dag == 1
    assert dag.get_task("checks").outlets == [Asset(f"lake.{job}")]
    assert getattr(dag.get_task("landed"), "mode", None) == "reschedule"
    for task in dag.tasks:
        assert (task.retries or 0) >= 2
        assert task.on_failure_callback
        assert task.owner != "airflow"
    assert all(dag.get_task(name).execution_timeout for name in ("run", "checks"))


def test_schedules_have_data_intervals(bag: DagBag) -> None:
    dag: DAG = bag.dags["github_events"]

    assert isinstance(dag.timetable, CronDataIntervalTimetable)
    assert not dag.catchup


def test_owner_tags_and_documentation_come_from_the_job_file(project: Project) -> None:
    project.job(schedule="  start: 2026-11-01")

    dag = factory.dags(project.settings)["clicks"]

    assert dag.tags == {"sluice", "web"}
    assert dag.get_task("run").owner == "analysts"
    assert dag.doc_md is not None
    assert dag.doc_md.startswith("Clicks, by the day.\nThey come from a small shop.")
    assert "cron: " in dag.doc_md
    assert dag.catchup
    assert str(dag.start_date).startswith("2026-11-01")


def test_a_table_without_checks_is_announced_all_the_same(project: Project) -> None:
    project.job(schedule="  wait_for: nothing")

    dag = factory.dags(project.settings)["clicks"]

    assert in_order(dag) == ["run", "announce"]
    assert dag.get_task("announce").outlets == [Asset("lake.clicks")]


def test_a_broken_job_file_says_so_and_stops_no_other(project: Project) -> None:
    project.job()
    bad = project.job("orders")
    bad.write_text(bad.read_text().replace("retries: 1", "retries: often"))
    twin = project.job("twin")
    twin.write_text(twin.read_text().replace("job: twin", "job: clicks"))

    made = factory.dags(project.settings)

    assert sorted(made) == ["clicks", "clicks__backfill", "orders__broken", "sluice_expire", "twin__broken"]
    assert "schedule.retries: 'often'" in str(made["orders__broken"].doc_md)
    assert "another file" in str(made["twin__broken"].doc_md)


def test_versions_expire_every_week(bag: DagBag) -> None:
    dag: DAG = bag.dags["sluice_expire"]

    assert sorted(task.task_id for task in dag.tasks) == JOBS
    conf = Settings.current().jobs_uri
    assert getattr(dag.get_task("shop_orders"), "application_args", None) == [
        *("expire", "--job", f"{conf}/shop_orders.yaml", "--older-than", "7d", "--wait", "15m"),
    ]


def in_order(dag: DAG) -> list[str]:
    """Give the names of a DAG's tasks; each follows the one before."""
    names = [task.task_id for task in dag.roots]
    while dag.get_task(names[-1]).downstream_task_ids:
        (following,) = dag.get_task(names[-1]).downstream_task_ids
        names.append(following)
    return names
