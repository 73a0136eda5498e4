"""Whether work grows faster than its input, in processor time, so that busy neighbours do not count."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time
from types import FrameType

#: Four times the input: linear work takes 4 times as long, quadratic work 16 times.
_MOST_GROWTH = 9.0
_TRIES = 12


class LateError(Exception):
    """The work took more processor time than it was allowed."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raises `LateError` after that much processor time; the regex engine, too, stops for it."""
    before = signal.signal(signal.SIGPROF, _raise_late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _raise_late(number: int, frame: FrameType | None) -> None:
    raise LateError


def cost(work: Callable[[], object]) -> float:
    """Processor seconds."""
    start = process_time()
    work()
    return process_time() - start


def grows_too_fast(
    work: Callable[[int], Callable[[], object]], size: int, *, floor: float, most: float
) -> bool:
    """Whether `work(size)()` takes far more than 4 times as long as `work(size // 4)()`.

    Never where it takes less than `floor` seconds, always where it takes more than `most`. A disturbed
    measurement is made again, up to twelve times in all; quadratic work shows in each. The shorter input is tried
    first: what takes less than a 64th of `floor` there takes less than `floor`, were its growth cubic.
    """
    short = work(size // 4)
    try:
        with deadline(most):
            if cost(short) < floor / 64:
                return False
            after = cost(long := work(size))
        if after < floor:
            return False
        with deadline(10 * most):
            for _ in range(_TRIES):
                if after <= max(floor, _MOST_GROWTH * min(cost(short), cost(short))):
                    return False
                after = min(cost(long), cost(long))
    except LateError:
        pass
    return True
