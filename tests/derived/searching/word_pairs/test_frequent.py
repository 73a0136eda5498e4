"""Phrases that are in many articles: counted without their texts, and exactly."""

import random
import re
from threading import Thread

import pytest

from dvcrawler.derived.searching.index import search_index
from dvcrawler.derived.searching.index.search_index import open_index
from dvcrawler.derived.searching.query import parse_query
from dvcrawler.derived.searching.search import count_hits, find_hits
from dvcrawler.derived.searching.word_pairs import frequent
from dvcrawler.derived.searching.word_pairs.frequent_choice import choose_frequent
from dvcrawler.derived.searching.word_pairs.pairs import is_certain
from tests.derived.store import article, write

FORMULAS = (
    "uy ban nhan dan tinh",
    "nong thon moi",
    "hoi dong nhan dan",
    "cac chi bo",
    "cua cac",
    "chi chi chi",
)
WORDS = "uy ban nhan dan tinh nong thon moi hoi dong cac chi bo cua la mot hai ba bon nam sau bay tam chin".split()
PHRASES = (
    *FORMULAS,
    "uy ban nhan dan",
    "uy ban",
    "ban nhan",
    "nhan dan",
    "thon moi",
    "cac chi",
    "cua cac chi",
    "moi nong",
    "chi chi",
    "chi chi chi chi",
    "dan tinh uy",
    "hoi dong nhan dan tinh",
    "mot hai ba",
    "tam chin",
    "la la",
    "uy ban nhan dan tinh uy",
    "nhan dan nhan dan",
    "nong thon moi nong thon moi",
)


def make(number, chance):
    def text(length):
        parts = [
            chance.choice(FORMULAS) if chance.random() < 0.3 else chance.choice(WORDS) for _ in range(length)
        ]
        return chance.choice((" ", ", ", "\n")).join(parts)

    return article(number, text(3), text(chance.randint(1, 9)), summary=text(3), date="2024-03-01")


@pytest.fixture
def articles():
    chance = random.Random(4)
    return [make(number, chance) for number in range(300)]


def count(records, phrase):
    pattern = re.compile(r"\b" + r"\W+".join(phrase.split()) + r"\b")
    return sum(
        any(pattern.search(record[name]) for name in ("title", "summary", "body")) for record in records
    )


def check(data, records):
    with open_index(data) as index:
        for phrase in PHRASES:
            number = count(records, phrase)
            assert count_hits(index, parse_query(f'"{phrase}"')) == number, phrase
            assert count_hits(index, parse_query(f'site:thu -"{phrase}"')) == len(records) - number, phrase
            if phrase in FORMULAS:
                assert len(find_hits(index, parse_query(f'"{phrase}"'), limit=1000)) == number, phrase


def certain(data):
    """The phrases that are counted without texts."""
    with open_index(data) as index:
        return {phrase for phrase in PHRASES if is_certain(index.db, phrase.split())}


def test_phrases_are_counted_exactly_whether_their_texts_are_read_or_not(tmp_path, articles):
    write(tmp_path, *articles)
    check(tmp_path, articles)
    assert {"uy ban", "uy ban nhan", "nong thon moi", "uy ban nhan dan", "cac chi bo"} - certain(
        tmp_path
    ) <= {"uy ban nhan"}
    assert not {"mot hai ba", "tam chin", "uy ban nhan dan tinh"} & certain(tmp_path)


def test_phrases_stay_exact_while_articles_are_added_revised_and_removed(tmp_path, articles):
    write(tmp_path, *articles[:200])
    check(tmp_path, articles[:200])
    chance = random.Random(5)
    revised = [{**make(number, chance), "id": f"thu:{number}", "revision": 2} for number in range(0, 200, 7)]
    write(tmp_path, *revised, *articles[200:])
    now = {record["id"]: record for record in [*articles, *revised]}
    check(tmp_path, list(now.values()))


def test_phrases_are_chosen_again_when_a_store_has_grown_to_many_times_its_size(
    tmp_path, articles, monkeypatch
):
    monkeypatch.setattr(frequent, "_GROWN_TO", 250)
    write(tmp_path, *articles[:20])
    check(tmp_path, articles[:20])
    assert not certain(tmp_path)
    write(tmp_path, *articles[20:200])
    check(tmp_path, articles[:200])
    assert not certain(tmp_path)
    write(tmp_path, *articles[200:])
    check(tmp_path, articles)
    assert "nong thon moi" in certain(tmp_path)
    with open_index(tmp_path) as index:
        assert not index.extension.is_rebuilt


def test_an_index_whose_choice_was_cut_short_answers_and_is_rebuilt_when_it_has_grown(tmp_path, articles):
    write(tmp_path, *articles)
    with open_index(tmp_path) as index:
        index.db.execute("DELETE FROM chosen")
    check(tmp_path, articles)


@pytest.mark.parametrize("lines", [b"", b"no JSON\n" * 50, b'{"a":1}\n' * 500, b"x" * 100_000 + b"\n"])
def test_what_is_not_an_article_is_not_part_of_the_sample(tmp_path, articles, lines):
    write(tmp_path, *articles)
    with (tmp_path / "articles/thu/2026-02.jsonl").open("wb") as file:
        file.write(lines)
    assert "nong thon moi" in certain(tmp_path)
    with open_index(tmp_path) as index:
        assert count_hits(index, parse_query('"nong thon moi"')) == count(articles, "nong thon moi")


def test_who_opens_an_index_that_another_just_begins_waits_for_its_choice(tmp_path, articles, monkeypatch):
    write(tmp_path, *articles)
    others = []

    def open_beside(db, paths):
        if not others:
            others.append(Thread(target=lambda: open_index(tmp_path).__exit__()))
            others[0].start()
            others[0].join(0.2)  # it would be done by now
        choose_frequent(db, paths)

    monkeypatch.setattr(search_index, "choose_frequent", open_beside)
    check(tmp_path, articles)
    others[0].join()
    assert "nong thon moi" in certain(tmp_path)


def test_an_index_whose_choice_fails_is_not_there(tmp_path, articles, monkeypatch):
    def fail(db, paths):
        raise MemoryError

    write(tmp_path, *articles)
    with monkeypatch.context() as patch:
        patch.setattr(search_index, "choose_frequent", fail)
        with pytest.raises(MemoryError):
            open_index(tmp_path)
    check(tmp_path, articles)
    assert "nong thon moi" in certain(tmp_path)
