"""A process that publishes is killed, or stopped and woken; several publish at once."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from dvcrawler.shared.fence import begin
from dvcrawler.shared.location import SharedLocation, open_store
from dvcrawler.shared.objects import NewerOwnerError, SharedStoreError
from dvcrawler.shared.publish import Publisher
from dvcrawler.shared.restore import restore
from dvcrawler.shared.verify import verify_segments
from dvcrawler.shared.work import SharedWork

from .conftest import SITE, Machine, copy_of, files_of

MONTH = "articles/thu/2026-01.jsonl"


@pytest.fixture
def store(tmp_path):
    return open_store(SharedLocation.parse(f"file://{tmp_path}/store"))


@pytest.fixture
def machine(tmp_path, store, make_record):
    def make(name):
        (tmp_path / name).mkdir(exist_ok=True)
        return Machine(tmp_path / name, store, make_record)

    return make


def segments_of(store):
    return [path for path, _ in store.listing("sites") if path.endswith(".seg")]


@contextmanager
def publishing(tmp_path, here):
    """A process that claims the site and publishes six lines one by one; it waits for input after each."""
    here.append(*range(6))
    (here.folder / MONTH).rename(here.folder / "lines")
    (here.folder / MONTH).parent.rmdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.shared.test_kill", f"file://{tmp_path}/store", here.folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def publish_line_by_line(url, folder):
    store = open_store(SharedLocation.parse(url))
    create = store.create

    def create_and_wait(path, data):
        is_created = create(path, data)
        print(path, flush=True)
        sys.stdin.readline()
        return is_created

    store.create = create_and_wait
    fence = begin(store, SITE)
    restore(store, SITE, Path(folder), fence)
    (Path(folder) / MONTH).parent.mkdir(parents=True)
    shutil.copyfile(Path(folder) / "lines", Path(folder) / MONTH)
    with suppress(NewerOwnerError):
        Publisher(fence, Path(folder), longest=10).publish()
        print("published all", flush=True)
        return
    print("lost", flush=True)


def let_publish(process, count):
    """Waits until begin.json and this many segments are created; the process then waits too."""
    for number in range(count + 1):
        assert process.stdout.readline().startswith(b"sites/")
        if number < count:
            process.stdin.write(b"\n")
            process.stdin.flush()


@pytest.mark.parametrize("count", [0, 3])
def test_a_kill_while_publishing_leaves_whole_segments_and_the_next_claim_goes_on(
    store, machine, tmp_path, count
):
    here = machine("a")
    with publishing(tmp_path, here) as process:
        let_publish(process, count)
        os.kill(process.pid, signal.SIGKILL)
    lines = (here.folder / "lines").read_bytes().splitlines(keepends=True)
    seen = copy_of(store, tmp_path / "reader").get(MONTH, b"")
    assert seen == b"".join(lines[:count])
    other = machine("b").claim()
    other.append(*range(count, 9))
    other.publish()
    assert copy_of(store, tmp_path / "reader") == files_of(other.folder)
    assert list(verify_segments(store, SITE, tmp_path / "reader")) == []


def test_a_process_that_was_stopped_and_wakes_after_another_claim_is_not_read(store, machine, tmp_path):
    here = machine("a")
    with publishing(tmp_path, here) as process:
        let_publish(process, 2)
        os.kill(process.pid, signal.SIGSTOP)
        other = machine("b").claim()
        other.append(7)
        other.publish()
        os.kill(process.pid, signal.SIGCONT)
        out, _ = process.communicate(b"\n" * 10)
    assert len(segments_of(store)) > 3  # it went on with the publication that it was in
    assert b"published all" in out
    assert copy_of(store, tmp_path / "reader") == files_of(other.folder)
    last = machine("c").claim()
    assert last.restored.faults == ()
    assert len(segments_of(store)) == 3


def test_a_lost_site_ends_its_run_and_no_other(store, tmp_path, make_record):
    work = SharedWork(store, tmp_path / "a", seconds=0.01)
    for site in ("thu", "khac"):
        work.claim(site)
    begin(store, "thu")
    ended = []
    is_ended = threading.Event()

    def abort(site, error):
        ended.append((site, type(error)))
        is_ended.set()

    with work.publishing(abort):
        assert is_ended.wait(300)
    assert ended == [("thu", NewerOwnerError)]
    assert list(work.finish()) == ["thu"]


def test_a_store_that_does_not_answer_ends_no_run(store, tmp_path, monkeypatch):
    work, asked = SharedWork(store, tmp_path / "a", seconds=0.01), threading.Event()
    work.claim(SITE)

    def refuse(*arguments):
        asked.set()
        raise SharedStoreError("refused")

    monkeypatch.setattr(store, "listing", refuse)
    with work.publishing(lambda site, error: pytest.fail(str(error))):
        assert asked.wait(300)
    assert [str(error) for error in work.finish().values()] == ["refused"]


if __name__ == "__main__":
    publish_line_by_line(*sys.argv[1:])
