"""The current day, to which periods refer."""

from datetime import date, datetime

from dvcrawler.items import VIETNAM


def today() -> date:
    """The day in Vietnam, as newspapers date by it."""
    return datetime.now(VIETNAM).date()
