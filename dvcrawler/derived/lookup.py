"""Articles by their ids."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from dvcrawler.derived.searching.index.search_index import SearchIndex, open_index
from dvcrawler.derived.tables import Watch, ignore
from dvcrawler.derived.unreadable import find_unreadable
from dvcrawler.errors import UsageError
from dvcrawler.items import Record
from dvcrawler.storage.article_files import find_sites
from dvcrawler.storage.nearby import stored_elsewhere
from dvcrawler.storage.removals.log import Removal, read_removals

#: Caps the ids that are proposed.
_MOST_NEAR = 3
_PLACE = "SELECT files.path, start, end FROM articles JOIN files USING(file) WHERE id = ?"


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


def no_article(index: SearchIndex, id_: str, data: Path) -> UsageError:
    """The error for an id that is not held; it names those that may be meant."""
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
