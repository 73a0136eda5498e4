"""Which articles match a query, as numbers of the index.

The index knows which words an article holds and, with some false positives, which pairs of words: phrases are
verified in the article files.
"""

import re
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

import orjson

from dvcrawler.derived.bitmaps import bits_of_rows, rows_of
from dvcrawler.derived.folding import fold_marks
from dvcrawler.derived.pairs import holding_pairs, is_certain
from dvcrawler.derived.postings import holding
from dvcrawler.derived.query import Query, Term, words_of_terms
from dvcrawler.derived.search_index import SearchIndex
from dvcrawler.derived.search_lines import open_lines, read_span
from dvcrawler.derived.search_schema import AUTHOR, KINDS, as_date
from dvcrawler.derived.spotting import compile_quick, compile_terms
from dvcrawler.derived.terms import RARE_CHARACTERS
from dvcrawler.storage.statements import AMONG, as_list

#: Up to this number of articles, SQLite looks up each one; more are filtered from a list of all.
_FEW_ARTICLES = 2000
_AMONG = f"article {AMONG}"


def match_rows(index: SearchIndex, query: Query) -> Collection[int]:
    """The matching articles, in arbitrary order. The last result is cached while the index is open."""
    if index.matched is None or index.matched[0] != query:
        index.matched = query, _match(index, query)
    return index.matched[1]


def newest_of(db: sqlite3.Connection, rows: Collection[int], limit: int) -> list[int]:
    """The first `limit` of these articles by day of publication, newest first."""
    order = "ORDER BY date DESC, article DESC"
    if len(rows) <= _FEW_ARTICLES:
        query = f"SELECT article FROM articles WHERE {_AMONG} {order} LIMIT ?"
        return [row for (row,) in db.execute(query, (as_list(rows), limit))]
    wanted = as_set(rows)
    found: list[int] = []
    for (row,) in db.execute(f"SELECT article FROM articles {order}"):
        if row in wanted:
            found.append(row)
            if len(found) >= limit:
                break
    return found


def as_set(rows: Collection[int]) -> set[int]:
    return rows if isinstance(rows, set) else set(rows)


def places_among(index: SearchIndex, rows: Collection[int]) -> list[tuple[int, str, str, int, int]]:
    """Yields (row, id, file, start, end) in the order of the files."""
    return index.db.execute(
        f"SELECT article, id, files.path, start, end FROM articles JOIN files USING(file) WHERE {_AMONG} "
        "ORDER BY file, start", (as_list(rows),)
    ).fetchall()  # fmt: skip


def _match(index: SearchIndex, query: Query) -> Collection[int]:
    phrases = _find_uncertain(index.db, query.terms)
    found = _find_rows(index.db, query) if query.terms else None
    rows: Collection[int] = _filter_rows(index.db, query, found)
    rows = _keep_phrases(index, rows, phrases)
    # `_find_rows` has left out those that hold an excluded word.
    for term in query.excluded:
        if not query.terms or len(term.words) > 1:
            rows = _leave_out(index, rows, term)
    return rows


def _leave_out(index: SearchIndex, rows: Collection[int], term: Term) -> Collection[int]:
    """The articles without those that hold the term."""
    if not rows:
        return rows
    without = set(rows_of(_find_probable(index.db, [term])))
    if _find_uncertain(index.db, [term]):
        without = set(_keep_phrases(index, [row for row in rows if row in without], [term]))
    return [row for row in rows if row not in without]


def _find_rows(db: sqlite3.Connection, query: Query) -> int:
    """As bits: the articles that hold the words and none of the excluded ones."""
    found = _find_probable(db, query.terms)
    for term in query.excluded:
        if len(term.words) == 1:
            found &= ~holding(db, term.words)
    return found


def _find_probable(db: sqlite3.Connection, terms: Sequence[Term]) -> int:
    """As bits, with false positives: the articles that hold all words of the terms and the pairs of the
    phrases.
    """
    found = holding(db, words_of_terms(terms))
    for term in terms:
        if found:
            found &= holding_pairs(db, term.words)
    return found


