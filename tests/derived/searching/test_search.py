import os
import sqlite3
import subprocess
import sys

import pytest

from dvcrawler.derived.searching.index.search_index import drop_if_damaged, open_index
from dvcrawler.derived.searching.query import parse_query
from dvcrawler.derived.searching.search import count_facets, count_hits, find_hits
from dvcrawler.derived.searching.sets.postings import PostingsWriter
from dvcrawler.errors import UsageError
from tests.derived.store import article, write

ARTICLES = (
    article(
        1,
        "Mở đường liên xã ở Hải Minh",
        "Xã Hải Minh khánh thành tuyến đường.",
        date="2024-03-01",
        section="Kinh tế",
        author="Hoa Quyên",
        summary="Đường dài hai cây số.",
    ),
    article(
        2,
        "Duong lien xa khong dau",
        "Bài viết không dấu về duong lien xa.",
        date="2023-05-02",
        author="Thu Lan",
    ),
    article(
        3,
        "Nông thôn mới",
        "Đảng bộ xã xây dựng nông thôn mới.",
        date="2022-01-01",
        source="TTXVN",
        author="Hoa Quyên, Thu Lan",
    ),
    article(4, "Mới về nông nghiệp", "Thôn Đoài có máy cấy mới.", date=None, kind="photo", site="khac"),
)


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
        path.write_bytes(
            {"garbled": os.urandom(len(whole)), "empty": b"", "truncated": whole[:5000], "text": b"hello"}[
                how
            ]
        )
        for side in ("-wal", "-shm"):
            path.with_name(path.name + side).unlink(missing_ok=True)
    assert set(found(data, "duong")) == {"thu:1", "thu:2"}


def test_a_store_that_was_replaced_by_another_is_indexed_again(data):
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
    code = (
        "import sys; from pathlib import Path; from dvcrawler.derived.searching.index.search_index import open_index; "
        "print('begun', flush=True); open_index(Path(sys.argv[1]))"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(data)], stdout=subprocess.PIPE)
    child.stdout.readline()
    child.kill()
    child.wait()
    child.stdout.close()
    with open_index(data) as index:
        assert count_hits(index, parse_query("site:nhieu")) == 3000
        assert count_hits(index, parse_query('"noi dung"')) == 3000


PHRASES = (
    article(
        1, "Hội nghị nông thôn", "Mới đây, đại biểu bàn về giao thông.", section="Tin", date="2024-01-01"
    ),
    article(2, "Tin ngắn", "Nông thôn – mới; đường_liên_xã dài 10:30.", section="Tin", date="2024-01-02"),
    article(
        3, "Quyết định", "Quyết định 12/QĐ-UBND về hội nghị.", summary="Nông thôn\nmới.", date="2023-01-03"
    ),
    article(4, "Bài khác", "Nghị lực; hội xuân; mới, thôn, nông.", date="2022-01-04", author="Hoa Quyên"),
)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ('"nông thôn mới"', {"thu:2", "thu:3"}),
        ('"thon nong"', {"thu:4"}),
        ('"nong thon" moi', {"thu:1", "thu:2", "thu:3"}),
        ('"nong thon" "hoi nghi"', {"thu:1", "thu:3"}),
        ('moi -"hoi nghi"', {"thu:2", "thu:4"}),
        ('moi -"hoi nghi" -"lien xa"', {"thu:4"}),
        ('site:thu -"nong thon"', {"thu:4"}),
        ('site:thu -"hoi nghi" -xuan', {"thu:2"}),
        ('"nong thon" since:2024', {"thu:1", "thu:2"}),
        ('"nong thon" section:tin -"hoi nghi"', {"thu:2"}),
        ("qd-ubnd", {"thu:3"}),
        ("ubnd-qd", set()),
        ("10:30", {"thu:2"}),
        ("30:10", set()),
        ("lien_xa", {"thu:2"}),
        ("xa", {"thu:2"}),
        ('"nong tho"', set()),
        ("thu:1", set()),
    ],
)
def test_the_words_of_a_phrase_are_side_by_side_in_the_title_the_lead_or_the_body(tmp_path, typed, ids):
    write(tmp_path, *PHRASES)
    assert set(found(tmp_path, typed)) == ids


def test_facets_count_a_revision_and_not_what_it_replaced(tmp_path):
    write(tmp_path, *PHRASES)
    found(tmp_path, "moi")
    write(
        tmp_path,
        article(4, "Bài khác", "Mới.", revision=2, date="2021-05-05", author="Thu Lan", section="Mới"),
    )
    with open_index(tmp_path) as index:
        facets = count_facets(index, parse_query("moi"))
    assert facets["year"] == [("2024", 2), ("2023", 1), ("2021", 1)]
    assert facets["author"] == [("Thu Lan", 1)]
    assert facets["section"] == [("Tin", 2), ("Mới", 1)]


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """More articles than one block of codes holds, than are ranked, and than are looked up one by one."""
    folder = tmp_path_factory.mktemp("many")
    plain = [
        article(n, f"Bài {n}", "Một con đường.", date=f"20{n % 20 + 1:02}-01-01", author=f"Người {n % 3}")
        for n in range(5000)
    ]
    write(
        folder,
        *plain,
        article(9001, "Con đường cũ", "Hết.", date="1999-01-01"),
        article(9002, "Tin", "Đường.", summary="Đường dài.", date="1998-01-01"),
    )
    return folder


