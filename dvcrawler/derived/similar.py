"""Finds the same text on several sites: whole, cut, extended or quoted.

Two texts are compared if they share at least two kept shingles that are not formulas. Then all their shingles
decide. A formula, such as a slogan, an official's title or the opening of an agenda, is in many texts that
otherwise have nothing in common, and does not count.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

import orjson

from dvcrawler.derived.origin import Origin, Outlets, find_origin
from dvcrawler.derived.shared_text import WHOLE, Signs, measure_shared
from dvcrawler.derived.shingles import hash_text
from dvcrawler.derived.similar_index import SimilarIndex, unpack
from dvcrawler.items import Record

Kind = Literal["whole", "cut", "extended", "quoted"]
#: A shingle in more texts than this is a formula: no text is republished by that many sites.
_MOST_TEXTS = 32
#: Number of texts for which the thresholds hold. Among more texts, more share a shingle by chance: thresholds
#: for numbers of texts grow with the square root, those for shared shingles with its logarithm, which keeps
#: the precision.
_TEXTS = 5000
#: Two texts that share less than this share of the larger one's kept shingles are unrelated; a passage in
#: more than this number of unrelated texts is a formula.
_STRANGER, _MOST_STRANGERS = 0.25, 3
_FEWEST_SHARED, _SHARED = 2, 0.04
#: Below this number of kept shingles a single one is enough, as a quotation from a short text often has no
#: more.
_SHORT = 20
#: Shingles without formulas that two texts must share.
_SHINGLES = 24
_SHOWN: tuple[Literal["id", "site", "url", "title", "date", "source"], ...] = (
    "id", "site", "url", "title", "date", "source",
)  # fmt: skip
#: From this number of queries on, what all texts share is read at once: a second for 100,000 texts.
_MANY = 1000
#: Number of cached texts (their shingles) and articles: 30 MB each.
_MOST_LOOKED, _MOST_READ = 5000, 1000
#: Number of cached comparisons of pairs: 20 MB.
_REMEMBERED = 100_000


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
    finder.read_shared()
    for (id_,) in index.db.execute("SELECT id FROM texts ORDER BY id").fetchall():
        found = finder.find(id_)
        if found:
            yield id_, found


@dataclass(frozen=True, slots=True)
class _Text:
    """A text's kept shingles. Two kinds say nothing about its origin: those `common` to very many texts, and
    set `phrases`, shared with a few texts that share little else.
    """

    text: int
    site: str
    kept: frozenset[int]
    common: frozenset[int]
    phrases: frozenset[int]
    sharers: dict[int, tuple[int, ...]]


class Finder:
    """Caches the texts it has read: use one for many queries."""

    def __init__(self, index: SimilarIndex, outlets: Outlets) -> None:
        self._index, self._outlets = index, outlets
        self._texts: dict[int, _Text] = {}
        self._sizes: dict[int, int] = {}
        #: The texts that have each shingle, as JSON without brackets, if they are several and not very many.
        self._shared: dict[int, str] | None = None
        self._asked = 0
        self._common: set[int] = set()
        self._compared: dict[tuple[int, int], tuple[float, float] | None] = {}
        self._records: dict[int, Record | None] = {}
        self._hashes: dict[int, list[int]] = {}
        texts = index.db.execute("SELECT count(*) FROM texts").fetchone()[0]
        growth = math.sqrt(max(1.0, texts / _TEXTS))
        self._most_texts, self._most_strangers = int(_MOST_TEXTS * growth), int(_MOST_STRANGERS * growth)
        self._fewest = _SHINGLES + round(2 * math.log2(growth))

    def find(self, id_: str) -> list[Repost]:
        """As `find_reposts`."""
        self._asked += 1
        if self._asked == _MANY and self._shared is None:
            self.read_shared()
        row = self._index.db.execute("SELECT text FROM texts WHERE id = ?", (id_,)).fetchone()
        if row is None:
            return []
        mine = self._look(row[0])
        shared = Counter(other for shingle, others in mine.sharers.items()
                         if shingle not in mine.phrases for other in others)  # fmt: skip
        likely = [other for other, count in shared.items() if count >= _FEWEST_SHARED
                  or min(len(mine.kept), self._size(other)) < _SHORT]  # fmt: skip
        found = [self._compare(mine, self._look(other)) for other in likely]
        reposts = [each for each in found if each is not None]
        return sorted(reposts, key=lambda each: (-max(each.part, each.other_part), each.record["id"]))

    def read_shared(self) -> None:
        """Reads at once what all texts share, for queries about most of them."""
        db, most = self._index.db, self._most_texts + 1
        self._sizes.update(db.execute("SELECT text, size FROM texts"))
        counted = "FROM postings GROUP BY shingle HAVING count(*)"
        self._common.update(shingle for (shingle,) in db.execute(f"SELECT shingle {counted} > {most}"))
        query = f"SELECT shingle, group_concat(text) {counted} BETWEEN 2 AND {most}"
        self._shared = dict(db.execute(query).fetchall())

    def _look(self, text: int) -> _Text:
        found = self._texts.get(text)
        if found is None:
            if len(self._texts) > _MOST_LOOKED:
                self._texts.clear()
            found = self._texts[text] = self._load(text)
        return found

    def _load(self, text: int) -> _Text:
        db = self._index.db
        path, packed = db.execute("SELECT path, kept FROM texts WHERE text = ?", (text,)).fetchone()
        kept = unpack(packed)
        common = self._common.intersection(kept)
        if self._shared is None:
            sharers = self._ask_sharers(text, kept, common)
        else:
            found = ((shingle, self._shared.get(shingle)) for shingle in kept)
            lists = ((shingle, orjson.loads(f"[{others}]")) for shingle, others in found if others)
            sharers = {shingle: tuple(each for each in others if each != text) for shingle, others in lists}
        phrases = self._phrases(len(kept), sharers)
        return _Text(
            text, path.partition("/")[0], frozenset(kept), frozenset(common), frozenset(phrases), sharers
        )

    def _ask_sharers(self, text: int, kept: Sequence[int], common: set[int]) -> dict[int, tuple[int, ...]]:
        """The other texts that have each shingle. Adds shingles of very many texts to `common`."""
        db = self._index.db
        sharers: dict[int, tuple[int, ...]] = {}
        sharing = f"SELECT text FROM postings WHERE shingle = ? AND text <> ? LIMIT {self._most_texts + 1}"
        query = f"SELECT count(*), group_concat(text) FROM ({sharing})"
        for shingle in kept:
            if shingle in common:
                continue
            number, others = db.execute(query, (shingle, text)).fetchone()
            if number > self._most_texts:
                common.add(shingle)
            elif number:
                sharers[shingle] = tuple(orjson.loads(f"[{others}]"))
        self._common |= common  # common to all texts: need not be read again
        return sharers

    def _phrases(self, size: int, sharers: dict[int, tuple[int, ...]]) -> set[int]:
        """The shingles of set phrases: shared with many texts that share little else with this one."""
        most = self._most_strangers
        frequent = {shingle: others for shingle, others in sharers.items() if len(others) > most}
        if not frequent:
            return set()
        shared = Counter(chain.from_iterable(sharers.values()))
        strangers = {other for other in set().union(*frequent.values())
                     if shared[other] < _STRANGER * max(size, self._size(other))}  # fmt: skip
        return {shingle for shingle, others in frequent.items()
                if len(strangers.intersection(others)) > most}  # fmt: skip

    def _size(self, text: int) -> int:
        size = self._sizes.get(text)
        if size is None:
            row = self._index.db.execute("SELECT size FROM texts WHERE text = ?", (text,)).fetchone()
            size = self._sizes[text] = int(row[0])
        return size

    def _compare(self, mine: _Text, other: _Text) -> Repost | None:
        if mine.site == other.site:
            return None
        both, common = mine.kept & other.kept, mine.common | other.common
        alone = frozenset(shingle for shingle in both if len(mine.sharers.get(shingle, ())) == 1)
        signs = Signs(common, (mine.phrases | other.phrases) - common, alone)
        shared = len(both - signs.common - signs.phrases)
        size = min(len(mine.kept), len(other.kept))
        if shared < max(1 if size < _SHORT else _FEWEST_SHARED, _SHARED * size):
            return None
        parts = self._parts(mine.text, other.text, signs)
        here, there = (self._record(mine.text), self._record(other.text)) if parts else (None, None)
        if parts is None or here is None or there is None:
            return None
        return Repost(there, _kind(*parts), *parts, find_origin(here, there, self._outlets))

    def _parts(self, mine: int, other: int, signs: Signs) -> tuple[float, float] | None:
        """Cached, as each pair is compared from both sides."""
        pair = (min(mine, other), max(mine, other))
        if pair not in self._compared:
            if len(self._compared) > _REMEMBERED:
                self._compared.clear()
            one, two = self._hash(pair[0]), self._hash(pair[1])
            found = measure_shared(one, two, signs, self._fewest) if one and two else None
            self._compared[pair] = found
        parts = self._compared[pair]
        return parts if parts is None or pair[0] == mine else (parts[1], parts[0])

    def _hash(self, text: int) -> list[int]:
        """Hashes all shingles of the text; empty if its line has changed."""
        if text not in self._hashes:
            if len(self._hashes) > _MOST_READ:
                self._hashes.clear()
            record = self._record(text)
            self._hashes[text] = hash_text(record) if record is not None else []
        return self._hashes[text]

    def _record(self, text: int) -> Record | None:
        if text not in self._records:
            if len(self._records) > _MOST_READ:
                self._records.clear()
            self._records[text] = self._index.record(text)
        return self._records[text]


def _kind(part: float, other_part: float) -> Kind:
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
