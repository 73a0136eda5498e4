"""Lines that no reader can use are counted by file, whatever made them so."""

import json
import os
from datetime import UTC, datetime

import pytest

from dvcrawler.derived.lookup import find_records
from dvcrawler.derived.unreadable import find_unreadable
from dvcrawler.errors import UsageError
from dvcrawler.storage.article_files import article_files
from dvcrawler.storage.removals.notices import erased_line
from tests.derived.store import article, write

GARBLED = {
    "bytes that are not JSON": b"\x00\xff\xfe garbled",
    "an empty line": b"",
    "a cut object": b'{"schema":2,"id":"thu:9","revision":1',
    "another value than an object": b"[1, 2]",
    "an object of another program": b'{"hello": "world"}',
    "a record without its title": json.dumps({**article(9, "Tên", "Thân"), "title": None}).encode(),
    "a record of another site": json.dumps(article(9, "Tên", "Thân", site="khac")).encode(),
    "a record of a later schema": json.dumps({**article(9, "Tên", "Thân"), "schema": 99}).encode(),
    "text that is not UTF-8": b'{"schema":2,"id":"thu:9","title":"\xff"}',
    "two records on one line": json.dumps(article(9, "Tên", "Thân")).encode() * 2,
}


def add(data, *lines, site="thu"):
    path = article_files(data, site)[-1]
    with path.open("ab") as file:
        file.writelines(line + b"\n" for line in lines)
    return path


@pytest.fixture
def data(tmp_path):
    write(tmp_path, article(1, "Một", "Thân một."), article(2, "Hai", "Thân hai.", site="khac"))
    return tmp_path


@pytest.mark.parametrize("line", GARBLED.values(), ids=GARBLED)
def test_a_line_that_is_no_record_is_counted_with_its_file(data, line):
    path = add(data, line)
    assert find_unreadable(data) == {path: 1}


def test_records_and_what_removals_leave_are_not_counted(data):
    at = datetime(2026, 1, 31, tzinfo=UTC).isoformat()
    notices = [
        {"schema": 2, "id": "thu:7", name: at, "reason": "x"} for name in ("removed_at", "restored_at")
    ]
    add(data, *(json.dumps(each).encode() for each in notices), erased_line(300, at).rstrip(b"\n"))
    assert find_unreadable(data) == {}


def test_a_last_line_without_its_end_is_not_counted(data):
    path = article_files(data, "thu")[-1]
    with path.open("ab") as file:
        file.write(b'{"schema":2,"id":"thu:3","rev')
    assert find_unreadable(data) == {}


def test_lines_are_counted_as_they_are_added_and_no_longer_once_they_are_restored(data):
    path = add(data, b"garbled")
    assert find_unreadable(data) == {path: 1}
    add(data, b"garbled again", b"and again")
    assert find_unreadable(data) == {path: 3}
    lines = [line for line in path.read_bytes().splitlines(keepends=True) if line.startswith(b"{")]
    path.write_bytes(b"".join(lines))
    assert find_unreadable(data) == {}


def test_only_the_sites_that_are_named_are_counted(data):
    own, other = add(data, b"x"), add(data, b"y", b"z", site="khac")
    assert find_unreadable(data, ["thu"]) == {own: 1}
    assert find_unreadable(data, ["khac", "thu"]) == {own: 1, other: 2}
    assert find_unreadable(data, []) == {}


def test_an_unknown_host_is_named_by_its_site(tmp_path):
    write(tmp_path, article(1, "Một", "Thân.", site="portal/bao.example:8080"))
    path = add(tmp_path, b"x", site="portal/bao.example:8080")
    assert find_unreadable(tmp_path, ["portal/bao.example:8080"]) == {path: 1}


def test_without_an_index_the_files_are_read(data):
    path = add(data, b"x")
    (data / "derived").write_text("not a folder")
    assert find_unreadable(data) == {path: 1}


def test_a_damaged_index_is_made_anew(data):
    path = add(data, b"x")
    find_unreadable(data)
    index = data / "derived" / "lines.sqlite"
    index.write_bytes(os.urandom(index.stat().st_size))
    assert find_unreadable(data) == {path: 1}


def test_a_folder_without_articles_has_none(tmp_path):
    assert find_unreadable(tmp_path) == {}


def test_an_id_that_is_not_held_may_be_on_such_a_line(data):
    add(data, b"x")
    with pytest.raises(UsageError, match="it may be on a line that cannot be read: dvcrawler verify thu "):
        list(find_records(data, ["thu:77"]))
    with pytest.raises(UsageError, match="dvcrawler search prints ids"):
        list(find_records(data, ["khac:77"]))
