"""The current day, to which periods refer."""

from datetime import date, datetime, timedelta

from dvcrawler.items import VIETNAM


def today() -> date:
    """The day in Vietnam, as newspapers date by it."""
    return datetime.now(VIETNAM).date()


def is_in_future(moment: datetime) -> bool:
    """Whether a capture is dated by a clock that was wrong: later than tomorrow. It would count as newer than
    all that is captured until then.
    """
    return moment.astimezone(VIETNAM).date() > today() + timedelta(days=1)
