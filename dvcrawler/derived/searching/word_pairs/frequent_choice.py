"""Chooses the frequent pairs and phrases of an index from a sample of its articles."""

import math
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, count
from pathlib import Path

from dvcrawler.derived.searching.terms import WordNumbers
from dvcrawler.derived.searching.word_pairs.pair_columns import FIRST, MOST_WORDS, find_tier
from dvcrawler.items import Record
from dvcrawler.storage.folders import open_regular_file
from dvcrawler.storage.journal import LONGEST_LINE, parse_object
from dvcrawler.storage.records import is_record
from dvcrawler.storage.upgrade import upgrade_record

#: Lines of the sample, how many of them are searched for phrases, and the number of articles below which no
#: phrase is chosen.
_LINES, _SEARCHED, _FEWEST = 1000, 250, 100
#: Least share of articles that have a frequent pair: rarer pairs take less space in shared columns. For
#: longer phrases: the least share, and the most bits for each article.
_PAIR, _LONGER, _MOST_BITS = 0.02, 0.06, 0.25
#: In words.
LONGEST_PHRASE = 4
#: Most phrases that are chosen, pairs first.
_MOST_PHRASES = 8192
_Texts = Sequence[Sequence[int]]

#: The numbers of the words of a phrase.
_Words = tuple[int, ...]


def choose_frequent(db: sqlite3.Connection, paths: Sequence[Path]) -> None:
    """Chooses for a new index of these files, within the transaction of the caller."""
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
    phrases = _sort_phrases([" ".join(each) for each in chosen if tiers.keys() >= set(each)])
    db.executemany("INSERT INTO frequent VALUES(?, ?)", zip(phrases[:_MOST_PHRASES], count(FIRST)))


def _sort_phrases(phrases: list[str]) -> list[str]:
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


def _sample(paths: Sequence[Path]) -> Iterator[dict[str, object]]:
    """Lines at equal distances in all files together, each once."""
    sizes = [path.stat().st_size for path in paths]
    step, due = max(1.0, sum(sizes) / _LINES), 0.0
    for path, size in zip(paths, sizes, strict=True):
        with open_regular_file(path) as file:
            while due < size:
                file.seek(int(due))
                file.readline(LONGEST_LINE)
                value = parse_object(file.readline(LONGEST_LINE))
                due = max(due + step, file.tell() - 1)
                if value is not None:
                    yield value
        due = max(0.0, due - size)


def _choose(texts: Sequence[_Texts]) -> Iterator[_Words]:
    number, shorter = len(texts), dict[_Words, int]()
    for length in range(2, LONGEST_PHRASE + 1):
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
    # Its entropy: the bits for each article that a set of this share of them takes.
    return not share or -share * math.log2(share) - (1 - share) * math.log2(1 - share) <= _MOST_BITS
