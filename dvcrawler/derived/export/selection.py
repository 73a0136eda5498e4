"""Selects the articles to export: those of a search, or all, ordered by id."""

from collections.abc import Iterator
from pathlib import Path
from typing import Self

from dvcrawler.derived.searching.index.search_index import SearchIndex, open_index
from dvcrawler.derived.searching.index.search_lines import find_files
from dvcrawler.derived.searching.query import Query
from dvcrawler.derived.searching.search import places_of
from dvcrawler.derived.tables import Watch, ignore
from dvcrawler.items import Record
from dvcrawler.normalize.site_names import site_of_file
from dvcrawler.storage.journal import read_lines
from dvcrawler.storage.records import is_record
from dvcrawler.storage.upgrade import upgrade_record


class Selection:
    """An iterable of records, schema 2; closes its `index` on exit. `count` is the most that it will yield.

    `all_revisions` gives every stored line of the chosen articles, in the order of their revisions.
    """

    def __init__(self, index: SearchIndex, query: Query, *, all_revisions: bool = False) -> None:
        self.index = index
        self._places = places_of(index, query)
        self._all_revisions = all_revisions
        self.count = len(self._places)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.index.__exit__(*error)

    def __iter__(self) -> Iterator[Record]:
        if self._all_revisions:
            yield from map(
                self.index.fill, _read_revisions(self.index.data, {id_ for id_, *_ in self._places})
            )
            return
        for _, file, start, end in self._places:
            record = self.index.record(file, start, end)
            if record is not None:
                yield record


def select(data: Path, query: Query, watch: Watch = ignore, *, all_revisions: bool = False) -> Selection:
    """Opens the index; to be closed by the selection. Raises UsageError if nothing is stored."""
    index = open_index(data, watch)
    try:
        return Selection(index, query, all_revisions=all_revisions)
    except BaseException:
        index.__exit__()
        raise


def _read_revisions(data: Path, ids: set[str]) -> Iterator[Record]:
    """All lines of the articles, sorted; keeps their places in memory, not their texts."""
    places = []
    for file in find_files(data):
        for start, end, value in read_lines(file):
            if value is not None and is_record(value, site_of_file(file.parent.name)) and value["id"] in ids:
                places.append((value["id"], value["revision"], value["captured_at"], file, start, end))
    for _, _, _, file, start, end in sorted(places):
        for _, _, value in read_lines(file, start, end):
            if value is not None:
                yield upgrade_record(value)
