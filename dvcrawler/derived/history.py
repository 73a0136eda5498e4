"""All revisions of one article, and how two texts differ word by word."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

import orjson

from dvcrawler.items import Record
from dvcrawler.storage.journal import parse_object, read_raw
from dvcrawler.storage.media_captures import CaptureJoin
from dvcrawler.storage.records import is_record
from dvcrawler.storage.removals import is_restoration, is_tombstone, removed_ids
from dvcrawler.storage.store import article_files
from dvcrawler.storage.upgrade import upgrade_record

#: Fields whose change is shown, in the order of a page.
COMPARED = ("title", "kicker", "date", "author", "source", "section", "summary", "body")
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
#: Comparing takes time by the product of both numbers of words; beyond this, paragraphs are compared.
_MOST_PAIRS = 4_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text that both have ("same"), or only the later ("added") or the earlier ("removed")."""

    kind: Literal["same", "added", "removed"]
    text: str


def find_revisions(data: Path, site: str, id_: str) -> list[Record]:
    """Every stored record of the article by revision, with the captures of its files; none of an article
    that was removed.

    Reads the site's article files, but parses only the lines of this id. Raises UnreadableError.
    """
    mark = b'"id":' + orjson.dumps(id_)
    found: dict[int, Record] = {}
    removed: dict[int, Record] = {}
    if id_ in removed_ids(data, site):
        return []
    for path in article_files(data, site):
        for line in read_raw(path):
            if mark not in line[: len(mark) + 40] or not line.endswith(b"\n"):
                continue
            value = parse_object(line)
            if value is None or value.get("id") != id_:
                continue
            if is_tombstone(value, site):
                found, removed = {}, found
            elif is_restoration(value, site):
                found = removed | found
            elif is_record(value, site):
                found[value["revision"]] = upgrade_record(value)
    with closing(CaptureJoin(data)) as captures:
        return [captures.fill(found[number]) for number in sorted(found)]


def compare_records(earlier: Record, later: Record) -> list[tuple[str, list[Change]]]:
    """The fields that differ, each with its changes."""
    before = [(name, str(earlier[name] or ""), str(later[name] or "")) for name in COMPARED]  # type: ignore[literal-required]
    return [(name, compare_texts(old, new)) for name, old, new in before if old != new]


def compare_texts(old: str, new: str) -> list[Change]:
    """By paragraphs first, then word by word in the paragraphs that changed."""
    changes: list[Change] = []
    paragraphs = re.compile(r"[^\n]*\n*")
    before, after = (list(filter(None, paragraphs.findall(text))) for text in (old, new))
    for kind, first, second in _opcodes(before, after):
        if kind == "replace":
            changes += _compare_words("".join(first), "".join(second))
        else:
            changes += _plain("".join(first), "".join(second), kind)
    return _merged(changes)


def _compare_words(old: str, new: str) -> Iterator[Change]:
    for kind, first, second in _opcodes(_TOKEN.findall(old), _TOKEN.findall(new)):
        yield from _plain("".join(first), "".join(second), kind)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    if len(old) * len(new) > _MOST_PAIRS:
        yield "changed", old, new
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield kind, old[a:b], new[c:d]


def _plain(old: str, new: str, kind: str) -> Iterator[Change]:
    if kind == "equal":
        yield Change("same", old)
        return
    if old:
        yield Change("removed", old)
    if new:
        yield Change("added", new)


def _merged(changes: Sequence[Change]) -> list[Change]:
    """Neighbours of one kind as one; a single space between two changes belongs to them."""
    merged: list[Change] = []
    for change in changes:
        if merged and merged[-1].kind == change.kind:
            merged[-1] = Change(change.kind, merged[-1].text + change.text)
        else:
            merged.append(change)
    return merged
