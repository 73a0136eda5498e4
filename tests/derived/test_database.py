"""Damage to the indexes that is seen only when they are asked: built again, and each answer is right."""

import os
import sqlite3
import sys
from contextlib import closing
from errno import EROFS

import pytest

from dvcrawler.derived.database import query_again
from dvcrawler.derived.lines.line_index import open_line_index
from dvcrawler.derived.tables import DamagedError, ShortenedError
from dvcrawler.errors import StorageError, UnreadableError
from dvcrawler.reading import latest
from tests.derived.store import article, write
from tests.warm import run

BODY = (
    "Tuyến đường liên xã dài ba cây số vừa được khánh thành sáng nay tại xã Giao Thiện, huyện Giao Thủy, " * 3
)
COMMANDS = (["search", '"duong lien xa"', "--json"], ["similar"], ["cite", "thu:1", "thu:2"])
#: What a program that damages a file may leave of a database.
DAMAGES = {
    "a schema that is no text": "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = CAST(x'435245c1ff' AS TEXT)",
    "no table of articles": "DROP TABLE IF EXISTS articles; DROP TABLE IF EXISTS texts; DROP TABLE IF EXISTS sites",
    "another column": "ALTER TABLE {table} RENAME COLUMN {column} TO other",
    "other values": "UPDATE OR IGNORE {table} SET {column} = {value}",
}
TABLES = {
    "search": ("postings", "rows", "x'fffe'"),
    "similar": ("texts", "kept", "x'fffe'"),
    "lines": ("files", "path", "'other'"),
}


@pytest.fixture
def data(tmp_path):
    write(tmp_path, *(article(n, f"Bài {n}", BODY, date=f"2024-03-0{n}") for n in range(1, 4)))
    write(tmp_path, article(7, "Bài 7", BODY, site="ban"))
    return tmp_path


def answer(data, words):
    ended = run(
        [sys.executable, "-m", "dvcrawler", *words, "--data", str(data)], capture_output=True, text=True
    )
    return ended.returncode, ended.stdout, ended.stderr


@pytest.mark.parametrize(
    "damage", [pytest.param(name, marks=pytest.mark.slow if "other" in name else ()) for name in DAMAGES]
)
def test_commands_answer_right_from_indexes_that_are_damaged(data, damage):
    right = [answer(data, words) for words in COMMANDS]
    assert all(code == 0 for code, _, _ in right)
    with open_line_index(data):
        pass
    kept = {path: path.read_bytes() for path in (data / "derived").glob("*.sqlite")}
    for words, expected in zip(COMMANDS, right, strict=True):
        for path, content in kept.items():
            path.write_bytes(content)
        for name, (table, column, value) in TABLES.items():
            with closing(sqlite3.connect(data / "derived" / f"{name}.sqlite", isolation_level=None)) as db:
                db.executescript(DAMAGES[damage].format(table=table, column=column, value=value))
            seal = data / "derived" / f"{name}.sqlite.seal"
            seal.unlink(missing_ok=True)  # as after a kill: only queries notice
        assert answer(data, words) == expected
    assert [record["id"] for record in latest(data, since="2024-03-02")] == ["thu:2", "thu:3"]


#: Values that flipped bits may leave in the place of a line, by table.
ENDS = ("end = start - 9", "end = start", "end = 1 << 62")
STARTS = ("start = -5", "start = 1 << 62")
PLACES = {
    "search": {"articles": (*ENDS, *STARTS), "files": ("path = 'ban/2024' || char(0)",)},
    "similar": {"texts": (*ENDS, *STARTS, "path = 'ban/2024' || char(0)")},
    "lines": {"lines": STARTS, "files": ("path = 'ban/2024' || char(0)",)},
}
READERS = {"search": ["search", '"vua duoc khanh thanh"', "--json"], "similar": ["similar"]}


@pytest.mark.sampled(8)
@pytest.mark.parametrize(
    ("name", "table", "place"),
    [(name, table, place) for name, tables in PLACES.items() for table in tables for place in tables[table]],
)
def test_a_place_that_no_line_can_have_is_damage(data, name, table, place):
    def give():
        if name in READERS:
            return answer(data, READERS[name])
        return [record["id"] for record in latest(data, since="2024-03-02")]

    right = give()
    with closing(sqlite3.connect(data / "derived" / f"{name}.sqlite", isolation_level=None)) as db:
        db.execute(f"UPDATE {table} SET {place} WHERE rowid = (SELECT max(rowid) FROM {table})")
        assert db.execute("SELECT changes()").fetchone() == (1,)
    (data / "derived" / f"{name}.sqlite.seal").unlink()
    assert give() == right


