"""The day by which periods are meant."""

from datetime import UTC, date, datetime, timedelta


def today() -> date:
    """In Vietnam, where the papers' days are."""
    return (datetime.now(UTC) + timedelta(hours=7)).date()
