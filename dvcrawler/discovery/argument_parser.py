"""Reads the `-a NAME=VALUE` arguments of the command line into `Arguments`."""

import re
import warnings
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from dvcrawler.discovery.archives.cdx import COMMON_CRAWL, INTERNET_ARCHIVE
from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.clock import today
from dvcrawler.discovery.source_argument import parse_archive, parse_urls, parse_warc
from dvcrawler.errors import UsageError
from dvcrawler.messages.printable import quote
from dvcrawler.messages.suggestions import suggest_or_list
from dvcrawler.normalize.hosts import find_host_fault, is_text
from dvcrawler.normalize.media_kinds import read_kinds
from dvcrawler.normalize.numbers import read_decimal, read_whole
from dvcrawler.normalize.periods import read_period
from dvcrawler.normalize.pins import read_pins
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex, never_ends

NAMES = tuple(
    "since until section limit revisit source host start unit archive minutes requests tls tls_pin"
    " article listing media".split()
)
_HOST = lazy_regex(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.I)
_UNIT = lazy_regex(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
#: Letters with or without marks, digits, spaces and hyphens.
_UNIT_NAME = lazy_regex(r"[\w -]+")
#: Largest accepted number of pages or requests, and of days (273 years).
_MAX_COUNT, _MAX_DAYS = 1_000_000_000, 99_999
#: Characters of a regular expression that is given.
_MAX_PATTERN = 500


def parse_arguments(given: Mapping[str, str]) -> Arguments:
    """Raises UsageError, one line, for an unknown name or a value that cannot be read."""
    _check_names(given)
    _check_text(given)
    since, until = _parse_period(given)
    source = given.get("source", "live")
    if given.get("section") and source != "live":
        raise UsageError("section= is a listing of the live site; leave it out, or source=")
    return Arguments(
        since=since,
        until=until,
        section=given.get("section") or None,
        limit=_parse_count(given, "limit"),
        revisit=_parse_revisit(given.get("revisit")),
        urls=parse_urls(source),
        warc=parse_warc(source),
        archive=parse_archive(given, "wayback", INTERNET_ARCHIVE),
        commoncrawl=parse_archive(given, "commoncrawl", COMMON_CRAWL),
        host=_parse_host(given.get("host")),
        start=given.get("start") or None,
        units=_parse_units(given.get("unit")),
        minutes=_parse_minutes(given.get("minutes")),
        requests=_parse_count(given, "requests"),
        tls=_parse_tls(given.get("tls")),
        tls_pin=_parse_tls_pin(given.get("tls_pin")),
        article=_parse_pattern(given, "article"),
        listing=_parse_pattern(given, "listing"),
        media=_parse_media(given.get("media")),
    )


def _check_names(given: Iterable[str]) -> None:
    for name in given:
        if name not in NAMES:
            raise UsageError(f"unknown argument -a {name}={suggest_or_list(name, NAMES)}")


def _parse_period(given: Mapping[str, str]) -> tuple[date | None, date | None]:
    since, until = _parse_day(given, "since"), _parse_day(given, "until")
    if since and until and since > until:
        raise UsageError(f"since={since} is later than until={until}")
    if since and since > today() + timedelta(days=1):  # a day begins earlier further east
        raise UsageError(f"since={since} lies in the future: by this machine's clock it is {today()}")
    return since, until


def _check_text(given: Mapping[str, str]) -> None:
    """Raises UsageError for bytes that are not UTF-8: no record can hold them. Only paths may."""
    for name, value in given.items():
        if name != "source" and not is_text(value):
            raise UsageError(f"{name}={quote(value)} is not UTF-8 text; write it in UTF-8")


def _parse_day(given: Mapping[str, str], name: str) -> date | None:
    value = given.get(name)
    if not value:
        return None
    try:
        return date.fromisoformat(read_period(value, name, today()))
    except ValueError:
        raise UsageError(
            f"{name}={quote(value)} is not a date; write a day, a month, a year or a number of days ago, "
            f"as in {name}=2024-01-31, 31/01/2024, 2024-01, 2024 or 30d"
        ) from None


def _parse_count(given: Mapping[str, str], name: str) -> int | None:
    value = given.get(name)
    if value is None:
        return None
    count = read_whole(value, 1, _MAX_COUNT)
    if count is None:
        raise UsageError(f"{name}={quote(value)} is not usable; write a whole number from 1 to {_MAX_COUNT}")
    return count


def _parse_minutes(value: str | None) -> float | None:
    if value is None:
        return None
    minutes = read_decimal(value, most=99_999)
    if not minutes:
        raise UsageError(f"minutes={quote(value)} is not a time; write a number of minutes, as in minutes=50")
    return minutes


def _parse_tls(value: str | None) -> str | None:
    if value not in (None, "legacy"):
        raise UsageError(f"tls={quote(value)} cannot be read; there is: legacy")
    return value


def _parse_tls_pin(value: str | None) -> str | None:
    try:
        read_pins(value)
    except ValueError as error:
        raise UsageError(f"tls_pin={error}") from None
    return value


def _parse_pattern(given: Mapping[str, str], name: str) -> str | None:
    value = given.get(name)
    if not value:
        return None
    if len(value) > _MAX_PATTERN:
        raise UsageError(f"{name}= is longer than {_MAX_PATTERN} characters")
    try:
        with warnings.catch_warnings(action="error", category=FutureWarning):  # "[[": another meaning one day
            pattern = re.compile(f"(?=.*?(?:{value}))(?P<id>.*)")
    except (re.error, OverflowError, RecursionError, FutureWarning) as error:
        raise UsageError(
            f"{name}={quote(value)} is not a regular expression ({error}); write it as {name}='/tin/[0-9]+'"
        ) from None
    if pattern.groups > 1:
        raise UsageError(f"{name}={quote(value)} has groups; write (?:…) for (…)")
    if never_ends(value):
        raise UsageError(f"{name}={quote(value)} may take for ever; write [0-9]+ for (?:[0-9]+)+")
    return value


def _parse_media(value: str | None) -> tuple[str, ...] | None:
    try:
        return None if value is None else read_kinds(value)
    except ValueError as error:
        raise UsageError(f"media={quote(value or '')} cannot be read; {error}") from None


def _parse_revisit(value: str | None) -> int | None:
    if value is None:
        return None
    if value == "all":
        return -1
    days = read_whole(value.removesuffix("d"), most=_MAX_DAYS)
    if days is None:
        raise UsageError(f"revisit={quote(value)} cannot be read; write a number of days, or all")
    return days


def _parse_host(value: str | None) -> str | None:
    if not value:
        return None
    if not _HOST.fullmatch(value) or find_host_fault(value) is not None:
        raise UsageError(f"host={quote(value)} is not a host name; write it as in host=danvan.example.vn")
    return value


def _parse_units(value: str | None) -> tuple[str, ...]:
    if not value:
        return ()
    units = tuple(dict.fromkeys(map(_convert_unit_name, value.split(","))))
    if not all(map(_UNIT.fullmatch, units)):
        raise UsageError(f"unit={quote(value)} cannot be read; name one or several: unit=xuantruong,namtruc")
    return units


def _convert_unit_name(name: str) -> str:
    """The first label of the unit's host, which is its name without marks and spaces."""
    if not _UNIT_NAME.fullmatch(name):
        return name  # refused with the name as it was typed
    return "-".join(fold(part).replace(" ", "") for part in name.split("-"))
