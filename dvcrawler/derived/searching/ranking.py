"""Orders hits best first, by the texts of the most promising ones.

If more match than are read, those with all words in the title come first, then those with all words in the
lead, then the newest.
"""

import math
import re
from collections.abc import Collection, Sequence

from dvcrawler.derived.searching.index.search_index import SearchIndex
from dvcrawler.derived.searching.matching import as_set, newest_of
from dvcrawler.derived.searching.query import Term, words_of_terms
from dvcrawler.derived.searching.sets.bitmaps import rows_of
from dvcrawler.derived.searching.sets.postings import holding
from dvcrawler.derived.searching.spotting import compile_sequence, compile_terms
from dvcrawler.derived.searching.terms import IN_LEAD, IN_TITLE
from dvcrawler.items import Record

#: Number of hits whose texts are read; the others are sorted by day. A text takes a tenth of a millisecond.
_RANKED = 60
#: Words in the title count eight times, in the lead four times as much as in the body.
_WEIGHTS = {"title": 8, "summary": 4, "body": 1}
#: The parameters of BM25: how soon further matches count less, and how much the length of the text counts.
_SATURATION, _LENGTH = 1.2, 0.75


def rank_records(
    index: SearchIndex, terms: Sequence[Term], rows: Collection[int], limit: int, offset: int
) -> list[Record]:
    """`limit` of the matching articles from the one at `offset` on, without captures."""
    first = rows if len(rows) <= _RANKED else _choose(index, terms, as_set(rows))
    end = offset + limit
    records = _rank(index, terms, first, len(rows))[offset:end] if offset < len(first) else []
    if end > _RANKED < len(rows):
        rest = newest_of(index.db, as_set(rows).difference(first), end - _RANKED)
        records += index.lines(rest[max(0, offset - _RANKED) :])
    return records


def _rank(index: SearchIndex, terms: Sequence[Term], rows: Collection[int], matching: int) -> list[Record]:
    records = index.lines(newest_of(index.db, rows, len(rows)))
    return _sort(records, terms, _weigh_terms(index, terms, matching)) if len(records) > 1 else records


def _choose(index: SearchIndex, terms: Sequence[Term], rows: set[int]) -> list[int]:
    chosen: list[int] = []
    for prefix in (IN_TITLE, IN_LEAD):
        if len(chosen) < _RANKED:
            found = rows.intersection(rows_of(holding(index.db, words_of_terms(terms, prefix))))
            chosen += newest_of(index.db, found.difference(chosen), _RANKED - len(chosen))
    return chosen + newest_of(index.db, rows.difference(chosen), _RANKED - len(chosen))


def _weigh_terms(index: SearchIndex, terms: Sequence[Term], matching: int) -> list[float]:
    """The weight of each term by the rarity of its words; equal if half of all articles match."""
    total = index.db.execute("SELECT count(*) FROM articles").fetchone()[0]
    if len(terms) == 1 or matching * 2 >= total:
        return [1.0] * len(terms)
    counts = [holding(index.db, term.words).bit_count() for term in terms]
    return [max(1e-6, math.log((total - count + 0.5) / (count + 0.5))) for count in counts]


def _sort(records: Collection[Record], terms: Sequence[Term], rarities: Sequence[float]) -> list[Record]:
    """Sorts texts with the diacritics as typed first, then those with all terms in sequence, then by BM25.
    Equal ones keep their order.
    """
    patterns = [compile_terms([term]) for term in terms]
    marked = [term.typed.lower() for term in terms if term.is_marked]
    sequence = compile_sequence(terms) if len(terms) > 1 else None
    mean = sum(len(record["body"]) for record in records) / len(records) or 1.0

    def rank(record: Record) -> tuple[int, bool, float]:
        text = " ".join(_list_texts(record))
        lower = text.lower() if marked else ""
        follows = sequence is None or sequence.search(text) is not None
        length = 1 - _LENGTH + _LENGTH * len(record["body"]) / mean
        score = sum(
            rarity * (count := _count(pattern, record)) / (count + _SATURATION * length)
            for pattern, rarity in zip(patterns, rarities, strict=True)
        )
        return sum(typed in lower for typed in marked), follows, score

    return sorted(records, key=rank, reverse=True)


def _count(pattern: re.Pattern[str], record: Record) -> int:
    title, lead, body = (len(pattern.findall(text)) for text in _list_texts(record))
    return _WEIGHTS["title"] * title + _WEIGHTS["summary"] * lead + _WEIGHTS["body"] * body


def _list_texts(record: Record) -> tuple[str, str, str]:
    return record["title"] or "", record["summary"] or "", record["body"] or ""
