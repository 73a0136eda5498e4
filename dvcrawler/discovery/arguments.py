"""What a run was asked for: the `-a NAME=VALUE` arguments of the command line, validated."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dvcrawler.discovery.address_list import check_list
from dvcrawler.discovery.cdx import COMMON_CRAWL, INTERNET_ARCHIVE
from dvcrawler.discovery.warc_pages import find_files
from dvcrawler.errors import UsageError
from dvcrawler.normalize.hosts import find_address_fault, find_host_fault, is_text
from dvcrawler.normalize.media_kinds import read_kinds
from dvcrawler.normalize.numbers import read_decimal, read_whole
from dvcrawler.normalize.periods import read_period
from dvcrawler.normalize.pins import read_pins
from dvcrawler.normalize.suggestions import suggest

NAMES = (
    "since", "until", "section", "limit", "revisit", "source", "host", "start", "unit", "archive", "minutes",
    "requests", "tls", "tls_pin", "article", "listing", "media",
)  # fmt: skip
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.I)
_ARCHIVES = ("wayback", "commoncrawl")
_UNIT = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
#: Largest accepted number of pages or requests, and of days (273 years).
_MAX_COUNT, _MAX_DAYS = 1_000_000_000, 99_999
#: Characters of a regular expression that is given.
_MAX_PATTERN = 500
#: Characters of an invalid value that a message repeats.
_MAX_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Arguments:
    """`since` and `until`: days of publication, inclusive. `limit`: number of article pages to fetch.
    `revisit`: known articles of this many days are read again, -1 for all, None for those that the ledger
    says are due. `units`: first labels of the hosts, for a site with many.

    The source is at most one of `urls` (a list of addresses), `warc` (WARC files), `archive` (URL of a web
    archive) and `commoncrawl` (URL of an index service); the live site where all are None. `minutes` and
    `requests` limit the run. `tls`: "legacy" for an outdated server; `tls_pin`: hash of its certificate;
    None for what the site file says. `article` and `listing`: regular expressions found in the addresses of
    articles and of listings; None where they are learned. `media`: kinds of files to
    keep, None for what the setting says.
    """

    since: date | None = None
    until: date | None = None
    section: str | None = None
    limit: int | None = None
    revisit: int | None = None
    urls: str | None = None
    warc: str | None = None
    archive: str | None = None
    commoncrawl: str | None = None
    host: str | None = None
    start: str | None = None
    units: tuple[str, ...] = ()
    minutes: float | None = None
    requests: int | None = None
    tls: str | None = None
    tls_pin: str | None = None
    article: str | None = None
    listing: str | None = None
    media: tuple[str, ...] | None = None

    @property
    def is_bounded(self) -> bool:
        """Whether the run is limited to a part of what the site has."""
        return self.limit is not None or self.is_apart or self.until is not None

    @property
    def is_backfill(self) -> bool:
        """Whether the pages come from a web archive, whose index lists them."""
        return self.archive is not None or self.commoncrawl is not None

    @property
    def has_period(self) -> bool:
        return self.since is not None or self.until is not None

    def is_past(self, today: date) -> bool:
        """Whether the run asks for a period that is over."""
        return self.since is not None and self.until is not None and self.until < today

    @property
    def is_from_archive(self) -> bool:
        """Whether no page is asked of the site itself."""
        return self.is_backfill or self.warc is not None

    @property
    def is_apart(self) -> bool:
        """Whether the pages come from a list or an archive instead of the site's own listings."""
        return self.urls is not None or any((self.warc, self.archive, self.commoncrawl))

    @property
    def is_live(self) -> bool:
        """Whether the pages come from the site's own listings."""
        return not self.is_apart

    @property
    def is_whole_site(self) -> bool:
        """Whether the run follows everything that the live site links to."""
        return not self.is_apart and self.section is None

    def covers(self, day: date | str | None) -> bool:
        """Whether the day (as text: `YYYY-MM-DD`) lies in the period; always True for None."""
        if day is None:
            return True
        if self.since and str(day) < self.since.isoformat():
            return False
        return not (self.until and str(day) > self.until.isoformat())

    def revisit_from(self, today: date) -> date | None:
        """The day from which known articles are read again; None without `revisit`."""
        if self.revisit is None:
            return None
        return date.min if self.revisit < 0 else today - timedelta(days=self.revisit)


def parse_arguments(given: Mapping[str, str]) -> Arguments:
    """Raises UsageError, one line, for an unknown name or a value that cannot be read."""
    for name in given:
        if name not in NAMES:
            meant = suggest(name, NAMES)
            raise UsageError(f"unknown argument -a {name}={meant}; there are: {', '.join(NAMES)}")
    _check_text(given)
    since, until = _day(given, "since"), _day(given, "until")
    if since and until and since > until:
        raise UsageError(f"since={since} is later than until={until}")
    return Arguments(
        since=since,
        until=until,
        section=given.get("section") or None,
        limit=_count(given, "limit"),
        revisit=_revisit(given.get("revisit")),
        urls=_urls(given.get("source", "live")),
        warc=_warc(given.get("source", "live")),
        archive=_archive(given, "wayback", INTERNET_ARCHIVE),
        commoncrawl=_archive(given, "commoncrawl", COMMON_CRAWL),
        host=_host(given.get("host")),
        start=given.get("start") or None,
        units=_units(given.get("unit")),
        minutes=_minutes(given.get("minutes")),
        requests=_count(given, "requests"),
        tls=_tls(given.get("tls")),
        tls_pin=_tls_pin(given.get("tls_pin")),
        article=_pattern(given, "article"),
        listing=_pattern(given, "listing"),
        media=_media(given.get("media")),
    )


