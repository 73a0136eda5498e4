"""Phrases that a period has more often than the rest."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dvcrawler.items import Record

_CLAUSE = re.compile(r"(?<![^\W_])[^\W_]+(?: [^\W_]+)+")
_LEAST_WORDS, _MOST_WORDS = 2, 4
#: Phrases do not begin or end with these.
_FUNCTION_WORDS = frozenset(
    "và của là các có cho được trong với những một này đã để khi từ tại về theo trên ra vào do bởi mà thì "
    "đến ở sẽ đang còn cũng như nhiều hơn rất không hai ba bốn năm trước sau giữa nhằm qua bằng đó nên ngày "
    "tháng".split()
)
#: Number of texts between two sweeps that drop phrases seen once; keeps memory below 100 MB.
_SWEEP = 200
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in `held` texts of the period and `others` of the rest; `rate`, `other_rate`: per hundred."""

    text: str
    held: int
    others: int
    rate: float
    other_rate: float


def find_phrases(period: Iterable[Record], rest: Iterable[Record], most: int) -> list[Phrase]:
    """The most characteristic first, by log-likelihood. Those that are part of another are left out, and
    those that overlap with another in one longer phrase.
    """
    counts, size = _count(period)
    wanted = {phrase for phrase, count in counts.items() if count >= max(_FEWEST, size // 200)}
    others, other_size = _count_wanted(rest, wanted)
    phrases = (
        Phrase(
            each,
            counts[each],
            others[each],
            100 * counts[each] / size,
            100 * others[each] / max(1, other_size),
        )
        for each in wanted
    )
    scored = ((_score(each.held, size, each.others, other_size), each) for each in phrases)
    ranked = sorted(
        ((score, phrase) for score, phrase in scored if score > 0),
        key=lambda pair: (-pair[0], -pair[1].text.count(" "), pair[1].text),
    )
    return _choose_distinct((phrase for _, phrase in ranked), most)


def _count_wanted(records: Iterable[Record], wanted: set[str]) -> tuple[Counter[str], int]:
    counts: Counter[str] = Counter()
    size = 0
    for record in records:
        size += 1
        counts.update(wanted.intersection(_list_phrases(record)))
    return counts, size


def _choose_distinct(ranked: Iterable[Phrase], most: int) -> list[Phrase]:
    chosen: list[Phrase] = []
    for phrase in ranked:
        if len(chosen) == most:
            break
        if not any(_repeats(phrase, each) for each in chosen):
            chosen.append(phrase)
    return chosen


def _repeats(phrase: Phrase, other: Phrase) -> bool:
    """Whether one is part of the other, or both are parts of one longer phrase."""
    is_as_frequent = (phrase.held, phrase.others) == (other.held, other.others)
    return _is_part(phrase.text, other.text) or (is_as_frequent and _overlaps(phrase.text, other.text))


def _is_part(one: str, other: str) -> bool:
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _overlaps(one: str, other: str) -> bool:
    """Whether one begins with the words with which the other ends."""
    first, second = one.split(), other.split()
    lengths = range(1, min(len(first), len(second)))
    return any(first[:n] == second[-n:] or second[:n] == first[-n:] for n in lengths)


def _count(records: Iterable[Record]) -> tuple[Counter[str], int]:
    counts: Counter[str] = Counter()
    size = 0
    for record in records:
        counts.update(_list_phrases(record))
        size += 1
        if size % _SWEEP == 0:
            counts = Counter({phrase: count for phrase, count in counts.items() if count > size // _SWEEP})
    return counts, size


def _list_phrases(record: Record) -> set[str]:
    found: set[str] = set()
    for part in (record["title"], record["summary"] or "", record["body"]):
        for clause in _CLAUSE.findall(part.lower().replace("\n", " ")):
            found.update(_list_runs(clause.split(" ")))
    return found


def _list_runs(words: list[str]) -> Iterator[str]:
    for start, first in enumerate(words):
        if first in _FUNCTION_WORDS or not first.isalpha():
            continue
        for length in range(_LEAST_WORDS, _MOST_WORDS + 1):
            run = words[start : start + length]
            if len(run) == length and run[-1] not in _FUNCTION_WORDS and run[-1].isalpha():
                yield " ".join(run)


def _score(held: int, size: int, others: int, other_size: int) -> float:
    """Dunning's G²; 0 if the period does not have it more often."""
    if not size or not other_size or held / size <= others / other_size:
        return 0.0
    share = (held + others) / (size + other_size)
    return 2 * sum(
        count * math.log(count / (share * of)) for count, of in ((held, size), (others, other_size)) if count
    )
