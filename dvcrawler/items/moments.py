"""The time zone of dates in records, and the form of moments."""

from datetime import UTC, datetime, timedelta, timezone

#: The time zone of `date`, `published_at` and `modified_at`: without daylight saving time.
VIETNAM = timezone(timedelta(hours=7))


def utc_text(moment: datetime) -> str:
    """A moment as records, runs and ledgers hold it: `2026-01-31T08:00:00Z`; `fromisoformat` reads it.

    Not by `strftime`, which asks the system for the local time zone each time.
    """
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
