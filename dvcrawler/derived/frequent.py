"""Pairs of words that are in many articles, and longer phrases of which all pairs are.

They are chosen from a sample when an index is built, together with the words that are in enough articles for
their pairs to be indexed. Each phrase has its own set of articles, so that their number is known without
reading a text. For a longer phrase, the exceptions are stored: the articles that have it without its last
word and without its first word, but not as a whole. They are few and take little space.
"""

import math
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

import orjson

from dvcrawler.derived.database import KEYED, STRICT, decoding
from dvcrawler.derived.pair_columns import FIRST, MOST_WORDS, PairColumns, find_tier
from dvcrawler.derived.terms import WordNumbers
from dvcrawler.items import Record
from dvcrawler.storage.disk import open_to_read
from dvcrawler.storage.journal import parse_object
from dvcrawler.storage.records import is_record
from dvcrawler.storage.upgrade import upgrade_record

#: `articles`: the number of articles that the choice was made for.
SCHEMA = f"""
CREATE TABLE frequent(words TEXT NOT NULL PRIMARY KEY, place INTEGER NOT NULL) {KEYED};
CREATE TABLE common(word TEXT NOT NULL PRIMARY KEY, tier INTEGER NOT NULL, rank INTEGER NOT NULL) {KEYED};
CREATE TABLE chosen(articles INTEGER NOT NULL) {STRICT};
"""
#: Lines of the sample, how many of them are searched for phrases, and the number of articles below which no
#: phrase is chosen.
_LINES, _SEARCHED, _FEWEST = 1000, 250, 100
#: Least share of articles that have a frequent pair: rarer pairs take less space in shared columns. For
#: longer phrases: the least share, the most words, and the most bits for each article.
_PAIR, _LONGER, _MOST_WORDS, _MOST_BITS = 0.02, 0.06, 4, 0.25
#: Most phrases that are chosen, pairs first.
_MOST_PHRASES = 8192
#: The choice is repeated once the number of articles has grown by this factor, and to this number at least;
#: never if it was made for as many as the third number.
_GROWN, _GROWN_TO, _ENOUGH = 8, 1000, 16000

_Texts = Sequence[Sequence[int]]
#: The numbers of the words of a phrase.
_Words = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Frequent:
    """Columns of phrases, by their words and spaces. `parts` are the columns of each longer phrase and of its
    two parts, shorter phrases first.
    """

    columns: dict[str, int]
    parts: tuple[tuple[int, int, int], ...]

    @property
    def end(self) -> int:
        """The column after the last one."""
        return FIRST + len(self.columns)

    def keep_exceptions(self, held: dict[int, int]) -> None:
        """Puts in place of the articles that hold a longer phrase those that hold both of its parts alone."""
        for column, first, second in reversed(self.parts):  # a part is needed before it is replaced itself
            rest = held.get(first, 0) & held.get(second, 0) & ~held.pop(column, 0)
            if rest:
                held[column] = rest


def read_frequent(db: sqlite3.Connection) -> Frequent:
    """The phrases of an index."""
    columns = dict(db.execute("SELECT words, place FROM frequent ORDER BY place").fetchall())
    longer = [name for name in columns if name.count(" ") > 1]
    parts = [(columns[name], columns[name.rpartition(" ")[0]], columns[name.partition(" ")[2]])
             for name in longer]  # fmt: skip
    return Frequent(columns, tuple(parts))


def read_pair_columns(db: sqlite3.Connection, frequent: Frequent) -> PairColumns:
    """The columns of an index. Raises DamagedError."""
    with decoding("the common words"):
        tiers = dict(db.execute("SELECT word, tier FROM common ORDER BY rank").fetchall())
        return PairColumns(tiers, frequent.columns)


def find_tiers(db: sqlite3.Connection, words: Sequence[str]) -> dict[str, int]:
    """The tiers of those words that have one."""
    query = "SELECT word, tier FROM common WHERE word IN (SELECT value FROM json_each(?))"
    return dict(db.execute(query, (orjson.dumps(words).decode(),)).fetchall())


def find_columns(db: sqlite3.Connection, words: Sequence[str]) -> dict[str, int]:
    """The columns of the frequent phrases that a phrase of these words holds, by name: words and spaces."""
    starts, lengths = range(len(words)), range(2, _MOST_WORDS + 1)
    parts = {" ".join(words[start : start + length]) for start in starts for length in lengths}
    query = "SELECT words, place FROM frequent WHERE words IN (SELECT value FROM json_each(?))"
    return dict(db.execute(query, (orjson.dumps(sorted(parts)).decode(),)).fetchall())


def is_frequent(db: sqlite3.Connection, words: Sequence[str]) -> bool:
    """Whether the words are a frequent phrase as a whole."""
    row = db.execute("SELECT 1 FROM frequent WHERE words = ?", (" ".join(words),)).fetchone()
    return row is not None


