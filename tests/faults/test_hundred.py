"""A hundred seeded faults of every kind over ten thousand articles: none lost, none doubled."""

import errno
import random
import shutil
import time

import pytest

from dvcrawler.errors import ExitCode
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests.faults.harness import (
    CLEAN,
    MOST_MEMORY,
    Clock,
    Disk,
    begin_crawl,
    check_complete,
    check_ended,
    check_run_records,
    check_store,
    check_verified,
    check_warcs,
    stored_lines,
    wait_for,
)
from tests.faults.test_derived import be_cut, become_text, delete, garble_bytes, garble_sectors
from tests.portal import SITES, crawl, runs

ALL = " ".join(SITES)
#: Calls of the disk that a page costs, roughly: enough for a share of the articles before the fault.
CALLS_A_PAGE = 8
_TARGETS = (
    "*/data/*",
    "*/articles/*.jsonl",
    "*/state/*.sqlite",
    "*/state/*.sqlite-wal",
    "*/warc/*.warc.gz",
    "*/runs/*",
    "*/state/*.run.json*",
)


class Faults:
    """Each strikes one run; what it did is counted by name."""

    def __init__(self, server, tmp_path, seed, share):
        self.server, self.folder, self.data = server, tmp_path, tmp_path / "data"
        self.chance, self.share = random.Random(seed), share
        self.struck, self.memory = {}, 0.0

    def strike(self):
        kind = self.chance.choice(
            (self.kill, self.kill, self.disk, self.disk, self.wound, self.tear, self.clock)
        )
        name = kind()
        self.struck[name] = self.struck.get(name, 0) + 1

    def crawl_a_while(self, **more):
        """A crawl that is killed after its share of articles; False where it had ended before."""
        run = begin_crawl(self.server, self.data, site=ALL, **more)
        goal = stored_lines(self.data) + self.chance.randrange(2 * self.share)
        wait_for(lambda: stored_lines(self.data) > goal or run.popen.poll() is not None)
        time.sleep(self.chance.uniform(0, 0.05))
        was_under_way = run.popen.poll() is None
        run.popen.kill()
        ended = run.wait()
        self.memory = max(self.memory, ended.memory)
        assert "Traceback" not in ended.err, ended.err
        if not was_under_way:
            check_ended(ended, ExitCode.STORAGE, *CLEAN)
        return was_under_way

    def kill(self):
        return "kill" if self.crawl_a_while() else "nothing"

    def disk(self):
        call = self.chance.choice(("write", "fsync", "write,fsync,open,mkdir,rename,truncate"))
        error = self.chance.choice((errno.ENOSPC, errno.EIO))
        begin = self.chance.randrange(1, self.share * CALLS_A_PAGE // 3)
        target = self.chance.choice(_TARGETS)
        log = self.folder / "log"
        log.unlink(missing_ok=True)
        disk = Disk(
            target,
            call,
            error,
            begin if "data" in target else begin // 20 + 1,
            short=self.chance.random() < 0.5,
        )
        if self.crawl_a_while(**disk.environment(log)):
            return "kill"
        return f"disk {errno.errorcode[error]}" if log.exists() else "nothing"

    def wound(self):
        """To a ledger or an index, while nobody is at it; then a run that is killed."""
        path = self.chance.choice(sorted((self.data / "state").glob("*.sqlite")) or [self.data / "none"])
        if not path.is_file():
            return self.kill()
        self.chance.choice((delete, garble_bytes, garble_sectors, be_cut, become_text))(path, self.chance)
        self.kill()
        return "derived file"

    def tear(self):
        """A line that was half written when the power went."""
        files = sorted(self.data.glob("articles/*/*.jsonl"))
        if not files:
            return self.kill()
        path = self.chance.choice(files)
        content = path.read_bytes()
        if content.endswith(b"\n"):
            line = content.splitlines(keepends=True)[0]
            with path.open("ab") as file:
                file.write(line[: self.chance.randrange(1, len(line))])
        self.kill()
        return "torn line"

    def clock(self):
        seconds = self.chance.choice((-1, 1)) * self.chance.randrange(3600, 10 * 365 * 86400)
        self.crawl_a_while(**Clock(self.folder, seconds).environment)
        return "clock"


def strike_and_finish(tmp_path, articles, faults, seed):
    portal = Portal(articles)
    with serve(portal) as server:
        fault = Faults(server, tmp_path, seed, articles // faults)
        for _ in range(faults):
            fault.strike()
            check_store(fault.data, by_schema=False)
        check_warcs(fault.data)
        assert crawl(server, fault.data, *SITES, timeout=900).code in CLEAN
    check_store(fault.data)
    for site in SITES:
        check_complete(fault.data, portal, site)
        check_run_records(fault.data, site)
        check_verified(fault.data, site)
    held = stored_lines(fault.data)
    print(
        f"seed {seed}: {held} articles, {sum(fault.struck.values())} faults {fault.struck}, "
        f"{sum(len(runs(fault.data, s)) for s in SITES)} run records, {fault.memory:.0f} MB at most"
    )
    assert held == len(portal.expected())
    assert fault.memory < MOST_MEMORY


@pytest.mark.slow
def test_eight_faults_over_three_hundred_articles(tmp_path):
    strike_and_finish(tmp_path, articles=300, faults=8, seed=21)


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_a_hundred_faults_over_ten_thousand_articles(tmp_path):
    strike_and_finish(tmp_path, articles=10_000, faults=100, seed=22)
    shutil.rmtree(tmp_path / "data")
