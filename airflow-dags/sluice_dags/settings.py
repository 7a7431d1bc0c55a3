"""Where things are: the few settings that belong to an Airflow installation and not to a job."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Settings:
    """Settings of an installation, each from an environment variable of the same meaning.

    :param jobs: folder of the job files, as the DAG processor sees it (``SLUICE_JOBS``)
    :param jobs_uri: the same folder as Spark's driver sees it (``SLUICE_JOBS_URI``)
    :param sql: folder of ``<database>/<table>/checks.sql``, as the DAG processor sees it (``SLUICE_SQL``)
    :param sql_uri: the same folder as Spark's driver sees it (``SLUICE_SQL_URI``)
    :param jar: the engine's jar, as ``spark-submit`` sees it (``SLUICE_JAR``)
    :param reports: folder that Spark's driver writes run reports to and tasks read them from (``SLUICE_REPORTS``)
    :param connection: Airflow connection of the Spark cluster, unless a job names another (``SLUICE_CONNECTION``)
    :param storage_connection: Airflow connection for landings and reports on object stores
        (``SLUICE_STORAGE_CONNECTION``)
    :param alert: ``module:function`` that is told of every failed task (``SLUICE_ALERT``)
    :param poke_seconds: pause between two looks at a landing (``SLUICE_POKE_SECONDS``)
    """

    jobs: Path
    jobs_uri: str
    sql: Path
    sql_uri: str
    jar: str
    reports: str
    connection: str
    storage_connection: str | None
    alert: str | None
    poke_seconds: int

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Settings:
        """Read the settings; what is absent is that of a checkout of the project."""
        home = Path(environment.get("SLUICE_HOME", str(_CHECKOUT)))
        jobs = Path(environment.get("SLUICE_JOBS", str(home / "etl-jobs" / "conf")))
        sql = Path(environment.get("SLUICE_SQL", str(home / "sql")))
        airflow_home = environment.get("AIRFLOW_HOME", str(Path.home() / "airflow"))
        return cls(
            jobs=jobs,
            jobs_uri=environment.get("SLUICE_JOBS_URI", str(jobs)).rstrip("/"),
            sql=sql,
            sql_uri=environment.get("SLUICE_SQL_URI", str(sql)).rstrip("/"),
            jar=environment.get("SLUICE_JAR", str(home / "etl-jobs/engine/target/sluice-engine.jar")),
            reports=environment.get("SLUICE_REPORTS", f"{airflow_home}/sluice-reports").rstrip("/"),
            connection=environment.get("SLUICE_CONNECTION", "spark_default"),
            storage_connection=environment.get("SLUICE_STORAGE_CONNECTION"),
            alert=environment.get("SLUICE_ALERT"),
            poke_seconds=int(environment.get("SLUICE_POKE_SECONDS", "60")),
        )

    @classmethod
    def current(cls) -> Settings:
        """Read the settings of this process."""
        return cls.of(os.environ)
