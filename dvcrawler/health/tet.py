"""The holiday of Tết, in which no office publishes, and hardly a paper."""

from datetime import UTC, datetime
from functools import cache

_DAY = 86400.0
#: A new moon (6 January 2000, 18:14 UTC) and the mean time between two: true ones are within 15 hours of it.
_NEW_MOON, _MONTH = 947182440.0, 29.530588861 * _DAY
#: Days before the first day of Tết on which offices close, and after it until they open again at the latest.
_BEFORE, _AFTER = 4 * _DAY, 9 * _DAY


def is_in_tet(moment: float) -> bool:
    """Whether the moment, in seconds since 1970, is in the holiday. A day at either end may be wrong."""
    new_year = _find_new_year(int(moment // (365.2425 * _DAY)) + 1970)
    return -_BEFORE <= moment - new_year < _AFTER


@cache
def _find_new_year(year: int) -> float:
    """The new moon between about 21 January and 20 February, at which the lunar year begins."""
    earliest = datetime(min(max(year, 1), 9999), 1, 20, 20, tzinfo=UTC).timestamp()
    return earliest + (_NEW_MOON - earliest) % _MONTH
