"""Searching the index: hits with snippets, counts and facets."""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from dvcrawler.derived.folding import fold_marks
from dvcrawler.derived.query import Query, Term, match_expression
from dvcrawler.derived.search_index import AUTHOR, KIND, SECTION, SITE, SOURCE, SearchIndex
from dvcrawler.items import Record

#: Hits whose texts are looked at for the marks and the order of words that were typed; those beyond keep
#: the order of the index.
_RERANKED = 200
#: Characters of a snippet, and of what is before its first match.
_SNIPPET, _BEFORE = 180, 60
#: Matches of one text that are looked at for its snippet.
_MATCHES = 200
#: Words in the title count eight times, in the lead four times as much as in the body.
_RANK = "bm25(words, 8.0, 4.0, 1.0)"
_COLUMNS = {"site": "site", "section": "section", "source": "source", "kind": "kind"}
_KINDS = {"site": SITE, "section": SECTION, "author": AUTHOR, "source": SOURCE, "kind": KIND}
FACETS = ("site", "section", "year", "author", "kind")


@dataclass(frozen=True, slots=True)
class Snippet:
    """`marks` are the spans of the matches in `text`: (start, end), sorted, not overlapping."""

    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One article: its newest record, and where it matches."""

    record: Record
    title: Snippet
    snippet: Snippet


def count_hits(index: SearchIndex, query: Query) -> int:
    """How many articles match."""
    source, values = _from_where(query)
    return int(index.db.execute(f"SELECT count(*) {source}", values).fetchone()[0])


def find_hits(
    index: SearchIndex, query: Query, *, newest: bool = False, limit: int = 20, offset: int = 0
) -> list[Hit]:
    """Best first, or newest first. Texts with the marks that were typed come before those without."""
    source, values = _from_where(query)
    is_ranked = bool(query.terms) and not newest
    order = f"{_RANK}, day DESC" if is_ranked else "day DESC, article DESC"
    looked_at = max(_RERANKED, offset + limit) if is_ranked else offset + limit
    rows = index.db.execute(
        f"SELECT files.path, start, end {source} ORDER BY {order} LIMIT ?", (*values, looked_at)
    ).fetchall()
    if not is_ranked:
        rows = rows[offset:]
    records = [record for row in rows if (record := index.record(*row)) is not None]
    if is_ranked:
        first = sorted(records[:_RERANKED], key=lambda record: _rank(record, query.terms), reverse=True)
        records = [*first, *records[_RERANKED:]][offset : offset + limit]
    return [_as_hit(record, query.terms) for record in records]


def places_of(index: SearchIndex, query: Query) -> list[tuple[str, str, int, int]]:
    """(id, file, start, end) of all that match, sorted by id."""
    source, values = _from_where(query)
    return index.db.execute(f"SELECT id, files.path, start, end {source} ORDER BY id", values).fetchall()


def count_facets(index: SearchIndex, query: Query, most: int = 20) -> dict[str, list[tuple[str, int]]]:
    """Of all that match: the numbers by site, section, year, author and kind, the most frequent first."""
    source, values = _from_where(query)
    db = index.db
    db.execute("CREATE TEMP TABLE IF NOT EXISTS hits(article INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM hits")
    db.execute(f"INSERT INTO hits SELECT articles.article {source}", values)
    return {name: _facet(db, name, most) for name in FACETS}


def _facet(db: sqlite3.Connection, name: str, most: int) -> list[tuple[str, int]]:
    if name == "year":
        return db.execute(
            "SELECT substr(day, 1, 4) AS year, count(*) FROM hits JOIN articles USING(article) "
            "WHERE day IS NOT NULL GROUP BY year ORDER BY year DESC LIMIT ?", (most,)
        ).fetchall()  # fmt: skip
    joined = "credits USING(article)" if name == "author" else "articles USING(article)"
    column = "credits.name" if name == "author" else f"articles.{name}"
    return db.execute(
        f"SELECT names.text, number FROM (SELECT {column} AS name, count(*) AS number "
        f"FROM hits JOIN {joined} GROUP BY 1) JOIN names USING(name) "
        "ORDER BY number DESC, names.text LIMIT ?", (most,)
    ).fetchall()  # fmt: skip


def _from_where(query: Query) -> tuple[str, list[object]]:
    """`FROM … WHERE …` of a query, and its values."""
    expression = match_expression(query)
    wheres: list[str] = []
    values: list[object] = []
    source = "FROM articles JOIN files USING(file)"
    if expression is not None:
        source = "FROM words JOIN articles ON articles.article = words.rowid JOIN files USING(file)"
        wheres.append("words MATCH ?")
        values.append(expression)
    elif query.excluded:
        wheres.append("article NOT IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(" OR ".join('"' + " ".join(term.words) + '"' for term in query.excluded))
    for name, value in query.filters.items():
        where, more = _filter(name, value)
        wheres.append(where)
        values += more
    for name, value in query.exact.items():
        where, more = _filter(name, value, is_exact=True)
        wheres.append(where)
        values += more
    if query.since:
        wheres.append("day >= ?")
        values.append(query.since)
    if query.until:
        wheres.append("day <= ?")
        values.append(query.until)
    return f"{source} WHERE {' AND '.join(wheres) or '1'}", values


def _filter(name: str, value: str, *, is_exact: bool = False) -> tuple[str, list[object]]:
    """A site and a kind are named whole, the others by a part of their name; marks and case do not count,
    except where the name is exact.
    """
    folded = value if is_exact else fold_marks(value)
    is_whole = name in ("site", "kind")
    how = "text = ?" if is_exact else "folded = ?" if is_whole else "instr(folded, ?)"
    names = f"SELECT name FROM names WHERE kind = ? AND {how}"
    if name == "author":
        return f"article IN (SELECT article FROM credits WHERE name IN ({names}))", [AUTHOR, folded]
    return f"articles.{_COLUMNS[name]} IN ({names})", [_KINDS[name], folded]


def _rank(record: Record, terms: Sequence[Term]) -> tuple[int, bool]:
    """How many terms are there with the marks that were typed; then whether all follow one another."""
    text = " ".join(record[name] or "" for name in ("title", "summary", "body")).lower()
    marked = sum(term.typed.lower() in text for term in terms if term.is_marked)
    words = r"\W+".join(re.escape(word) for term in terms for word in term.words)
    return marked, re.search(rf"\b{words}\b", fold_marks(text)) is not None


def _as_hit(record: Record, terms: Sequence[Term]) -> Hit:
    pattern = _pattern(terms)
    lead, body = record["summary"] or "", record["body"]
    text = lead if pattern and pattern.search(fold_marks(lead)) else body or lead
    title = record["title"]
    return Hit(record, Snippet(title, _spans(title, pattern)), _cut(text, pattern))


def _pattern(terms: Sequence[Term]) -> re.Pattern[str] | None:
    if not terms:
        return None
    return re.compile(r"\b(?:" + "|".join(r"\W+".join(map(re.escape, term.words)) for term in terms) + r")\b")


def _spans(text: str, pattern: re.Pattern[str] | None) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for found in pattern.finditer(fold_marks(text))) if pattern else ()


def _cut(text: str, pattern: re.Pattern[str] | None) -> Snippet:
    """The part of the text with the most different matches, cut at words, on one line."""
    text = text.replace("\n", " ")
    start = max(0, _densest(text, pattern) - _BEFORE)
    if start:
        start = text.find(" ", start) + 1 or start
    end = min(len(text), start + _SNIPPET)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    shown = ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")
    return Snippet(shown, _spans(shown, pattern))


def _densest(text: str, pattern: re.Pattern[str] | None) -> int:
    """Where the stretch of a snippet's length begins that holds the most different matches."""
    found = [(m.start(), m[0]) for m in pattern.finditer(fold_marks(text))] if pattern else []
    best, place = 0, 0
    for number, (start, _) in enumerate(found[:_MATCHES]):
        within = {word for at, word in found[number : number + 20] if at < start + _SNIPPET - _BEFORE}
        if len(within) > best:
            best, place = len(within), start
    return place
