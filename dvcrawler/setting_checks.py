"""Checks settings before a run, so that a wrong one gives one line and not a traceback from a getter."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dvcrawler.bodies import LARGEST_PAGE
from dvcrawler.errors import ConfigError
from dvcrawler.normalize.hosts import is_address, is_text
from dvcrawler.normalize.media_kinds import read_kinds
from dvcrawler.normalize.numbers import read_whole

if TYPE_CHECKING:  # importing it loads all of Scrapy, which read-only commands do without
    from scrapy.settings import BaseSettings

#: SQLite, the kernel and the event loop can handle numbers up to this.
_MAX_NUMBER = 10**15


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind of value that a setting takes.

    `wanted` completes "write …" in the error. `is_usable` reads the setting as its users do, and may raise
    TypeError, ValueError or OverflowError.
    """

    wanted: str
    is_usable: "Callable[[BaseSettings, str], bool]"

    @property
    def is_number(self) -> bool:
        return "number" in self.wanted


def is_written_plainly(value: object) -> bool:
    """`int` and `float` also take `1_000`, ` 7 ` and the digits of other scripts: mostly mistakes."""
    return not isinstance(value, str) or (value.isascii() and value == value.strip() and "_" not in value)


def _whole(least: int = 0, most: float = _MAX_NUMBER) -> Kind:
    return Kind(
        f"a whole number {_describe_span(least, most)}",
        lambda all_, name: is_written_plainly(all_.get(name)) and least <= all_.getint(name) <= most,
    )


def _number(least: float = 0, most: float = _MAX_NUMBER) -> Kind:
    return Kind(
        f"a number {_describe_span(least, most)}",
        lambda all_, name: (
            is_written_plainly(all_.get(name))
            and least <= all_.getfloat(name) <= most
            and math.isfinite(all_.getfloat(name))
        ),
    )


def _describe_span(least: float, most: float) -> str:
    return f"from {least}" + (f" to {most}" if most < _MAX_NUMBER else "")


def _are_hours(settings: "BaseSettings", name: str) -> bool:
    first, second = (read_whole(str(each), most=_MAX_HOURS) for each in settings.getlist(name))
    return first is not None and second is not None and first <= second


#: One field of a crontab: numbers, names, ranges, steps.
_CRON_FIELD = re.compile(r"[0-9A-Za-z*,/?#-]{1,100}")


def _are_times(settings: "BaseSettings", name: str) -> bool:
    """The shape alone: whether there are such times is checked where they are used."""
    fields = str(settings[name]).split()
    return len(fields) == 5 and all(map(_CRON_FIELD.fullmatch, fields))


def _is_switch(settings: "BaseSettings", name: str) -> bool:
    """None is allowed, for a default chosen at run time. Raises for any value that is not a switch."""
    return settings[name] is None or settings.getbool(name) in (True, False)


def _is_off(settings: "BaseSettings", name: str) -> bool:
    return not settings.getbool(name)


def is_line(value: object) -> bool:
    return value is None or (isinstance(value, str) and is_text(value) and value.isprintable())


#: Sent in a header: ASCII without spaces.
_WORD = re.compile(r"[!-~]{4,400}")
_WEB_SCHEME = re.compile(r"https?://", re.IGNORECASE)


def is_contact(text: str) -> bool:
    """Whether it is a mail address, or a web address with or without its scheme."""
    if not _WORD.fullmatch(text):
        return False
    address = _WEB_SCHEME.sub("", text, count=1)
    before, at, domain = address.partition("@")
    name, _, end = (domain if at and "/" not in before else address).partition(".")
    return bool(before and name and len(end) >= 2)


#: Beyond eleven years and eleven days, clocks and calendars overflow.
_MAX_HOURS, _MAX_SECONDS = 100_000, 1_000_000
_PAUSE = _number(0, _MAX_SECONDS)
#: 0 would silently be ten seconds: Scrapy takes it as not set.
_TIMEOUT = _number(0.01, _MAX_SECONDS)
_SWITCH = Kind("0 or 1", _is_switch)

