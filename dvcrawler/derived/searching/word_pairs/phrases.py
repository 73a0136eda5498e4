"""Phrases are verified in the article files: the index knows, with some false positives, which pairs of words
an article holds.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

import orjson

from dvcrawler.derived.searching.index.search_index import SearchIndex
from dvcrawler.derived.searching.index.search_lines import open_lines, read_span
from dvcrawler.derived.searching.query import Term
from dvcrawler.derived.searching.sets.bitmaps import rows_of
from dvcrawler.derived.searching.sets.postings import holding
from dvcrawler.derived.searching.spotting import compile_quick, compile_terms
from dvcrawler.derived.searching.terms import RARE_CHARACTERS
from dvcrawler.storage.databases.statements import AMONG, as_list


def places_among(index: SearchIndex, rows: Collection[int]) -> list[tuple[int, str, str, int, int]]:
    """(row, id, file, start, end) of each article, in the order of the files."""
    return index.db.execute(
        f"SELECT article, id, files.path, start, end FROM articles JOIN files USING(file) "
        f"WHERE article {AMONG} ORDER BY file, start",
        (as_list(rows),),
    ).fetchall()


def keep_phrases(index: SearchIndex, rows: Collection[int], phrases: Sequence[Term]) -> Collection[int]:
    """The articles whose title, lead or body holds each phrase."""
    if not phrases or not rows:
        return rows
    patterns = [compile_terms([term]) for term in phrases]
    candidates = _read_candidates(index, rows, phrases)
    return [row for row, line in candidates if _holds_each(_parse_texts(line), patterns)]


def _read_candidates(
    index: SearchIndex, rows: Collection[int], phrases: Sequence[Term]
) -> Iterator[tuple[int, bytes]]:
    """Yields the lines that may hold each phrase: most of the others are recognised without being parsed."""
    quick = list(filter(None, (compile_quick(term.words) for term in phrases)))
    slow = set(rows_of(holding(index.db, [RARE_CHARACTERS]))) if quick else set()
    for row, line in _read_lines(index, rows):
        if not quick or row in slow or b"\\u" in line or _may_hold(line, quick):
            yield row, line


def _may_hold(line: bytes, patterns: Sequence[re.Pattern[bytes]]) -> bool:
    lower = line.lower()
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
