"""Indexes that another program changed by valid statements: built again, with one line that says so."""

import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from dvcrawler.derived.lines.line_index import open_line_index
from dvcrawler.derived.searching.index.search_index import open_index
from dvcrawler.derived.searching.query import parse_query
from dvcrawler.derived.searching.search import count_facets, count_hits
from dvcrawler.derived.similarity.similar import find_all
from dvcrawler.derived.similarity.similar_index import open_similar
from tests.derived.store import article, write

BODY = "Tuyến đường liên xã dài ba cây số vừa được khánh thành sáng nay tại xã Giao Thiện. " * 3
#: What a person may do to an index by hand.
CHANGES = {
    "search": (
        "DELETE FROM articles WHERE article = 2",
        "UPDATE articles SET date = 19990101",
        "DELETE FROM postings WHERE term = 'duong'",
        "INSERT INTO pairs VALUES(1, x'00')",
        "UPDATE names SET text = text || 'x'",
        "INSERT INTO articles SELECT 99, 'thu:99', 1, 1, captured, date, site, section, source, kind, file, "
        "start, end FROM articles LIMIT 1",
        "DELETE FROM codes; VACUUM",
    ),
    "similar": ("DELETE FROM postings", "DELETE FROM texts WHERE id = 'ban:7'", "UPDATE texts SET size = 1"),
    "lines": ("UPDATE days SET number = 7", "DELETE FROM months", "UPDATE lines SET is_latest = 0"),
}


@pytest.fixture
def data(tmp_path):
    data = tmp_path / "data"
    write(data, *(article(n, f"Bài {n}", BODY, date=f"2024-03-0{n}") for n in range(1, 4)))
    write(data, article(7, "Bài 7", BODY, site="ban"))
    return data


def answers(data):
    """What each index says; closes them."""
    with open_index(data) as index:
        query = parse_query('"duong lien xa" since:2000')
        found = [count_hits(index, query), count_facets(index, query)]
    with open_similar(data) as index:
        found.append([(id_, [each.record["id"] for each in reposts]) for id_, reposts in find_all(index, {})])
    with open_line_index(data) as index:
        found.append(index.numbers("thu"))
    return found


def change(data, name, statements):
    with closing(sqlite3.connect(data / "derived" / f"{name}.sqlite", isolation_level=None)) as db:
        db.executescript(statements)


@pytest.mark.parametrize("name", CHANGES)
def test_rows_changed_by_hand_are_noticed_and_the_index_is_built_again(data, name, caplog):
    right = answers(data)
    for statements in CHANGES[name]:
        change(data, name, statements)
        assert answers(data) == right, statements
        (line,) = caplog.messages
        assert line.endswith(
            f"{name}.sqlite was changed by another program; it is built again from the articles"
        )
        caplog.clear()
    assert answers(data) == right
    assert not caplog.messages


def identity(data):
    return [(path.stat().st_ino, path.read_bytes()) for path in sorted((data / "derived").glob("*.sqlite"))]


def test_a_copied_store_and_one_that_others_only_read_keep_their_indexes(data, tmp_path, caplog):
    right = answers(data)
    copy = shutil.copytree(data, tmp_path / "copy")
    for path in (copy / "derived").iterdir():
        os.utime(path, (1, 1))
    for path in (data / "derived").glob("*.sqlite"):
        with closing(sqlite3.connect(path)) as db:
            db.execute("SELECT * FROM sqlite_master").fetchall()
    before = identity(data), identity(copy)
    assert answers(data) == answers(copy) == right
    assert (identity(data), identity(copy)) == before
    assert not caplog.messages


def test_an_index_extended_beside_readers_is_sealed_by_the_last_of_them(data, caplog):
    with open_index(data) as first:
        write(data, article(8, "Bài 8", BODY, date="2024-03-08"))
        with open_index(data) as second:
            assert second.extension.lines == 1
        assert not (data / "derived/search.sqlite.seal").exists()
        assert count_hits(first, parse_query("duong")) == 5
    assert (data / "derived/search.sqlite.seal").exists()
    change(data, "search", "DELETE FROM postings WHERE term = 'duong'")
    with open_index(data) as third:
        assert count_hits(third, parse_query("duong")) == 5
    assert len(caplog.messages) == 1


@pytest.mark.parametrize("left", ["", "12 34", "x y z\n", "1 2 3"])
def test_a_seal_that_was_written_by_half_says_nothing(data, left, caplog):
    right = answers(data)
    for path in (data / "derived").glob("*.seal"):
        path.write_text(left)
    before = identity(data)
    assert answers(data) == right
    assert identity(data) == before
    assert not caplog.messages


def test_a_seal_without_its_index_says_nothing(data, caplog):
    right = answers(data)
    for path in (data / "derived").glob("*.sqlite"):
        path.unlink()
    assert answers(data) == right
    assert not caplog.messages


def columns(data):
    """(index, table, column) of all that may hold a value of another type."""
    for path in sorted((data / "derived").glob("*.sqlite")):
        with closing(sqlite3.connect(path)) as db:
            for (table,) in db.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%STRICT%'").fetchall():
                for column in db.execute(f"PRAGMA table_info({table})").fetchall():
                    alone = sum(each[5] for each in db.execute(f"PRAGMA table_info({table})")) == 1
                    if not (column[2] == "INTEGER" and column[5] and alone):  # the number of the row
                        yield path, table, column[1]


def spoil(path, table, column):
    """Puts another type into the column, as broken bytes may, and takes the seal away, as a kill would."""
    path.with_name(f"{path.name}.seal").unlink(missing_ok=True)
    schema = "UPDATE sqlite_master SET sql = ? WHERE name = ?"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    for statement, values in (
        (schema, (sql.replace(", STRICT", "").replace(" STRICT", ""), table)),
        (
            f"UPDATE OR IGNORE {table} SET {column} = CASE typeof({column}) WHEN 'blob' THEN 7 ELSE x'fffe' END",
            (),
        ),
        (schema, (sql, table)),
    ):
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("PRAGMA writable_schema=ON")
            db.execute(statement, values)


@pytest.mark.slow  # each of some fifty columns
def test_a_value_of_another_type_in_a_file_without_a_seal_is_found_before_it_is_used(data, caplog):
    right = answers(data)
    spoiled = list(columns(data))
    assert len(spoiled) > 40
    for path, table, column in spoiled:
        spoil(path, table, column)
        assert answers(data) == right, (path.name, table, column)
    assert not caplog.messages
