import sqlite3
from contextlib import closing

import pytest

from dvcrawler.storage.ledgers.ledger import VERSION, Ledger, ledger_path
from dvcrawler.storage.run_records.runs import Run, finish_run
from dvcrawler.storage.store import Store
from dvcrawler.storage.verify import find_strange_files, verify


@pytest.fixture
def path(tmp_path, make_record):
    """A sound store of three articles, one of them revised, with its ledger."""
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        for record in (make_record(1), make_record(2), make_record(3), make_record(1, 2)):
            ledger.note_stored(record, store.append(record), None)
        return store.files()[0]


def found(data):
    return [(f.what, f.offset) for f in verify(data, "thu")]


def test_a_sound_store_has_no_findings(tmp_path, path):
    assert found(tmp_path) == []


def test_an_invalid_line_is_named_by_its_byte(tmp_path, path):
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines, b"no json\n", lines[1][:40]]))
    size = sum(map(len, lines))
    assert found(tmp_path) == [("not a JSON object", size), ("the last line is torn", size + 8)]


def test_a_doubled_line_is_found(tmp_path, path):
    raw = path.read_bytes()
    path.write_bytes(raw + raw.splitlines(keepends=True)[0])
    assert found(tmp_path) == [("thu:1 revision 1 is here a second time (first: byte 0)", len(raw))]


def test_a_copied_file_is_one_finding_that_names_the_other(tmp_path, path):
    """Whichever of the two is the copy: it may have an earlier name than the file of the run records."""
    copy = path.with_name("2001-01.jsonl")
    copy.write_bytes(path.read_bytes())
    (finding,) = verify(tmp_path, "thu")
    assert (finding.file, finding.offset) == (str(path), 0)
    assert finding.what == "4 lines are in 2001-01.jsonl too, from here on"
    copy.write_bytes(path.read_bytes().replace(b'"content_hash":"', b'"content_hash":"0', 1))
    assert found(tmp_path) == [
        ("thu:1 revision 1 is here a second time, with another text (first: 2001-01.jsonl, byte 0)", 0),
        ("3 lines are in 2001-01.jsonl too, from here on", path.read_bytes().index(b"\n") + 1),
    ]
    copy.unlink()
    assert found(tmp_path) == []


def test_a_missing_revision_is_found(tmp_path, path):
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[1:]))
    assert found(tmp_path) == [("thu:1 has 1 lines up to revision 2", None)]


def test_an_article_that_only_the_ledger_knows_is_found(tmp_path, path):
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], lines[2], lines[3]]))
    assert found(tmp_path) == [("the ledger knows articles that the store lacks", None)]


def test_what_the_ledger_has_otherwise_is_one_finding(tmp_path, path):
    """As after an older back-up was restored."""
    with closing(sqlite3.connect(ledger_path(tmp_path, "thu"))) as ledger, ledger:
        ledger.execute("UPDATE articles SET content_hash = 'x' WHERE id != 'thu:3'")
    assert found(tmp_path) == [("the ledger differs from the store: thu:1 and 1 more", None)]
    with closing(sqlite3.connect(ledger_path(tmp_path, "thu"))) as ledger, ledger:
        ledger.execute("DELETE FROM articles WHERE id != 'thu:2'")
    assert found(tmp_path) == [("the ledger differs from the store: thu:1 and 2 more", None)]


def test_a_ledger_that_lags_or_is_missing_is_found(tmp_path, path, make_record):
    size = path.stat().st_size
    with Store(tmp_path, "thu") as store:
        store.append(make_record(9))
        store.append(make_record(10))
        (late,) = verify(tmp_path, "thu")
        assert (late.file, late.offset) == (str(path), size)
        assert (late.what, late.fix) == (
            "the ledger lacks what was stored from here on",
            "the next crawl enters it, and so does `dvcrawler reindex`",
        )
        with Ledger(tmp_path, "thu") as ledger:
            ledger.catch_up(store)
    assert found(tmp_path) == []
    ledger_path(tmp_path, "thu").unlink()
    assert found(tmp_path) == [("there is no ledger", None)]


def test_a_run_that_stored_more_than_the_file_holds_is_found(tmp_path, path):
    for folder in ("runs", "state"):
        (tmp_path / folder).mkdir(exist_ok=True)
    size = path.stat().st_size
    finish_run(tmp_path, Run("thu-1", "thu", {}, "t", "t", files={path.name: (0, size + 1)}))
    assert found(tmp_path) == [("run thu-1 had stored up to here", size + 1)]
    path.unlink()
    ledger_path(tmp_path, "thu").unlink()
    assert found(tmp_path) == [("run thu-1 had stored up to here", size + 1)]


def test_a_run_that_stored_up_to_the_end_of_the_file_is_sound(tmp_path, path):
    for folder in ("runs", "state"):
        (tmp_path / folder).mkdir(exist_ok=True)
    finish_run(tmp_path, Run("thu-1", "thu", {}, "t", "t", files={path.name: (0, path.stat().st_size)}))
    assert found(tmp_path) == []


def test_a_ledger_that_cannot_be_read_is_found_and_left_as_it_is(tmp_path, path):
    ledger = ledger_path(tmp_path, "thu")
    ledger.write_bytes(b"no database" * 1000)
    ((what, offset),) = found(tmp_path)
    assert (what, offset) == ("the ledger cannot be read: file is not a database", None)
    assert ledger.read_bytes() == b"no database" * 1000
    ledger.unlink()
    with closing(sqlite3.connect(ledger)) as db:
        db.execute("CREATE TABLE articles(other)")
        db.execute(f"PRAGMA user_version = {VERSION}")
    ((what, _),) = found(tmp_path)
    assert what.startswith("the ledger cannot be read: no such table")


def test_each_fault_says_where_it_is_and_what_to_do(tmp_path, path):
    path.write_bytes(path.read_bytes() + b"{}\n{")
    (line, torn) = verify(tmp_path, "thu")
    assert (line.file, line.fix) == (
        str(path),
        "restore the line from a back-up, or set it aside: `dvcrawler reindex --set-aside`, then `dvcrawler reparse`",
    )
    assert (torn.file, torn.fix) == (str(path), "the next crawl sets it aside")


def test_a_folder_copied_under_another_name_is_one_finding_a_file(tmp_path, path):
    copy = tmp_path / "articles/thu-copy" / path.name
    copy.parent.mkdir()
    copy.write_bytes(path.read_bytes() + b"{}\n")
    (broken, others) = verify(tmp_path, "thu-copy")
    assert (broken.offset, "`dvcrawler reindex --set-aside`" in broken.fix) == (path.stat().st_size, True)
    assert (others.what, others.offset) == ("4 lines of thu in the folder of another site", 0)
    assert found(tmp_path) == []


def test_files_of_lines_that_no_reader_takes_are_named(tmp_path, path):
    strange = [
        "2026-01.jsonl",
        "thu copy",
        "thu/2026-01 (1).jsonl",
        "thu/2026-1.jsonl",
        "thu/ban-cu/2026-01.jsonl",
        "thu/all.jsonl",
    ]
    for name in [*strange[:1], "thu copy/2026-01.jsonl", *strange[2:], "thu/2026-01.jsonl.torn"]:
        place = tmp_path / "articles" / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(path.read_bytes())
    named = {finding.file for finding in find_strange_files(tmp_path)}
    assert named == {str(tmp_path / "articles" / name) for name in strange}
