"""Articles by their ids, with all revisions and the fields in which these differ."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson

from dvcrawler.derived.changes import Change, compare_texts
from dvcrawler.derived.searching.index.search_index import SearchIndex, open_index
from dvcrawler.derived.tables import Watch, ignore
from dvcrawler.derived.unreadable import find_unreadable
from dvcrawler.errors import DvcrawlerError, UnreadableError, UsageError
from dvcrawler.items import Record
from dvcrawler.normalize.site_names import split_id
from dvcrawler.storage.article_files import find_sites
from dvcrawler.storage.journal import parse_object, read_raw
from dvcrawler.storage.media.captures import CaptureJoin
from dvcrawler.storage.nearby import stored_elsewhere
from dvcrawler.storage.readable import advise, find_unopenable, readable_files
from dvcrawler.storage.records import is_record
from dvcrawler.storage.removals.log import Removal, read_removals, removed_ids
from dvcrawler.storage.removals.notices import is_restoration, is_tombstone
from dvcrawler.storage.upgrade import upgrade_record

#: Caps the ids that are proposed.
_MOST_NEAR = 3
_PLACE = "SELECT files.path, start, end FROM articles JOIN files USING(file) WHERE id = ?"
#: Fields whose change is shown, in the order of a page.
COMPARED = tuple(
    "title kicker date published_at date_raw modified_at author byline_raw source section language kind"
    " summary body images documents tags layout problems".split()
)
#: Of entries of a list: where the bytes are, and words for people that another version words otherwise.
_NOT_COMPARED = frozenset(("capture", "reason"))


def find_record(index: SearchIndex, id_: str) -> Record | None:
    """The newest record of the article; None if none is held."""
    row = index.db.execute(_PLACE, (id_,)).fetchone()
    return index.record(*row) if row else None


def find_records(data: Path, ids: Iterable[str], watch: Watch = ignore) -> Iterator[Record]:
    """The newest record of each article, in the given order. Raises UsageError for an unknown id."""
    with open_index(data, watch) as index:
        for id_ in ids:
            record = find_record(index, id_)
            if record is None:
                raise no_article(index, id_, data)
            yield record


def no_article(index: SearchIndex, id_: str, data: Path) -> DvcrawlerError:
    """The error for an id that is not held; it names those that may be meant."""
    for path, reason in find_unopenable(data, [split_id(id_)[0]]).items():
        where = f"{id_[:200]} may be in {path}, which cannot be read: {reason}"
        return UnreadableError(where, f"{advise(reason)}, then run again")
    removed = _find_removal(data, id_)
    if removed is not None:
        reason = removed.reason or "without a reason"
        return UsageError(f"{id_} was removed on {removed.removed_at[:10]}: {reason}")
    elsewhere = stored_elsewhere(data)
    if elsewhere is not None:
        return elsewhere
    near = _find_near(index, id_)
    what = f"did you mean {', '.join(near)}?" if near else _tell_unreadable(data, id_)
    return UsageError(f"no article {id_[:200]!r} is held in {data}; {what}")


def _tell_unreadable(data: Path, id_: str) -> str:
    site = next((each for each in find_sites(data) if id_.startswith(f"{each}:")), None)
    if site is not None and find_unreadable(data, [site]):
        return f"it may be on a line that cannot be read: dvcrawler verify {site} names each"
    return "dvcrawler search prints ids"


def _find_removal(data: Path, id_: str) -> Removal | None:
    """Looks only into the logs of sites that are held, so that any text may be asked for."""
    logs = (read_removals(data, site) for site in find_sites(data) if id_.startswith(f"{site}:"))
    found = next((log[id_] for log in logs if id_ in log), None)
    return found if found is not None and found.is_in_force else None


def _find_near(index: SearchIndex, id_: str) -> list[str]:
    """Ids in another case, ids that begin so, and those of any site with this number."""
    number = id_.rpartition(":")[2]
    like = "SELECT id FROM articles WHERE id LIKE ? ESCAPE '\\' ORDER BY length(id), id LIMIT ?"
    patterns = (f"{_escape(id_)}%", f"%:{_escape(number)}") if number else ()
    rows = (row for pattern in patterns for row in index.db.execute(like, (pattern, _MOST_NEAR)))
    return list(dict.fromkeys(str(row[0]) for row in rows))[:_MOST_NEAR]


def _escape(text: str) -> str:
    return re.sub(r"[%_\\]", r"\\\g<0>", text[:200])


def find_revisions(data: Path, site: str, id_: str) -> list[Record]:
    """Every stored record of the article by revision, with the captures of its files; empty for a removed
    article.

    Reads the site's article files, but parses only the lines of this id. Raises UnreadableError.
    """
    if id_ in removed_ids(data, site):
        return []
    found: dict[int, Record] = {}
    is_gone = False
    for value in _read_lines_of(data, site, id_):
        if is_record(value, site):
            found[value["revision"]] = upgrade_record(value)
        else:
            is_gone = is_tombstone(value, site) or (is_gone and not is_restoration(value, site))
    if is_gone:
        return []
    with closing(CaptureJoin(data)) as captures:
        return [captures.fill(found[number]) for number in sorted(found)]


def _read_lines_of(data: Path, site: str, id_: str) -> Iterator[dict[str, Any]]:
    mark = orjson.dumps(id_)  # other programs put a space in front of it
    for path in readable_files(data, site):
        for line in read_raw(path):
            if mark in line[: len(mark) + 40] and line.endswith(b"\n"):
                value = parse_object(line)
                if value is not None and value.get("id") == id_:
                    yield value


def compare_records(earlier: Record, later: Record) -> list[tuple[str, list[Change]]]:
    """The fields that differ, each with its changes."""
    texts = [(name, _as_text(earlier, name), _as_text(later, name)) for name in COMPARED]
    return [(name, compare_texts(old, new)) for name, old, new in texts if old != new]


def _as_text(record: Record, name: str) -> str:
    """A line for each entry of a list; of authors with what they did."""
    value: object = record["authors"] or record["author"] if name == "author" else record[name]  # type: ignore[literal-required]
    return "\n".join(map(_entry_text, value)) if isinstance(value, list) else str(value or "")


def _entry_text(entry: str | Mapping[str, str | None]) -> str:
    if isinstance(entry, str):
        return entry
    return " · ".join(value for name, value in entry.items() if value and name not in _NOT_COMPARED)
