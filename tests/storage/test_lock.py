import os
import subprocess
import sys
from pathlib import Path

import pytest

from dvcrawler.errors import LockedError
from dvcrawler.storage.lock import Holder, SiteLock, find_holder

RACER = """
import os, sys, time
from pathlib import Path
from dvcrawler.errors import LockedError
from dvcrawler.storage.lock import SiteLock
data, left, parent = Path(sys.argv[1]), int(sys.argv[2]), os.getppid()
while os.getppid() == parent:  # ends with the test that started it, however busy the machine is
    try:
        with SiteLock(data, "thu", "2026-01-01T00:00:00Z"):
            fd = os.open(data / "inside", os.O_CREAT | os.O_EXCL)  # fails where two are inside
            os.close(fd)
            time.sleep(0.002)
            (data / "inside").unlink()
        left -= 1
        if not left:
            sys.exit(0)
    except LockedError:
        time.sleep(0.005)
sys.exit(3)
"""
HOLDER = """
import sys
from pathlib import Path
from dvcrawler.storage.lock import SiteLock
with SiteLock(Path(sys.argv[1]), "thu", "2026-01-01T00:00:00Z"):
    print("held", flush=True)
    sys.stdin.read()  # until the test closes it
"""


def start(script: str, data: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, str(data), *words]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_of_racing_processes_never_two_are_inside(tmp_path):
    racers = [start(RACER, tmp_path, "4") for _ in range(14)]
    assert [r.communicate() and r.returncode for r in racers] == [0] * 14


@pytest.mark.slow
def test_a_thousand_races_for_the_lock_never_let_two_inside(tmp_path):
    racers = [start(RACER, tmp_path, "50") for _ in range(20)]
    assert [r.communicate() and r.returncode for r in racers] == [0] * 20


def test_whoever_comes_second_is_told_who_is_inside(tmp_path):
    with start(HOLDER, tmp_path) as holder:
        assert holder.stdout.readline() == "held\n"
        says = rf"another run of thu is under way \(process {holder.pid}, since 2026-01-01T"
        with pytest.raises(LockedError, match=says):
            SiteLock(tmp_path, "thu", "2026-01-02T00:00:00Z").acquire()
        holder.kill()


def test_a_killed_holder_frees_the_lock(tmp_path):
    with start(HOLDER, tmp_path) as holder:
        holder.stdout.readline()
        holder.kill()
    with SiteLock(tmp_path, "thu", "2026-01-02T00:00:00Z") as lock:
        assert lock.path.exists()
    assert lock.path.exists()


def test_sites_do_not_wait_for_each_other(tmp_path):
    with SiteLock(tmp_path, "thu", "t"), SiteLock(tmp_path, "khac", "t"):
        pass


LOOKER = """
import sys, time
from pathlib import Path
from dvcrawler.storage.lock import find_holder
print("looking", flush=True)
while True:
    find_holder(Path(sys.argv[1]), "thu")
    time.sleep(0.0005)
"""


def test_a_look_tells_who_holds_the_lock_and_changes_nothing(tmp_path):
    assert find_holder(tmp_path, "thu") is None
    assert list(tmp_path.iterdir()) == []
    with start(HOLDER, tmp_path) as process:
        assert process.stdout.readline() == "held\n"
        assert find_holder(tmp_path, "thu") == Holder(process.pid, "2026-01-01T00:00:00Z")
        process.kill()
    assert find_holder(tmp_path, "thu") is None


def test_looking_on_and_on_keeps_nobody_out(tmp_path):
    (tmp_path / "state").mkdir()
    with start(LOOKER, tmp_path) as looker:
        looker.stdout.readline()
        for _ in range(300):
            with SiteLock(tmp_path, "thu", "t"):
                pass
        looker.kill()


def test_within_a_process_too_the_second_is_told_and_the_file_says_nothing_afterwards(tmp_path):
    assert find_holder(tmp_path, "thu") is None  # there is no file yet
    with SiteLock(tmp_path, "thu", "2026-01-01T00:00:00Z") as lock:
        assert find_holder(tmp_path, "thu") == Holder(os.getpid(), "2026-01-01T00:00:00Z")
        says = rf"under way \(process {os.getpid()}, since 2026-01-01T00:00:00Z\); this one wrote nothing"
        with pytest.raises(LockedError, match=says):
            SiteLock(tmp_path, "thu", "2026-01-02T00:00:00Z").acquire()
    assert find_holder(tmp_path, "thu") is None
    assert lock.path.read_bytes() == b""
    lock.release()


@pytest.mark.parametrize(
    "written", [b"", b'{"process":', b'{"process":1}', b"[]", b'{"process":1e400,"since":1}']
)
def test_a_holder_that_has_not_written_its_name_yet_holds_the_lock(tmp_path, written):
    with SiteLock(tmp_path, "thu", "2026-01-01T00:00:00Z") as lock:
        lock.path.write_bytes(written)
        assert find_holder(tmp_path, "thu") == Holder(None, None)
        with pytest.raises(LockedError, match="is under way; this one wrote nothing"):
            SiteLock(tmp_path, "thu", "2026-01-02T00:00:00Z").acquire()


def test_what_a_killed_holder_left_in_the_file_is_overwritten_whole(tmp_path):
    with SiteLock(tmp_path, "thu", "2026-01-01T00:00:00Z") as lock:
        pass
    lock.path.write_bytes(b"x" * 500)
    with lock:
        assert find_holder(tmp_path, "thu") == Holder(os.getpid(), "2026-01-01T00:00:00Z")


def test_a_lock_file_is_no_program(tmp_path):
    with SiteLock(tmp_path, "thu", "2026-01-01T00:00:00Z") as lock:
        assert lock.path.stat().st_mode & 0o111 == 0


def test_a_lock_that_is_taken_leaves_no_file_open(tmp_path):
    with SiteLock(tmp_path, "thu", "2026-01-01T00:00:00Z"):
        before = {path.name for path in Path("/proc/self/fd").iterdir()}
        with pytest.raises(LockedError):
            SiteLock(tmp_path, "thu", "2026-01-02T00:00:00Z").acquire()
        assert {path.name for path in Path("/proc/self/fd").iterdir()} == before
