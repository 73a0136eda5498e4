"""The same text on other sites, on the page of an article."""

import sqlite3

from benchmarks.reposts import Writer
from dvcrawler.web.archive import Archive
from tests.derived.store import article, write
from tests.web.store import client

TEXT = Writer(7).write(300, 1)


def store(data, **more):
    write(
        data,
        article(1, "Bài gốc", TEXT, date="2024-03-05"),
        article(2, "<script>alert(1)</script>\u202e", TEXT, site="khac", date="2024-03-01", **more),
    )


def test_the_page_of_an_article_names_its_reposts_and_their_origin(tmp_path):
    store(tmp_path, source="Báo Thử")
    page = client(tmp_path).get("/article/khac:2").text
    assert '<h2 id="reposts">The same text on other sites</h2>' in page
    assert '<a href="/article/thu:1">' in page
    assert "by the source line" in page
    assert "theo dòng ghi nguồn" in client(tmp_path, "vi").get("/article/khac:2").text


def test_hostile_titles_and_sources_are_only_shown(tmp_path):
    store(tmp_path, source="<img src=x onerror=alert(1)>")
    page = client(tmp_path).get("/article/thu:1").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_an_article_without_reposts_has_no_such_part(tmp_path):
    write(tmp_path, article(1, "Bài gốc", TEXT))
    assert 'id="reposts"' not in client(tmp_path).get("/article/thu:1").text


def test_what_was_stored_meanwhile_is_there_at_once(tmp_path):
    write(tmp_path, article(1, "Bài gốc", TEXT))
    asked = client(tmp_path)
    assert 'id="reposts"' not in asked.get("/article/thu:1").text
    write(tmp_path, article(2, "Bài lấy", TEXT, site="khac"))
    assert 'id="reposts"' in asked.get("/article/thu:1").text


def test_a_damaged_index_is_rebuilt_under_the_page(tmp_path):
    store(tmp_path)
    assert Archive(tmp_path, {}).reposts("thu:1")
    path = tmp_path / "derived/similar.sqlite"
    db = sqlite3.connect(path)
    (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'postings'").fetchone()
    (size,) = db.execute("PRAGMA page_size").fetchone()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    assert [each.record["id"] for each in Archive(tmp_path, {}).reposts("thu:1")] == ["khac:2"]
