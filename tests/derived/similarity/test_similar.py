"""The same text on several sites, and what is only a formula."""

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.reposts import FORMULAS, Writer, write_articles
from benchmarks.similar import judge, write_store
from dvcrawler.derived.similarity.similar import find_all, find_reposts
from dvcrawler.derived.similarity.similar_index import drop_if_damaged, open_similar
from dvcrawler.errors import UsageError
from tests.derived.store import article, write
from tests.faults.harness import wait_for

WRITER = Writer(7)
TEXT = WRITER.write(400, 2)
WORDS = TEXT.split()
OTHER = WRITER.write(300, 2)


def texts(number):
    writer = Writer(8)
    return [writer.write(250, 0) for _ in range(number)]


def pairs(data):
    with open_similar(data) as index:
        return {(id_, each.record["id"]): each for id_, reposts in find_all(index, {}) for each in reposts}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (TEXT, "whole"),
        (WRITER.take(TEXT, "edited"), "whole"),
        (TEXT.upper(), "whole"),
        (TEXT.replace("ư", "u").replace("Đ", "D").replace("đ", "d").replace(". ", ".\n\n"), "whole"),
        (" ".join(WORDS[:200]), "cut"),
        (" ".join(WORDS[150:320]), "cut"),
        (f"{TEXT} {OTHER}", "extended"),
        (f"{OTHER[:500]} {TEXT} {OTHER[500:]}", "extended"),
        (f"{OTHER[:700]} {' '.join(WORDS[100:220])} {OTHER[700:]}", "quoted"),
    ],
)
def test_a_text_of_another_site_is_found_and_named_by_how_much_of_it_is_taken(tmp_path, body, kind):
    write(tmp_path, article(1, "Bài gốc", TEXT), article(1, "Bài lấy", body, site="khac"))
    found = pairs(tmp_path)
    assert found["thu:1", "khac:1"].kind == kind
    assert set(found) == {("thu:1", "khac:1"), ("khac:1", "thu:1")}


def test_a_lead_on_one_site_is_the_first_paragraph_of_another(tmp_path):
    write(
        tmp_path,
        article(1, "A", " ".join(WORDS[60:]), summary=" ".join(WORDS[:60])),
        article(1, "B", TEXT, site="khac"),
    )
    assert pairs(tmp_path)["thu:1", "khac:1"].kind == "whole"


def test_the_parts_are_those_of_either_text(tmp_path):
    write(tmp_path, article(1, "A", TEXT), article(1, "B", " ".join(WORDS[:100]), site="khac"))
    found = pairs(tmp_path)["thu:1", "khac:1"]
    assert found.part == pytest.approx(0.25, abs=0.05)
    assert found.other_part == 1


def test_a_notice_of_two_sentences_is_found(tmp_path):
    notice = " ".join(OTHER.split()[30:70])
    write(tmp_path, article(1, "A", notice), article(1, "B", notice, site="khac"))
    assert set(pairs(tmp_path)) == {("thu:1", "khac:1"), ("khac:1", "thu:1")}


def test_the_same_text_twice_on_one_site_is_not_a_repost(tmp_path):
    write(tmp_path, article(1, "A", TEXT), article(2, "B", TEXT))
    assert pairs(tmp_path) == {}


@pytest.mark.parametrize("body", ["", "Một hai ba bốn.", "Ảnh: TTXVN"])
def test_articles_without_a_text_are_alike_to_none(tmp_path, body):
    write(tmp_path, article(1, "A", body, kind="photo"), article(1, "B", body, site="khac", kind="photo"))
    assert pairs(tmp_path) == {}


@pytest.mark.sampled(3)
@pytest.mark.parametrize("formula", FORMULAS)
def test_a_slogan_a_title_or_an_agenda_does_not_make_a_repost(tmp_path, formula):
    made = [
        article(number, "Tin", f"{text[:600]}. {formula}. {text[600:]}", site=f"trang{number % 4}")
        for number, text in enumerate(texts(12))
    ]
    write(tmp_path, *made)
    assert pairs(tmp_path) == {}


@pytest.mark.parametrize("count", [300, pytest.param(1500, marks=pytest.mark.slow)])
def test_recall_and_precision_among_articles_full_of_formulas(tmp_path, count):
    held = write_store(tmp_path, write_articles(count, 12, seed=3))
    recall, precision = judge(held, set(pairs(tmp_path)))
    assert recall["edited"] >= 0.97
    assert recall["quoted"] >= 0.8
    assert precision >= 0.9


def test_one_article_has_the_reposts_that_all_have(tmp_path):
    write_store(tmp_path, write_articles(200, 5))
    found = pairs(tmp_path)
    with open_similar(tmp_path) as index:
        for id_ in {pair[0] for pair in found}:
            own = {(id_, each.record["id"]) for each in find_reposts(index, id_, {})}
            assert own == {pair for pair in found if pair[0] == id_}


@pytest.mark.slow
def test_each_pair_is_found_from_both_sides(tmp_path):
    write_store(tmp_path, write_articles(400, 6))
    found = pairs(tmp_path)
    assert found
    assert {(other, one) for one, other in found} == set(found)