@pytest.mark.sampled(2)
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
@pytest.mark.parametrize(("name", "words"), [("search", COMMANDS[0]), ("similar", COMMANDS[1])])
def test_what_is_not_a_file_in_place_of_an_index_is_named_and_stays(data, name, words, make):
    right = answer(data, words)
    path = data / "derived" / f"{name}.sqlite"
    for left in path.parent.glob(f"{name}.sqlite*"):
        left.unlink()
    make(path)
    code, out, err = answer(data, words)
    assert (code, out) == right[:2]
    told = f"dvcrawler: {path} is not a file; a temporary index is built instead, in every command\n"
    assert err == told
    assert not path.is_file()


@pytest.mark.parametrize("side", ["", "-journal", "-wal"])
def test_a_pipe_in_place_of_the_index_of_lines_holds_up_no_reader(data, side):
    (data / "derived").mkdir()
    os.mkfifo(data / "derived" / f"lines.sqlite{side}")
    assert [record["id"] for record in latest(data, since="2024-03-02")] == ["thu:2", "thu:3"]


def test_an_article_is_given_once_by_an_index_of_lines_that_turns_out_to_be_damaged(data, monkeypatch):
    monkeypatch.setattr("dvcrawler.derived.lines.line_index._ROWS", 1)
    expected = [record["id"] for record in latest(data)]
    assert [record["id"] for record in latest(data, since="2020-01-01")] == [
        id_ for id_ in expected if id_ != "ban:7"
    ]
    with open_line_index(data) as index:
        places = list(index.places("thu", None, None))
    assert len(places) == 3

    def fail(self, site, since, until):
        yield from places[:2]
        raise DamagedError("cut short")

    monkeypatch.setattr("dvcrawler.derived.lines.line_index.LineIndex.places", fail)
    assert [record["id"] for record in latest(data, "thu", since="2020-01-01")] == ["thu:1", "thu:2", "thu:3"]
    assert not (data / "derived" / "lines.sqlite").exists()


def test_what_is_wrong_again_is_raised_and_a_full_or_read_only_disk_deletes_nothing(tmp_path, monkeypatch):
    (tmp_path / "derived").mkdir()
    kept = tmp_path / "derived" / "search.sqlite"
    kept.touch()
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL

    def ask(error):
        raise error

    with pytest.raises(StorageError, match="free some space"):
        query_again(tmp_path, lambda: ask(full))
    with monkeypatch.context() as patch:
        patch.setattr(type(kept), "unlink", lambda path, missing_ok=False: ask(OSError(EROFS, "Read-only")))
        with pytest.raises(StorageError, match=r"search\.sqlite: odd; check the disk, or delete the file"):
            query_again(tmp_path, lambda: ask(DamagedError("odd")))
    assert kept.exists()
    with pytest.raises(DamagedError, match="odd"):
        query_again(tmp_path, lambda: ask(DamagedError("odd")))
    assert not kept.exists()


def test_a_store_whose_files_another_program_keeps_cutting_is_one_line(tmp_path):
    def ask():
        raise ShortenedError("an article file ends before byte 9")

    with pytest.raises(
        UnreadableError, match=r"before byte 9; another program is changing .+; run again later"
    ):
        query_again(tmp_path, ask)


@pytest.mark.parametrize(
    "kind", [ValueError, TypeError, LookupError, OverflowError, sqlite3.ProgrammingError]
)
def test_an_error_of_the_program_is_raised_at_once_and_costs_no_index(tmp_path, kind):
    (tmp_path / "derived").mkdir()
    kept = tmp_path / "derived" / "search.sqlite"
    kept.touch()
    asked = []

    def ask():
        asked.append(1)
        raise kind("a mistake")

    with pytest.raises(kind, match="a mistake"):
        query_again(tmp_path, ask)
    assert asked == [1]
    assert kept.exists()
