"""Pairs of words that are in many articles, and longer phrases of which all pairs are.

They are chosen from a sample when an index is built, together with the words that are in enough articles for
their pairs to be indexed. Each phrase has its own set of articles, so that their number is known without
reading a text. For a longer phrase, the exceptions are stored: the articles that have it without its last
word and without its first word, but not as a whole. They are few and take little space.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from dvcrawler.derived.searching.word_pairs.frequent_choice import LONGEST_PHRASE
from dvcrawler.derived.searching.word_pairs.pair_columns import FIRST, PairColumns
from dvcrawler.derived.tables import KEYED, STRICT, decoding
from dvcrawler.storage.databases.statements import AMONG, as_list

#: `articles`: the number of articles that the choice was made for.
SCHEMA = f"""
CREATE TABLE frequent(words TEXT NOT NULL PRIMARY KEY, place INTEGER NOT NULL) {KEYED};
CREATE TABLE common(word TEXT NOT NULL PRIMARY KEY, tier INTEGER NOT NULL, rank INTEGER NOT NULL) {KEYED};
CREATE TABLE chosen(articles INTEGER NOT NULL) {STRICT};
"""
#: The choice is repeated once the number of articles has grown by this factor, and to this number at least;
#: never if it was made for as many as the third number.
_GROWN, _GROWN_TO, _ENOUGH = 8, 1000, 16000


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
    parts = [
        (columns[name], columns[name.rpartition(" ")[0]], columns[name.partition(" ")[2]]) for name in longer
    ]
    return Frequent(columns, tuple(parts))


def read_pair_columns(db: sqlite3.Connection, frequent: Frequent) -> PairColumns:
    """The columns of an index. Raises DamagedError."""
    with decoding("the common words"):
        tiers = dict(db.execute("SELECT word, tier FROM common ORDER BY rank").fetchall())
        return PairColumns(tiers, frequent.columns)


def find_tiers(db: sqlite3.Connection, words: Sequence[str]) -> dict[str, int]:
    """The tiers of those words that have one."""
    query = "SELECT word, tier FROM common WHERE word " + AMONG
    return dict(db.execute(query, (as_list(words),)).fetchall())


def find_columns(db: sqlite3.Connection, words: Sequence[str]) -> dict[str, int]:
    """The columns of the frequent phrases that a phrase of these words holds, by name: words and spaces."""
    starts, lengths = range(len(words)), range(2, LONGEST_PHRASE + 1)
    parts = {" ".join(words[start : start + length]) for start in starts for length in lengths}
    query = "SELECT words, place FROM frequent WHERE words " + AMONG
    return dict(db.execute(query, (as_list(sorted(parts)),)).fetchall())


def is_frequent(db: sqlite3.Connection, words: Sequence[str]) -> bool:
    """Whether the words are a frequent phrase as a whole."""
    row = db.execute("SELECT 1 FROM frequent WHERE words = ?", (" ".join(words),)).fetchone()
    return row is not None


def note_number(db: sqlite3.Connection, articles: int) -> None:
    """Stores the number of articles that the choice was made for."""
    db.execute("DELETE FROM chosen")
    db.execute("INSERT INTO chosen VALUES(?)", (articles,))


def is_outgrown(db: sqlite3.Connection, articles: int) -> bool:
    """Whether the choice was made for so few articles that it says little of these."""
    row = db.execute("SELECT articles FROM chosen").fetchone()
    chosen = row[0] if row else 0
    return chosen < _ENOUGH and articles >= max(_GROWN_TO, _GROWN * chosen)
