"""The lease of a job: its clock, and the errors that end a job before its crawl is done."""

import time


class GivenBackError(Exception):
    """The job was not done; another attempt is due after `seconds`."""

    def __init__(self, seconds: int = 0):
        super().__init__("given back")
        self.seconds = seconds


class LostLeaseError(Exception):
    """The worker was counted as dead and its jobs were given to others."""


def clock() -> float:
    """Seconds on a clock that also runs while the machine sleeps; the same for all processes of a machine."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
