"""The places on an axis of time."""

from collections.abc import Iterable

UNDATED = "undated"


def every_month(times: Iterable[str]) -> list[str]:
    """Every month ("YYYY-MM"), or year ("YYYY"), from the first to the last, including empty ones."""
    dated = sorted(time for time in times if time != UNDATED)
    if not dated:
        return []
    if len(dated[0]) == 4:
        return [f"{year:04}" for year in range(int(dated[0]), int(dated[-1]) + 1)]
    first, last = (int(time[:4]) * 12 + int(time[5:7]) - 1 for time in (dated[0], dated[-1]))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]
