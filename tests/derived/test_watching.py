"""Who opens an index hears how far it is where there is much to take in, and nothing where there is little."""

import pytest

from dvcrawler.derived.searching.index.search_index import open_index
from dvcrawler.derived.similarity.similar_index import open_similar
from dvcrawler.derived.tables import ARTICLES, TEXTS
from tests.derived.store import article, write

OPENINGS = [
    ("searching.index.search_building", open_index, ARTICLES),
    ("similarity.similar_building", open_similar, TEXTS),
]


@pytest.fixture
def data(tmp_path):
    write(tmp_path, *(article(n, f"Bài {n}", f"Chữ số {n}.") for n in range(30)))
    write(tmp_path, *(article(n, f"Tin {n}", "Chữ.", site="khac") for n in range(20)))
    return tmp_path


def watch_opening(opening, data):
    heard = []
    opening(data, lambda *each: heard.append(each)).__exit__()
    return heard


@pytest.mark.parametrize(("module", "opening", "what"), OPENINGS)
def test_what_is_done_grows_up_to_all_there_is(data, monkeypatch, module, opening, what):
    monkeypatch.setattr(f"dvcrawler.derived.{module}._LONG", 10)
    monkeypatch.setattr(f"dvcrawler.derived.{module}._STEP", 7)
    heard = [each for each in watch_opening(opening, data) if each[0] == what]
    done, totals = [each[1] for each in heard], {each[2] for each in heard}
    assert len(totals) == 1
    assert done == sorted(set(done))
    assert done[0] == 0
    assert len(done) > 5
    assert done[-1] < totals.pop()
    assert watch_opening(opening, data) == []


@pytest.mark.parametrize(("module", "opening", "what"), OPENINGS)
def test_only_what_is_new_is_reported(data, monkeypatch, module, opening, what):
    opening(data).__exit__()
    monkeypatch.setattr(f"dvcrawler.derived.{module}._LONG", 2)
    write(data, *(article(n, f"Bài {n}", "Mới.") for n in (91, 92, 93)))
    assert [each[1] for each in watch_opening(opening, data) if each[0] == what] == [0]


@pytest.mark.parametrize(("module", "opening", "what"), OPENINGS)
def test_a_few_articles_are_taken_in_without_a_word(data, module, opening, what):
    assert watch_opening(opening, data) == []
