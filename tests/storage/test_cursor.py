"""Where a reader of what is new stands in each file."""

import zlib

import pytest

from dvcrawler.storage.cursor import Cursor, CursorError, ReadPosition, format_cursor, parse_cursor
from dvcrawler.storage.new_lines import move_on

LINE = b'{"a":1}' + b" " * 100 + b"\n"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "articles" / "thu"
    made.mkdir(parents=True)
    return made


def test_a_cursor_kept_by_an_earlier_version_still_finds_its_place(tmp_path, folder):
    """Byte and CRC-32 of the 64 bytes before it."""
    path = folder / "2026-01.jsonl"
    path.write_bytes(LINE * 2)
    kept = f'{{"cursor":1,"read":{{"thu/{path.name}":[{len(LINE)},{zlib.crc32(LINE[-64:])}]}}}}'
    spans, after = move_on(tmp_path, ["thu"], parse_cursor(kept))
    assert spans == {path: (len(LINE), 2 * len(LINE))}
    assert after == Cursor({f"thu/{path.name}": ReadPosition(2 * len(LINE), zlib.crc32(LINE[-64:]))})
    assert parse_cursor(format_cursor(after)) == after


def test_an_unchanged_file_before_one_that_grew_hides_nothing(tmp_path, folder):
    first, second = folder / "2026-01.jsonl", folder / "2026-02.jsonl"
    first.write_bytes(LINE)
    second.write_bytes(LINE)
    _, before = move_on(tmp_path, ["thu"], Cursor())
    second.write_bytes(LINE * 3)
    assert move_on(tmp_path, ["thu"], before)[0] == {second: (len(LINE), 3 * len(LINE))}


@pytest.mark.parametrize("end", [0, 1, 2**63 - 1])
def test_every_place_of_a_file_is_read_back(end):
    cursor = Cursor({"thu/2026-01.jsonl": ReadPosition(end, end)})
    assert parse_cursor(format_cursor(cursor)) == cursor


@pytest.mark.parametrize("end", [-1, 2**63, True, 1.0, "1", None])
def test_what_is_no_place_of_a_file_is_refused(end):
    cursor = Cursor({"thu/2026-01.jsonl": ReadPosition(end, 0)})
    with pytest.raises(CursorError):
        parse_cursor(format_cursor(cursor))


@pytest.mark.parametrize("length", [1, 65_535, 65_536, 65_537, 200_000])
def test_a_line_that_is_being_written_is_not_read_yet(tmp_path, folder, length):
    path = folder / "2026-01.jsonl"
    path.write_bytes(LINE)
    _, before = move_on(tmp_path, ["thu"], Cursor())
    path.write_bytes(LINE + b"x" * length)
    spans, after = move_on(tmp_path, ["thu"], before)
    assert (spans, after) == ({}, before)
    path.write_bytes(LINE + b"x" * length + b"\n" + b"y" * length)
    spans, after = move_on(tmp_path, ["thu"], after)
    assert spans == {path: (len(LINE), len(LINE) + length + 1)}


def test_a_file_that_was_replaced_by_a_longer_one_is_read_from_its_beginning(tmp_path, folder):
    path = folder / "2026-01.jsonl"
    path.write_bytes(LINE)
    _, before = move_on(tmp_path, ["thu"], Cursor())
    other = b'{"b":2}\n' * 40
    path.write_bytes(other)
    assert move_on(tmp_path, ["thu"], before)[0] == {path: (0, len(other))}
    path.write_bytes(b" " * (len(LINE) - 1) + b"\n" + LINE)  # the line before was erased
    assert move_on(tmp_path, ["thu"], before)[0] == {path: (len(LINE), 2 * len(LINE))}
    path.write_bytes(LINE[:50] + b"\n")
    assert move_on(tmp_path, ["thu"], before)[0] == {path: (0, 51)}
