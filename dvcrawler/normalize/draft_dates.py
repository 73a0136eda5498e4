"""The dates of a draft: of publication, printed or in the address, and of the last change."""

from dataclasses import dataclass
from datetime import datetime

from dvcrawler.items import Draft, Problem, ProblemCode
from dvcrawler.normalize.dates import DateReading, from_digits, read_date, read_machine_date

_UNKNOWN = DateReading(None, None, None)


@dataclass(frozen=True, slots=True)
class DraftDates:
    """`day` (`YYYY-MM-DD`) and the others as they are stored; `problems` say why one is missing."""

    day: str | None
    published_at: str | None
    modified_at: str | None
    problems: tuple[Problem, ...]


def read_dates(draft: Draft) -> DraftDates:
    """Reads the day and time of publication. A time that the layout knows to be wrong is left out."""
    read, problem = _read_printed(draft) if draft.date_raw else _read_stamp(draft)
    problems = [problem] if problem is not None else []
    if read.at is not None and draft.time_is_false:
        reason = "time is known to be false on migrated pages"
        problems.append(Problem("published_at", ProblemCode.MIGRATED_TIME, reason))
    day = read.day.isoformat() if read.day else None
    at = _format_moment(read.at) if read.at is not None and not draft.time_is_false else None
    modified = _read_modified(draft)
    if _is_before(modified, day):
        reason = f"{modified!r} is stated as the last change, before the day of publication"
        problems.append(Problem("modified_at", ProblemCode.DATES_DISAGREE, reason))
        modified = None
    return DraftDates(day, at, modified, tuple(problems))


def _is_before(moment: str | None, day: str | None) -> bool:
    return day is not None and moment is not None and moment[: len(day)] < day


def _read_modified(draft: Draft) -> str | None:
    """When the article was changed last, as it is stored; None if that cannot be read."""
    if not draft.modified_raw:
        return None
    read = read_date(draft.modified_raw, reference=draft.provenance.latest, month_first=draft.month_first)
    return _format_moment(read.at) if read.at else None


def _read_printed(draft: Draft) -> tuple[DateReading, Problem | None]:
    reference = draft.provenance.latest
    date = read_date(draft.date_raw or "", reference=reference, month_first=draft.month_first)
    if date.problem and date.code:
        return date, Problem("date", date.code, date.problem)
    if date.day and draft.url_month and (date.day.year, date.day.month) != draft.url_month:
        reason = "the printed date is outside the address's month" + _describe_month(draft)
        return date, Problem("date", ProblemCode.DATE_OUTSIDE_MONTH, reason)
    return date, None


def _read_stamp(draft: Draft) -> tuple[DateReading, Problem | None]:
    """Reads the day in the address, if the site is known to put the day of publication there. Where there is
    none, what the draft says of the date is more precise.
    """
    at = from_digits(draft.url_stamp) if draft.url_stamp else None
    text = at.isoformat() if at is not None else draft.url_stamp
    read = read_machine_date(text, reference=draft.provenance.latest) if text else _UNKNOWN
    if read.day is None or read.problem:
        if any(each.field == "date" for each in draft.problems):
            return _UNKNOWN, None
        reason = "no printed date" + _describe_month(draft)
        return _UNKNOWN, Problem("date", ProblemCode.NO_DATE, reason)
    reason = "no printed date; the day is the address's"
    return read, Problem("date_raw", ProblemCode.DATE_FROM_ADDRESS, reason)


def _describe_month(draft: Draft) -> str:
    return "; the address says {}-{:02}".format(*draft.url_month) if draft.url_month else ""


def _format_moment(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "+07:00"
