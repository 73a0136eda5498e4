"""What the fault tests share: a process under a fault, how much memory it took, and whether what it left
behind is whole.
"""

import errno
import hashlib
import json
import os
import shutil
import struct
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import gettempdir

import jsonschema
import pytest
from warcio.archiveiterator import ArchiveIterator

from dvcrawler.errors import ExitCode
from dvcrawler.schema import load_schema
from dvcrawler.storage.warc.reader import Damage, read_warc
from sample_portal.portal import Portal
from tests import warm
from tests.portal import command, crawl, environment, records, runs

SITE = "baonamdinh"
#: Of the sample portal: some 30 articles of this site.
ARTICLES = 45
CLEAN = (ExitCode.OK, ExitCode.PARTIAL)
#: What a process may take at most, whatever it meets.
MOST_MEMORY = 300
_CODES = {int(code) for code in ExitCode} - {ExitCode.INTERNAL}
KILLED = -1
_SOURCE = Path(__file__).with_name("shim.c")

# --- a process under a fault ----------------------------------------------------------------------


@dataclass(frozen=True)
class Ended:
    """`memory` is the most that the process held, in MB."""

    code: int
    out: str
    err: str
    memory: float


class Process:
    """A command as a fork of the warm server, which tells how much memory it took."""

    def __init__(self, words, env):
        self.popen = warm.popen(
            words,
            env=env,
            stdin=subprocess.DEVNULL,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert isinstance(self.popen, warm.Process), env.get("PYTHONPATH")

    def wait(self, timeout=500):
        try:
            out, err = self.popen.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            out, err = self.popen.communicate()
            raise AssertionError(
                f"it did not end within {timeout} s:\n{out[-2000:]}\n{err[-2000:]}"
            ) from None
        return Ended(self.popen.returncode, out, err, self.popen.peak / 1024)

    def kill(self):
        """True where it was still under way."""
        was_under_way = self.popen.poll() is None
        self.popen.kill()
        self.wait()
        return was_under_way


def begin_crawl(server, data, *arguments, site=SITE, **more):
    """`arguments` come last, so that they may slow it down again; `site` may name several."""
    return Process([*command(data, *site.split()), *arguments], environment(server, **more))


def crawl_under(server, data, *arguments, site=SITE, **more):
    """A crawl under a fault, to its end."""
    return begin_crawl(server, data, *arguments, site=site, **more).wait()


def begin(data, *words, **more):
    """Another command, e.g. `begin(data, "reparse", "phunu")`."""
    return Process([sys.executable, "-m", "dvcrawler", *words, "--data", str(data)], environment(**more))


def ask(data, *words, **more):
    return begin(data, *words, **more).wait()


def size_of(data):
    """Bytes in the store."""
    return sum(file.stat().st_size for file in Path(data).glob("articles/*/*.jsonl"))


class Withheld(Portal):
    """A sample portal that may answer nothing more while the store has so many bytes: no crawl ends until then,
    however late the test gets its turn.
    """

    def __init__(self, articles, data):
        super().__init__(articles)
        self._data, self._most = data, None

    def respond(self, host, target, cookie=""):
        while (most := self._most) is not None and size_of(self._data) >= most:
            time.sleep(0.01)
        return super().respond(host, target, cookie)

    @contextmanager
    def withheld(self, most):
        self._most = most
        try:
            yield
        finally:
            self.give()

    def give_up_to(self, most):
        """Answers on until the store has so many bytes, and returns then."""
        self._most = most
        wait_for(lambda: size_of(self._data) >= most)

    def give(self):
        self._most = None


def stored_lines(data):
    """How many finished lines are in the store, whatever they hold."""
    return sum(path.read_bytes().count(b"\n") for path in Path(data).glob("articles/*/*.jsonl"))


def wait_for(is_so, patience=300):
    ends = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < ends, "it did not come to that"
        time.sleep(0.005)


# --- disks that fail and clocks that are wrong ----------------------------------------------------


@cache
def shim():
    """The compiled shim; the test is skipped where there is no compiler."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("no C compiler: faults of disk and clock cannot be made")
    version = hashlib.sha256(_SOURCE.read_bytes()).hexdigest()[:16]
    built = Path(gettempdir()) / f"dvcrawler-shim-{os.getuid()}-{version}.so"
    if not built.exists():
        made = built.with_suffix(f".{os.getpid()}")
        subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", made, _SOURCE, "-ldl"], check=True)
        made.rename(built)  # at once, for other processes that make it too
    return built


@dataclass(frozen=True)
class Disk:
    """Calls on paths that match `path` fail from the `begin`-th on, `count` of them (None: all). The error
    KILLED kills the process at the call, with `short` after half of a write.
    """

    path: str
    calls: str = "write"
    error: int = errno.ENOSPC
    begin: int = 1
    count: int | None = None
    short: bool = False

    def environment(self, log):
        return {
            "LD_PRELOAD": str(shim()),
            "SHIM_PATH": self.path,
            "SHIM_CALLS": self.calls,
            "SHIM_ERRNO": str(self.error),
            "SHIM_FROM": str(self.begin),
            "SHIM_LOG": str(log),
            "SHIM_COUNT": "" if self.count is None else str(self.count),
            "SHIM_SHORT": str(int(self.short)),
        }


class Trace:
    """The calls of a process and its children on files below `folder`, in their order."""

    def __init__(self, folder, log):
        self._folder, self._log = Path(folder), Path(log)

    @property
    def environment(self):
        traced = f"{self._folder}*"
        return {"LD_PRELOAD": str(shim()), "SHIM_TRACE": str(self._log), "SHIM_TRACED": traced}

    def calls(self):
        """(call, path below the folder)."""
        lines = self._log.read_text("utf-8").splitlines() if self._log.exists() else []
        pairs = (line.split(" ", 1) for line in lines)
        return [(call, Path(path).relative_to(self._folder).as_posix()) for call, path in pairs]


class Clock:
    """A time of day for processes, wrong by so many seconds; may be set while they run."""

    def __init__(self, folder, seconds=0):
        self._path = Path(folder) / "clock"
        self._path.write_bytes(struct.pack("q", seconds))

    def set(self, seconds):
        with self._path.open("r+b", buffering=0) as file:
            file.write(struct.pack("q", seconds))

    @property
    def environment(self):
        return {"LD_PRELOAD": str(shim()), "SHIM_CLOCK": str(self._path)}


# --- what was left behind -------------------------------------------------------------------------


def check_ended(ended, *codes):
    """One of the documented codes, and never a traceback; memory within its limit."""
    text = f"{ended.code}\n{ended.out[-3000:]}\n{ended.err[-3000:]}"
    assert ended.code in (codes or _CODES), text
    assert "Traceback" not in ended.err + ended.out, text
    assert 0 < ended.memory < MOST_MEMORY, ended.memory


def check_store(data, *, by_schema=True):
    """Every finished line is a valid record and stands there once, though the last may be torn."""
    validator = jsonschema.Draft202012Validator(load_schema())
    seen = set()
    for path in sorted(Path(data).glob("articles/*/*.jsonl")):
        for line in path.read_bytes().split(b"\n")[:-1]:
            record = json.loads(line)
            fault = next(validator.iter_errors(record), None) if by_schema else None
            assert fault is None, (path.name, record.get("id"), fault)
            assert (record["id"], record["revision"]) not in seen, record["id"]
            seen.add((record["id"], record["revision"]))
    return seen


def check_warcs(data):
    """Every file is read by warcio, up to a cut where it was cut; the cuts as (file, offset)."""
    cuts = []
    for path in sorted(Path(data).glob("warc/*/*.warc.gz")):
        damages = [found.offset for found in read_warc(path) if isinstance(found, Damage)]
        assert len(damages) <= 1, (path.name, damages)
        end = damages[0] if damages else path.stat().st_size
        cuts += [(path.name, end)] if damages else []
        if end == 0:
            continue
        whole = path.with_suffix(".whole")
        whole.write_bytes(path.read_bytes()[:end])
        try:
            with whole.open("rb") as file:
                for record in ArchiveIterator(file, check_digests="raise"):
                    record.content_stream().read()
        finally:
            whole.unlink()
    return cuts


def check_run_records(data, site=SITE, *, was_cut=False):
    """The runs' ranges tile each article file: none is missing, none is told twice, no run is open.

    `was_cut`: somebody cut a file back, whose end was written anew and is rightly told anew.
    """
    told = {}
    for run in runs(data, site):
        for name, (start, end) in run["files"].items():
            place = told.get(name, 0)
            assert start == place or (was_cut and start < place), (run["id"], name, start, told)
            told[name] = end
    held = {path.name: path.stat().st_size for path in Path(data).glob(f"articles/{site}/*.jsonl")}
    assert told == {name: size for name, size in held.items() if size}
    assert not (Path(data) / "state" / f"{site}.run.json").exists()


def check_verified(data, site=SITE, but=()):
    """`verify` finds nothing but the cuts, and whatever holds one of the words in `but`."""
    cuts = check_warcs(data)
    found = ask(data, "verify", site, "--json")
    findings = [json.loads(line) for line in found.out.splitlines()]
    left = [
        f
        for f in findings
        if (Path(f["file"]).name, f["offset"]) not in cuts and not any(word in f["what"] for word in but)
    ]
    assert left == [], left
    check_ended(found, ExitCode.PARTIAL if findings else ExitCode.OK)


def check_complete(data, portal, site=SITE):
    """Each article due is held once, as it is due."""
    held = records(data, site)
    ids = [record["id"] for record in held]
    due = {each["id"]: each for each in portal.expected(site)}
    lost, extra = set(due) - set(ids), sorted(id_ for id_ in ids if id_ not in due or ids.count(id_) > 1)
    assert not lost and not extra, f"lost: {sorted(lost)}; doubled or not due: {extra}"
    for record in held:
        wrong = {
            k: (record[k], v) for k, v in due[record["id"]].items() if k != "problems" and record[k] != v
        }
        assert not wrong, (record["id"], wrong)


def check_recovers(server, portal, data, *arguments, site=SITE, but=(), was_cut=False):
    """A clean run after the fault: nothing lost, nothing doubled, everything agrees.

    What was cut is written anew, and is shorter where the number of the process has fewer digits.
    """
    if was_cut:
        but = (*but, "had stored up to here")
    again = crawl(server, data, site, *arguments)
    assert again.code in CLEAN, again.out + again.err
    assert "Traceback" not in again.err, again.err
    check_store(data)
    check_complete(data, portal, site)
    check_run_records(data, site, was_cut=was_cut)
    check_verified(data, site, but)
    return again
