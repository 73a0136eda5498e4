"""Which texts have the same kept shingles, and which of these are boilerplate."""

import math
import sqlite3
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from sys import intern

from dvcrawler.derived.similarity.similar_building import unpack
from dvcrawler.derived.tables import decoding

#: A shingle in more texts than this is boilerplate: no text is republished by that many sites.
_MOST_TEXTS = 32
#: Number of texts for which the thresholds hold. Among more texts, more share a shingle by chance: thresholds
#: for numbers of texts grow with the square root.
_TEXTS = 5000
#: Two texts that share less than this share of the larger one's kept shingles are unrelated; a passage in
#: more than this number of unrelated texts is boilerplate.
_LEAST_SHARE, _MOST_UNRELATED = 0.25, 3
#: Number of texts whose set phrases are cached: 20 MB.
_MOST_CACHED = 150_000


@dataclass(frozen=True, slots=True)
class SharedText:
    """A text's kept shingles that others have, too, with all texts that have them; not those of very many
    texts. `phrases` are shingles of set phrases, shared with a few texts that share little else: these say
    nothing about its origin.
    """

    text: int
    size: int
    site: str
    sharers: Mapping[int, Sequence[int]]
    phrases: "array[int]"


class Sharers:
    """Caches what it has read: use one for many texts. `common`: shingles of very many texts."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.common: set[int] = set()
        #: The size and site of each text.
        self._about: dict[int, tuple[int, str]] = {}
        #: The texts that have each shingle, if they are several and not very many.
        self._shared: dict[int, array[int]] | None = None
        self._phrases: dict[int, array[int]] = {}
        texts = db.execute("SELECT count(*) FROM texts").fetchone()[0]
        growth = math.sqrt(max(1.0, texts / _TEXTS))
        self._most_texts, self._most_unrelated = int(_MOST_TEXTS * growth), int(_MOST_UNRELATED * growth)

    def read_all(self) -> None:
        """Reads at once what all texts share, for queries about most of them."""
        if self._shared is not None:
            return
        db, most = self._db, self._most_texts + 1
        for text, size, path in db.execute("SELECT text, size, path FROM texts"):
            self._about[text] = size, intern(path.partition("/")[0])
        counted = "FROM postings GROUP BY shingle HAVING count(*)"
        self.common.update(shingle for (shingle,) in db.execute(f"SELECT shingle {counted} > {most}"))
        query = f"SELECT shingle, group_concat(text) {counted} BETWEEN 2 AND {most}"
        with decoding("the texts of a shingle"):
            self._shared = {shingle: _read_numbers(texts) for shingle, texts in db.execute(query)}

    def load(self, text: int) -> SharedText:
        """The passages that the text shares with others."""
        (packed,) = self._db.execute("SELECT kept FROM texts WHERE text = ?", (text,)).fetchone()
        kept = unpack(packed)
        if self._shared is None:
            sharers = self._query_sharers(kept)
        else:
            found = zip(kept, map(self._shared.get, kept), strict=True)
            sharers = {shingle: texts for shingle, texts in found if texts is not None}
        size, site = self.describe(text)
        return SharedText(text, size, site, sharers, self._find_phrases(text, size, sharers))

    def phrases_of(self, text: int) -> "array[int]":
        """The shingles of set phrases in the text."""
        found = self._phrases.get(text)
        return self.load(text).phrases if found is None else found

    def _query_sharers(self, kept: Sequence[int]) -> dict[int, "array[int]"]:
        """The texts that have each shingle, if several do. Notes shingles of very many texts as common: they
        are so for all texts, and need not be read again.
        """
        sharers = {}
        most = self._most_texts + 1
        sharing = f"SELECT text FROM postings WHERE shingle = ? LIMIT {most + 1}"
        query = f"SELECT count(*), group_concat(text) FROM ({sharing})"
        for shingle in set(kept) - self.common:
            number, texts = self._db.execute(query, (shingle,)).fetchone()
            if number > most:
                self.common.add(shingle)
            elif number > 1:
                with decoding("the texts of a shingle"):
                    sharers[shingle] = _read_numbers(texts)
        return sharers

    def _find_phrases(self, text: int, size: int, sharers: Mapping[int, Sequence[int]]) -> "array[int]":
        """The shingles of set phrases: shared with many texts that share little else with this one."""
        found = self._phrases.get(text)
        if found is None:
            if len(self._phrases) > _MOST_CACHED:
                self._phrases.clear()
            most = self._most_unrelated + 1  # and the text itself
            frequent = {shingle: texts for shingle, texts in sharers.items() if len(texts) > most}
            near = self._find_near(text, size, sharers) if frequent else set()
            phrases = [
                shingle
                for shingle, texts in frequent.items()
                if len(texts) - len(near.intersection(texts)) > most
            ]
            found = self._phrases[text] = array("i", phrases)
        return found

    def _find_near(self, text: int, size: int, sharers: Mapping[int, Sequence[int]]) -> set[int]:
        """The other texts that share so much with this one that they are related."""
        shared = Counter(chain.from_iterable(sharers.values()))
        likely = [(other, number) for other, number in shared.items() if number >= _LEAST_SHARE * size]
        return {
            other
            for other, number in likely
            if other != text and number >= _LEAST_SHARE * self.describe(other)[0]
        }

    def describe(self, text: int) -> tuple[int, str]:
        """(number of kept shingles, site)."""
        found = self._about.get(text)
        if found is None:
            query = "SELECT size, path FROM texts WHERE text = ?"
            size, path = self._db.execute(query, (text,)).fetchone()
            found = self._about[text] = int(size), intern(path.partition("/")[0])
        return found


def _read_numbers(texts: str) -> "array[int]":
    return array("i", map(int, texts.split(",")))
