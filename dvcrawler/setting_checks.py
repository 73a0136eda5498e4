"""Checks settings before a run, so that a wrong one gives one line and not a traceback from a getter."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dvcrawler.bodies import LARGEST_PAGE
from dvcrawler.errors import ConfigError
from dvcrawler.normalize.hosts import is_address
from dvcrawler.normalize.media_kinds import read_kinds
from dvcrawler.setting_kinds import (
    MAX_HOURS,
    MAX_NUMBER,
    MAX_SECONDS,
    Kind,
    are_hours,
    are_times,
    is_line,
    is_off,
    is_switch,
    number,
    whole,
)

if TYPE_CHECKING:  # importing it loads all of Scrapy, which read-only commands do without
    from scrapy.settings import BaseSettings

_PAUSE = number(0, MAX_SECONDS)
#: 0 would silently be ten seconds: Scrapy takes it as not set.
_TIMEOUT = number(0.01, MAX_SECONDS)
_SWITCH = Kind("0 or 1", is_switch)
_SWITCHES = (
    "AUTOTHROTTLE_ENABLED COOKIES_ENABLED DOWNLOAD_VERIFY_CERTIFICATES DVCRAWLER_ARCHIVE DVCRAWLER_PROGRESS"
    " LOG_ENABLED METAREFRESH_ENABLED REDIRECT_ENABLED REMOTE_CONTROL_ENABLED RETRY_ENABLED ROBOTSTXT_OBEY"
    " STATS_DUMP TELNETCONSOLE_ENABLED WARN_ON_GENERATOR_RETURN_VALUE".split()
)

#: All numbers and switches of settings.py, and those of Scrapy that are likely to be set for a crawl.
KINDS = {
    "DOWNLOAD_DELAY": _PAUSE,
    "DOWNLOAD_DELAY_JITTER": number(),
    # With 0, a crawl would never end.
    "CONCURRENT_REQUESTS": whole(1),
    "CONCURRENT_REQUESTS_PER_DOMAIN": whole(1),
    "CONCURRENT_ITEMS": whole(1),
    "AUTOTHROTTLE_START_DELAY": _PAUSE,
    "AUTOTHROTTLE_MAX_DELAY": _PAUSE,
    "AUTOTHROTTLE_TARGET_CONCURRENCY": number(0.01),
    "DVCRAWLER_FIRST_PAUSE": _PAUSE,
    "DVCRAWLER_LONGEST_PAUSE": _PAUSE,
    "DVCRAWLER_REFUSALS": whole(0, 1000),  # the pause doubles with each, and must stay a float
    "DOWNLOAD_MAXSIZE": whole(1),
    "DOWNLOAD_WARNSIZE": whole(),
    "DOWNLOAD_TIMEOUT": _TIMEOUT,
    "DNS_TIMEOUT": _TIMEOUT,
    "DVCRAWLER_READ_SECONDS": number(0.01),
    "RETRY_TIMES": whole(),
    "REDIRECT_MAX_TIMES": whole(),
    # Scrapy drops a longer address, and what is deeper, without a word.
    "URLLENGTH_LIMIT": Kind(
        "0 or a whole number from 2083",
        lambda all_, name: all_.getint(name) == 0 or 2083 <= all_.getint(name) <= MAX_NUMBER,
    ),
    "DEPTH_LIMIT": Kind(
        "0; DVCRAWLER_MAX_PAGES limits the pages of a section", lambda all_, name: all_.getint(name) == 0
    ),
    # With 0, no host name would ever be resolved.
    "REACTOR_THREADPOOL_MAXSIZE": whole(1),
    "CLOSESPIDER_ERRORCOUNT": whole(),
    "CLOSESPIDER_ITEMCOUNT": whole(),
    "CLOSESPIDER_PAGECOUNT": whole(),
    "CLOSESPIDER_PAGECOUNT_NO_ITEM": whole(),
    "CLOSESPIDER_TIMEOUT": _PAUSE,
    "CLOSESPIDER_TIMEOUT_NO_ITEM": whole(),
    "HTTPCACHE_ENABLED": Kind("0; what a cache answers is neither new nor archived", is_off),
    "LOG_STDOUT": Kind("0; results are printed to standard output", is_off),
    "TWISTED_REACTOR_ENABLED": Kind(
        "1; a crawl cannot fetch without it", lambda all_, name: str(all_[name]).lower() in ("1", "true")
    ),
    "DVCRAWLER_WARC_SIZE": whole(),
    "DVCRAWLER_QUIET_SECTIONS": whole(),
    "DVCRAWLER_MAX_SECTIONS": whole(),
    "DVCRAWLER_MAX_SITEMAPS": whole(),
    "DVCRAWLER_MAX_PAGES": whole(),
    "DVCRAWLER_REVISITS": whole(),
    "DVCRAWLER_MAX_MEDIA": whole(),
    "DVCRAWLER_MEDIA_BYTES": whole(1, LARGEST_PAGE),
    "DVCRAWLER_MEDIA_MB": whole(),
    "DVCRAWLER_MEDIA_PER_ARTICLE": whole(),
    "DVCRAWLER_MAX_MINUTES": number(0, MAX_SECONDS),
    "DVCRAWLER_MAX_REQUESTS": whole(),
    "DVCRAWLER_MIN_FREE_MB": whole(),
    "MEMUSAGE_LIMIT_MB": whole(),
    "DVCRAWLER_LOOK_AGAIN_HOURS": Kind(
        f"two whole numbers from 0 to {MAX_HOURS}, the smaller first, as in 24,168", are_hours
    ),
    "DVCRAWLER_RETRY_HOURS": whole(0, MAX_HOURS),
    "DVCRAWLER_UNREAD_SHARE": number(0, 1),  # a percentage would switch the alarm off
    # Most alarms compare two runs with earlier ones; with fewer, everything looks healthy.
    "DVCRAWLER_HEALTH_RUNS": whole(10),
    "DVCRAWLER_PUBLISH_SECONDS": number(0.1, MAX_SECONDS),
    "DVCRAWLER_COMPACT_OBJECTS": whole(),
    "DVCRAWLER_NOTIFY_SECONDS": _PAUSE,
    "DVCRAWLER_COMMONCRAWL_FILES": Kind("an http address", lambda all_, name: is_address(all_[name])),
    "DVCRAWLER_CLUSTER_TIMES": Kind("five fields as in crontab, as in */30 * * * *", are_times),
    # Below, an ordinary pause of a busy machine would cost a worker its sites.
    "DVCRAWLER_CLUSTER_LEASE": number(5, 3600),
    "DVCRAWLER_CLUSTER_JOBS": whole(1, 1000),
    "DVCRAWLER_LOG_BYTES": whole(1),
    "DVCRAWLER_LOG_FILES": whole(2),
    **dict.fromkeys(_SWITCHES, _SWITCH),
}

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
