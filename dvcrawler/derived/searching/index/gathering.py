"""Collects the articles that hold each word and each pair of words, until they are written.

In memory an article of a block is its place in it; the places of a word ascend.
"""

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import compress, count
from typing import NamedTuple

from dvcrawler.derived.searching.sets.bitmaps import BLOCK, SHIFT
from dvcrawler.derived.searching.sets.matrix import Column, Matrix


class Terms(NamedTuple):
    """The columns of an article: `members` has a byte for each column, which many articles are in; the others
    are the numbers of rare words, and of the words in title and lead.
    """

    members: bytearray
    rare: set[int]
    title: set[int]
    lead: set[int]


class Places(dict[int, "array[int]"]):
    """The places of each word."""

    def __missing__(self, number: int) -> "array[int]":
        self[number] = places = array("H")
        return places

    def add(self, numbers: Iterable[int], place: int) -> None:
        for number in numbers:
            self[number].append(place)

    def insert(self, numbers: Iterable[int], place: int) -> None:
        """As `add`, of a place that others may come after."""
        for number in numbers:
            insort(self[number], place)

    def remove(self, numbers: Iterable[int], place: int) -> None:
        for number in numbers:
            del self[number][bisect_left(self[number], place)]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The articles of one block: `columns` has those in each column, `rare`, `title` and `lead` those with
    each such word.
    """

    columns: Places = field(default_factory=Places)
    rare: Places = field(default_factory=Places)
    title: Places = field(default_factory=Places)
    lead: Places = field(default_factory=Places)

    def kinds(self) -> tuple[Places, Places, Places]:
        return self.rare, self.title, self.lead


class Changes:
    """The articles that were added since the last writing, and those that were removed before."""

    def __init__(self, columns: int) -> None:
        self._matrix = Matrix(columns)
        self.begin = self._matrix.begin
        self.clear()

    def clear(self) -> None:
        self._matrix.clear()
        self._rows: set[int] = set()
        self._last = 0
        self._added: dict[int, Gathered] = {}
        self._removed: dict[int, Gathered] = {}

    def add(self, row: int, terms: Terms) -> None:
        """Adds an article that is not there, or was removed."""
        add = Places.insert if row < self._last else Places.add
        self._last = max(self._last, row)
        self._rows.add(row)
        self._matrix.add(row, terms.members)
        for places, numbers in zip(_find_block(self._added, row).kinds(), terms[1:], strict=True):
            add(places, numbers, row & (BLOCK - 1))

    def remove(self, row: int, terms: Terms, exceptions: Iterable[int]) -> None:
        """Removes an article with these terms; `exceptions`: columns not yet written that may hold it."""
        place = row & (BLOCK - 1)
        if row in self._rows:
            self._rows.discard(row)
            self._matrix.clear_article(row)
            for places, numbers in zip(_find_block(self._added, row).kinds(), terms[1:], strict=True):
                places.remove(numbers, place)
            return
        gone = _find_block(self._removed, row)
        gone.columns.insert({*compress(count(), terms.members), *exceptions}, place)
        for places, numbers in zip(gone.kinds(), terms[1:], strict=True):
            places.insert(numbers, place)

    def by_block(self) -> Iterator[tuple[int, Iterator[Column], Gathered, Gathered]]:
        """(block, columns of what was added, the rest of it, removed), in order."""
        for block in sorted({*self._added, *self._removed}):
            added, removed = self._added.get(block) or Gathered(), self._removed.get(block) or Gathered()
            yield block, self._matrix.read(block), added, removed


def _find_block(blocks: dict[int, Gathered], row: int) -> Gathered:
    block = row >> SHIFT
    if block not in blocks:
        blocks[block] = Gathered()
    return blocks[block]
