"""Files of lines at their bounds: lines longer than a block, nothing at all, ranges of bytes, and refusals."""

import errno
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from dvcrawler.errors import ConfigError, StorageError, UnreadableError, UsageError
from dvcrawler.storage import disk, journal, tail
from dvcrawler.storage.disk import (
    check_free_space,
    check_site,
    disk_error,
    replace_file,
    sync_folder,
    write_whole,
)
from dvcrawler.storage.folders import folder_error, make_folder
from dvcrawler.storage.journal import (
    Line,
    append_lines,
    append_to,
    parse_object,
    read_file,
    read_line_at,
    read_lines,
    read_raw,
)
from dvcrawler.storage.store import Store
from dvcrawler.storage.tail import Torn, repair_tail, tail_start

BLOCK = 1 << 16


def line(number, length=0):
    return b'{"n":%d,"x":"%s"}\n' % (number, b"x" * length)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lines.jsonl"


# --- torn last lines ---------------------------------------------------------------------------------


@pytest.mark.parametrize("before", [0, 1, BLOCK - 20, BLOCK, 2 * BLOCK + 7])
@pytest.mark.parametrize(
    "torn", [b"{", b'{"n":', b"\0" * 40, b"[1]\n", b"\0\n", b"x" * BLOCK, b"y" * (2 * BLOCK + 1), b"\n"]
)
def test_a_torn_last_line_is_moved_whole_regardless_of_its_length(path, before, torn):
    whole = line(1, before)
    path.write_bytes(whole + torn)
    assert repair_tail(path) == Torn(path.name, len(torn))
    assert path.read_bytes() == whole
    assert path.with_name(path.name + ".torn").read_bytes() == torn
    assert repair_tail(path) is None


@pytest.mark.parametrize("torn", [b"{", b"\n", b"\0" * (BLOCK + 1), b"no json\n"])
def test_a_file_that_is_one_torn_line_is_left_empty(path, torn):
    path.write_bytes(torn)
    assert repair_tail(path) == Torn(path.name, len(torn))
    assert path.read_bytes() == b""
    assert path.with_name(path.name + ".torn").read_bytes() == torn


@pytest.mark.parametrize("length", [0, 1, BLOCK - 20, BLOCK - 17, BLOCK, 3 * BLOCK])
@pytest.mark.parametrize("number", [1, 2])
def test_a_file_that_ends_well_is_left_as_it_is(path, length, number):
    path.write_bytes(b"".join(line(n, length) for n in range(number)))
    before = path.read_bytes()
    assert repair_tail(path) is None
    assert path.read_bytes() == before
    assert not path.with_name(path.name + ".torn").exists()


def test_a_blank_first_line_is_a_line_and_stays(path):
    path.write_bytes(b"\n{")
    assert repair_tail(path) == Torn(path.name, 1)
    assert path.read_bytes() == b"\n"


def test_an_empty_or_missing_file_ends_well(path):
    assert repair_tail(path) is None
    path.write_bytes(b"")
    assert repair_tail(path) is None


def test_what_is_set_aside_is_behind_what_was_before(path):
    for torn in (b"one", b"two"):
        path.write_bytes(line(1) + torn)
        repair_tail(path)
    assert path.with_name(path.name + ".torn").read_bytes() == b"onetwo"


@pytest.mark.parametrize("length", [1, BLOCK - 20, BLOCK])
@pytest.mark.parametrize("blank", range(8))
def test_lines_appended_together_are_set_aside_from_the_first_that_a_power_loss_blanked(path, length, blank):
    """The disk writes a group of lines in any order: those behind the blank one may look whole."""
    lines = [line(n, length) for n in range(12)]
    whole, torn = b"".join(lines[: 4 + blank]), [bytes(40) + lines[4 + blank][40:], *lines[5 + blank :]]
    path.write_bytes(whole + b"".join(torn))
    assert repair_tail(path) == Torn(path.name, len(b"".join(torn)))
    assert path.read_bytes() == whole
    assert repair_tail(path) is None


def test_a_blank_in_a_line_that_was_synced_before_the_last_ones_is_not_touched(path):
    path.write_bytes(b"\0\n" + b"".join(line(n) for n in range(8)))
    assert repair_tail(path) is None


@pytest.mark.parametrize("length", range(BLOCK - 32, BLOCK - 26))
def test_a_line_that_ends_at_a_block_s_border_stays_before_one_that_is_blank(path, length):
    """The file is read block by block: newline and blank are the last or the first byte of one."""
    lines = [line(0), line(1, length), line(2, 100), line(3, 100)]
    path.write_bytes(b"".join([*lines[:2], bytes(40) + lines[2][40:], lines[3]]))
    assert repair_tail(path) == Torn(path.name, len(lines[2] + lines[3]))
    assert path.read_bytes() == b"".join(lines[:2])