def _check_text(given: Mapping[str, str]) -> None:
    """Raises UsageError for bytes that are not UTF-8: no record can hold them. Only paths may."""
    for name, value in given.items():
        if name != "source" and not is_text(value):
            raise UsageError(f"{name}={_shown(value)} is no UTF-8 text; write it in UTF-8")


def _shown(value: str) -> str:
    return repr(value if len(value) <= _MAX_SHOWN else value[:_MAX_SHOWN] + "…")


def month_is_before(arguments: Arguments, month: tuple[int, int] | None) -> bool:
    """Whether the whole month lies before `since`."""
    if month is None or arguments.since is None:
        return False
    return month < (arguments.since.year, arguments.since.month)


def month_is_after(arguments: Arguments, month: tuple[int, int] | None) -> bool:
    """Whether the whole month lies after `until`."""
    if month is None or arguments.until is None:
        return False
    return month > (arguments.until.year, arguments.until.month)


def _day(given: Mapping[str, str], name: str) -> date | None:
    value = given.get(name)
    if not value:
        return None
    try:
        return date.fromisoformat(read_period(value, name, _today()))
    except ValueError:
        raise UsageError(
            f"{name}={_shown(value)} is not a date; write a day, a month, a year or a number of days ago, "
            f"as in {name}=2024-01-31, 31/01/2024, 2024-01, 2024 or 30d"
        ) from None


def _today() -> date:
    """In Vietnam, where the papers' days are."""
    return (datetime.now(UTC) + timedelta(hours=7)).date()


def _count(given: Mapping[str, str], name: str) -> int | None:
    value = given.get(name)
    if value is None:
        return None
    count = read_whole(value, 1, _MAX_COUNT)
    if count is None:
        raise UsageError(f"{name}={_shown(value)} is not usable; write a whole number from 1 to {_MAX_COUNT}")
    return count


def _minutes(value: str | None) -> float | None:
    if value is None:
        return None
    minutes = read_decimal(value, most=99_999)
    if not minutes:
        raise UsageError(f"minutes={_shown(value)} is no time; write a number of minutes, as in minutes=50")
    return minutes


def _tls(value: str | None) -> str | None:
    if value not in (None, "legacy"):
        raise UsageError(f"tls={_shown(value)} cannot be read; there is: legacy")
    return value


def _tls_pin(value: str | None) -> str | None:
    try:
        read_pins(value)
    except ValueError as error:
        raise UsageError(f"tls_pin={error}") from None
    return value


def _pattern(given: Mapping[str, str], name: str) -> str | None:
    value = given.get(name)
    if not value:
        return None
    if len(value) > _MAX_PATTERN:
        raise UsageError(f"{name}= is longer than {_MAX_PATTERN} characters")
    try:
        pattern = re.compile(f"(?=.*?(?:{value}))(?P<id>.*)")
    except (re.error, OverflowError, RecursionError) as error:
        raise UsageError(
            f"{name}={_shown(value)} is not a regular expression ({error}); write it as {name}='/tin/[0-9]+'"
        ) from None
    if pattern.groups > 1:
        raise UsageError(f"{name}={_shown(value)} has groups; write (?:…) for (…)")
    return value


def _media(value: str | None) -> tuple[str, ...] | None:
    try:
        return None if value is None else read_kinds(value)
    except ValueError as error:
        raise UsageError(f"media={_shown(value or '')} cannot be read; {error}") from None


def _revisit(value: str | None) -> int | None:
    if value is None:
        return None
    if value == "all":
        return -1
    days = read_whole(value.removesuffix("d"), most=_MAX_DAYS)
    if days is None:
        raise UsageError(f"revisit={_shown(value)} cannot be read; write a number of days, or all")
    return days


def _host(value: str | None) -> str | None:
    if not value:
        return None
    if not _HOST.fullmatch(value) or find_host_fault(value) is not None:
        raise UsageError(f"host={_shown(value)} is no host name; write it as in host=danvan.example.vn")
    return value


def _units(value: str | None) -> tuple[str, ...]:
    if not value:
        return ()
    units = tuple(dict.fromkeys(unit.strip().lower() for unit in value.split(",")))
    if not all(map(_UNIT.fullmatch, units)):
        raise UsageError(f"unit={_shown(value)} cannot be read; name one or several: unit=xuantruong,namtruc")
    return units


def _urls(source: str) -> str | None:
    kind, _, name = source.partition(":")
    if source == "live":
        return None
    if kind == "urls" and name:
        check_list(name)
        return name
    if source in _ARCHIVES or (kind == "warc" and name):
        return None
    raise UsageError(
        f"source={source!r} cannot be read; there are: live, urls:FILE, wayback, commoncrawl, warc:PATH"
    )


def _warc(source: str) -> str | None:
    kind, _, name = source.partition(":")
    if kind != "warc":
        return None
    find_files(name)
    return name


def _archive(given: Mapping[str, str], source: str, usual: str) -> str | None:
    service = given.get("archive")
    if given.get("source") != source:
        if service and given.get("source") not in _ARCHIVES:
            raise UsageError("archive= goes with source=wayback or source=commoncrawl")
        return None
    fault = find_address_fault(service) if service else None
    if fault is not None:
        raise UsageError(
            f"archive={_shown(service or '')} is no address ({fault}); write it as in archive=http://localhost:8080/collection"
        )
    return service or usual
