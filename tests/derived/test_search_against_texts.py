"""What the index answers is what reading all texts gives, however the index was built."""

import re
from collections import Counter
from functools import cache
from itertools import islice

import orjson
import pytest

from benchmarks.search import make_records
from dvcrawler.derived.folding import fold_marks, indexed_words
from dvcrawler.derived.searching.index.search_index import open_index
from dvcrawler.derived.searching.query import parse_query
from dvcrawler.derived.searching.search import count_facets, count_hits, find_hits


@cache
def all_records():
    return list(make_records(400, seed=5))


@cache
def all_queries():
    """Words of all frequencies, phrases of some of them, and neighbours from the texts."""
    words = (word for record in all_records() for word in {*fold_marks(str(record["body"])).split()})
    ranked = [word.strip(".,") for word, _ in Counter(words).most_common()]
    some = str(all_records()[77]["body"]).split()
    return [
        *ranked[:: len(ranked) // 12],
        f"{ranked[1]} {ranked[3]}",
        f"{ranked[60]} -{ranked[0]}",
        f'"{some[30]} {some[31]}"',
        f'"{some[50]} {some[51]} {some[52]}"',
        f'"{some[9]} {some[10]}" -{ranked[4]}',
        f'"{ranked[0]} {ranked[1]}"',
        f"{ranked[5]} site:bao3",
        f"{ranked[5]} since:2015",
        "site:bao1 until:2012",
        f'{ranked[2]} -"{ranked[0]} {ranked[1]}"',
    ]


def write(data, records):
    for record in records:
        path = data / "articles" / str(record["site"]) / "2026-01.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))


def ask(data):
    """The answers to all queries: hits in their order with snippets, counts and facets."""
    with open_index(data) as index:
        return {
            text: (find_hits(index, query), count_hits(index, query), count_facets(index, query, 400))
            for text in all_queries()
            for query in (parse_query(text),)
        }


@pytest.fixture(scope="module")
def at_once(tmp_path_factory):
    data = tmp_path_factory.mktemp("store")
    write(data, all_records())
    return ask(data)


@cache
def texts_of():
    """The words of title, lead and body by id."""
    return {
        record["id"]: [
            " ".join(["", *indexed_words(fold_marks(record[name])), ""])
            for name in ("title", "summary", "body")
        ]
        for record in all_records()
    }


def has(record, term):
    return any(f" {' '.join(term.words)} " in text for text in texts_of()[record["id"]])


def matches(record, query):
    return (
        all(has(record, term) for term in query.terms)
        and not any(has(record, term) for term in query.excluded)
        and all(value == record[name] for name, value in query.filters.items())
        and (not query.since or record["date"] >= query.since)
        and (not query.until or record["date"][: len(query.until)] <= query.until)
    )


def test_counts_and_facets_are_those_of_the_texts(at_once):
    for text, (hits, number, facets) in at_once.items():
        found = [record for record in all_records() if matches(record, parse_query(text))]
        assert number == len(found), text
        assert {hit.record["id"] for hit in hits} <= {record["id"] for record in found}
        for name in ("site", "section", "kind"):
            assert dict(facets[name]) == Counter(record[name] for record in found), text
        assert dict(facets["year"]) == Counter(record["date"][:4] for record in found)
        assert dict(facets["author"]) == Counter(record["author"] for record in found)


def test_snippets_mark_words_of_the_query(at_once):
    for text, (hits, _, _) in at_once.items():
        words = {word for term in parse_query(text).terms for word in term.words}
        for hit in hits:
            for start, end in hit.snippet.marks:
                assert words.issuperset(re.findall(r"\w+", fold_marks(hit.snippet.text[start:end]))), text


@pytest.mark.sampled(2)
@pytest.mark.parametrize("batch", [61, 16384])
def test_an_index_that_grew_step_by_step_answers_as_one_that_was_built_at_once(
    tmp_path, monkeypatch, at_once, batch
):
    monkeypatch.setattr("dvcrawler.derived.searching.index.search_building._BATCH", batch)
    records = iter(all_records())
    for number in (150, 1, 7, 8, 90, 144):
        write(tmp_path, islice(records, number))
        open_index(tmp_path).__exit__()
    grown = ask(tmp_path)
    for text, (hits, number, facets) in at_once.items():
        assert grown[text][1:] == (number, facets), text
        assert {hit.record["id"] for hit in grown[text][0]} == {hit.record["id"] for hit in hits}
