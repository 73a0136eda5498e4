"""Decides, before an article is fetched, whether it may be in the run's period."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dvcrawler.discovery.arguments import Arguments, month_is_after, month_is_before
from dvcrawler.discovery.feed_files.feed_targets import SitemapEntry
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.normalize.dates import from_digits, read_machine_date
from dvcrawler.normalize.urls import Address
from dvcrawler.patterns import lazy_regex

#: An address is created with the draft, which may be published some days later.
_DRAFT = timedelta(days=2)
#: Articles are corrected within a day, or so rarely that a sitemap's `lastmod` counts as their day.
_CORRECTION = timedelta(days=1)
#: `lastmod` is the day of publication if at least this share of entries, and this many, were changed in the
#: month of their address.
_TRUSTED_SHARE, _MIN_ENTRIES = 0.9, 10
#: First and last (year, month).
Span = tuple[tuple[int, int], tuple[int, int]]
#: A year, and perhaps a month, in the name of a sitemap.
_NAMED = lazy_regex(r"(?<![0-9])((?:19|20)[0-9]{2})(?:[-_./]?(0[1-9]|1[0-2]))?(?![0-9])")


def may_cover(arguments: Arguments, found: ArticleLink) -> bool:
    """False only if the article is certainly outside the period."""
    address, day = found.address, found.day
    if month_is_before(arguments, address.month) or month_is_after(arguments, address.month):
        return False
    if not arguments.covers(day) or _ended_before(arguments, found):
        return False
    made = read_stamp_day(address)
    if made is None:
        return True
    is_after = arguments.until is not None and made > arguments.until
    return not is_after and not (arguments.since is not None and made < arguments.since - _DRAFT)


def is_before(arguments: Arguments, found: ArticleLink) -> bool | None:
    """Whether the article was published before `since`; None if unknown."""
    if arguments.since is None:
        return False
    if found.day is not None:
        return found.day < arguments.since
    if _ended_before(arguments, found):
        return True
    made = read_stamp_day(found.address)
    if made is not None:
        return made < arguments.since - _DRAFT
    month = found.address.month
    if month is None or month == (arguments.since.year, arguments.since.month):
        return None
    return month_is_before(arguments, month)


def _ended_before(arguments: Arguments, found: ArticleLink) -> bool:
    """Whether a day without a year is before the period in any year."""
    return arguments.since is not None and found.latest is not None and found.latest < arguments.since


def known_days(found: ArticleLink) -> tuple[date, date] | None:
    """The first and the last day on which the article may have been published; None if unknown."""
    if found.day is not None:
        return found.day, found.day
    made = read_stamp_day(found.address)
    if made is not None:
        return made, made + _DRAFT
    month = found.address.month
    return (date(*month, 1), date(*month, monthrange(*month)[1])) if month is not None else None


def read_stamp_day(address: Address) -> date | None:
    """The day in the address; None if it has none."""
    if not address.stamp:
        return None
    at = from_digits(address.stamp)
    return at.date() if at else read_machine_date(address.stamp).day


# --- sitemaps -------------------------------------------------------------------------------------


def read_change(changed: str | None) -> date | None:
    """The day of a `lastmod` in Vietnam time; None if it cannot be read."""
    return read_machine_date(changed).day if changed else None


def tells_publication(links: Iterable[tuple[ArticleLink, date | None]]) -> bool:
    """Whether the entries of a sitemap were last changed when they were published, judged by the months in
    their addresses: after a migration, or with a CMS that touches every page, `lastmod` is useless.
    """
    pairs = [(link.address.month, day) for link, day in links if link.address.month and day]
    same = sum((day.year, day.month) == month or _begins_next(day, month) for month, day in pairs)
    return len(pairs) >= _MIN_ENTRIES and same >= len(pairs) * _TRUSTED_SHARE


def _begins_next(day: date, month: tuple[int, int] | None) -> bool:
    """Whether the previous day is in the month: a month's last articles are corrected on the day after it."""
    before = day - _CORRECTION
    return (before.year, before.month) == month


def may_be_changed_in(arguments: Arguments, day: date | None, *, is_publication: bool) -> bool:
    """Whether an entry changed on that day, and so published no later, may be in the period."""
    if day is None:
        return True
    if arguments.since is not None and day < arguments.since:
        return False
    return not (is_publication and arguments.until is not None and day > arguments.until + _CORRECTION)


def named_spans(entries: Sequence[SitemapEntry]) -> list[Span | None]:
    """The first and last month of each sitemap of an index, by the year or month in its name; None if the
    name does not show it: a number counts only if several names differ in nothing else.
    """
    stems = [_NAMED.sub("*", entry.url) for entry in entries]
    series = {stem for stem, number in Counter(stems).items() if number > 1}
    return [
        _parse_named_span(each.url) if stem in series else None
        for each, stem in zip(entries, stems, strict=True)
    ]


def _parse_named_span(url: str) -> Span | None:
    names = _NAMED.findall(url)
    if len(names) != 1:
        return None
    year, month = names[0]
    return (int(year), int(month or 1)), (int(year), int(month or 12))
