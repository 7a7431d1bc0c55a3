"""A project of one job, small enough to run many times."""

from __future__ import annotations

import csv
import io
import json
import os
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from sluice_dags.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DAGS = ROOT / "airflow-dags" / "dags"
JAR = ROOT / "etl-jobs" / "engine" / "target" / "sluice-engine.jar"

SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Options that halve the CPU time of a JVM that lives for seconds."""

_SCHEMA = """{"type": "record", "name": "Click", "fields": [
  {"name": "id", "type": "string"},
  {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
  {"name": "page", "type": ["null", "string"], "default": null}]}
"""

_JOB = """# Clicks, by the day.
# They come from a small shop.
job: {job}
warehouse: ../warehouse/{job}
landing: {{path: ../landing/{landed}, layout: "{{date:yyyy-MM-dd}}/*"{landing}}}
schema: ../schemas/click.avsc
dedup: {{key: [id], order_by: [at]}}
table:
  name: lake.{job}
  partition_by: [{{column: dt, from: at, transform: day}}]
audit: {{max_reject_ratio: 0.1}}
spark: {{spark.sql.shuffle.partitions: 2}}
schedule:
  cron: "0 2 * * *"
  retries: 1
  owner: analysts
  tags: [web]
  submit:
    spark.driver.memory: 700m
    spark.driver.extraJavaOptions: {java}
{schedule}
"""

_CHECKS = """
SELECT 'id is unique' AS name, count(*) AS failures
FROM (SELECT dt, id FROM ${table} GROUP BY dt, id HAVING count(*) > 1) repeated
UNION ALL
SELECT 'the page is not forbidden' AS name, count(*) AS failures FROM ${table} WHERE page = 'forbidden'
"""


@dataclass(frozen=True)
class Project:
    """The folders of a project, and ways to fill and to read them."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """The settings that make the DAGs of this project."""
        return {
            "AIRFLOW_HOME": os.environ["AIRFLOW_HOME"],
            "SLUICE_JOBS": str(self.folder / "conf"),
            "SLUICE_SQL": str(self.folder / "sql"),
            "SLUICE_JAR": str(JAR),
            "SLUICE_REPORTS": str(self.folder / "reports"),
            "SLUICE_POKE_SECONDS": "5",
        }

    @property
    def settings(self) -> Settings:
        return Settings.of(self.environment)

    def job(self, job: str = "clicks", *, landed: str | None = None, landing: str = "", schedule: str = "") -> Path:
        """Write a job file.

        :param landed: name of its folder below the landings, that of the job if absent
        :param landing: further keys of its landing
        :param schedule: further lines of its schedule
        """
        self._write("schemas/click.avsc", _SCHEMA)
        (self.folder / "landing" / (landed or job)).mkdir(parents=True, exist_ok=True)
        text = _JOB.format(job=job, landed=landed or job, landing=landing, schedule=schedule, java=SHORT_LIVED)
        return self._write(f"conf/{job}.yaml", text.rstrip() + "\n")

    def checks(self, job: str = "clicks") -> Path:
        """Write the checks of a job's table."""
        return self._write(f"sql/lake/{job}/checks.sql", _CHECKS)

    def land(self, day: str, *ids: str, job: str = "clicks", page: str = "home") -> Path:
        """Land a click for every id."""
        lines = [json.dumps({"id": each, "at": f"{day}T10:00:00Z", "page": page}) for each in ids]
        return self._write(f"landing/{job}/{day}/00.json", "\n".join(lines) + "\n")

    def land_rubbish(self, day: str, job: str) -> Path:
        """Land records that no audit lets pass."""
        return self._write(f"landing/{job}/{day}/00.json", "no JSON\n" * 3)

    def rows(self, job: str = "clicks") -> dict[str, int]:
        """Count the table's rows by day, through the metastore."""
        query = f"SELECT dt, count(*) AS n FROM lake.{job} GROUP BY dt ORDER BY dt"
        out = self.sluice("sql", job, "-e", query, "--format", "csv")
        return {row["dt"]: int(row["n"]) for row in csv.DictReader(io.StringIO(out[out.index("dt,n") :]))}

    def sluice(self, name: str, job: str, *arguments: str) -> str:
        """Run a command of the engine that must end well, and give what it prints."""
        command = [
            *("spark-submit", "--master", "local[2]", "--driver-memory", "700m", "--driver-java-options", SHORT_LIVED),
            *("--class", "io.sluice.etl.cli.Main", str(JAR), name, "--job", str(self.folder / f"conf/{job}.yaml")),
            *arguments,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def reports(self) -> list[dict[str, object]]:
        """Give the run reports that tasks asked for, in the order of their end."""
        found = [
            json.loads(file.read_text())
            for file in (self.folder / "reports").glob("*.json")
            if "checks-" not in file.name
        ]
        return sorted(found, key=lambda report: str(report["finished_at"]))

    def _write(self, name: str, text: str) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file


def free_ports(count: int) -> list[str]:
    """Give ports that nothing listens on."""
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [str(each.getsockname()[1]) for each in sockets]
    for each in sockets:
        each.close()
    return ports
