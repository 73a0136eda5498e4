"""Every key of the settings file, as data. A new key is one more row in KEYS and in docs/settings.md."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dvcrawler.normalize.hosts import is_address
from dvcrawler.normalize.media_kinds import KINDS as MEDIA_KINDS
from dvcrawler.setting_kinds import is_contact, is_line


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a value in TOML. `wanted` completes "write …" in an error."""

    wanted: str
    fits: Callable[[object], bool]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and is_line(value)


def _are_words(value: object) -> bool:
    return isinstance(value, list) and all(_is_text(each) and "," not in each for each in value)


def is_day(value: object) -> bool:
    """A TOML date, or the same in quotes; never a date with a time."""
    try:
        return type(date.fromisoformat(str(value))) is date
    except ValueError:
        return False


NUMBER = Form("a number", _is_number)
NUMBERS = Form(
    "a list of numbers, as in [24, 168]",
    lambda value: isinstance(value, list) and all(map(_is_number, value)),
)
SWITCH = Form("true or false, without quotes", lambda value: isinstance(value, bool))
TEXT = Form("one line of text in quotes", _is_text)
WORDS = Form('a list of words in quotes, as in ["one", "two"]', _are_words)
CONTACT = Form(
    'a mail or web address in quotes, as in "archive@example.org"',
    lambda value: _is_text(value) and is_contact(str(value)),
)
ADDRESS = Form(
    'an http address in quotes, as in "https://archive.example.org"',
    lambda value: _is_text(value) and is_address(str(value)),
)
MEDIA = Form(
    'a list of "images" and "documents"',
    lambda value: isinstance(value, list) and set(map(str, value)) <= set(MEDIA_KINDS),
)
DAY = Form("a date, as in 2026-01-31", is_day)
LOG_FORMAT = Form('"plain" or "json"', lambda value: value in ("plain", "json"))
LOG_LEVEL = Form(
    '"DEBUG", "INFO", "WARNING" or "ERROR"', lambda value: value in ("DEBUG", "INFO", "WARNING", "ERROR")
)


@dataclass(frozen=True, slots=True)
class Key:
    """`name`: as in the file, with its table: `pace.delay`. `setting`: the setting that it gives, None for
    one that gives the argument `argument` of `crawl -a` instead.

    `is_general`: may be written for all sites; `is_for_site`: may be written below `[site.NAME]`.
    """

    name: str
    form: Form
    setting: str | None = None
    argument: str | None = None
    is_general: bool = True
    is_for_site: bool = False


def _make_key(name: str, form: Form, setting: str) -> Key:
    """A key for all sites and for one."""
    return Key(name, form, setting, is_for_site=True)


def _make_site_key(name: str, form: Form, argument: str | None = None) -> Key:
    """A key for a single site; the same as an argument of `crawl`."""
    return Key(name, form, argument=argument or name, is_general=False, is_for_site=True)


