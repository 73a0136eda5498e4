"""Finds the same text on several sites: whole, cut, extended or quoted.

Two texts are compared if they share at least two kept shingles that are not boilerplate. Then all their
shingles decide. Boilerplate, such as a slogan, an official's title or the opening of an agenda, is in many
texts that otherwise have nothing in common, and does not count.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from dvcrawler.derived.similarity.origin import Origin, Outlets, find_origin
from dvcrawler.derived.similarity.shared_text import (
    WHOLE,
    Hashed,
    ShingleKinds,
    hash_text,
    keep_some,
    measure_shared,
)
from dvcrawler.derived.similarity.sharers import SharedText, Sharers
from dvcrawler.derived.similarity.similar_index import SimilarIndex
from dvcrawler.items import Record

Kind = Literal["whole", "cut", "extended", "quoted"]
#: Kept shingles that two texts must share, and their share of those of the smaller text.
_FEWEST_SHARED, _SHARED = 2, 0.04
#: Below this number of kept shingles one is enough: a quotation of a short text often has no more.
_SHORT = 20
#: Shingles besides boilerplate that two texts must share. With more of them, too few quotations are found
#: among 100,000 texts.
_SHINGLES = 24
_SHOWN: tuple[Literal["id", "site", "url", "title", "date", "source"], ...] = (
    "id",
    "site",
    "url",
    "title",
    "date",
    "source",
)
#: From this number of queries on, what all texts share is read at once: a second for 100,000 texts.
_MANY = 1000
#: Number of texts whose hashes are cached, and of articles: 40 MB and 6 MB.
_MOST_HASHED, _MOST_READ = 16_000, 200
#: Number of pairs that are remembered: 20 MB.
_MOST_CACHED = 150_000


@dataclass(frozen=True, slots=True)
class Repost:
    """Another article that shares text with this one.

    `kind` describes the other one: "whole" (the same text, perhaps edited), "cut" (a part of this one),
    "extended" (this one and more), "quoted" (parts of both are the same). `part` is the share of this text
    that is in the other, `other_part` the reverse, from 0 to 1.
    """

    record: Record
    kind: Kind
    part: float
    other_part: float
    origin: Origin | None


def find_reposts(index: SimilarIndex, id_: str, outlets: Outlets) -> list[Repost]:
    """Reposts of the article on other sites, those that share most first; none for an unknown id."""
    return Finder(index, outlets).find(id_)


def find_all(index: SimilarIndex, outlets: Outlets) -> Iterator[tuple[str, list[Repost]]]:
    """Yields every article that has reposts, by id. Each pair appears twice, once from each side."""
    finder = Finder(index, outlets)
    finder.read_all()
    for (id_,) in index.db.execute("SELECT id FROM texts ORDER BY id").fetchall():
        found = finder.find(id_)
        if found:
            yield id_, found


class Finder:
    """Caches what it has read and compared: use one for many queries."""

    def __init__(self, index: SimilarIndex, outlets: Outlets) -> None:
        self._index, self._outlets = index, outlets
        self._sharers = Sharers(index.db)
        self._asked = 0
        #: The texts that were compared with all that are likely, and those of them that share text.
        self._done: set[int] = set()
        self._found: dict[tuple[int, int], tuple[float, float]] = {}
        self._records: dict[int, Record | None] = {}
        self._hashed: dict[int, Hashed] = {}

    def read_all(self) -> None:
        """Reads at once what all texts share, for queries about most of them."""
        self._sharers.read_all()

    def find(self, id_: str) -> list[Repost]:
        """As `find_reposts`."""
        self._asked += 1
        if self._asked == _MANY:
            self._sharers.read_all()
        row = self._index.db.execute("SELECT text FROM texts WHERE id = ?", (id_,)).fetchone()
        if row is None:
            return []
        mine = self._sharers.load(row[0])
        found = (self._compare(mine, other, shingles) for other, shingles in self._list_likely(mine))
        reposts = [each for each in found if each is not None]
        self._note_done(mine.text)
        return sorted(reposts, key=lambda each: (-max(each.part, each.other_part), each.record["id"]))

    def _list_likely(self, mine: SharedText) -> Iterator[tuple[int, list[int]]]:
        """The texts of other sites that share enough with this one, and what they share."""
        shared: defaultdict[int, list[int]] = defaultdict(list)
        for shingle, texts in mine.sharers.items():
            if shingle not in mine.phrases:
                for other in texts:
                    shared[other].append(shingle)
        for other, shingles in shared.items():
            size, site = self._sharers.describe(other)
            if site != mine.site and len(shingles) >= _count_fewest(min(mine.size, size)):
                yield other, shingles

    def _compare(self, mine: SharedText, other: int, shingles: list[int]) -> Repost | None:
        if other in self._done:
            parts = self._found.get((other, mine.text))
            parts = parts and (parts[1], parts[0])
        else:
            parts = self._measure(mine, other, shingles)
        if parts is None:
            return None
        here, there = self._record(mine.text), self._record(other)
        if here is None or there is None:
            return None
        return Repost(there, _choose_kind(*parts), *parts, find_origin(here, there, self._outlets))

    def _measure(self, mine: SharedText, other: int, shingles: list[int]) -> tuple[float, float] | None:
        """The parts of both that are the same; the same from either side."""
        phrases = self._sharers.phrases_of(other)
        evidence = set(shingles).difference(phrases)
        if len(evidence) < _count_fewest(min(mine.size, self._sharers.describe(other)[0])):
            return None
        alone = {shingle for shingle in evidence if len(mine.sharers[shingle]) == 2}
        kinds = ShingleKinds(self._sharers.common, {*mine.phrases, *phrases}, alone)
        here, there = self._hash(mine.text), self._hash(other)
        if not here.hashes or not there.hashes:
            return None
        parts = measure_shared(here, there, kinds, _SHINGLES)
        if parts is not None:
            self._found[mine.text, other] = parts
        return parts

    def _note_done(self, text: int) -> None:
        """Each pair is met from both sides, and compared once."""
        if len(self._found) > _MOST_CACHED:
            self._done.clear()
            self._found.clear()
        self._done.add(text)

    def _hash(self, text: int) -> Hashed:
        """Hashes all shingles of the text; none if its line has changed."""
        found = self._hashed.get(text)
        if found is None:
            if len(self._hashed) > _MOST_HASHED:
                for old in list(islice(self._hashed, _MOST_HASHED // 4)):
                    del self._hashed[old]
            record = self._record(text)
            hashes = hash_text(record) if record is not None else array("i")
            found = self._hashed[text] = Hashed(hashes, array("i", keep_some(hashes)))
        return found

    def _record(self, text: int) -> Record | None:
        if text not in self._records:
            if len(self._records) > _MOST_READ:
                self._records.clear()
            self._records[text] = self._index.record(text)
        return self._records[text]


def _count_fewest(size: int) -> float:
    """Number of shingles that two texts must share if the smaller one has this number of kept ones."""
    return max(1 if size < _SHORT else _FEWEST_SHARED, _SHARED * size)


def _choose_kind(part: float, other_part: float) -> Kind:
    if part >= WHOLE:
        return "whole" if other_part >= WHOLE else "extended"
    return "cut" if other_part >= WHOLE else "quoted"


def as_json(repost: Repost) -> dict[str, object]:
    """The repost as plain data, without its text; shares rounded to two decimals."""
    record, origin = repost.record, repost.origin
    return {
        **{name: record[name] for name in _SHOWN},
        "kind": repost.kind,
        "part": round(repost.part, 2),
        "other_part": round(repost.other_part, 2),
        "origin": {"name": origin.name, "id": origin.id, "by": origin.by} if origin else None,
    }
