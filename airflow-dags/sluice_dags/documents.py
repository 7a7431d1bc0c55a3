"""What the UI says of a DAG, from its job file."""

from __future__ import annotations

from sluice_dags.jobfile import JobFile

_NIGHTLY = """{about}

| | |
|---|---|
| table | `{table}`, at `{location}` |
| landing | `{landing}`, layout `{layout}` |
| waits for | {wait_for}, at most {wait_limit} |
| announces | the asset `{table}`, after its checks |

The landing date is the day (or hour) that the run's data interval stands for, or the parameter `date`. A retry takes
the same date under a run id of its own. **Clearing the task `run` reads again what its date published before**, as
after a mended schema; `reprocess` does the same from the start. Ranges of dates: `{job}__backfill`.

```yaml
{text}
```
"""

_BACKFILL = """Runs `{job}` over all landing dates from `from` to `to`, both inclusive, in one `spark-submit`.
With `reprocess` files are read again that were published before.

It waits for no landing. The DAG `{job}` does the same date by date: `airflow backfill create --dag-id {job} ...`.
"""


def nightly(job: JobFile) -> str:
    """Describe the DAG that follows the schedule."""
    schedule = job.schedule
    return _NIGHTLY.format(
        about=job.about or f"The job `{job.job}`.",
        job=job.job,
        table=job.table,
        location=job.table_location,
        landing=job.landing,
        layout=job.layout.pattern,
        wait_for={"files": "the first file", "nothing": "nothing"}.get(schedule.wait_for, f"`{schedule.wait_for}`"),
        wait_limit=schedule.wait_limit,
        text=job.text.strip(),
    )


def backfill(job: JobFile) -> str:
    """Describe the DAG that runs a range of dates."""
    return _BACKFILL.format(job=job.job)


def broken(file: str, problem: str) -> str:
    """Describe what stands for a job file that cannot be read."""
    return f"No DAG can be made from `{file}`:\n\n```\n{problem}\n```\n"
