"""Disks that are full or fail, file by file and call by call: 15, one line, and nothing lost."""

import errno

import pytest

from dvcrawler.errors import ExitCode
from tests.faults.harness import (
    SITE,
    Disk,
    check_ended,
    check_recovers,
    check_store,
    check_warcs,
    crawl_under,
)

_FILE, _DATABASE, _FOLDER = ("write", "fsync", "open"), ("write", "fsync"), ("fsync", "mkdir")
#: What each file is, and the calls that are made on it. (SQLite opens its files once, for good.)
TARGETS = {
    "article store": (f"*/articles/{SITE}/*.jsonl", _FILE),
    "ledger": (f"*/state/{SITE}.sqlite", (*_DATABASE, "open")),
    "ledger's log": (f"*/state/{SITE}.sqlite-wal", _DATABASE),
    "archive": (f"*/warc/{SITE}/*.warc.gz", _FILE),
    "capture index": (f"*/state/{SITE}.warc.sqlite", (*_DATABASE, "open")),
    "capture index's log": (f"*/state/{SITE}.warc.sqlite-wal", _DATABASE),
    "run record": (f"*/runs/{SITE}.jsonl", _FILE),
    "running note": (f"*/state/{SITE}.run.json*", (*_FILE, "rename")),
    "lock": (f"*/state/{SITE}.lock", ("write", "open")),
    "article folder": (f"*/articles/{SITE}", _FOLDER),
    "archive folder": (f"*/warc/{SITE}", _FOLDER),
    "state folder": ("*/state", _FOLDER),
    "runs folder": ("*/runs", _FOLDER),
}
FIRST = [(target, call) for target, (_, calls) in TARGETS.items() for call in calls]
#: Calls that come more than once in a run.
LATER = [
    ("article store", "write"),
    ("article store", "fsync"),
    ("archive", "write"),
    ("archive", "fsync"),
    ("ledger's log", "write"),
]


def strike(server, portal, tmp_path, disk):
    """A crawl under the fault, and a clean one; whether the fault struck at all."""
    data, log = tmp_path / "data", tmp_path / "log"
    ended = crawl_under(server, data, **disk.environment(log))
    if not log.exists():
        check_ended(ended, ExitCode.OK, ExitCode.PARTIAL)
        return False
    check_ended(ended, ExitCode.STORAGE)
    (line,) = [line for line in ended.out.splitlines() if not line.startswith("  ")]
    assert line.startswith(f"{SITE}: storage (15): ")
    assert str(data) in line and "run again" in line, line
    check_store(data)
    check_warcs(data)
    check_recovers(server, portal, data)
    return True


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("target", "call", "error"),
    [("article store", "fsync", errno.EIO), ("ledger's log", "write", errno.ENOSPC)],
)
def test_a_disk_that_fails_ends_the_run_with_15_and_loses_nothing(
    server, portal, tmp_path, target, call, error
):
    assert strike(server, portal, tmp_path, Disk(TARGETS[target][0], call, error, begin=4))


ERRORS = pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO], ids=["ENOSPC", "EIO"])


@pytest.mark.slow
@ERRORS
@pytest.mark.parametrize(("target", "call"), FIRST)
def test_the_first_call_of_each_kind_on_each_file(server, portal, tmp_path, target, call, error):
    assert strike(server, portal, tmp_path, Disk(TARGETS[target][0], call, error))


@pytest.mark.slow
@ERRORS
@pytest.mark.parametrize("begin", [2, 5])
@pytest.mark.parametrize(("target", "call"), LATER)
def test_a_later_call_may_fail_without_loss(server, portal, tmp_path, target, call, error, begin):
    assert strike(server, portal, tmp_path, Disk(TARGETS[target][0], call, error, begin))


@pytest.mark.slow
@pytest.mark.parametrize("target", ["article store", "archive", "ledger's log", "run record", "running note"])
def test_half_of_a_write_before_the_disk_is_full(server, portal, tmp_path, target):
    assert strike(server, portal, tmp_path, Disk(TARGETS[target][0], begin=1, short=True))


@pytest.mark.slow
@pytest.mark.parametrize("target", ["article store", "archive", "run record"])
def test_half_of_a_write_that_cannot_be_taken_back(server, portal, tmp_path, target):
    """A half-written line stays where even the cutting back fails; the next run sets it aside."""
    disk = Disk(
        TARGETS[target][0], "write,truncate", errno.EIO, begin=3 if target != "run record" else 1, short=True
    )
    assert strike(server, portal, tmp_path, disk)


@pytest.mark.slow
@pytest.mark.parametrize("begin", range(1, 60, 4))
def test_a_whole_disk_that_fills_up_at_any_moment(server, portal, tmp_path, begin):
    """Every file of the data folder at once, as it really is."""
    assert strike(server, portal, tmp_path, Disk("*/data/*", "write,open,mkdir", begin=begin, short=True))


@pytest.mark.slow
@pytest.mark.parametrize("begin", range(1, 38, 3))
def test_a_whole_disk_that_fails_to_sync_at_any_moment(server, portal, tmp_path, begin):
    """A crawl of so few articles syncs 39 times at least; the last two are of a ledger that is complete."""
    assert strike(server, portal, tmp_path, Disk("*/data/*", "fsync", errno.EIO, begin=begin))


@pytest.mark.slow
@pytest.mark.parametrize("target", ["article store", "archive", "ledger's log"])
def test_a_single_call_that_is_refused_ends_the_run_too(server, portal, tmp_path, target):
    assert strike(server, portal, tmp_path, Disk(TARGETS[target][0], "write", errno.EIO, begin=3, count=1))
