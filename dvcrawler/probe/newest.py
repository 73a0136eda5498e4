"""The newest article that a probe has seen, and how long ago that was: a site may have stopped."""

from collections.abc import Iterator
from datetime import date

from dvcrawler.probe.findings import Findings

#: Days without an article after which a newspaper or portal has probably stopped.
_SILENT_DAYS = 60


def find_newest(found: Findings) -> str | None:
    """The day of the newest article in feeds, sitemaps and samples; days after the probe are mistakes."""
    today = found.probed_at[:10]
    return max((day for day in _list_days(found) if day <= today), default=None)


def _list_days(found: Findings) -> Iterator[str]:
    yield from (file.last[:10] for file in (*found.feeds, *found.sitemaps) if file.last and file.articles)
    days = (sample.values.get("date") for sample in found.articles)
    yield from (day for day in days if isinstance(day, str))


def count_silent_days(found: Findings) -> int | None:
    """The days between the newest article and the probe; None if no day was seen."""
    newest = find_newest(found)
    if newest is None:
        return None
    return (date.fromisoformat(found.probed_at[:10]) - date.fromisoformat(newest)).days


def is_silent(days: int | None) -> bool:
    """Whether a site without a new article for that long has probably stopped."""
    return days is not None and days >= _SILENT_DAYS