KEYS = (
    Key("sites", WORDS, "DVCRAWLER_SITES"),
    Key("contact", CONTACT, "DVCRAWLER_CONTACT"),
    Key("data", TEXT, "DVCRAWLER_DATA"),
    Key("shared.folder", TEXT, "DVCRAWLER_SHARED_FOLDER"),
    Key("shared.publish_seconds", NUMBER, "DVCRAWLER_PUBLISH_SECONDS"),
    Key("shared.compact_objects", NUMBER, "DVCRAWLER_COMPACT_OBJECTS"),
    _make_key("pace.delay", NUMBER, "DOWNLOAD_DELAY"),
    _make_key("pace.longest_delay", NUMBER, "AUTOTHROTTLE_MAX_DELAY"),
    _make_key("pace.timeout", NUMBER, "DOWNLOAD_TIMEOUT"),
    _make_key("pace.retries", NUMBER, "RETRY_TIMES"),
    _make_key("pace.first_pause", NUMBER, "DVCRAWLER_FIRST_PAUSE"),
    _make_key("pace.longest_pause", NUMBER, "DVCRAWLER_LONGEST_PAUSE"),
    _make_key("pace.refusals", NUMBER, "DVCRAWLER_REFUSALS"),
    _make_key("limits.minutes", NUMBER, "DVCRAWLER_MAX_MINUTES"),
    _make_key("limits.requests", NUMBER, "DVCRAWLER_MAX_REQUESTS"),
    _make_key("limits.pages", NUMBER, "DVCRAWLER_MAX_PAGES"),
    _make_key("limits.sections", NUMBER, "DVCRAWLER_MAX_SECTIONS"),
    _make_key("limits.sitemaps", NUMBER, "DVCRAWLER_MAX_SITEMAPS"),
    _make_key("limits.quiet_sections", NUMBER, "DVCRAWLER_QUIET_SECTIONS"),
    _make_key("limits.revisits", NUMBER, "DVCRAWLER_REVISITS"),
    _make_key("limits.look_again_hours", NUMBERS, "DVCRAWLER_LOOK_AGAIN_HOURS"),
    _make_key("limits.retry_hours", NUMBER, "DVCRAWLER_RETRY_HOURS"),
    _make_key("limits.unread_share", NUMBER, "DVCRAWLER_UNREAD_SHARE"),
    _make_key("limits.read_seconds", NUMBER, "DVCRAWLER_READ_SECONDS"),
    _make_key("limits.page_bytes", NUMBER, "DOWNLOAD_MAXSIZE"),
    Key("limits.min_free_mb", NUMBER, "DVCRAWLER_MIN_FREE_MB"),
    Key("limits.memory_mb", NUMBER, "MEMUSAGE_LIMIT_MB"),
    _make_key("archives.keep", SWITCH, "DVCRAWLER_ARCHIVE"),
    _make_key("archives.file_bytes", NUMBER, "DVCRAWLER_WARC_SIZE"),
    Key("archives.wayback", ADDRESS, "DVCRAWLER_WAYBACK"),
    Key("archives.commoncrawl", ADDRESS, "DVCRAWLER_COMMONCRAWL"),
    Key("archives.commoncrawl_files", ADDRESS, "DVCRAWLER_COMMONCRAWL_FILES"),
    _make_key("media.keep", MEDIA, "DVCRAWLER_MEDIA"),
    _make_key("media.files", NUMBER, "DVCRAWLER_MAX_MEDIA"),
    _make_key("media.run_mb", NUMBER, "DVCRAWLER_MEDIA_MB"),
    _make_key("media.file_bytes", NUMBER, "DVCRAWLER_MEDIA_BYTES"),
    _make_key("media.per_article", NUMBER, "DVCRAWLER_MEDIA_PER_ARTICLE"),
    Key("notify.command", TEXT, "DVCRAWLER_NOTIFY"),
    Key("notify.seconds", NUMBER, "DVCRAWLER_NOTIFY_SECONDS"),
    Key("health.runs", NUMBER, "DVCRAWLER_HEALTH_RUNS"),
    Key("cluster.url", TEXT, "DVCRAWLER_CLUSTER"),
    _make_key("cluster.times", TEXT, "DVCRAWLER_CLUSTER_TIMES"),
    Key("cluster.lease", NUMBER, "DVCRAWLER_CLUSTER_LEASE"),
    Key("cluster.jobs", NUMBER, "DVCRAWLER_CLUSTER_JOBS"),
    Key("log.format", LOG_FORMAT, "DVCRAWLER_LOG_FORMAT"),
    Key("log.level", LOG_LEVEL, "LOG_LEVEL"),
    Key("log.bytes", NUMBER, "DVCRAWLER_LOG_BYTES"),
    Key("log.files", NUMBER, "DVCRAWLER_LOG_FILES"),
    Key("network.private_hosts", WORDS, "DVCRAWLER_PRIVATE_HOSTS"),
    Key("network.connect_to", WORDS, "DVCRAWLER_CONNECT_TO"),
    _make_site_key("host", TEXT),
    _make_site_key("units", WORDS, "unit"),
    _make_site_key("start", TEXT),
    _make_site_key("tls", TEXT),
    _make_site_key("tls_pin", TEXT),
)

#: Of `[retired.NAME]`, both required.
RETIRED = {"date": DAY, "reason": TEXT}
#: Tables whose second part is the name of a site.
SITE_TABLE, RETIRED_TABLE = "site", "retired"


def names_in(*, site: bool) -> dict[str, Key]:
    """The keys that may be written for one site, or for all of them, by name."""
    return {key.name: key for key in KEYS if (key.is_for_site if site else key.is_general)}


def tables() -> list[str]:
    """The names of all tables, for suggestions."""
    named = dict.fromkeys(key.name.partition(".")[0] for key in KEYS if "." in key.name)
    return [*named, SITE_TABLE, RETIRED_TABLE]
