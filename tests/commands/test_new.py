import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import warm
from tests.derived.store import article, write
from tests.faults.harness import Disk


@pytest.fixture
def data(tmp_path):
    write(tmp_path / "data", article(1, "Bài một", "Nội dung."), article(2, "Bài hai", "Khác.", site="khac"))
    return tmp_path / "data"


def run(data, *words, **more):
    return warm.run(
        [sys.executable, "-m", "dvcrawler", "new", *words, "--data", str(data)],
        text=True,
        check=False,
        **{"capture_output": True, **more},
    )


def ids(ended):
    assert (ended.returncode, ended.stderr) == (0, "")
    return [json.loads(line)["id"] for line in ended.stdout.splitlines()]


def test_each_record_is_printed_once(data, tmp_path):
    cursor = ("--cursor", str(tmp_path / "mine.cursor"))
    assert ids(run(data, *cursor)) == ["khac:2", "thu:1"]
    assert ids(run(data, *cursor)) == []
    write(data, article(3, "Bài ba", "Mới."))
    assert ids(run(data, *cursor)) == ["thu:3"]


def test_a_mistyped_site_is_refused_and_one_not_stored_yet_is_not(data, tmp_path):
    ended = run(data, "--cursor", str(tmp_path / "c"), "--site", "baonamdih")
    assert (ended.returncode, ended.stderr) == (
        2,
        "dvcrawler: unknown site 'baonamdih'; did you mean baonamdinh?\n",
    )
    assert not (tmp_path / "c").exists()
    assert ids(run(data, "--cursor", str(tmp_path / "c"), "--site", "baonamdinh")) == []


def test_each_site_has_a_separate_place_in_the_cursor(data, tmp_path):
    assert ids(run(data, "--cursor", str(tmp_path / "c"), "--site", "thu")) == ["thu:1"]
    assert ids(run(data, "--cursor", str(tmp_path / "c"))) == ["khac:2"]


def test_nothing_is_printed_where_the_place_cannot_be_kept(data, tmp_path):
    (tmp_path / "mine.cursor.new").mkdir()  # what it is written to first
    ended = run(data, "--cursor", str(tmp_path / "mine.cursor"))
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (15, "", 1)


def test_what_had_nowhere_to_be_printed_comes_again(data, tmp_path):
    cursor = ("--cursor", str(tmp_path / "mine.cursor"))
    words = warm.in_a_shell([sys.executable, "-m", "dvcrawler", "new", *cursor, "--data", str(data)])
    ended = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *words], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, "it is closed; check where standard output goes" in ended.stderr) == (3, True)
    assert len(ids(run(data, *cursor))) == 2


def test_what_could_not_be_printed_comes_again(data, tmp_path):
    cursor = ("--cursor", str(tmp_path / "mine.cursor"))
    with Path("/dev/full").open("wb") as full:
        ended = run(data, *cursor, stdout=full, stderr=subprocess.PIPE, capture_output=False)
    assert ended.returncode != 0
    assert "Traceback" not in ended.stderr
    assert len(ids(run(data, *cursor))) == 2


def test_what_a_disk_takes_and_then_refuses_comes_again(data, tmp_path):
    """As a network disk that is full."""
    cursor, out = ("--cursor", str(tmp_path / "mine.cursor")), tmp_path / "out.jsonl"
    disk = Disk(str(out), "fsync").environment(tmp_path / "log")
    with out.open("wb") as file:
        ended = run(
            data, *cursor, stdout=file, stderr=subprocess.PIPE, capture_output=False, env=os.environ | disk
        )
    assert (ended.returncode, ended.stderr.count("\n")) == (3, 1)
    assert len(ids(run(data, *cursor))) == 2


@pytest.mark.parametrize(
    ("before", "after"), [(b"", b""), (b'{"id":1}\n', b'{"id":1}\n'), (b'{"id', b'{"id\n')]
)
def test_a_line_that_was_cut_is_ended_first(data, tmp_path, before, after):
    cursor, out = ("--cursor", str(tmp_path / "mine.cursor")), tmp_path / "out.jsonl"
    out.write_bytes(before)
    with out.open("ab") as file:
        run(data, *cursor, stdout=file, stderr=subprocess.PIPE, capture_output=False)
    assert out.read_bytes().startswith(after + b'{"schema":')


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ([], 2, "name a file"),
        (["--cursor", "{tmp}/bad"], 2, "{tmp}/bad: the cursor cannot be read; name another, or delete it"),
        (["--cursor", "{tmp}"], 3, "{tmp}: it is not a file; name another file"),
        (["--cursor", "{tmp}/bytes"], 2, "{tmp}/bytes is not a cursor"),
        (["--cursor", "{tmp}/none/c"], 3, "there is no folder"),
        (["--cursor", "{tmp}/c", "more"], 2, "name a file"),
        (["--cursor", "{tmp}/c", "--site", "../x"], 2, "not the name of a site"),
    ],
)
def test_a_bad_call_is_one_line(data, tmp_path, words, code, says):
    (tmp_path / "bad").write_text("{")
    (tmp_path / "bytes").write_bytes(b"\xff\x00")
    ended = run(data, *(word.format(tmp=tmp_path) for word in words))
    assert ended.returncode == code
    assert says.format(tmp=tmp_path) in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_an_empty_store_says_so(tmp_path):
    ended = run(tmp_path, "--cursor", str(tmp_path / "c"))
    assert ended.returncode == 2
    assert "nothing is stored" in ended.stderr


def test_a_cursor_that_is_not_a_file_of_some_bytes_is_refused_at_once_and_stays(data, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "large").open("wb") as large:
        large.truncate(1 << 34)  # takes no disk, and more memory than there is
    (tmp_path / "link").symlink_to("/dev/zero")
    for name, code in (("pipe", 3), ("large", 2), ("link", 3)):
        ended = run(data, "--cursor", str(tmp_path / name), timeout=100)
        assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (code, "", 1), name
    assert (tmp_path / "pipe").is_fifo()
    assert (tmp_path / "link").is_symlink()


def test_a_link_is_followed_to_the_cursor(data, tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert len(ids(run(data, "--cursor", str(tmp_path / "link")))) == 2
    assert ids(run(data, "--cursor", str(tmp_path / "link"))) == []
    assert (tmp_path / "link").is_symlink()