def test_blanks_over_the_ends_of_lines_take_those_lines_along(path):
    lines = [line(n, 100) for n in range(8)]
    path.write_bytes(lines[0] + lines[1][:50] + bytes(len(b"".join(lines[1:4]))) + b"".join(lines[4:]))
    repair_tail(path)
    assert path.read_bytes() == lines[0]


def test_lines_appended_together_are_synced_once_and_each_has_its_place(path, monkeypatch):
    synced, real = [], os.fsync
    append_to(path, line(0))
    with path.open("ab") as file:
        monkeypatch.setattr(os, "fsync", lambda fd: (synced.append(fd), real(fd)))
        places = append_lines(file.fileno(), [line(1), line(22), line(333)])
    assert len(synced) == 1
    assert [path.read_bytes()[start:end] for start, end in places] == [line(1), line(22), line(333)]


def test_a_folder_in_its_place_is_a_storage_error(path):
    path.mkdir()
    for act in (lambda: repair_tail(path), lambda: append_to(path, line(1))):
        with pytest.raises(StorageError, match="cannot write"):
            act()
    for act in (lambda: list(read_lines(path)), lambda: read_file(path), lambda: tail_start(path, 1)):
        with pytest.raises(UnreadableError, match="it is not a file"):
            act()


# --- reading -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        b'{"n":1}',
        b' {"n":1}',
        b'\t{"n":1}',
        b'\r{"n":1}\r',
        b'\xef\xbb\xbf{"n":1}',
        b'\0{"n":1}',
        b'x{"n":1}',
        b'\xa0{"n":1}',
        b"[1]",
        b" 1",
        b"{",
        b"",
        b" ",
    ],
)
def test_read_lines_and_parse_object_agree_on_what_is_an_object(path, text):
    path.write_bytes(text + b"\n" + line(2))
    first, second = read_lines(path)
    assert first == Line(0, len(text) + 1, parse_object(text + b"\n"))
    assert (first.value == {"n": 1}) is (text.strip() == b'{"n":1}')
    assert second.value == {"n": 2, "x": ""}


def test_a_range_of_bytes_gives_the_lines_that_end_in_it(path):
    path.write_bytes(line(1) + line(2) + line(3) + b'{"n":4')
    length = len(line(1))

    def numbers(*given):
        return [each.value["n"] for each in read_lines(path, *given)]

    assert numbers() == [1, 2, 3]
    assert numbers(length) == [2, 3]
    assert numbers(length, 2 * length) == [2]
    assert numbers(0, 2 * length - 1) == [1]
    assert numbers(0, 0) == []
    assert [(each.start, each.end) for each in read_lines(path, length)] == [
        (length, 2 * length),
        (2 * length, 3 * length),
    ]


@pytest.mark.parametrize("text", [b"[1]\n", b"null\n", b'"a"\n', b"{\n", b"\n", b"\xff\n", b"{}{}\n"])
def test_a_line_that_is_not_an_object_has_no_value(path, text):
    path.write_bytes(text + line(1))
    assert [each.value is None for each in read_lines(path)] == [True, False]
    assert parse_object(text) is None


def test_missing_files_have_nothing(path):
    assert (list(read_lines(path)), read_file(path), tail_start(path, 5)) == ([], None, 0)


