"""A folder without articles: stores near it are named."""

import pytest

from dvcrawler.errors import ConfigError, UsageError
from dvcrawler.storage.nearby import find_stores, no_folder, nothing_stored, stored_elsewhere


def make_store(folder, site="thu"):
    path = folder / "articles" / site / "2026-01.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text("{}\n", "utf-8")
    return folder


@pytest.fixture
def root(tmp_path):
    return tmp_path / "home" / "reader" / "work" / "project"  # deeper than the search goes


@pytest.mark.parametrize(
    ("store", "given"),
    [
        ("data/sample", "data"),
        ("data", "data/articles"),
        ("data", "data/articles/thu"),
        ("data", "data/derived"),
        ("data", "dta"),
        ("data", "data2"),
        ("data", "sub/data"),
        (".", "data"),
        ("data/sample", "data/smaple"),
        ("archive", "data"),
        ("elsewhere/data", "elsewhere/a/b/data"),
    ],
)
def test_a_store_around_the_folder_is_named(root, store, given):
    made = make_store(root / store)
    data = root / given
    assert find_stores(data) == [made]
    assert str(nothing_stored(data)) == f"nothing is stored in {data}, but in {made}; give --data {made}"
    assert str(no_folder(data)) == f"there is no data folder {data}, but {made}; give --data {made}"


def test_a_folder_that_holds_articles_is_not_taken_for_another(root):
    made = make_store(root / "data" / "sample")
    assert str(stored_elsewhere(root / "data")) == str(nothing_stored(root / "data"))
    make_store(root / "data")
    assert stored_elsewhere(root / "data") is None
    assert stored_elsewhere(made) is None


def test_without_a_store_nearby_none_is_named(root):
    (root / "data").mkdir(parents=True)
    assert stored_elsewhere(root / "data") is None


def test_the_folder_itself_and_folders_without_articles_are_not_named(root):
    (root / "data/empty/articles/thu").mkdir(parents=True)
    (root / "data/articles").mkdir()
    (root / "beside").mkdir()
    assert find_stores(root / "data") == []
    assert isinstance(nothing_stored(root / "data"), UsageError)
    assert "run a crawl first" in str(nothing_stored(root / "data"))
    assert isinstance(no_folder(root / "none"), ConfigError)


def test_three_stores_are_named_at_most_the_nearest_first(root):
    for name in ("a", "b", "c", "d"):
        make_store(root / "data" / name)
    assert find_stores(root / "data") == [root / "data" / name for name in ("a", "b", "c")]


def test_a_folder_that_cannot_be_read_is_passed_over(root, monkeypatch):
    made = make_store(root / "data" / "sample")
    (root / "data" / "file").write_text("", "utf-8")
    (root / "data" / "articles").write_text("", "utf-8")
    assert find_stores(root / "data") == [made]
    assert find_stores(root / "data" / "file") == [made]


def test_folders_beside_one_that_exists_are_not_named(root):
    make_store(root / "other")
    (root / "data").mkdir()
    assert find_stores(root / "data") == []
