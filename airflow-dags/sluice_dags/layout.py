"""Landing layouts: where the files of a landing date lie."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase

from sluice_dags.dates import LandingDate

_TOKEN = re.compile(r"\{(date|hour)(?::([^}]*))?\}")
_DATE_PART = re.compile(r"'([^']*)'|yyyy|MM|dd|[^a-zA-Z']+")
_IGNORED_ENDS = (".tmp", "_tmp", "._COPYING_", "+tmp", "_temporary")


@dataclass(frozen=True)
class Layout:
    """A job's ``landing.layout``, such as ``{date:yyyy-MM-dd}/*``."""

    pattern: str

    @property
    def dated(self) -> bool:
        """Whether a run takes landing dates."""
        return "{date" in self.pattern

    @property
    def hourly(self) -> bool:
        """Whether landing dates may be hours."""
        return "{hour" in self.pattern

    def glob(self, date: LandingDate) -> list[str]:
        """Give the path of a date's files, name by name; names may hold ``*``.

        The hours of a day all count when a day is asked for.
        """

        def rendered(token: re.Match[str]) -> str:
            if token[1] == "date":
                return _day(token[2] or "yyyy-MM-dd", date)
            return "*" if date.hour is None else f"{date.hour:02d}"

        return _TOKEN.sub(rendered, self.pattern).split("/")

    def folder(self, date: LandingDate) -> str:
        """Give the deepest folder that holds all files of a date, relative to the landing root."""
        names = self.glob(date)
        fixed = []
        for name in names[:-1]:
            if "*" in name:
                break
            fixed.append(name)
        return "/".join(fixed)


def _day(pattern: str, date: LandingDate) -> str:
    values = {"yyyy": f"{date.day:%Y}", "MM": f"{date.day:%m}", "dd": f"{date.day:%d}"}

    def rendered(part: re.Match[str]) -> str:
        return part[1] if part[1] is not None else values.get(part[0], part[0])

    return _DATE_PART.sub(rendered, pattern)


def ignored(name: str) -> bool:
    """Tell whether the engine leaves a file or folder of this name alone: in progress, or bookkeeping."""
    return name.startswith(("_", ".")) or name.endswith(_IGNORED_ENDS)


def fits(name: str, pattern: str) -> bool:
    """Tell whether a name fits one name of a layout."""
    return fnmatchcase(name, pattern.replace("[", "[[]").replace("?", "[?]"))
