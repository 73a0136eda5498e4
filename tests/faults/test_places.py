"""Folders that are files, read-only, links, immutable: named in one line, and nothing is done by halves."""

import shutil
import subprocess
from contextlib import contextmanager

import pytest

from dvcrawler.errors import ExitCode
from tests.faults.harness import CLEAN, SITE, ask, check_ended, check_recovers, crawl_under
from tests.portal import records, runs

FOLDERS = ("articles", f"articles/{SITE}", "state", "runs", "warc", f"warc/{SITE}")
#: Else a run does not begin on a small disk.
KEEP_NOTHING_FREE = ("-s", "DVCRAWLER_MIN_FREE_MB=0")
FILES = (f"state/{SITE}.lock", f"runs/{SITE}.jsonl", f"state/{SITE}.run.json")


def refused(server, data, *codes):
    """A run that does nothing and says in one line which path is at fault; that line."""
    asked = len(server.requests)
    ended = crawl_under(server, data)
    check_ended(ended, *codes)
    assert len(server.requests) == asked, "it asked the site although it could store nothing"
    (line,) = [line for line in (ended.out + ended.err).splitlines() if str(data) in line]
    return line


@pytest.mark.parametrize("place", FOLDERS)
def test_a_file_where_a_folder_should_be_is_named_before_anything_is_asked(server, portal, tmp_path, place):
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("in the way")
    assert str(path) in refused(server, tmp_path, ExitCode.CONFIG)
    assert path.read_text() == "in the way"


@pytest.mark.slow
@pytest.mark.parametrize("place", FILES)
def test_a_folder_where_a_file_should_be_is_named(server, portal, tmp_path, place):
    path = tmp_path / place
    path.mkdir(parents=True)
    assert str(path) in refused(server, tmp_path, ExitCode.STORAGE, ExitCode.CONFIG)
    path.rmdir()
    check_recovers(server, portal, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("place", ["", "articles", "state", "runs", "warc"])
def test_a_link_to_a_folder_elsewhere_is_as_good_as_a_folder(server, portal, tmp_path, place):
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (data / place).parent.mkdir(parents=True, exist_ok=True)
    (data / place).symlink_to(elsewhere)
    check_recovers(server, portal, data)
    assert any(elsewhere.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("place", ["", *FOLDERS])
def test_a_link_that_leads_nowhere_is_named(server, tmp_path, place):
    data = tmp_path / "data"
    (data / place).parent.mkdir(parents=True, exist_ok=True)
    (data / place).symlink_to(tmp_path / "nowhere" / "at all")
    refused(server, data, ExitCode.CONFIG)


@contextmanager
def mounted(*words):
    """A mount for the length of the block; the test is skipped where none is allowed."""
    if (
        shutil.which("mount") is None
        or subprocess.run(["mount", *words], capture_output=True, check=False).returncode
    ):
        pytest.skip("mounting is not allowed here")
    try:
        yield
    finally:
        subprocess.run(["umount", words[-1]], check=True)


@contextmanager
def immutable(path):
    if (
        shutil.which("chattr") is None
        or subprocess.run(["chattr", "+i", path], capture_output=True, check=False).returncode
    ):
        pytest.skip("immutable files are not to be had here")
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", path], check=True)


@pytest.mark.slow
def test_a_read_only_data_folder_is_15_and_readers_still_read(server, portal, sound, tmp_path):
    data = shutil.copytree(sound, tmp_path / "data")
    held = records(data)
    with mounted("--bind", str(data), str(data)):
        subprocess.run(["mount", "-o", "remount,bind,ro", str(data)], check=True)
        assert "Read-only" in refused(server, data, ExitCode.STORAGE)
        for words in (("sites",), ("coverage", SITE), ("verify", SITE), ("reindex", SITE), ("reparse", SITE)):
            ended = ask(data, *words)
            check_ended(
                ended, ExitCode.OK if words[0] in ("sites", "coverage", "verify") else ExitCode.STORAGE
            )
        assert records(data) == held
    check_recovers(server, portal, data)


@pytest.mark.slow
@pytest.mark.parametrize("size", ["64k", "400k", "700k", "1m"])
def test_a_disk_that_is_really_full(server, portal, tmp_path, size):
    """Not the shim: a file system of this size, and what it held copied to a larger one."""
    small, data = tmp_path / "small", tmp_path / "data"
    small.mkdir()
    with mounted("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(small)):
        ended = crawl_under(server, small, *KEEP_NOTHING_FREE)
        check_ended(ended, ExitCode.STORAGE)
        assert "run again" in ended.out + ended.err
        held = len(records(small))
        assert f"{held} stored" in ended.out or held == 0, ended.out
        if size in ("700k", "1m"):
            (run,) = runs(small, SITE)
            assert (run["exit_code"], run["outcomes"].get("stored", 0)) == (ExitCode.STORAGE, held)
            assert run["requests"] > 0, ended.out + ended.err
            assert f"{run['requests']} requests; " in ended.out
        shutil.copytree(small, data)
    check_recovers(server, portal, data)


@pytest.mark.slow
@pytest.mark.parametrize(
    "place", [*FOLDERS, f"runs/{SITE}.jsonl", f"state/{SITE}.sqlite", f"state/{SITE}.lock"]
)
def test_what_may_not_be_changed_ends_the_run_with_its_code(server, portal, sound, tmp_path, place):
    data = shutil.copytree(sound, tmp_path / "data")
    with immutable(data / place):
        ended = crawl_under(server, data)
        check_ended(ended, ExitCode.STORAGE, ExitCode.CONFIG, *CLEAN)
        if ended.code not in CLEAN:
            assert str(data) in ended.out + ended.err
    check_recovers(server, portal, data)
