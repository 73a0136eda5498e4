"""Indexes, exports and reports on a full disk: one line, nothing stored is lost, and no half of a file is left."""

import os
import subprocess
import sys
from contextlib import contextmanager, suppress

import pytest

from tests.derived.store import article, write

COMMANDS = {
    "search": ("search", "bài", "--count"),
    "similar": ("similar", "--json"),
    "export": ("export", "--to", "out.csv"),
    "report": ("report", "--html", "out.html"),
}


@pytest.fixture(scope="module")
def disk(tmp_path_factory):
    """A disk of two megabytes that holds a store."""
    folder = tmp_path_factory.mktemp("disk")
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if sys.platform != "linux" or os.geteuid() or subprocess.run(command, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    write(folder, *(article(n, f"Bài {n}", " ".join(f"chữ{n * i % 500}" for i in range(60))) for n in range(200)))
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def ask(disk, *words):
    command = [sys.executable, "-m", "dvcrawler", *words, "--data", str(disk)]
    return subprocess.run(command, cwd=disk, capture_output=True, text=True, check=False)


@contextmanager
def filled(disk, *, left):
    """As many bytes are left, about."""
    filling = disk / "filling"
    with filling.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    os.truncate(filling, filling.stat().st_size - left)
    yield
    filling.unlink()


@pytest.fixture
def stored(disk):
    """Checks that the store is as before, and leaves no index."""
    before = {path: path.read_bytes() for path in disk.glob("articles/*/*")}
    yield before
    assert {path: path.read_bytes() for path in disk.glob("articles/*/*")} == before
    for path in (disk / "derived").iterdir():
        path.unlink()


@pytest.mark.parametrize("name", COMMANDS)
def test_where_the_disk_takes_no_index_one_line_says_so_and_the_next_search_builds_it(disk, stored, name):
    with filled(disk, left=64 * 1024):
        ended = ask(disk, *COMMANDS[name])
    assert ended.returncode == 15, ended.stdout + ended.stderr
    (line,) = ended.stderr.splitlines()
    assert line.endswith("free some space, then run again; what was stored stays")
    assert ask(disk, "search", "bài", "--count").stdout == "200\n"


@pytest.mark.parametrize("name", ["export", "report"])
def test_a_file_that_the_disk_does_not_take_whole_is_not_left_there(disk, stored, name):
    assert ask(disk, "similar", "--json").returncode in (0, 1)
    with filled(disk, left=8192):
        ended = ask(disk, *COMMANDS[name])
    assert ended.returncode in (3, 15), ended.stdout + ended.stderr
    (line,) = ended.stderr.splitlines()
    assert "cannot be written: No space left on device" in line
    assert list(disk.glob("*out*")) + list(disk.glob(".*out*")) == []
