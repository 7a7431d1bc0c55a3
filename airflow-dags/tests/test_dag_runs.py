"""DAG runs in this process, through the real operator, spark-submit and jar."""

from __future__ import annotations

from pathlib import Path

import pendulum
import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.sdk import DAG, DagRunState
from project import DAGS, Project


@pytest.fixture
def nightly(database: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> DAG:
    assert database.exists()
    for name, value in project.environment.items():
        monkeypatch.setenv(name, value)
    project.job()
    project.checks()
    dags: dict[str, DAG] = DagBag(DAGS, bundle_name="dags-folder", bundle_path=DAGS).dags
    return dags["clicks"]


def test_two_consecutive_nights_fill_the_table(nightly: DAG, project: Project) -> None:
    project.land("2026-11-21", "a", "b", "b")
    project.land("2026-11-22", "c", "d", "e")

    # Looking before there is a table or a metastore finds nothing wrong, and leaves nothing behind.
    assert "is valid" in project.sluice("validate", "clicks")
    assert not (project.folder / "warehouse").exists()

    # At 02:00 of the 22nd the night of the 21st is over; the second run names its date.
    first = nightly.test(logical_date=pendulum.datetime(2026, 11, 22, 2))
    second = nightly.test(logical_date=pendulum.datetime(2026, 11, 23, 2), run_conf={"date": "2026-11-22"})

    assert [first.state, second.state] == [DagRunState.SUCCESS, DagRunState.SUCCESS]
    assert project.rows() == {"2026-11-21": 2, "2026-11-22": 3}
    assert [(report["from"], report["to"]) for report in project.reports()] == [
        ("2026-11-21", "2026-11-21"),
        ("2026-11-22", "2026-11-22"),
    ]
