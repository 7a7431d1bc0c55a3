"""A Spark standalone cluster of a master and two workers, beside local mode."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pendulum
import pyarrow.parquet as pq
import pyspark
import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.models.dagrun import DagRun
from airflow.sdk import DAG, DagRunState
from project import DAGS, SHORT_LIVED, Project, free_ports

START_SECONDS = 120
DAY = "2026-11-22"


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Start the cluster; gives the ports of its master and of the master's REST API."""
    folder = tmp_path_factory.mktemp("cluster")
    port, rest, *uis = free_ports(5)
    common = {
        **os.environ,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_WORKER_DIR": str(folder / "work"),
        "SPARK_DAEMON_JAVA_OPTS": f"{SHORT_LIVED} -Dspark.master.rest.enabled=true -Dspark.master.rest.port={rest}",
    }
    package = "org.apache.spark.deploy"
    url = f"spark://127.0.0.1:{port}"
    worker = [f"{package}.worker.Worker", "--host", "127.0.0.1", "--cores", "2", "--memory", "2g", "--webui-port"]
    commands = [
        [f"{package}.master.Master", "--host", "127.0.0.1", "--port", port, "--webui-port", uis[0]],
        [*worker, uis[1], url],
        [*worker, uis[2], url],
    ]
    spark_class = _spark_home() / "bin" / "spark-class"
    processes = []
    log = folder / "cluster.log"
    try:
        with log.open("w") as out:
            for command in commands:
                processes.append(
                    subprocess.Popen(
                        [str(spark_class), *command],
                        env=common,
                        stdout=out,
                        stderr=subprocess.STDOUT,
                        start_new_session=True,
                    )
                )
                _until_listening(int(command[command.index("--webui-port") + 1]), log)
        _until_registered(log, 2)
        yield port, rest
    finally:
        for process in reversed(processes):
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


@pytest.fixture
def project(database: Path, master: tuple[str, str], project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    assert database.exists()
    port, rest = master
    for name, value in project.environment.items():
        monkeypatch.setenv(name, value)
    for mode in ("client", "cluster"):
        connection = {
            "conn_type": "spark",
            "host": "spark://127.0.0.1",
            "port": int(port),
            "extra": {"deploy-mode": mode, "rest-port": rest},
        }
        monkeypatch.setenv(f"AIRFLOW_CONN_SPARK_{mode.upper()}", json.dumps(connection))
    return project


def test_a_cluster_gives_the_table_of_local_mode(project: Project) -> None:
    project.land(DAY, "a", "b", "b", "c", job="landed")
    project.job("local", landed="landed", schedule="  wait_for: nothing")
    project.job("in_cluster", landed="landed", schedule=_on("cluster"))

    runs = [night(dag) for dag in ("local", "in_cluster")]

    assert [run.state for run in runs] == [DagRunState.SUCCESS] * 2
    assert rows(project, "in_cluster") == rows(project, "local")
    assert len(rows(project, "local")) == 3


def test_a_refusal_in_a_cluster_is_told_apart_from_a_failure(
    project: Project, capfd: pytest.CaptureFixture[str]
) -> None:
    project.land_rubbish(DAY, "bad")
    project.job("bad", schedule=_on("cluster"))

    run = night("bad")

    assert run.state == DagRunState.FAILED
    assert {(task.task_id, task.state) for task in run.get_task_instances()} == {
        ("run", "failed"),  # not up_for_retry, although the job has a retry
        ("announce", "upstream_failed"),
    }
    (report,) = project.reports()
    assert (report["outcome"], report["exit_code"]) == ("refused", 3)
    said = "".join(capfd.readouterr())
    assert "bad 2026-11-22, run " in said
    assert "refused: " in said
    assert "audit.max_reject_ratio" in said


def night(dag_id: str) -> DagRun:
    """Run the DAG for the day, in this process."""
    dag: DAG = DagBag(DAGS, bundle_name="dags-folder", bundle_path=DAGS).dags[dag_id]
    run: DagRun = dag.test(logical_date=pendulum.datetime(2026, 11, 23, 2), run_conf={"date": DAY})
    return run


def rows(project: Project, job: str) -> list[dict[str, object]]:
    """Give the content of the job's published partitions, but for which run wrote it."""
    (report,) = (report for report in project.reports() if report["job"] == job)
    partitions = report["partitions"]
    assert isinstance(partitions, list)
    found: list[dict[str, object]] = []
    for partition in partitions:
        table = pq.read_table(partition["location"], partitioning=None).drop_columns(["ingest_run"])
        found += [{"partition": partition["partition"], **row} for row in table.to_pylist()]
    return sorted(found, key=lambda row: str(row["ingest_position"]))


def _on(mode: str) -> str:
    """Lines of a schedule that run on the cluster, with executors that fit beside the driver."""
    return f"""
    spark.executor.memory: 600m
    spark.executor.cores: 1
    spark.cores.max: 2
    spark.executor.extraJavaOptions: -Duser.timezone=UTC {SHORT_LIVED}
  wait_for: nothing
  connection: spark_{mode}"""


def _spark_home() -> Path:
    return Path(os.environ.get("SPARK_HOME", str(Path(pyspark.__file__).parent)))


def _until_listening(port: int, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail(f"nothing listens on port {port}: {log.read_text()[-3000:]}")


def _until_registered(log: Path, workers: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if log.read_text().count("Successfully registered with master") >= workers:
            return
        time.sleep(0.2)
    pytest.fail(f"the workers did not register: {log.read_text()[-3000:]}")
