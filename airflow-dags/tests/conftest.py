"""A real Airflow of its own for the tests: database, connections and settings, before Airflow is imported."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
HOME = HERE.parent / "target" / "test-home"

shutil.rmtree(HOME, ignore_errors=True)
HOME.mkdir(parents=True)
for name in [name for name in os.environ if name.startswith(("AIRFLOW_", "SLUICE_"))]:
    del os.environ[name]
os.environ |= {
    "AIRFLOW_HOME": str(HOME),
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__CORE__DAGS_FOLDER": str(HERE.parent / "dags"),
    "AIRFLOW_CONN_SPARK_DEFAULT": '{"conn_type": "spark", "host": "local[2]"}',
    "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    "PYTHONPATH": f"{HERE.parent}:{HERE}",
    # Loopback, whatever the machine's name resolves to.
    "SPARK_LOCAL_IP": "127.0.0.1",
}

import pytest  # noqa: E402
from project import Project  # noqa: E402


@pytest.fixture(scope="session")
def database() -> Path:
    """Airflow's database, migrated as a user would."""
    done = subprocess.run(["airflow", "db", "migrate"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return HOME / "airflow.db"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A folder with a job, its schema and a landing."""
    return Project(tmp_path)
