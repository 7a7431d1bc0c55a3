from __future__ import annotations

import json
from pathlib import Path

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowFailException

from sluice_dags import outcome
from sluice_dags.outcome import Submission

PLACES = ["/reports/r.json", "/table/_sluice/runs/r.json"]
WELL = Submission(0, None, None)
CLUSTER_FAILURE = Submission(None, None, RuntimeError("driver exited with status FAILED"))


@pytest.mark.parametrize("kind", ["published", "nothing-to-do"])
def test_a_good_report_is_believed_even_if_spark_submit_failed(kind: str) -> None:
    report = {"outcome": kind, "error": None}

    assert outcome.conclude("r", report, WELL, PLACES) is report
    assert outcome.conclude("r", report, CLUSTER_FAILURE, PLACES) is report


def test_a_failed_run_is_tried_again() -> None:
    with pytest.raises(AirflowException) as raised:
        outcome.conclude("r", {"outcome": "failed", "error": "disk full"}, CLUSTER_FAILURE, PLACES)

    assert not isinstance(raised.value, AirflowFailException)
    assert str(raised.value).startswith("r: failed: disk full\n")


@pytest.mark.parametrize("kind", ["refused", "invalid", "unknown"])
def test_what_trying_again_cannot_mend_is_not_tried_again(kind: str) -> None:
    with pytest.raises(AirflowFailException) as raised:
        outcome.conclude("r", {"outcome": kind, "error": "the reason"}, CLUSTER_FAILURE, PLACES)

    assert str(raised.value).startswith(f"r: {kind}: the reason\n")


@pytest.mark.parametrize(
    ("exit_code", "said", "again"),
    [
        (1, "r: failed: why", True),
        (2, "r: invalid: why", False),
        (3, "r: refused: why", False),
        (4, "r: unknown: why", False),
        (137, "r: failed: why", True),
        (None, "r: failed: why", True),
    ],
)
def test_without_a_report_the_exit_code_decides(exit_code: int | None, said: str, again: bool) -> None:
    with pytest.raises(AirflowException) as raised:
        outcome.conclude("r", None, Submission(exit_code, "why", RuntimeError("exit")), PLACES)

    assert str(raised.value).startswith(said)
    assert isinstance(raised.value, AirflowFailException) is not again


def test_a_report_that_is_missing_after_a_good_end_is_no_success() -> None:
    with pytest.raises(AirflowFailException, match=r"no report at /reports/r.json or /table.*SLUICE_REPORTS"):
        outcome.conclude("r", None, WELL, PLACES)


def test_the_first_place_that_has_a_report_is_read(tmp_path: Path) -> None:
    (tmp_path / "2.json").write_text(json.dumps({"outcome": "failed"}))

    assert outcome.find_report([str(tmp_path / "1.json"), str(tmp_path / "2.json")], None) == {"outcome": "failed"}
    assert outcome.find_report([f"file://{tmp_path}/2.json"], None) == {"outcome": "failed"}
    assert outcome.find_report([str(tmp_path / "1.json")], None) is None
