"""Killed at any moment of a removal: on the next opening the article is there whole, or gone whole."""

import errno
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dvcrawler.storage.removals.log import removed_ids
from tests.faults.harness import KILLED, Disk
from tests.portal import environment
from tests.storage.removal_store import (
    ID,
    SECRET,
    SITE,
    change,
    check_settled,
    check_whole,
    fill,
    held,
    open_again,
    places_of,
)

WORDS = [sys.executable, "-m", "tests.storage.removal_store"]
CALLS = "write,fsync,open,truncate,unlink,rename"


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    data = tmp_path_factory.mktemp("sound") / "data"
    data.mkdir()
    fill(data)
    return data


def strike(sound, folder, disk, *how):
    """Removes under the fault; the data, or None where the fault came too late to strike."""
    data, log = folder / "data", folder / "log"
    shutil.rmtree(data, ignore_errors=True)
    log.unlink(missing_ok=True)
    shutil.copytree(sound, data)
    run = subprocess.run(
        [*WORDS, str(data), *how],
        env=environment(**disk.environment(log)),
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    if not log.exists():
        assert run.returncode == 0, run.stderr
        return None
    assert run.returncode, "the fault was overlooked"
    return data


def check(data, how=None):
    """Readers first: they take no lock and repair nothing."""
    is_removed = ID in removed_ids(data, SITE)
    assert (("thu:2", 2) in held(data)) is not is_removed
    assert check_settled(data, is_marked=how == "mark") is is_removed
    return is_removed


def try_all(sound, tmp_path, path, calls, error, *how, short=False, step=1):
    """At each call in turn; the outcomes in their order."""
    outcomes, number = [], 1
    while data := strike(sound, tmp_path, Disk(path, calls, error, number, count=1, short=short), *how):
        outcomes.append(check(data, *how))
        number += step
    assert outcomes == sorted(outcomes), "once it is removed it stays removed"
    return outcomes


@pytest.mark.slow
def test_killed_at_any_call_on_store_and_archive(sound, tmp_path):
    outcomes = try_all(sound, tmp_path, f"*/data/*/{SITE}/*", "write,fsync", KILLED)
    assert set(outcomes) == {False, True}
    assert outcomes.count(True) > 5


@pytest.mark.slow
def test_killed_in_the_midst_of_any_write(sound, tmp_path):
    outcomes = try_all(sound, tmp_path, f"*/data/*/{SITE}/*", "write", KILLED, short=True)
    assert set(outcomes) == {False, True}


def test_a_full_disk_before_it_is_decided_changes_nothing(sound, tmp_path):
    data = strike(sound, tmp_path, Disk("*/removals.log", "write", errno.ENOSPC, short=True))
    assert check(data) is False
    change(data)
    assert check(data) is True


@pytest.mark.slow
@pytest.mark.parametrize("short", [False, True])
def test_killed_at_any_call_on_the_whole_data_folder(sound, tmp_path, short):
    assert set(try_all(sound, tmp_path, "*/data/*", CALLS, KILLED, short=short)) == {False, True}


@pytest.mark.slow
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_refuses_any_call(sound, tmp_path, error):
    assert set(try_all(sound, tmp_path, f"*/data/*/{SITE}/*", "write,fsync", error)) == {False, True}


@pytest.mark.slow
def test_killed_while_an_interrupted_removal_is_finished(sound, tmp_path):
    """The second process that does the work may be killed like the first."""
    first = strike(sound, tmp_path, Disk(f"*/warc/{SITE}/*", "write", KILLED))
    half = tmp_path / "half"
    shutil.copytree(first, half)
    assert places_of(half, SECRET)
    number = 1
    while data := strike(half, tmp_path, Disk(f"*/data/*/{SITE}*", "write,fsync", KILLED, number, count=1)):
        assert check(data) is True
        number += 1
    assert number > 5


@pytest.mark.slow
def test_killed_while_a_mark_is_set_or_taken_back(sound, tmp_path):
    assert set(try_all(sound, tmp_path, f"*/data/*/{SITE}/*", CALLS, KILLED, "mark")) == {False, True}
    marked = tmp_path / "marked"
    shutil.copytree(sound, marked)
    change(marked, "mark")
    number = 1
    while data := strike(
        marked, tmp_path, Disk(f"*/data/*/{SITE}/*", CALLS, KILLED, number, count=1), "undo"
    ):
        is_removed = ID in removed_ids(data, SITE)
        open_again(data)
        check_whole(data)
        assert (("thu:2", 2) in held(data)) is not is_removed
        number += 1
    assert number > 3
