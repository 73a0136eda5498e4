"""One crawl of one site in a separate process, under a lease."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from dvcrawler.cluster.leases import clock
from dvcrawler.errors import ExitCode

#: Seconds between checks of the lease, the process and the signals.
_LOOK_SECONDS = 0.5
#: Seconds that a crawl has for its clean stop, before the second signal ends it at once.
STOP_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class SiteResult:
    """`code` is the exit code, negative for a signal that ended the process; `text` its result lines."""

    code: int
    text: str

    @property
    def line(self) -> str:
        return self.text.partition("\n")[0]


async def crawl_site(
    words: Sequence[str], usable_until: Callable[[], float], must_stop: Callable[[], bool]
) -> SiteResult:
    """Runs `dvcrawler` with the words until it ends, or must end.

    `usable_until` gives the time of `clock()` at which the lease ends, as far as is known now.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "dvcrawler.cluster.child",
        *words,
        stdin=PIPE,
        stdout=PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    reading = asyncio.create_task(process.stdout.read())
    try:
        await _accompany(process, usable_until, must_stop)
        text = (await reading).decode("utf-8", "replace").strip()
    finally:
        reading.cancel()
        if process.returncode is None:
            _send(process, signal.SIGKILL)
    return SiteResult(await process.wait(), text)


async def _accompany(
    process: Process, usable_until: Callable[[], float], must_stop: Callable[[], bool]
) -> None:
    """Renews the lease of the process until it has ended; stops it when the lease is lost."""
    ended, sent = asyncio.create_task(process.wait()), 0.0
    stopped: list[float] = []
    while not ended.done():
        if (until := usable_until()) != sent:
            await _send_lease(process, until)
            sent = until
        if must_stop() and (not stopped or clock() > stopped[-1] + STOP_SECONDS):
            _send(process, signal.SIGTERM if len(stopped) < 2 else signal.SIGKILL)
            stopped.append(clock())
        if clock() > until:  # the process ends itself; this is for one that hangs
            _send(process, signal.SIGKILL)
        await asyncio.wait([ended], timeout=_LOOK_SECONDS)


def _send(process: Process, number: signal.Signals) -> None:
    """Bypasses the process's own methods: they check first whether it has ended, and asyncio, which then
    finds no process to wait for, reports 255 as its exit code.
    """
    with suppress(ProcessLookupError):
        os.kill(process.pid, number)


async def _send_lease(process: Process, until: float) -> None:
    assert process.stdin is not None
    with suppress(ConnectionError):
        process.stdin.write(f"{until}\n".encode())
        await process.stdin.drain()


#: Codes of a crawl that did not do its work, for a reason that is not the site's.
_CUT_SHORT = (ExitCode.INTERRUPTED, ExitCode.TERMINATED, ExitCode.STORAGE, ExitCode.LOCKED)
_CODES = frozenset(map(int, ExitCode))


def is_given_back(result: SiteResult) -> bool:
    """Whether the crawl was cut short by this worker or machine, so that it is due again."""
    return result.code in _CUT_SHORT or result.code not in _CODES