#: All numbers and switches of settings.py, and those of Scrapy that are likely to be set for a crawl.
KINDS = {
    "DOWNLOAD_DELAY": _PAUSE,
    "DOWNLOAD_DELAY_JITTER": _number(),
    # With 0, a crawl would never end.
    "CONCURRENT_REQUESTS": _whole(1),
    "CONCURRENT_REQUESTS_PER_DOMAIN": _whole(1),
    "CONCURRENT_ITEMS": _whole(1),
    "AUTOTHROTTLE_START_DELAY": _PAUSE,
    "AUTOTHROTTLE_MAX_DELAY": _PAUSE,
    "AUTOTHROTTLE_TARGET_CONCURRENCY": _number(0.01),
    "DVCRAWLER_FIRST_PAUSE": _PAUSE,
    "DVCRAWLER_LONGEST_PAUSE": _PAUSE,
    "DVCRAWLER_REFUSALS": _whole(0, 1000),  # the pause doubles with each, and must stay a float
    "DOWNLOAD_MAXSIZE": _whole(1),
    "DOWNLOAD_WARNSIZE": _whole(),
    "DOWNLOAD_TIMEOUT": _TIMEOUT,
    "DNS_TIMEOUT": _TIMEOUT,
    "DVCRAWLER_READ_SECONDS": _number(0.01),
    "RETRY_TIMES": _whole(),
    "REDIRECT_MAX_TIMES": _whole(),
    # Scrapy drops a longer address, and what is deeper, without a word.
    "URLLENGTH_LIMIT": Kind(
        "0 or a whole number from 2083",
        lambda all_, name: all_.getint(name) == 0 or 2083 <= all_.getint(name) <= _MAX_NUMBER,
    ),
    "DEPTH_LIMIT": Kind(
        "0; DVCRAWLER_MAX_PAGES limits the pages of a section", lambda all_, name: all_.getint(name) == 0
    ),
    # With 0, no host name would ever be resolved.
    "REACTOR_THREADPOOL_MAXSIZE": _whole(1),
    "CLOSESPIDER_ERRORCOUNT": _whole(),
    "CLOSESPIDER_ITEMCOUNT": _whole(),
    "CLOSESPIDER_PAGECOUNT": _whole(),
    "CLOSESPIDER_PAGECOUNT_NO_ITEM": _whole(),
    "CLOSESPIDER_TIMEOUT": _PAUSE,
    "CLOSESPIDER_TIMEOUT_NO_ITEM": _whole(),
    "HTTPCACHE_ENABLED": Kind("0; what a cache answers is neither new nor archived", _is_off),
    "LOG_STDOUT": Kind("0; results are printed to standard output", _is_off),
    "TWISTED_REACTOR_ENABLED": Kind(
        "1; a crawl cannot fetch without it", lambda all_, name: str(all_[name]).lower() in ("1", "true")
    ),
    "DVCRAWLER_WARC_SIZE": _whole(),
    "DVCRAWLER_QUIET_SECTIONS": _whole(),
    "DVCRAWLER_MAX_SECTIONS": _whole(),
    "DVCRAWLER_MAX_SITEMAPS": _whole(),
    "DVCRAWLER_MAX_PAGES": _whole(),
    "DVCRAWLER_REVISITS": _whole(),
    "DVCRAWLER_MAX_MEDIA": _whole(),
    "DVCRAWLER_MEDIA_BYTES": _whole(1, LARGEST_PAGE),
    "DVCRAWLER_MEDIA_MB": _whole(),
    "DVCRAWLER_MEDIA_PER_ARTICLE": _whole(),
    "DVCRAWLER_MAX_MINUTES": _number(0, _MAX_SECONDS),
    "DVCRAWLER_MAX_REQUESTS": _whole(),
    "DVCRAWLER_MIN_FREE_MB": _whole(),
    "MEMUSAGE_LIMIT_MB": _whole(),
    "DVCRAWLER_LOOK_AGAIN_HOURS": Kind(
        f"two whole numbers from 0 to {_MAX_HOURS}, the smaller first, as in 24,168", _are_hours
    ),
    "DVCRAWLER_RETRY_HOURS": _whole(0, _MAX_HOURS),
    "DVCRAWLER_UNREAD_SHARE": _number(0, 1),  # a percentage would switch the alarm off
    # Most alarms compare two runs with earlier ones; with fewer, everything looks healthy.
    "DVCRAWLER_HEALTH_RUNS": _whole(10),
    "DVCRAWLER_PUBLISH_SECONDS": _number(0.1, _MAX_SECONDS),
    "DVCRAWLER_COMPACT_OBJECTS": _whole(),
    "DVCRAWLER_NOTIFY_SECONDS": _PAUSE,
    "DVCRAWLER_COMMONCRAWL_FILES": Kind("an http address", lambda all_, name: is_address(all_[name])),
    "DVCRAWLER_CLUSTER_TIMES": Kind("five fields as in crontab, as in */30 * * * *", _are_times),
    # Below, an ordinary pause of a busy machine would cost a worker its sites.
    "DVCRAWLER_CLUSTER_LEASE": _number(5, 3600),
    "DVCRAWLER_CLUSTER_JOBS": _whole(1, 1000),
    "DVCRAWLER_LOG_BYTES": _whole(1),
    "DVCRAWLER_LOG_FILES": _whole(2),
    **dict.fromkeys(
        (
            "AUTOTHROTTLE_ENABLED", "COOKIES_ENABLED", "DOWNLOAD_VERIFY_CERTIFICATES", "DVCRAWLER_ARCHIVE",
            "DVCRAWLER_PROGRESS", "LOG_ENABLED", "METAREFRESH_ENABLED", "REDIRECT_ENABLED",
            "REMOTE_CONTROL_ENABLED", "RETRY_ENABLED", "ROBOTSTXT_OBEY", "STATS_DUMP",
            "TELNETCONSOLE_ENABLED", "WARN_ON_GENERATOR_RETURN_VALUE",
        ),
        _SWITCH,
    ),
}  # fmt: skip


