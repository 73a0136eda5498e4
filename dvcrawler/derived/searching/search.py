"""Searching the index: hits with snippets, counts and facets."""

import re
import sqlite3
from array import array
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dvcrawler.derived.folding import fold_marks
from dvcrawler.derived.searching.index.search_codes import unpack_codes
from dvcrawler.derived.searching.index.search_index import SearchIndex
from dvcrawler.derived.searching.matching import match_rows, newest_of
from dvcrawler.derived.searching.query import Query
from dvcrawler.derived.searching.ranking import rank_records
from dvcrawler.derived.searching.spotting import compile_terms
from dvcrawler.derived.searching.word_pairs.phrases import places_among
from dvcrawler.derived.tables import decoding
from dvcrawler.items import Record

#: Length of a snippet in characters, and of the text before its first match.
_SNIPPET, _BEFORE = 180, 60
#: Number of matches in a text that are considered for its snippet.
_MATCHES = 200
FACETS = ("site", "section", "year", "author", "kind")


@dataclass(frozen=True, slots=True)
class Snippet:
    """`marks` are the spans of the matches in `text`: (start, end), sorted, not overlapping."""

    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An article's newest record, and where it matches."""

    record: Record
    title: Snippet
    snippet: Snippet

    def as_json(self) -> dict[str, Any]:
        """The record with the excerpt of its text."""
        matches = [list(span) for span in self.snippet.marks]
        return {**self.record, "snippet": self.snippet.text, "matches": matches}


def count_hits(index: SearchIndex, query: Query) -> int:
    """Counts the matching articles."""
    return len(match_rows(index, query))


def find_hits(
    index: SearchIndex, query: Query, *, newest: bool = False, limit: int = 20, offset: int = 0
) -> list[Hit]:
    """Best first, or newest first. Texts with the diacritics as typed come before those without."""
    rows = match_rows(index, query)
    if query.terms and not newest:
        records = rank_records(index, query.terms, rows, limit, offset)
    else:
        records = index.lines(newest_of(index.db, rows, offset + limit)[offset:])
    pattern = compile_terms(query.terms) if query.terms else None
    return [_build_hit(index.fill(record), pattern) for record in records]


def places_of(index: SearchIndex, query: Query) -> list[tuple[str, str, int, int]]:
    """Yields (id, file, start, end) of all matching articles, sorted by id."""
    return sorted(place[1:] for place in places_among(index, match_rows(index, query)))


def count_facets(index: SearchIndex, query: Query, most: int = 20) -> dict[str, list[tuple[str, int]]]:
    """Counts the matching articles by site, section, year, author and kind, most frequent first."""
    rows = match_rows(index, query)
    counts: dict[str, Counter[object]] = {name: Counter() for name in FACETS}
    facets = {
        code: rest for code, *rest in index.db.execute("SELECT facet, site, section, year, kind FROM facets")
    }
    for code, number in _count_codes(index.db, "facets", rows).items():
        for name, value in zip(("site", "section", "year", "kind"), facets.get(code, ()), strict=False):
            counts[name][value] += number
    bylines = dict(index.db.execute("SELECT byline, names FROM bylines").fetchall())
    for code, number in _count_codes(index.db, "bylines", rows).items():
        with decoding("the authors"):
            counts["author"].update(dict.fromkeys(map(int, bylines.get(code, "").split()), number))
    names = dict(index.db.execute("SELECT name, text FROM names").fetchall())
    return {name: _find_most_frequent(name, counts[name], names, most) for name in FACETS}


def _count_codes(db: sqlite3.Connection, column: str, rows: Collection[int]) -> Counter[int]:
    blocks = db.execute(f"SELECT {column} FROM codes ORDER BY block").fetchall()
    codes: array[int] = array("i")
    with decoding("the codes of the facets"):
        for (block,) in blocks:
            codes += unpack_codes(block)
        return Counter(map(codes.__getitem__, rows))


def _find_most_frequent(
    name: str, counts: Counter[object], names: dict[object, str], most: int
) -> list[tuple[str, int]]:
    """Years are sorted by year, newest first."""
    if name == "year":
        years = [(str(year), number) for year, number in counts.items() if year is not None]
        return sorted(years, reverse=True)[:most]
    named = [(names[value], number) for value, number in counts.items() if value in names]
    return sorted(named, key=lambda pair: (-pair[1], pair[0]))[:most]


def _build_hit(record: Record, pattern: re.Pattern[str] | None) -> Hit:
    lead, body = record["summary"] or "", record["body"]
    text = lead if pattern and pattern.search(lead) else body or lead
    title = record["title"]
    return Hit(record, Snippet(title, _find_spans(title, pattern)), _cut(text, pattern))


def _find_spans(text: str, pattern: re.Pattern[str] | None) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for found in pattern.finditer(text)) if pattern else ()


def _cut(text: str, pattern: re.Pattern[str] | None) -> Snippet:
    """The part of the text with the most different matches, cut at words, on one line."""
    text = text.replace("\n", " ")
    start = max(0, _find_densest(text, pattern) - _BEFORE)
    if start:
        start = text.find(" ", start) + 1 or start
    end = min(len(text), start + _SNIPPET)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    shown = ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")
    return Snippet(shown, _find_spans(shown, pattern))


def _find_densest(text: str, pattern: re.Pattern[str] | None) -> int:
    """The start of the stretch of a snippet's length that holds the most different matches."""
    matches = islice(pattern.finditer(text), _MATCHES) if pattern else ()
    found = [(match.start(), fold_marks(match[0])) for match in matches]
    best, place = 0, 0
    for number, (start, _) in enumerate(found):
        within = {word for at, word in found[number : number + 20] if at < start + _SNIPPET - _BEFORE}
        if len(within) > best:
            best, place = len(within), start
    return place
