"""A limit on the time that reading one page may take."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

from dvcrawler.extract.page import NotAPageError
from dvcrawler.items import PageCode

#: The limit if no settings are read; see DVCRAWLER_READ_SECONDS.
READ_SECONDS = 10.0
#: Seconds after which the error is raised again, in case a destructor or a library swallowed it.
_AGAIN = 0.5


class _OverdueError(BaseException):
    """Not an Exception, so that no code on the way takes it for a fault of the page and continues."""


_is_armed = False


@contextmanager
def limit_reading(seconds: float = READ_SECONDS) -> Iterator[None]:
    """Interrupts the block with UnreadableError after this much processor time.

    Not by the clock, so that no page fails because the machine was busy or asleep. Python code and regular
    expressions are interrupted; a parser written in C is not, which is why `extract.loading.trial` comes
    before it. Only the main thread can be interrupted: in others, and within another limit, the
    block runs as it is.
    """
    global _is_armed
    if _is_armed or current_thread() is not main_thread():
        yield
        return
    try:
        try:
            signal.signal(signal.SIGPROF, _raise)
            _is_armed = True
            signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
            yield
        finally:
            _disarm()
    except _OverdueError:
        _disarm()  # the signal may have come within the other call
        raise NotAPageError(f"reading the page took longer than {seconds:g} s", PageCode.TOO_SLOW) from None


def _disarm() -> None:
    global _is_armed
    _is_armed = False
    signal.setitimer(signal.ITIMER_PROF, 0)


def _raise(number: int, frame: FrameType | None) -> None:
    if _is_armed:
        raise _OverdueError
