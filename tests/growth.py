"""Whether work grows faster than its input, in processor time, so that busy neighbours do not count."""

import signal
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager, suppress
from time import process_time
from types import FrameType
from typing import TypeVar

#: What is to be measured, for an input of that size.
Work = Callable[[int], Callable[[], object]]
Name = TypeVar("Name", bound=Hashable)

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


def grows_too_fast(work: Work, size: int, *, floor: float, most: float) -> bool:
    """Whether `work(size)()` takes far more than 4 times as long as `work(size // 4)()`.

    Never where it takes less than `floor` seconds, always where it takes more than `most`. A disturbed
    measurement is made again, up to twelve times in all; quadratic work shows in each. The shorter input is tried
    first: what takes less than a 64th of `floor` there takes less than `floor`, were its growth cubic.
    """
    short = work(size // 4)
    try:
        with deadline(most):
            before = cost(short)
            if before < floor / 64:
                return False
            after = cost(long := work(size))
        if after < floor:
            return False
        with deadline(10 * most):
            for _ in range(_TRIES):
                before = min(before, cost(short))
                if after <= max(floor, _MOST_GROWTH * before):
                    return False
                before, after = min(cost(short), cost(short)), min(cost(long), cost(long))
    except LateError:
        pass
    return True


def find_too_fast(works: Mapping[Name, Work], size: int, *, floor: float, most: float) -> Iterator[Name]:
    """The names of those that grow too fast. Works that are quick share a deadline: to set one takes as long."""
    waiting = deque(works)
    while waiting:
        with suppress(LateError), deadline(most):
            while waiting and cost(works[waiting[0]](size // 4)) < floor / 64:
                waiting.popleft()
        if waiting and grows_too_fast(works[name := waiting.popleft()], size, floor=floor, most=most):
            yield name
