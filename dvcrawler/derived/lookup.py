"""Articles by their ids."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from dvcrawler.derived.search_index import SearchIndex, open_index
from dvcrawler.errors import UsageError
from dvcrawler.items import Record

_PLACE = "SELECT files.path, start, end FROM articles JOIN files USING(file) WHERE id = ?"


def find_record(index: SearchIndex, id_: str) -> Record | None:
    """The newest record of the article; None if none is held."""
    row = index.db.execute(_PLACE, (id_,)).fetchone()
    return index.record(*row) if row else None


def find_records(data: Path, ids: Sequence[str]) -> Iterator[Record]:
    """The newest record of each article, in the given order. Raises UsageError for an unknown id."""
    with open_index(data) as index:
        for id_ in ids:
            record = find_record(index, id_)
            if record is None:
                raise UsageError(f"no article {id_!r} is held in {data}; dvcrawler search prints ids")
            yield record
