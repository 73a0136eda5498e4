"""Which articles match a query, as numbers of the index."""

import sqlite3
from collections.abc import Collection, Sequence

import orjson

from dvcrawler.derived.folding import fold_marks
from dvcrawler.derived.searching.index.search_index import SearchIndex
from dvcrawler.derived.searching.index.search_schema import AUTHOR, KINDS, as_date
from dvcrawler.derived.searching.query import Query, Term, words_of_terms
from dvcrawler.derived.searching.sets.bitmaps import bits_of_rows, rows_of
from dvcrawler.derived.searching.sets.postings import holding
from dvcrawler.derived.searching.word_pairs.pairs import holding_pairs, is_certain
from dvcrawler.derived.searching.word_pairs.phrases import keep_phrases
from dvcrawler.storage.databases.statements import AMONG, as_list

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


def _match(index: SearchIndex, query: Query) -> Collection[int]:
    phrases = _find_uncertain(index.db, query.terms)
    found = _find_rows(index.db, query) if query.terms else None
    rows: Collection[int] = _filter_rows(index.db, query, found)
    rows = keep_phrases(index, rows, phrases)
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
        without = set(keep_phrases(index, [row for row in rows if row in without], [term]))
    return [row for row in rows if row not in without]


def _find_rows(db: sqlite3.Connection, query: Query) -> int:
    """As bits: the articles that hold the words and none of the excluded ones."""
    found = _find_probable(db, query.terms)
    for term in query.excluded:
        if len(term.words) == 1:
            found &= ~holding(db, term.words)
    return found


def _find_probable(db: sqlite3.Connection, terms: Sequence[Term]) -> int:
    """As bits, with false positives: the articles with all words of the terms and pairs of the phrases."""
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
    """Sites and kinds must match in full, other names in part, and without diacritics unless exact."""
    folded = value if is_exact else fold_marks(value)
    is_whole = name in ("site", "kind")
    how = "text = ?" if is_exact else "folded = ?" if is_whole else "instr(folded, ?)"
    names = f"SELECT name FROM names WHERE kind = ? AND {how}"
    if name == "author":
        return f"article IN (SELECT article FROM credits WHERE name IN ({names}))", [AUTHOR, folded]
    return f"articles.{name} IN ({names})", [KINDS[name], folded]


def _fetch_rows(db: sqlite3.Connection, query: str, values: Sequence[object]) -> list[int]:
    """Fetches the numbers as one text: four times as fast as a row for each."""
    joined = db.execute(query, values).fetchone()[0]
    found: list[int] = orjson.loads(f"[{joined or ''}]")
    return found
