from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sluice_dags.dates import LandingDate
from sluice_dags.layout import Layout
from sluice_dags.sensors import landed

DAY = LandingDate(date(2026, 11, 2))
HOUR = LandingDate(date(2026, 11, 2), 3)


@pytest.mark.parametrize(
    ("layout", "landing_date", "names", "folder"),
    [
        ("{date}/*", DAY, ["2026-11-02", "*"], "2026-11-02"),
        ("{date:yyyy/MM/dd}/{hour:HH}/*", HOUR, ["2026", "11", "02", "03", "*"], "2026/11/02/03"),
        ("{date:yyyy/MM/dd}/{hour:HH}/*", DAY, ["2026", "11", "02", "*", "*"], "2026/11/02"),
        ("*/dt={date:yyyyMMdd}/part-*", DAY, ["*", "dt=20261102", "part-*"], ""),
        ("{date:'day'-yyyy-MM-dd}/*", DAY, ["day-2026-11-02", "*"], "day-2026-11-02"),
        ("events-{date}.json", DAY, ["events-2026-11-02.json"], ""),
    ],
)
def test_a_layout_says_where_a_date_lies(layout: str, landing_date: LandingDate, names: list[str], folder: str) -> None:
    assert Layout(layout).glob(landing_date) == names
    assert Layout(layout).folder(landing_date) == folder


@pytest.mark.parametrize(
    ("file", "there"),
    [
        ("2026-11-02/00.json", True),
        ("2026-11-02/deep/er/00.json", True),
        ("2026-11-02/_SUCCESS", False),
        ("2026-11-02/.hidden", False),
        ("2026-11-02/00.json.tmp", False),
        ("2026-11-02/00.json._COPYING_", False),
        ("2026-11-02/_temporary/0/part", False),
        ("2026-11-03/00.json", False),
    ],
)
def test_a_landing_has_come_when_the_engine_would_read_a_file_of_it(tmp_path: Path, file: str, there: bool) -> None:
    assert not landed(tmp_path / "nowhere", ["2026-11-02", "*"])
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).touch()

    assert landed(tmp_path, Layout("{date}/*").glob(DAY)) is there


def test_names_with_wildcards_are_looked_for_in_every_folder(tmp_path: Path) -> None:
    (tmp_path / "b" / "dt=20261102").mkdir(parents=True)
    names = Layout("*/dt={date:yyyyMMdd}/part-*").glob(DAY)
    assert not landed(tmp_path, names)

    (tmp_path / "b" / "dt=20261102" / "part-1").touch()

    assert landed(tmp_path, names)
