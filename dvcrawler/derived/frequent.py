"""Pairs of words that are in many articles, and longer phrases of which all pairs are.

They are chosen out of a sample when an index is built. Each has its own set of articles, so that their number
is known without reading a text. Of a longer phrase those articles are kept that hold it without its last word
and without its first one, and not the whole: they are few, and take next to no space.
"""

import math
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from sys import intern

import orjson

from dvcrawler.derived.database import KEYED, STRICT
from dvcrawler.derived.terms import WordsOfRecords
from dvcrawler.storage.journal import parse_object
from dvcrawler.storage.records import is_record
from dvcrawler.storage.upgrade import upgrade_record

#: `articles`: the number of articles that the choice was made for.
SCHEMA = f"""
CREATE TABLE frequent(words TEXT NOT NULL PRIMARY KEY, place INTEGER NOT NULL) {KEYED};
CREATE TABLE chosen(articles INTEGER NOT NULL) {STRICT};
"""
#: Lines of the sample, and the fewest articles in it from which anything follows.
_LINES, _FEWEST = 250, 100
#: Least share of articles that hold a frequent pair: rarer ones take less space among the others. Of longer
#: phrases the least share, the most words, and the most bits that one may take for each article.
_PAIR, _LONGER, _MOST_WORDS, _MOST_BITS = 0.05, 0.06, 4, 0.25
#: The most of them, pairs first.
_MOST = 8192
#: The choice is made again where there are so many times the articles, and at least so many; not where it was
#: made for so many that it holds for all that come.
_GROWN, _GROWN_TO, _ENOUGH = 8, 2000, 16000

#: Their columns in the table of pairs begin here.
FIRST = 4096

Texts = Sequence[Sequence[str]]
_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frequent:
    """Columns of phrases: `pairs` by their two words. Pairs that begin a longer phrase have those from
    `begun` on, then the longer ones. `longer` has for each of these those of one word more, by that word.
    `parts` are the columns of each longer phrase and of its two parts, shorter phrases first.
    """

    pairs: dict[tuple[str, str], int]
    longer: tuple[dict[str, int], ...]
    begun: int
    parts: tuple[tuple[int, int, int], ...]

    @property
    def end(self) -> int:
        """The column after the last one."""
        return FIRST + len(self.pairs) + len(self.parts)

    def keep_exceptions(self, held: dict[int, int]) -> None:
        """Puts in place of the articles that hold a longer phrase those that hold both of its parts alone."""
        for column, first, second in reversed(self.parts):  # a part is needed before it is replaced itself
            rest = held.get(first, 0) & held.get(second, 0) & ~held.pop(column, 0)
            if rest:
                held[column] = rest


def read_frequent(db: sqlite3.Connection) -> Frequent:
    """Those of an index."""
    columns = dict(db.execute("SELECT words, place FROM frequent ORDER BY place").fetchall())
    pairs = {name: column for name, column in columns.items() if name.count(" ") == 1}
    longer = [name for name in columns if name not in pairs]
    begun = min((columns[" ".join(name.split(" ")[:2])] for name in longer), default=FIRST + len(columns))
    follow: tuple[dict[str, int], ...] = tuple({} for _ in range(begun, FIRST + len(columns)))
    for first, last in map(_split, longer):
        follow[columns[first] - begun][last] = columns[f"{first} {last}"]
    parts = [(columns[name], columns[_split(name)[0]], columns[name.partition(" ")[2]]) for name in longer]
    return Frequent({_split(name): column for name, column in pairs.items()}, follow, begun, tuple(parts))


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


def _split(name: str) -> tuple[str, str]:
    """Without the last word, and that. As of all words there is one object of each, which is found sooner."""
    first, _, last = name.rpartition(" ")
    return intern(first), intern(last)


def choose_frequent(db: sqlite3.Connection, paths: Sequence[Path]) -> None:
    """Chooses them for a new index of these files, within the transaction of the caller."""
    words = WordsOfRecords()
    texts = [words.read(upgrade_record(value)) for value in _sample(paths) if is_record(value)]
    if len(texts) >= _FEWEST:
        names = list(_choose(texts))
        begun = {" ".join(name.split(" ")[:2]) for name in names if name.count(" ") > 1}
        names.sort(key=lambda name: (name.count(" "), name in begun, name))
        db.executemany("INSERT INTO frequent VALUES(?, ?)", zip(names[:_MOST], count(FIRST)))


def note_number(db: sqlite3.Connection, articles: int) -> None:
    """Of the articles that the choice was made for."""
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
        with path.open("rb") as file:
            while due < size:
                file.seek(int(due))
                file.readline()
                value = parse_object(file.readline())
                due = max(due + step, file.tell() - 1)
                if value is not None:
                    yield value
        due = max(0.0, due - size)


def _choose(texts: Sequence[Texts]) -> Iterator[str]:
    number, shorter = len(texts), dict[_Words, int]()
    for length in range(2, _MOST_WORDS + 1):
        least = number * (_PAIR if length == 2 else _LONGER)
        found = _find_phrases(texts, length, least, shorter)
        shorter = {each: held for each, held in found.items() if _takes_little(each, held, shorter, number)}
        yield from map(" ".join, shorter)


def _find_phrases(
    texts: Sequence[Texts], length: int, least: float, shorter: dict[_Words, int]
) -> dict[_Words, int]:
    """The texts that hold each phrase of so many words, as bits, if enough do; of more than two words, if its
    parts are among the shorter ones.
    """
    held = [_list_phrases(each, length, shorter) for each in texts]
    counts = Counter(chain.from_iterable(held))
    found = {phrase: 0 for phrase, number in counts.items() if number >= least}
    for place, phrases in enumerate(held):
        for phrase in phrases.intersection(found):
            found[phrase] |= 1 << place
    return found


def _list_phrases(texts: Texts, length: int, shorter: dict[_Words, int]) -> set[_Words]:
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
