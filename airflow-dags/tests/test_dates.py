from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from sluice_dags.dates import LandingDate, LandingDates


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "hourly", "arguments"),
    [
        ("2026-11-21T02:00", "2026-11-22T02:00", False, ["--date", "2026-11-21"]),
        ("2026-11-21T00:00", "2026-11-22T00:00", False, ["--date", "2026-11-21"]),
        ("2026-11-16T02:00", "2026-11-23T02:00", False, ["--from", "2026-11-16", "--to", "2026-11-22"]),
        ("2026-11-21T06:00", "2026-11-21T12:00", False, ["--date", "2026-11-21"]),
        ("2026-11-21T18:00", "2026-11-22T00:00", False, ["--date", "2026-11-21"]),
        ("2026-11-21T03:20", "2026-11-21T04:20", True, ["--date", "2026-11-21T03"]),
        ("2026-11-21T23:20", "2026-11-22T00:20", True, ["--date", "2026-11-21T23"]),
        ("2026-11-21T00:00", "2026-11-21T06:00", True, ["--from", "2026-11-21T00", "--to", "2026-11-21T05"]),
        ("2026-11-21T02:00", "2026-11-22T02:00", True, ["--date", "2026-11-21"]),
    ],
)
def test_an_interval_stands_for_the_dates_that_are_complete_at_its_end(
    start: str, end: str, hourly: bool, arguments: list[str]
) -> None:
    dates = LandingDates.of_interval(at(start), at(end), ZoneInfo("UTC"), hourly=hourly)

    assert dates.arguments() == arguments


def test_dates_are_those_of_the_landing_s_time_zone() -> None:
    # 02:00 in Berlin is 01:00 in winter, in UTC; midnight there is still the day before in UTC.
    berlin = ZoneInfo("Europe/Berlin")

    night = LandingDates.of_interval(at("2026-11-20T23:00"), at("2026-11-21T23:00"), berlin, hourly=False)

    assert night.arguments() == ["--date", "2026-11-21"]


@pytest.mark.parametrize("text", ["2026-11-22", "2026-11-22T00", "2026-11-22T23"])
def test_reads_what_it_writes(text: str) -> None:
    assert str(LandingDate.parse(text)) == text


@pytest.mark.parametrize("text", ["", "22.11.2026", "2026-02-30", "2026-11-22T24", "2026-11-22T3", "2026-11-22 03"])
def test_refuses_what_is_no_landing_date(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        LandingDate.parse(text)
