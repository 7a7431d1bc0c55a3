"""What became of a run: read from its report, because exit codes do not survive a cluster's deploy mode."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from airflow.sdk.exceptions import AirflowException, AirflowFailException

from sluice_dags import storage

GOOD = ("published", "nothing-to-do", "passed")
"""Outcomes after which a task has succeeded; ``passed`` is that of checks."""

_OUTCOMES = {1: "failed", 2: "invalid", 3: "refused", 4: "unknown"}
"""Outcomes by the engine's exit code."""

_ADVICE = {
    "refused": "The table is unchanged. Read the report and the quarantine, mend the landing, the schema or the limit, "
    "then clear this task.",
    "invalid": "Nothing was published. Mend what the message names, then clear this task.",
    "unknown": "Look at the table before anything else runs; then clear this task.",
}

Report = Mapping[str, Any]


@dataclass(frozen=True)
class Submission:
    """How ``spark-submit`` ended.

    :param exit_code: its exit code; nothing if it never ended, or is not the driver's
    :param reason: the last line in which the engine says what went wrong, if it was seen
    :param failure: what the operator raised, nothing if it ended well
    """

    exit_code: int | None
    reason: str | None
    failure: Exception | None


def find_report(places: Sequence[str], connection: str | None) -> Report | None:
    """Read the report of a run from the first place that has one."""
    for place in places:
        file = storage.path(place, connection)
        if file.exists():
            report: Report = json.loads(file.read_text(encoding="utf-8"))
            return report
    return None


def conclude(what: str, report: Report | None, submission: Submission, places: Sequence[str]) -> Report:
    """Decide whether a task succeeded, is to be tried again, or must not be.

    :param what: names the run in messages
    :return: the report of a run that went well
    :raises AirflowException: if another try may succeed
    :raises AirflowFailException: if none can
    """
    if report is not None:
        outcome, reason = str(report["outcome"]), report.get("error") or submission.reason
    elif submission.failure is None:
        raise AirflowFailException(
            f"{what}: spark-submit ended well, but there is no report at {' or '.join(places)}. "
            "Set SLUICE_REPORTS to a folder that Spark's driver and Airflow's workers share."
        )
    else:
        # In a cluster's deploy mode the code is the platform's, and 1 for whatever went wrong.
        outcome = _OUTCOMES.get(submission.exit_code or 1, "failed")
        reason = submission.reason or str(submission.failure)
    if outcome in GOOD and report is not None:
        return report
    message = f"{what}: {outcome}: {reason}"
    if outcome in _ADVICE:
        raise AirflowFailException(f"{message}\n{_ADVICE[outcome]}")
    raise AirflowException(f"{message}\nThe table is unchanged, or the next run finishes it; trying again is safe.")


def counts(report: Report) -> dict[str, Any]:
    """Give what later tasks and people want to know of a run."""
    return {
        **{key: report.get(key) for key in ("job", "run_id", "outcome", "from", "to")},
        "files": report["files"],
        "records": report["records"],
        "rejects_by_code": report["rejects_by_code"],
        "partitions": [
            {key: partition[key] for key in ("partition", "rows_before", "rows_after")}
            for partition in report["partitions"]
        ],
    }


def summary(report: Report) -> str:
    """Say in one line what a run did."""
    records, files = report["records"], report["files"]
    if report["outcome"] == "nothing-to-do":
        return f"nothing to do: {files['already_published']} files are published already"
    return (
        f"published {len(report['partitions'])} partitions from {files['read']} files: {records['read']} records read, "
        f"{records['kept']} kept, {records['duplicates_in_batch'] + records['duplicates_of_existing']} duplicates, "
        f"{records['rejected']} rejected"
    )