#: Settings that are sent in request headers and written to the archive.
_HEADER_TEXTS = ("DVCRAWLER_CONTACT", "USER_AGENT")
#: Services that may be left to their default.
_SERVICES = ("DVCRAWLER_WAYBACK", "DVCRAWLER_COMMONCRAWL")


def check_settings(settings: "BaseSettings", names: Iterable[str] = KINDS) -> None:
    """Raises ConfigError for the first setting that cannot be used."""
    for name in names:
        kind = KINDS[name]
        try:
            is_usable = kind.is_usable(settings, name)
        except (TypeError, ValueError, OverflowError):
            is_usable = False
        if not is_usable:
            raise ConfigError(f"{name}={settings[name]!r} cannot be used; write {kind.wanted}")
    if names is KINDS:
        _check_texts(settings)


def _check_texts(settings: "BaseSettings") -> None:
    try:
        read_kinds(str(settings["DVCRAWLER_MEDIA"] or "none"))
    except ValueError as error:
        given = settings["DVCRAWLER_MEDIA"]
        raise ConfigError(f"DVCRAWLER_MEDIA={given!r} cannot be used; {error}") from None
    for name in _SERVICES:
        if settings[name] and not is_address(settings[name]):
            raise ConfigError(f"{name}={settings[name]!r} cannot be used; write an http address")
    for name in _HEADER_TEXTS:
        if not _is_header(settings, name):
            raise ConfigError(f"{name}={settings[name]!r} cannot be used; write one line of UTF-8 text")


def _is_header(settings: "BaseSettings", name: str) -> bool:
    """Whether the text can be sent in a header; the user agent must not be empty."""
    is_needed = name == "USER_AGENT"
    return is_line(settings[name]) and not (is_needed and not str(settings[name] or "").strip())
