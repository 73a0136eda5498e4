"""Finds the origin of a text that several sites have: by the source line, then by the earlier day."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dvcrawler.derived.folding import fold_marks
from dvcrawler.items import Record

#: By site: its full name and its hosts, as a source line may name it.
Outlets = Mapping[str, Sequence[str]]
#: A paper may put a text on its site after others have taken it from the print.
_LONGEST_DELAY = timedelta(days=31)
_SHORT = re.compile(r"\bttdt\b")
_AROUND = re.compile(r"\b(?:theo|nguon|trang|website|dien tu|online|com|org|gov|edu|vn|www)\b|\W")
_HOST_NAME = re.compile(r"(?<![\w-])[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Origin:
    """`name`: of an outlet. `id`: None if its article is not held or unknown. `by`: how it was recognised."""

    name: str
    id: str | None
    by: Literal["source", "date"]


def find_origin(one: Record, other: Record, outlets: Outlets) -> Origin | None:
    """The origin of a text that both have; None if neither shows it.

    A source line that names the other's site takes precedence over one that names its own site, and that over
    one that names a third outlet. The time of capture, which only depends on the crawler, is never used.
    """
    pairs = ((one, other), (other, one))
    givers = [its for mine, its in pairs if _names(mine, its["site"], outlets)]
    own = [each for each in (one, other) if _names(each, each["site"], outlets)]
    named = givers or own
    if len(named) == 1:
        return _name_origin(named[0], other if named[0] is one else one, outlets)
    if named:
        return None
    stated = _find_sources(one, other)
    if len(stated) == 1:
        return Origin(stated[0], None, "source")
    return None if stated else _choose_by_day(one, other, outlets)


def _name_origin(origin: Record, taken: Record, outlets: Outlets) -> Origin:
    own_id = None if _is_too_late(origin, taken) else origin["id"]
    return Origin(_find_title(origin["site"], outlets), own_id, "source")


def _find_sources(one: Record, other: Record) -> list[str]:
    """The sources that the two state; one that differs only in marks and case counts once."""
    sources = sorted(each["source"] for each in (one, other) if each["source"])
    return list({fold_marks(source): source for source in sources}.values())


def _is_too_late(named: Record, taken: Record) -> bool:
    """Whether the article cannot be the one that the source line of the other means."""
    later, earlier = _find_true_day(named), _find_true_day(taken)
    if later is None or earlier is None:
        return False
    return date.fromisoformat(later) - date.fromisoformat(earlier) > _LONGEST_DELAY


def _choose_by_day(one: Record, other: Record, outlets: Outlets) -> Origin | None:
    days = [(_find_true_day(each), each) for each in (one, other)]
    if None in (days[0][0], days[1][0]) or days[0][0] == days[1][0]:
        return None
    _, first = min(days, key=lambda pair: pair[0] or "")
    return Origin(_find_title(first["site"], outlets), first["id"], "date")


def _find_true_day(record: Record) -> str | None:
    """The day of publication; None if it is missing or doubtful."""
    is_doubtful = any(problem["field"] in ("date", "date_raw") for problem in record["problems"])
    return None if is_doubtful else record["date"]


def _names(record: Record, site: str, outlets: Outlets) -> bool:
    """Whether the source line of the record names this site."""
    source = record["source"]
    return bool(source) and not _list_forms([source or ""]).isdisjoint(_list_forms(outlets.get(site, ())))


def _list_forms(names: Sequence[str]) -> set[str]:
    """Each name without diacritics, spaces and common additions; a host without its ending."""
    found = set()
    for name in names:
        folded = _SHORT.sub("thong tin dien tu", fold_marks(name))
        hosts = _HOST_NAME.findall(folded)
        for text in hosts or [folded]:
            found.add(_AROUND.sub("", text) if not hosts else text.removeprefix("www."))
            if hosts:
                found.add(text.removeprefix("www.").split(".")[0])
    return found - {""}


def _find_title(site: str, outlets: Outlets) -> str:
    names = outlets.get(site)
    return names[0] if names else site
