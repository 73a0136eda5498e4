"""A kill in the middle of building an index: the next opening goes on from there, or begins again."""

import subprocess
import sys

import pytest

from dvcrawler.derived.lines.line_index import open_line_index
from dvcrawler.derived.searching.index.search_index import open_index
from dvcrawler.derived.searching.query import parse_query
from dvcrawler.derived.searching.search import count_hits
from dvcrawler.derived.similarity.similar_index import open_similar
from tests.derived.store import article, write

ARTICLES = 60
#: The module and the batch that is committed at once, what opens the index, and what each article passes.
INDEXES = {
    "search": (
        "searching.index.search_building",
        "searching.index.search_index",
        "open_index",
        "searching.index.search_writing.RecordsWriter.add",
    ),
    "similar": (
        "similarity.similar_building",
        "similarity.similar_index",
        "open_similar",
        "similarity.similar_building.hash_text",
    ),
    "lines": (
        "lines.line_builder",
        "lines.line_index",
        "open_line_index",
        "lines.line_builder._Builder._build_row",
    ),
}
#: Kills its own process at the article of that number, with batches of sixteen.
CODE = """
import importlib, os, signal, sys
from pathlib import Path
data, batched, opening, opener, passed, number = sys.argv[1:]
module = lambda name: importlib.import_module("dvcrawler.derived." + name)
module(batched)._BATCH = 16
folder, first, *path, last = passed.split(".")
owner = module(f"{folder}.{first}")
for each in path:
    owner = getattr(owner, each)
step, count = getattr(owner, last), iter(range(1, 10_000))
def counted(*values):
    if next(count) == int(number):
        os.kill(os.getpid(), signal.SIGKILL)
    return step(*values)
setattr(owner, last, counted)
getattr(module(opening), opener)(Path(data))
"""


def kill_while_it_builds(data, name, number):
    words = [str(data), *INDEXES[name], str(number)]
    ended = subprocess.run([sys.executable, "-c", CODE, *words], capture_output=True, check=False)
    assert ended.returncode == -9, ended.stderr


def check_whole(data, name, number):
    if name == "search":
        with open_index(data) as index:
            assert count_hits(index, parse_query("bai")) == number
            assert count_hits(index, parse_query('"ve mua mang"')) == number
            assert index.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    elif name == "similar":
        with open_similar(data) as index:
            texts, shingles = index.db.execute("SELECT count(*), sum(size) FROM texts").fetchone()
            assert texts == number
            assert index.db.execute("SELECT count(*) FROM postings").fetchone() == (shingles,)
            assert index.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    else:
        index = open_line_index(data)
        assert index is not None
        with index:
            assert sum(index.numbers("thu").days.values()) == number
            assert len(list(index.places("thu", None, None))) == number


def articles(first, end):
    return [
        article(
            n, f"Bài {n}", f"Chuyện số {n} về mùa màng trên đồng bãi ven sông năm {n}.", date="2024-03-01"
        )
        for n in range(first, end)
    ]


@pytest.mark.sampled(4)
@pytest.mark.parametrize("number", [1, 8, 40, ARTICLES])
@pytest.mark.parametrize("name", INDEXES)
def test_a_kill_in_the_middle_of_a_build_is_taken_up_by_the_next(tmp_path, name, number):
    write(tmp_path, *articles(0, ARTICLES))
    kill_while_it_builds(tmp_path, name, number)
    check_whole(tmp_path, name, ARTICLES)


@pytest.mark.parametrize("name", INDEXES)
def test_a_kill_while_an_index_is_extended_costs_nothing_of_what_it_held(tmp_path, name):
    write(tmp_path, *articles(0, ARTICLES))
    check_whole(tmp_path, name, ARTICLES)
    write(tmp_path, *articles(ARTICLES, 2 * ARTICLES))
    kill_while_it_builds(tmp_path, name, 24)
    check_whole(tmp_path, name, 2 * ARTICLES)