@pytest.mark.parametrize("length", [0, 100, BLOCK // 2, BLOCK, 2 * BLOCK])
@pytest.mark.parametrize("wanted", [1, 2, 3, 4, 5, 9])
def test_the_tail_begins_so_many_lines_before_the_end(path, length, wanted):
    lines = [line(n, length) for n in range(5)]
    path.write_bytes(b"".join(lines))
    assert tail_start(path, wanted) == sum(map(len, lines[: max(0, 5 - wanted)]))


@pytest.mark.parametrize("length", [0, BLOCK])
def test_the_tail_keeps_within_its_bytes_but_has_one_line_at_least(path, length):
    lines = [line(n, length) for n in range(5)]
    path.write_bytes(b"".join(lines))
    size, one = path.stat().st_size, len(lines[0])
    assert tail_start(path, 9, 2 * one + one // 2) == size - 2 * one
    assert tail_start(path, 1, 3 * one) == size - one
    assert tail_start(path, 9, 2) == size - one
    assert tail_start(path, 9, size) == 0
    assert tail_start(path, 9, 10 * size) == 0
    assert tail_start(path, 2, 10 * size) == size - 2 * one


# --- writing -----------------------------------------------------------------------------------------


def test_a_line_says_where_it_stands(path):
    assert append_to(path, line(1)) == (0, len(line(1)))
    assert append_to(path, line(2, 5)) == (len(line(1)), len(line(1)) + len(line(2, 5)))
    assert path.read_bytes() == line(1) + line(2, 5)


def test_a_file_is_replaced_whole_and_leaves_nothing_beside_it(tmp_path):
    for data in (b"a long first text", b"short"):
        replace_file(tmp_path / "note", data)
        assert (tmp_path / "note").read_bytes() == data
    assert [each.name for each in tmp_path.iterdir()] == ["note"]


def test_a_write_that_is_taken_in_parts_is_whole(tmp_path, monkeypatch):
    real, parts = os.write, []

    def take_three(fd, data):
        parts.append(real(fd, bytes(data)[:3]))
        return parts[-1]

    monkeypatch.setattr(os, "write", take_three)
    fd = os.open(tmp_path / "parts", os.O_WRONLY | os.O_CREAT)
    write_whole(fd, b"ten bytes!")
    os.close(fd)
    assert ((tmp_path / "parts").read_bytes(), parts) == (b"ten bytes!", [3, 3, 3, 1])


# --- folders and refusals ----------------------------------------------------------------------------


def test_room_is_asked_for_at_the_folder_or_the_nearest_above_it(tmp_path, monkeypatch):
    seen = []

    class Usage:
        free = 1000 << 20

    monkeypatch.setattr(disk.shutil, "disk_usage", lambda path: seen.append(path) or Usage)
    check_free_space(tmp_path / "not" / "there", 1000 << 20)
    assert seen == [tmp_path]
    with pytest.raises(StorageError, match="only 1000 MB are free"):
        check_free_space(tmp_path, (1000 << 20) + 1)


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        (errno.ENOSPC, "free some space"),
        (errno.EDQUOT, "quota"),
        (errno.EFBIG, "ulimit"),
        (errno.EROFS, "writable"),
        (errno.EIO, "check the disk"),
        (errno.EACCES, "permissions"),
    ],
)
def test_each_refusal_says_what_to_do(tmp_path, code, advice):
    error = OSError(code, os.strerror(code))
    assert advice in str(disk_error(tmp_path / "x", error))
    assert os.strerror(code) in str(disk_error(tmp_path / "x", error))
    is_folders = code == errno.EACCES
    assert isinstance(folder_error(tmp_path, error), ConfigError if is_folders else StorageError)


def test_folders_are_made_with_those_above_them_and_a_file_in_the_way_is_named(tmp_path):
    make_folder(tmp_path / "a" / "b" / "c")
    make_folder(tmp_path / "a" / "b" / "c")
    assert (tmp_path / "a" / "b" / "c").is_dir()
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ConfigError, match="the data folder cannot be used"):
            make_folder(path)


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/a", "A", "-a", "a b", "a\n", "a\0"])
def test_only_a_plain_name_is_a_site(name):
    with pytest.raises(UsageError):
        check_site(name)


@pytest.mark.parametrize("name", ["a", "7", "bao-nam_dinh.vn"])
def test_a_plain_name_is_given_back(name):
    assert check_site(name) == name


def test_a_folder_that_another_process_makes_meanwhile_is_not_an_error(tmp_path, monkeypatch):
    (tmp_path / "a").mkdir()
    monkeypatch.setattr(Path, "exists", lambda path: path == tmp_path)
    make_folder(tmp_path / "a")


def test_no_descriptor_is_left_open(path):
    def count():
        return len(list(Path("/proc/self/fd").iterdir()))

    path.write_bytes(line(1) + b"{")
    before = count()
    repair_tail(path)
    append_to(path, line(2))
    replace_file(path.with_name("note"), b"x")
    sync_folder(path.parent)
    assert (read_file(path), tail_start(path, 1), len(list(read_lines(path)))) == (
        line(1) + line(2),
        len(line(1)),
        2,
    )
    make_folder(path.parent / "new")
    assert count() == before


def test_a_file_that_cannot_be_opened_is_named_with_the_reason(path):
    path.symlink_to(path)
    for act in (lambda: list(read_lines(path)), lambda: read_file(path), lambda: tail_start(path, 1)):
        with pytest.raises(UnreadableError, match=r"cannot read .*lines\.jsonl: Too many levels"):
            act()