def choose_frequent(db: sqlite3.Connection, paths: Sequence[Path]) -> None:
    """Chooses them for a new index of these files, within the transaction of the caller."""
    words = WordNumbers()
    texts = [_read(words, upgrade_record(value)) for value in _sample(paths) if is_record(value)]
    if len(texts) < _FEWEST:
        return
    names = words.names()
    tiers = {names[word]: tier for word, tier in _find_tiers(texts)}
    ranked = sorted((word, tier, rank) for rank, (word, tier) in enumerate(tiers.items()))
    db.executemany("INSERT INTO common VALUES(?, ?, ?)", ranked)
    searched = texts[:: max(1, len(texts) // _SEARCHED)]
    chosen = ([names[word] for word in phrase] for phrase in _choose(searched))
    phrases = _order([" ".join(each) for each in chosen if tiers.keys() >= set(each)])
    db.executemany("INSERT INTO frequent VALUES(?, ?)", zip(phrases[:_MOST_PHRASES], count(FIRST)))


def _order(phrases: list[str]) -> list[str]:
    """Pairs first; of them last those with which a longer phrase begins."""
    begun = {" ".join(name.split(" ")[:2]) for name in phrases if name.count(" ") > 1}
    return sorted(phrases, key=lambda name: (name.count(" "), name in begun, name))


def _read(words: WordNumbers, record: Record) -> _Texts:
    return [words.read(text or "") for text in (record["title"], record["summary"], record["body"])]


def _find_tiers(texts: Sequence[_Texts]) -> Iterator[tuple[int, int]]:
    counts = Counter(chain.from_iterable(set(chain.from_iterable(each)) for each in texts))
    for word, number in counts.most_common(MOST_WORDS):
        tier = find_tier(number / len(texts))
        if tier is not None:
            yield word, tier


def note_number(db: sqlite3.Connection, articles: int) -> None:
    """Stores the number of articles that the choice was made for."""
    db.execute("DELETE FROM chosen")
    db.execute("INSERT INTO chosen VALUES(?)", (articles,))


def is_outgrown(db: sqlite3.Connection, articles: int) -> bool:
    """Whether the choice was made for so few articles that it says little of these."""
    row = db.execute("SELECT articles FROM chosen").fetchone()
    chosen = row[0] if row else 0
    return chosen < _ENOUGH and articles >= max(_GROWN_TO, _GROWN * chosen)


def _sample(paths: Sequence[Path]) -> Iterator[dict[str, object]]:
    """Lines at equal distances in all files together, each once."""
    sizes = [path.stat().st_size for path in paths]
    step, due = max(1.0, sum(sizes) / _LINES), 0.0
    for path, size in zip(paths, sizes, strict=True):
        with open_to_read(path) as file:
            while due < size:
                file.seek(int(due))
                file.readline()
                value = parse_object(file.readline())
                due = max(due + step, file.tell() - 1)
                if value is not None:
                    yield value
        due = max(0.0, due - size)


def _choose(texts: Sequence[_Texts]) -> Iterator[_Words]:
    number, shorter = len(texts), dict[_Words, int]()
    for length in range(2, _MOST_WORDS + 1):
        least = number * (_PAIR if length == 2 else _LONGER)
        found = _find_phrases(texts, length, least, shorter)
        shorter = {each: held for each, held in found.items() if _takes_little(each, held, shorter, number)}
        yield from shorter


def _find_phrases(
    texts: Sequence[_Texts], length: int, least: float, shorter: dict[_Words, int]
) -> dict[_Words, int]:
    """The texts that have each phrase of `length` words, as bits, if at least `least` have it. A phrase of
    more than two words counts only if its parts are among the shorter ones.
    """
    held = [_list_phrases(each, length, shorter) for each in texts]
    counts = Counter(chain.from_iterable(held))
    found = {phrase: 0 for phrase, number in counts.items() if number >= least}
    for place, phrases in enumerate(held):
        for phrase in phrases.intersection(found):
            found[phrase] |= 1 << place
    return found


def _list_phrases(texts: _Texts, length: int, shorter: dict[_Words, int]) -> set[_Words]:
    rows = ([words[first:] for first in range(length)] for words in texts)
    phrases = set(chain.from_iterable(zip(*each, strict=False) for each in rows))
    return {each for each in phrases if length == 2 or (each[1:] in shorter and each[:-1] in shorter)}


def _takes_little(words: _Words, held: int, shorter: dict[_Words, int], number: int) -> bool:
    parts = shorter[words[:-1]] & shorter[words[1:]] if len(words) > 2 else held
    share = (parts & ~held).bit_count() / number
    return not share or _entropy(share) <= _MOST_BITS


def _entropy(share: float) -> float:
    """Bits for each article that a set of this share of them takes."""
    return -share * math.log2(share) - (1 - share) * math.log2(1 - share)
