import os
import sqlite3
import subprocess
import sys

import pytest

from dvcrawler.derived.query import parse_query
from dvcrawler.derived.search import count_facets, count_hits, find_hits
from dvcrawler.derived.search_index import open_index
from dvcrawler.errors import UsageError
from tests.derived.store import article, write

ARTICLES = (
    article(1, "Mở đường liên xã ở Hải Minh", "Xã Hải Minh khánh thành tuyến đường.", date="2024-03-01",
            section="Kinh tế", author="Hoa Quyên", summary="Đường dài hai cây số."),
    article(2, "Duong lien xa khong dau", "Bài viết không dấu về duong lien xa.", date="2023-05-02", author="Thu Lan"),
    article(3, "Nông thôn mới", "Đảng bộ xã xây dựng nông thôn mới.", date="2022-01-01", source="TTXVN",
            author="Hoa Quyên, Thu Lan"),
    article(4, "Mới về nông nghiệp", "Thôn Đoài có máy cấy mới.", date=None, kind="photo", site="khac"),
)  # fmt: skip


@pytest.fixture
def data(tmp_path):
    write(tmp_path, *ARTICLES)
    return tmp_path


def found(data, text, **how):
    with open_index(data) as index:
        query = parse_query(text)
        hits = [hit.record["id"] for hit in find_hits(index, query, **how)]
        assert count_hits(index, query) >= len(hits)
    return hits


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("duong lien xa", {"thu:1", "thu:2"}),
        ("đường liên xã", {"thu:1", "thu:2"}),
        ("ĐƯỜNG", {"thu:1", "thu:2"}),
        ("nông thôn mới", {"thu:3", "khac:4"}),
        ('"nông thôn mới"', {"thu:3"}),
        ("nong -doai", {"thu:3"}),
        ("-duong site:thu", {"thu:3"}),
        ("author:lan", {"thu:2", "thu:3"}),
        ('author:"hoa quyen" since:2023', {"thu:1"}),
        ("source:ttxvn", {"thu:3"}),
        ("section:kinh", {"thu:1"}),
        ("kind:photo", {"khac:4"}),
        ("site:khac", {"khac:4"}),
        ("until:2022", {"thu:3"}),
        ("khongco", set()),
    ],
)
def test_articles_are_found_with_and_without_marks_and_by_filters(data, typed, ids):
    assert set(found(data, typed)) == ids


def test_texts_with_the_marks_that_were_typed_come_first(data):
    assert found(data, "đường liên xã") == ["thu:1", "thu:2"]


def test_newest_first_is_by_day_of_publication(data):
    assert found(data, "site:thu", newest=True) == ["thu:1", "thu:2", "thu:3"]


def test_snippets_keep_their_marks_and_say_where_the_matches_are(data):
    with open_index(data) as index:
        (hit,) = find_hits(index, parse_query("khanh thanh"))
    assert "khánh thành" in hit.snippet.text
    assert [hit.snippet.text[a:b] for a, b in hit.snippet.marks] == ["khánh", "thành"]


def test_facets_count_all_hits_by_site_section_year_author_and_kind(data):
    with open_index(data) as index:
        facets = count_facets(index, parse_query("site:thu"))
    assert facets["site"] == [("thu", 3)]
    assert facets["year"] == [("2024", 1), ("2023", 1), ("2022", 1)]
    assert facets["author"] == [("Hoa Quyên", 2), ("Thu Lan", 2)]
    assert facets["kind"] == [("article", 3)]


def test_only_new_lines_are_read_and_a_revision_takes_the_place_of_the_old_text(data):
    found(data, "duong")
    write(data, article(1, "Mở cầu", "Không còn con lộ nào.", revision=2, captured_at="2026-02-01T08:00:00Z"))
    with open_index(data) as index:
        assert (index.extension.lines, index.extension.is_rebuilt) == (1, False)
    assert found(data, "cau mo") == ["thu:1"]
    assert found(data, "duong") == ["thu:2"]


def test_an_older_text_out_of_a_web_archive_does_not_replace_the_live_one(data):
    write(
        data,
        article(1, "Bản cũ", "Văn bản xưa.", revision=2, via="wayback", captured_at="2020-01-01T00:00:00Z"),
    )
    assert found(data, "xua") == []
    assert "thu:1" in found(data, "duong")


def test_lines_that_are_not_records_are_passed_over(data):
    (file,) = (data / "articles/thu").glob("*.jsonl")
    with file.open("ab") as opened:
        opened.write(b'{"id": 5}\nnot json\n{"title": "torn')
    assert set(found(data, "duong")) == {"thu:1", "thu:2"}


@pytest.mark.parametrize("how", ["garbled", "empty", "truncated", "another version", "text"])
def test_a_damaged_index_is_rebuilt(data, how):
    found(data, "duong")
    path = data / "derived/search.sqlite"
    if how == "another version":
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA user_version=99")
        db.close()
    else:
        whole = path.read_bytes()
        path.write_bytes({"garbled": os.urandom(len(whole)), "empty": b"", "truncated": whole[:5000],
                          "text": b"hello"}[how])  # fmt: skip
        for side in ("-wal", "-shm"):
            path.with_name(path.name + side).unlink(missing_ok=True)
    assert set(found(data, "duong")) == {"thu:1", "thu:2"}


def test_a_store_that_was_replaced_by_another_is_indexed_anew(data):
    found(data, "duong")
    for file in (data / "articles/thu").glob("*.jsonl"):
        file.unlink()
    write(data, article(9, "Bài khác", "Một con đường khác.", date="2025-01-01"))
    assert found(data, "duong") == ["thu:9"]


def test_an_article_that_was_removed_is_gone_from_the_index(data):
    assert "thu:3" in found(data, "nong thon")
    (file,) = (data / "articles/thu").glob("*.jsonl")
    kept = [line for line in file.read_bytes().splitlines(keepends=True) if b'"thu:3"' not in line]
    file.write_bytes(
        b"".join(kept) + b'{"schema":2,"id":"thu:3","removed_at":"2026-02-01T00:00:00Z","reason":"x"}\n'
    )
    assert found(data, '"nông thôn mới"') == []
    assert b"dang bo" not in (data / "derived/search.sqlite").read_bytes()


def test_a_folder_that_cannot_be_written_is_searched_all_the_same(data):
    (data / "derived").write_text("a file where the folder should be")
    assert set(found(data, "duong")) == {"thu:1", "thu:2"}


def test_a_folder_without_a_store_is_refused(tmp_path):
    with pytest.raises(UsageError, match="nothing is stored in"):
        open_index(tmp_path / "no-such-folder")


def test_a_search_killed_while_it_builds_is_taken_up_by_the_next(data):
    many = [article(n, f"Bài {n}", f"Nội dung số {n} " * 40, site="nhieu") for n in range(3000)]
    write(data, *many)
    code = "import sys; from pathlib import Path; from dvcrawler.derived.search_index import open_index; " \
           "print('begun', flush=True); open_index(Path(sys.argv[1]))"  # fmt: skip
    child = subprocess.Popen([sys.executable, "-c", code, str(data)], stdout=subprocess.PIPE)
    child.stdout.readline()
    child.kill()
    child.wait()
    child.stdout.close()
    with open_index(data) as index:
        assert count_hits(index, parse_query("site:nhieu")) == 3000
        assert count_hits(index, parse_query('"noi dung"')) == 3000
