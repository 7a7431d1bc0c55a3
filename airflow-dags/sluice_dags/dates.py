"""Landing dates: the business dates of runs, which are days or hours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

_FORM = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d))?")

PATTERN = r"^\d{4}-\d\d-\d\d(T\d\d)?$"
"""Landing dates as a JSON schema says it."""


@dataclass(frozen=True)
class LandingDate:
    """A day, or an hour of a day, in the time zone of the landing."""

    day: date
    hour: int | None = None

    @classmethod
    def parse(cls, text: str) -> LandingDate:
        """Read ``2026-11-22`` or ``2026-11-22T03``.

        :raises ValueError: if it is neither
        """
        form = _FORM.fullmatch(text)
        if form is None:
            raise ValueError(
                f"{text!r} is no landing date; give a day such as 2026-11-22 or an hour such as 2026-11-22T03"
            )
        hour = None if form[2] is None else int(form[2])
        if hour is not None and hour > 23:
            raise ValueError(f"{text!r} is no landing date; hours go from 00 to 23")
        return cls(date.fromisoformat(form[1]), hour)

    def __str__(self) -> str:
        return f"{self.day}" if self.hour is None else f"{self.day}T{self.hour:02d}"


@dataclass(frozen=True)
class LandingDates:
    """The landing dates of one run, both inclusive."""

    first: LandingDate
    last: LandingDate

    @classmethod
    def of_interval(cls, start: datetime, end: datetime, zone: tzinfo, *, hourly: bool) -> LandingDates:
        """Give the dates that a data interval stands for.

        The night of ``0 2 * * *`` has the interval from 02:00 of a day to 02:00 of the next and stands for the former
        day. An interval of a week stands for its seven days, one within a day for that day.
        """
        first, behind = start.astimezone(zone), end.astimezone(zone)
        if hourly and end - start < timedelta(days=1):
            last = max(behind - timedelta(hours=1), first)
            return cls(LandingDate(first.date(), first.hour), LandingDate(last.date(), last.hour))
        last_day = max(behind.date() - timedelta(days=1), first.date())
        return cls(LandingDate(first.date()), LandingDate(last_day))

    def arguments(self) -> list[str]:
        """Give the options of ``sluice run``."""
        if self.first == self.last:
            return ["--date", str(self.first)]
        return ["--from", str(self.first), "--to", str(self.last)]

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"