def _find_uncertain(db: sqlite3.Connection, terms: Sequence[Term]) -> list[Term]:
    """The phrases that have to be verified in the texts."""
    return [term for term in terms if not is_certain(db, term.words)]


def _filter_rows(db: sqlite3.Connection, query: Query, found: int | None) -> list[int]:
    """The articles that meet the conditions. `found`: those with the words, as bits; None without words."""
    wheres, values = _build_conditions(query)
    if found is not None and not wheres:
        return rows_of(found)
    if found is not None and found.bit_count() <= _FEW_ARTICLES:
        wheres, values = [_AMONG, *wheres], [as_list(rows_of(found)), *values]
        found = None
    where = " AND ".join(wheres) or "1"
    kept = _fetch_rows(db, f"SELECT group_concat(article) FROM articles WHERE {where}", values)
    return kept if found is None else rows_of(bits_of_rows(kept) & found)


def _build_conditions(query: Query) -> tuple[list[str], list[object]]:
    wheres: list[str] = []
    values: list[object] = []
    for filters, is_exact in ((query.filters, False), (query.exact, True)):
        for name, value in filters.items():
            where, more = _filter(name, value, is_exact=is_exact)
            wheres.append(where)
            values += more
    for day, how in ((query.since, "date >= ?"), (query.until, "date <= ?")):
        if day:
            wheres.append(how)
            values.append(as_date(day))
    return wheres, values


def _filter(name: str, value: str, *, is_exact: bool = False) -> tuple[str, list[object]]:
    """Sites and kinds must match in full, other names in part; diacritics and case are ignored unless the
    name is exact.
    """
    folded = value if is_exact else fold_marks(value)
    is_whole = name in ("site", "kind")
    how = "text = ?" if is_exact else "folded = ?" if is_whole else "instr(folded, ?)"
    names = f"SELECT name FROM names WHERE kind = ? AND {how}"
    if name == "author":
        return f"article IN (SELECT article FROM credits WHERE name IN ({names}))", [AUTHOR, folded]
    return f"articles.{name} IN ({names})", [KINDS[name], folded]


def _keep_phrases(index: SearchIndex, rows: Collection[int], phrases: Sequence[Term]) -> Collection[int]:
    """The articles whose title, lead or body holds each phrase."""
    if not phrases or not rows:
        return rows
    patterns = [compile_terms([term]) for term in phrases]
    quick = list(filter(None, (compile_quick(term.words) for term in phrases)))
    slow = set(rows_of(holding(index.db, [RARE_CHARACTERS]))) if quick else rows
    found = []
    for row, line in _read_lines(index, rows):
        is_quick = row not in slow and b"\\u" not in line
        if _may_hold(line, quick if is_quick else ()) and _holds_each(_parse_texts(line), patterns):
            found.append(row)
    return found


def _may_hold(line: bytes, patterns: Sequence[re.Pattern[bytes]]) -> bool:
    lower = line.lower() if patterns else line
    return all(pattern.search(lower) for pattern in patterns)


def _holds_each(texts: Sequence[str], patterns: Sequence[re.Pattern[str]]) -> bool:
    return all(any(map(pattern.search, texts)) for pattern in patterns)


def _read_lines(index: SearchIndex, rows: Collection[int]) -> Iterator[tuple[int, bytes]]:
    """Yields the line of each article; opens each file once."""
    for path, places in groupby(places_among(index, rows), key=lambda place: place[2]):
        try:
            with open_lines(index.data, path) as file:
                for row, _, _, start, end in places:
                    yield row, read_span(file, start, end)
        except OSError:
            continue


def _parse_texts(line: bytes) -> list[str]:
    """Title, lead and body; empty for a line that has changed."""
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        return []
    texts = [value.get(name) for name in ("title", "summary", "body")] if isinstance(value, dict) else []
    return [text for text in texts if isinstance(text, str)]


def _fetch_rows(db: sqlite3.Connection, query: str, values: Sequence[object]) -> list[int]:
    """Fetches the numbers as one text: four times as fast as a row for each."""
    joined = db.execute(query, values).fetchone()[0]
    found: list[int] = orjson.loads(f"[{joined or ''}]")
    return found