def test_where_very_many_match_the_title_comes_first_then_the_lead_then_the_newest(many):
    ids = found(many, "duong", limit=150)
    assert ids[:2] == ["thu:9001", "thu:9002"]
    assert len(set(ids)) == 150
    assert set(ids[2:]) <= {f"thu:{n}" for n in range(19, 5000, 20)}


def test_pages_of_very_many_hits_neither_overlap_nor_leave_out_any(many):
    pages = [found(many, "duong", limit=20, offset=offset) for offset in range(60, 180, 20)]
    assert [id_ for page in pages for id_ in page] == found(many, "duong", limit=120, offset=60)


def test_facets_of_very_many_hits_are_complete(many):
    with open_index(many) as index:
        facets = count_facets(index, parse_query("duong"))
        assert count_hits(index, parse_query("duong site:thu author:1")) == 1667
        assert count_hits(index, parse_query("duong since:2019 -xyz")) == 500
    assert facets["site"] == [("thu", 5002)]
    assert facets["author"] == [("Người 0", 1667), ("Người 1", 1667), ("Người 2", 1666)]
    assert facets["year"][:2] == [("2020", 250), ("2019", 250)]


def test_the_newest_of_very_many_come_first_and_those_without_a_day_last(many):
    assert found(many, "duong", newest=True, limit=2) == ["thu:4999", "thu:4979"]
    assert found(many, "duong until:1999", newest=True) == ["thu:9001", "thu:9002"]


@pytest.mark.slow
def test_the_index_takes_a_small_part_of_the_space_of_the_texts(tmp_path):
    text = "".join(f"tiếng{n % 300} " for n in range(3000))
    write(tmp_path, *(article(n, f"Bài {n}", text) for n in range(500)))
    open_index(tmp_path).__exit__()
    assert (tmp_path / "derived/search.sqlite").stat().st_size < 500 * 600 + 200_000


def test_an_index_of_the_first_version_is_rebuilt(data):
    path = data / "derived/search.sqlite"
    path.parent.mkdir(exist_ok=True)
    with sqlite3.connect(path) as db:
        db.executescript(
            "CREATE VIRTUAL TABLE words USING fts5(title, body, content=''); PRAGMA user_version=1"
        )
    db.close()
    assert set(found(data, "duong")) == {"thu:1", "thu:2"}


def test_damaged_codes_of_facets_are_reported_as_damage(data):
    with open_index(data) as index:
        index.db.execute("UPDATE codes SET facets = x'0000'")
        with pytest.raises(sqlite3.DatabaseError) as raised:
            count_facets(index, parse_query("duong"))
        assert drop_if_damaged(data, raised.value)
    with open_index(data) as index:
        assert count_facets(index, parse_query("duong"))["site"] == [("thu", 2)]


@pytest.mark.parametrize("fewest", [1, 100], ids=["columns", "no columns"])
def test_an_article_revised_within_a_batch_loses_its_old_words_without_a_write_of_the_batch(
    tmp_path, monkeypatch, fewest
):
    monkeypatch.setattr("dvcrawler.derived.searching.word_pairs.frequent_choice._FEWEST", fewest)
    write_block, writes = PostingsWriter.write, []
    monkeypatch.setattr(
        PostingsWriter, "write", lambda self, *block: (writes.append(1), write_block(self, *block))
    )
    lines = []
    for n in range(40):
        lines.append(article(n, f"Bài {n}", f"nông thôn mới, xã riêng{n}"))
        if n % 4 == 3:
            lines.append(article(n - 1, f"Bài {n - 1}", "đồng ruộng", revision=2))
            lines.append(article(n - 1, f"Bài {n - 1}", "đường làng", revision=3))
    write(tmp_path, *lines)
    assert set(found(tmp_path, '"nong thon"', limit=99)) == {f"thu:{n}" for n in range(40) if n % 4 != 2}
    assert set(found(tmp_path, '"duong lang"', limit=99)) == {f"thu:{n}" for n in range(2, 40, 4)}
    assert found(tmp_path, "dong") == found(tmp_path, '"dong ruong"') == found(tmp_path, "rieng2") == []
    assert found(tmp_path, "rieng3") == ["thu:3"]
    assert len(writes) == 1


