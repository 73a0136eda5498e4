"""What the tests of a cluster share: commands with one database, and workers as processes of their own."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from sample_portal.crawl import NO_DELAYS
from tests.portal import environment

#: Seconds; the shortest that is allowed.
LEASE = 5


def words(data, *arguments):
    """`arguments` come last: the last value of a setting is the one that is used."""
    return [
        sys.executable,
        "-m",
        "dvcrawler",
        "cluster",
        "--data",
        str(data),
        *NO_DELAYS,
        "-s",
        f"DVCRAWLER_CLUSTER_LEASE={LEASE}",
        "-s",
        "DVCRAWLER_PUBLISH_SECONDS=1",
        *arguments,
    ]


class Cluster:
    """`data`: the store's folder or address; `settings` are environment variables."""

    def __init__(self, server, url, folder, data=None, **settings):
        self.url = url
        self._env = environment(server, DVCRAWLER_CLUSTER=url, **settings)
        self.data, self.logs = data or Path(folder) / "data", Path(folder) / "logs"
        self.logs.mkdir(parents=True, exist_ok=True)
        self.workers = []

    def run(self, *arguments):
        return subprocess.run(
            words(self.data, *arguments),
            env=self._env,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def start(self, *arguments, **settings):
        worker = WorkerProcess(
            words(self.data, *arguments), self._env | settings, self.logs / f"{len(self.workers)}.log"
        )
        self.workers.append(worker)
        return worker

    def end(self):
        for worker in self.workers:
            worker.kill_all()


class WorkerProcess:
    """A worker, or a scheduler, with its output in a file."""

    def __init__(self, command, env, log):
        self.log = log
        with log.open("w") as file:
            self.popen = subprocess.Popen(
                command, env=env, stdin=subprocess.DEVNULL, stdout=file, stderr=file
            )

    def send(self, number):
        self.popen.send_signal(number)

    def children(self):
        """The crawls of this worker that still run; they have sessions of their own."""
        found = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.popen.pid)], capture_output=True, text=True, check=False
        )
        return [int(word) for word in found.stdout.split()]

    def signal_all(self, number):
        """Signals the worker and its crawls, as when a machine stops."""
        for pid in [self.popen.pid, *self.children()]:
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def kill_all(self):
        self.signal_all(signal.SIGKILL)
        self.popen.wait(300)

    def text(self):
        return self.log.read_text("utf-8", "replace")

    def says(self, text, seconds=300):
        wait_until(lambda: text in self.text() or self.popen.poll() is not None, seconds)
        assert text in self.text(), self.text()[-3000:]


def wait_until(condition, seconds=300):
    """Fails when the condition does not come true, long after a busy machine would have got there."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the condition did not come true"
        time.sleep(0.1)
