"""The clock of leases."""

import time


def clock() -> float:
    """Seconds on a clock that also runs while the machine sleeps; the same for all processes of a machine."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
