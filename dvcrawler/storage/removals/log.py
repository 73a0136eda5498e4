"""The log of removals: `data/articles/<site>/removals.log`, one JSON line for each step of a removal.

It is a source of truth. A removal is in force as soon as its line is on disk, even if nothing has been erased
yet: every reader leaves the article out, and the next process that opens the store finishes the work. Writing
requires the site's lock; reading does not.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from dvcrawler.normalize.numbers import check_whole
from dvcrawler.storage.disk import check_site
from dvcrawler.storage.journal import append_to, read_lines
from dvcrawler.storage.tail import repair_tail

LOG = "removals.log"
_FILE_NAME = re.compile(r"\d{4}-\d{2}\.jsonl(?:\.torn)?|[\w.+-]+\.warc\.gz", re.ASCII)


class Step(StrEnum):
    """MARKED: left out by readers, nothing erased. PLANNED: being erased. ERASED: nothing is left.
    UNDONE: the mark was taken back.
    """

    MARKED = "marked"
    PLANNED = "planned"
    ERASED = "erased"
    UNDONE = "undone"


class Span(NamedTuple):
    """Bytes `start` to `end` of a file in the site's article folder."""

    file: str
    start: int
    end: int


class Member(NamedTuple):
    """The gzip member of one record in the site's WARC folder."""

    file: str
    offset: int
    length: int
    record_id: str


@dataclass(frozen=True, slots=True)
class Removal:
    """The state of one article's removal after its last step.

    `removed_at`: ISO, UTC. `notice`: where the notice to readers belongs, as file and offset.
    `restored_at` is None unless the step is UNDONE.
    """

    id: str
    step: Step
    removed_at: str
    reason: str
    notice: tuple[str, int]
    lines: tuple[Span, ...] = ()
    members: tuple[Member, ...] = ()
    restored_at: str | None = None

    @property
    def is_in_force(self) -> bool:
        return self.step is not Step.UNDONE

    def without_places(self, step: Step) -> "Removal":
        """The same removal after a step that leaves nothing to erase."""
        return replace(self, step=step, lines=(), members=())


def removals_path(data: Path, site: str) -> Path:
    """Path of the site's log of removals, which may not exist."""
    return data / "articles" / check_site(site) / LOG


def read_removals(data: Path, site: str) -> dict[str, Removal]:
    """The last step of each removal by id; lines that cannot be understood are skipped.

    Raises UnreadableError.
    """
    found: dict[str, Removal] = {}
    for line in read_lines(removals_path(data, site)):
        removal = parse_step(line.value, site)
        if removal is not None:
            found[removal.id] = removal
    return found


def find_invalid_steps(data: Path, site: str) -> Iterator[int]:
    """Yields offsets of lines of the log that are not steps of a removal, which readers skip."""
    for line in read_lines(removals_path(data, site)):
        if parse_step(line.value, site) is None:
            yield line.start


def removed_ids(data: Path, site: str) -> frozenset[str]:
    """Ids of the articles that are removed now, including marked ones. Raises UnreadableError."""
    return frozenset(id_ for id_, each in read_removals(data, site).items() if each.is_in_force)


def removed_captures(data: Path, site: str) -> frozenset[str]:
    """Record ids of removed captures, some of which may not be erased yet. Raises UnreadableError."""
    in_force = (each for each in read_removals(data, site).values() if each.is_in_force)
    return frozenset(member.record_id.lower() for each in in_force for member in each.members)


def write_step(data: Path, site: str, removal: Removal) -> None:
    """Appends the step durably. Raises StorageError with the log unchanged."""
    path = removals_path(data, site)
    values = asdict(removal) | {
        "lines": [list(span) for span in removal.lines],
        "members": [list(member) for member in removal.members],
    }
    repair_tail(path)
    append_to(path, orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE))


def parse_step(value: dict[str, Any] | None, site: str) -> Removal | None:
    """None for anything that is not a step of a removal at this site. The check is strict because bytes are
    overwritten where the step says.
    """
    try:
        if value is None or not value["id"].startswith(f"{site}:"):
            return None
        file, start = value["notice"]
        return Removal(
            value["id"],
            Step(value["step"]),
            _check_text(value["removed_at"]),
            _check_text(value["reason"]),
            (_name(file), check_whole(start)),
            tuple(Span(_name(f), check_whole(s), check_whole(e)) for f, s, e in value["lines"]),
            tuple(
                Member(_name(f), check_whole(o), check_whole(n), _check_text(r))
                for f, o, n, r in value["members"]
            ),
            None if value["restored_at"] is None else _check_text(value["restored_at"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _check_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _name(value: object) -> str:
    """A file's name, never a path out of its folder."""
    if not _FILE_NAME.fullmatch(_check_text(value)):
        raise ValueError(f"{value!r} is not a file of the store")
    return str(value)
