"""All revisions of one article, and which of their fields differ."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson

from dvcrawler.derived.changes import Change, compare_texts
from dvcrawler.items import Record
from dvcrawler.storage.article_files import article_files
from dvcrawler.storage.journal import parse_object, read_raw
from dvcrawler.storage.media.captures import CaptureJoin
from dvcrawler.storage.records import is_record
from dvcrawler.storage.removals.log import removed_ids
from dvcrawler.storage.removals.notices import is_restoration, is_tombstone
from dvcrawler.storage.upgrade import upgrade_record

#: Fields whose change is shown, in the order of a page.
COMPARED = ("title", "kicker", "date", "author", "source", "section", "summary", "body")


def find_revisions(data: Path, site: str, id_: str) -> list[Record]:
    """Every stored record of the article by revision, with the captures of its files; empty for a removed
    article.

    Reads the site's article files, but parses only the lines of this id. Raises UnreadableError.
    """
    if id_ in removed_ids(data, site):
        return []
    found: dict[int, Record] = {}
    removed: dict[int, Record] = {}
    for value in _read_lines_of(data, site, id_):
        if is_tombstone(value, site):
            found, removed = {}, found
        elif is_restoration(value, site):
            found = removed | found
        elif is_record(value, site):
            found[value["revision"]] = upgrade_record(value)
    with closing(CaptureJoin(data)) as captures:
        return [captures.fill(found[number]) for number in sorted(found)]


def _read_lines_of(data: Path, site: str, id_: str) -> Iterator[dict[str, Any]]:
    mark = b'"id":' + orjson.dumps(id_)
    for path in article_files(data, site):
        for line in read_raw(path):
            if mark in line[: len(mark) + 40] and line.endswith(b"\n"):
                value = parse_object(line)
                if value is not None and value.get("id") == id_:
                    yield value


def compare_records(earlier: Record, later: Record) -> list[tuple[str, list[Change]]]:
    """The fields that differ, each with its changes."""
    before = [(name, str(earlier[name] or ""), str(later[name] or "")) for name in COMPARED]  # type: ignore[literal-required]
    return [(name, compare_texts(old, new)) for name, old, new in before if old != new]