def test_only_new_texts_are_taken_in(tmp_path):
    write(tmp_path, article(1, "A", TEXT), article(2, "B", OTHER))
    with open_similar(tmp_path) as index:
        assert index.added == 2
    write(tmp_path, article(1, "C", TEXT, site="khac"))
    with open_similar(tmp_path) as index:
        assert index.added == 1
    with open_similar(tmp_path) as index:
        assert index.added == 0
    assert ("thu:1", "khac:1") in pairs(tmp_path)


def test_a_revision_takes_the_place_of_the_text_before(tmp_path):
    write(tmp_path, article(1, "A", TEXT), article(1, "B", TEXT, site="khac"))
    assert pairs(tmp_path)
    write(tmp_path, article(1, "A", OTHER, revision=2, captured_at="2026-02-01T08:00:00Z"))
    assert pairs(tmp_path) == {}


def test_an_article_that_is_not_in_the_store_any_more_is_gone_with_its_shingles(tmp_path):
    write(tmp_path, article(1, "A", TEXT), article(2, "B", OTHER), article(1, "C", TEXT, site="khac"))
    assert pairs(tmp_path)
    (file,) = (tmp_path / "articles/thu").glob("*.jsonl")
    file.write_bytes(b"".join(line for line in file.read_bytes().splitlines(True) if b'"thu:1"' not in line))
    assert pairs(tmp_path) == {}
    with open_similar(tmp_path) as index:
        ids = [id_ for (id_,) in index.db.execute("SELECT id FROM texts ORDER BY id")]
        orphans = index.db.execute("SELECT count(*) FROM postings WHERE text NOT IN (SELECT text FROM texts)")
        assert (ids, orphans.fetchone()[0]) == (["khac:1", "thu:2"], 0)


@pytest.mark.parametrize("how", ["garbled", "empty", "truncated", "another version", "text", "deleted"])
def test_a_damaged_index_is_rebuilt(tmp_path, how):
    write(tmp_path, article(1, "A", TEXT), article(1, "B", TEXT, site="khac"))
    whole = set(pairs(tmp_path))
    path = tmp_path / "derived/similar.sqlite"
    if how == "another version":
        db = sqlite3.connect(path)
        db.execute("PRAGMA user_version=99")
        db.close()
    elif how == "deleted":
        path.unlink()
    else:
        held = path.read_bytes()
        path.write_bytes(
            {"garbled": os.urandom(len(held)), "empty": b"", "truncated": held[:5000], "text": b"hello"}[how]
        )
    for side in ("-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    assert set(pairs(tmp_path)) == whole


def test_damage_that_only_a_query_meets_costs_the_index_and_not_the_answer(tmp_path):
    error = sqlite3.DatabaseError()
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    write(tmp_path, article(1, "A", TEXT), article(1, "B", TEXT, site="khac"))
    assert pairs(tmp_path)
    assert drop_if_damaged(tmp_path, error)
    assert not (tmp_path / "derived/similar.sqlite").exists()
    assert pairs(tmp_path)


def test_a_folder_that_cannot_be_written_is_read_all_the_same(tmp_path):
    write(tmp_path, article(1, "A", TEXT), article(1, "B", TEXT, site="khac"))
    (tmp_path / "derived").write_text("a file where the folder should be")
    assert pairs(tmp_path)


def test_a_folder_without_articles_is_refused(tmp_path):
    with pytest.raises(UsageError, match="nothing is stored in"):
        open_similar(tmp_path / "no-such-folder")


@pytest.mark.slow
def test_a_build_that_was_killed_is_taken_up_by_the_next(tmp_path):
    bodies = texts(40)
    write(
        tmp_path,
        *(
            article(number, "Tin", bodies[number % 40] + f" {number}", site=f"trang{number % 3}")
            for number in range(2000)
        ),
    )
    code = (
        "import sys; from pathlib import Path; from dvcrawler.derived.searching.index.search_index import open_index; "
        "open_index(Path(sys.argv[1])); print('begun', flush=True); "
        "from dvcrawler.derived.similarity.similar_index import open_similar; open_similar(Path(sys.argv[1]))"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
    child.stdout.readline()
    wait_for(lambda: child.poll() is not None or (tmp_path / "derived/similar.sqlite").exists())
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    with open_similar(tmp_path) as index:
        assert index.db.execute("SELECT count(*) FROM texts").fetchone() == (2000,)
        assert index.db.execute("SELECT count(*) FROM postings").fetchone() == (
            index.db.execute("SELECT sum(size) FROM texts").fetchone()
        )


def test_several_at_once_build_one_whole_index(tmp_path):
    write_store(tmp_path, write_articles(300, 5))

    def count(_):
        with open_similar(tmp_path) as index:
            return index.db.execute("SELECT count(*) FROM texts").fetchone()[0]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(count, range(4))) == [300] * 4


def test_who_cannot_wait_takes_the_index_as_it_is(tmp_path):
    import fcntl

    write(tmp_path, article(1, "A", TEXT))
    open_similar(tmp_path).__exit__()
    write(tmp_path, article(1, "B", TEXT, site="khac"))
    with (tmp_path / "derived/similar.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with open_similar(tmp_path, is_patient=False) as index:
            assert find_reposts(index, "thu:1", {}) == []
    with open_similar(tmp_path, is_patient=False) as index:
        assert [each.record["id"] for each in find_reposts(index, "thu:1", {})] == ["khac:1"]
