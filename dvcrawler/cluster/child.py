"""`python -m dvcrawler.cluster.child crawl SITE …`: a crawl that ends when its worker's lease does.

The worker writes the end of its lease to standard input again and again, a time of `clock()` in each line. A
crawl that was stopped together with its worker, or whose worker died or lost its connection to Postgres, must
not continue: by then another machine crawls the site.
"""

import os
import runpy
import signal
import sys
import threading
from contextlib import suppress
from typing import BinaryIO

from dvcrawler.cluster.leases import clock
from dvcrawler.errors import ExitCode

#: Seconds within which the first line must arrive.
_FIRST_SECONDS = 30.0
#: Seconds between checks of the clock: a suspended process ends this soon after it resumes.
_LOOK_SECONDS = 0.25


class Lease:
    """Watched by two threads: one reads, one ends the process."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._end = clock() + _FIRST_SECONDS
        self._wait = threading.Event()

    def watch(self) -> None:
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=self._enforce_lease, daemon=True).start()

    def _read(self) -> None:
        for line in iter(self._pipe.readline, b""):
            with suppress(ValueError):
                self._end = float(line)
        os.kill(os.getpid(), signal.SIGTERM)  # the worker has died; the lease is not over yet

    def _enforce_lease(self) -> None:
        while clock() < self._end:
            self._wait.wait(_LOOK_SECONDS)
        # No clean shutdown: it would take seconds, and everything stored is on disk.
        os._exit(int(ExitCode.TERMINATED))


def main() -> None:
    pipe = os.fdopen(os.dup(0), "rb", buffering=0)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    Lease(pipe).watch()
    sys.argv[0] = "dvcrawler"
    runpy.run_module("dvcrawler", run_name="__main__", alter_sys=False)


if __name__ == "__main__":
    main()