@pytest.mark.parametrize("fewest", [1, 100], ids=["columns", "no columns"])
@pytest.mark.parametrize("apart", [0, 8])
def test_phrases_are_kept_apart_for_articles_of_several_blocks_and_batches(
    tmp_path, monkeypatch, fewest, apart
):
    monkeypatch.setattr("dvcrawler.derived.searching.index.search_building._BATCH", 7)
    for module in (
        "sets.bitmaps",
        "index.gathering",
        "sets.matrix",
        "word_pairs.pairs",
        "index.search_writing",
    ):
        monkeypatch.setattr(f"dvcrawler.derived.searching.{module}.BLOCK", 16, raising=False)
        monkeypatch.setattr(f"dvcrawler.derived.searching.{module}.SHIFT", 4, raising=False)
        monkeypatch.setattr(f"dvcrawler.derived.searching.{module}.BYTES", 2, raising=False)
    monkeypatch.setattr("dvcrawler.derived.searching.sets.matrix._APART", apart)
    monkeypatch.setattr("dvcrawler.derived.searching.sets.postings._FEW_PLACES", 5)
    monkeypatch.setattr("dvcrawler.derived.searching.word_pairs.frequent_choice._FEWEST", fewest)
    bodies = ["nông thôn mới đẹp", "thôn mới ở nông trường", "mới, nông thôn"]
    write(tmp_path, *(article(n, f"Bài {n}", bodies[n % 3]) for n in range(50)))
    assert set(found(tmp_path, '"nong thon moi"', limit=99)) == {f"thu:{n}" for n in range(0, 50, 3)}
    write(
        tmp_path,
        *(article(n, f"Bài {n}", "nông thôn mới", revision=2) for n in range(1, 50, 3)),
        *(article(n, f"Bài {n}", "đồng ruộng", revision=2) for n in range(0, 50, 3)),
        article(1, "Bài 1", "không còn", revision=3),
    )
    assert set(found(tmp_path, '"nong thon moi"', limit=99)) == {f"thu:{n}" for n in range(4, 50, 3)}
    assert set(found(tmp_path, "dong ruong", limit=99)) == {f"thu:{n}" for n in range(0, 50, 3)}
    assert found(tmp_path, '"moi dep"') == []


@pytest.mark.parametrize(("table", "column"), [("postings", "rows"), ("pairs", "bits")])
@pytest.mark.parametrize("bits", ["x''", "x'01ffff'", "x'00ff'", "x'0001ff02ff'"])
def test_damaged_bitmaps_are_reported_as_damage(data, monkeypatch, table, column, bits):
    monkeypatch.setattr("dvcrawler.derived.searching.word_pairs.frequent_choice._FEWEST", 1)
    with open_index(data) as index:
        index.db.execute(f"UPDATE {table} SET {column} = {bits}")
        with pytest.raises(sqlite3.DatabaseError) as raised:
            count_hits(index, parse_query('"nong thon"'))
        assert drop_if_damaged(data, raised.value)
    assert found(data, '"nong thon"') == ["thu:3"]


def test_the_words_of_a_removed_article_are_in_no_bitmap(data):
    found(data, "duong")
    (file,) = (data / "articles/thu").glob("*.jsonl")
    with file.open("ab") as opened:
        opened.write(b'{"schema":2,"id":"thu:3","removed_at":"2026-02-01T00:00:00Z","reason":"x"}\n')
    with open_index(data) as index:
        assert not index.extension.is_rebuilt
        assert index.db.execute("SELECT * FROM postings WHERE term IN ('dang', 'bo')").fetchall() == []


@pytest.mark.parametrize(
    "body",
    [
        "xã có các\nchi bộ",
        "các “chi” bộ",
        'các "chi" bộ',
        "các \\ chi bộ",
        "các\x01chi bộ",
        "Các,\t CHI bộ",
        "câć chi bộ",
        "các — ©℗ chi bộ",
        "ćac chi bộ",
    ],
)
def test_a_phrase_is_found_whatever_is_between_its_words_and_how_its_letters_are_written(tmp_path, body):
    others = (article(n, f"Bài {n}", "các bài, chi hội và bộ") for n in range(2, 5))
    write(tmp_path, article(1, "Bài 1", body), *others)
    assert found(tmp_path, '"cac chi"') == found(tmp_path, '"chi bo" bai "cac chi bo"') == ["thu:1"]


def test_pages_of_a_ranked_search_join_to_the_whole(tmp_path):
    write(
        tmp_path,
        *(
            article(n, f"Bài {n}", "đường " * (1 + n % 7), date=f"2024-{n % 12 + 1:02}-01")
            for n in range(150)
        ),
    )
    whole = found(tmp_path, "duong", limit=150)
    for size in (7, 20, 60, 100):
        pages = [found(tmp_path, "duong", limit=size, offset=offset) for offset in range(0, 150, size)]
        assert [id_ for page in pages for id_ in page] == whole
    assert len(set(whole)) == 150


def test_a_late_page_of_a_ranked_search_reads_no_texts_before_it(tmp_path, monkeypatch):
    write(tmp_path, *(article(n, f"Bài {n}", "Con đường.", date="2024-01-01") for n in range(150)))
    read = []
    with open_index(tmp_path) as index:
        monkeypatch.setattr(
            "dvcrawler.derived.searching.index.search_index.read_line", lambda *place: read.append(place)
        )
        find_hits(index, parse_query("duong"), limit=20, offset=120)
    assert len(read) == 20