def test_a_file_in_place_of_a_folder_is_named_as_the_folder(path):
    path.write_text("")
    for act in (lambda: list(read_lines(path / "x")), lambda: read_file(path / "x")):
        with pytest.raises(ConfigError, match="the data folder cannot be used"):
            act()


def test_a_new_file_whose_name_may_not_last_takes_no_line(path, monkeypatch):
    def refuse(_folder):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(journal, "sync_folder", refuse)
    with pytest.raises(StorageError, match="Input/output error"):
        append_to(path, line(1))
    assert path.read_bytes() == b""


def test_a_store_has_one_file_open_however_many_months_it_wrote_to(tmp_path, make_record):
    def count():
        return len(list(Path("/proc/self/fd").iterdir()))

    before = count()
    with Store(tmp_path, "thu") as store:
        for month in range(1, 13):
            store.append(make_record(month, captured_at=f"2026-{month:02}-01T00:00:00Z"))
            assert count() == before + 1
    assert count() == before


def test_the_tail_of_a_file_whose_first_line_is_blank_begins_behind_it(path):
    path.write_bytes(b"\n" + b"x" * 100 + b"\n")
    assert tail_start(path, 5, 10) == 1


def test_a_line_is_read_where_it_begins(path):
    lines = [b'{"n":1}\n', b'{"n":22}\n', b'{"n":3']
    path.write_bytes(b"".join(lines))
    assert read_line_at(path, 8) == Line(8, 17, {"n": 22})
    assert read_line_at(path, 17) == Line(17, 23, None), "it is cut"
    assert read_line_at(path, 23) == Line(23, 23, None)


def test_each_way_of_reading_names_a_file_that_cannot_be_opened(tmp_path):
    path = tmp_path / ("a" * 300)  # longer than a name may be
    for read in (
        lambda: list(read_lines(path)),
        lambda: list(read_raw(path)),
        lambda: read_file(path),
        lambda: read_line_at(path, 0),
        lambda: tail_start(path, 1),
    ):
        with pytest.raises(UnreadableError, match="File name too long"):
            read()


def test_a_folder_that_may_not_be_written_to_is_named_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write everywhere
    with pytest.raises(ConfigError, match="Permission denied"):
        make_folder(tmp_path / "data")


def test_a_folder_on_a_disk_that_may_only_be_read_is_named_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "statvfs", lambda path: SimpleNamespace(f_flag=os.ST_RDONLY))
    with pytest.raises((ConfigError, StorageError), match="Read-only file system"):
        make_folder(tmp_path / "data")


def test_a_file_that_cannot_be_replaced_is_named_and_stays(tmp_path, monkeypatch):
    note = tmp_path / "note"
    replace_file(note, b"old")
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "folder", tmp_path / "none" / "note", note / "below"):
        with pytest.raises((ConfigError, StorageError)):
            replace_file(path, b"new")

    def fail(fd):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StorageError, match="Input/output error"):
        replace_file(note, b"new")
    assert note.read_bytes() == b"old"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder", "note"]


# --- lines too long to be ours ---------------------------------------------------------------------------


@pytest.mark.parametrize("length", [999, 1000, 1001, 1999, 2000, 2001, 600_000])
def test_a_line_too_long_has_no_value_and_the_others_keep_their_places(path, monkeypatch, length):
    monkeypatch.setattr(journal, "LONGEST_LINE", 1000)
    long = b"[" + b" " * (length - 2) + b"\n"
    path.write_bytes(line(1) + long + line(2))
    assert [(start, end, value and value["n"]) for start, end, value in read_lines(path)] == [
        (0, len(line(1)), 1),
        (len(line(1)), len(line(1) + long), None),
        (len(line(1) + long), len(line(1) + long + line(2)), 2),
    ]
    assert list(read_raw(path)) == [line(1), *([long] if length <= 1000 else []), line(2)]
    path.write_bytes(line(1) + long[:-1])
    assert [value["n"] for _, _, value in read_lines(path)] == [1]


def test_of_a_small_file_that_has_grown_the_beginning_is_read(path, monkeypatch):
    monkeypatch.setattr(journal, "_LARGEST_SMALL_FILE", 100)
    path.write_bytes(b"x" * 1000)
    assert read_file(path) == b"x" * 100


def test_a_last_line_too_long_is_set_aside_unread(path, monkeypatch):
    monkeypatch.setattr(tail, "LONGEST_LINE", 1000)
    path.write_bytes(line(1) + line(2, 1000))
    assert repair_tail(path) == Torn(path.name, len(line(2, 1000)))
    assert path.read_bytes() == line(1)
