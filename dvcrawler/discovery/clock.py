"""The current day, to which periods refer."""

from datetime import UTC, date, datetime, timedelta


def today() -> date:
    """The day in Vietnam, as newspapers date by it."""
    return (datetime.now(UTC) + timedelta(hours=7)).date()
