"""Checks the settings in force before a crawl: those of dvcrawler, and Scrapy's own. Scrapy reads many of
them late: a wrong type then ends in a traceback, and a part of a crawl that was left out loses pages without
a word.
"""

import codecs
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from scrapy import Spider
from scrapy.settings import default_settings as scrapys
from scrapy.utils.misc import load_object

from dvcrawler import settings as ours
from dvcrawler.errors import ConfigError
from dvcrawler.network.connect_to import parse_connect_to, parse_private_hosts
from dvcrawler.setting_checks import KINDS, check_settings
from dvcrawler.setting_kinds import is_contact

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

#: Parts of Scrapy without alternative: outcomes, archive and limits of a run depend on how they work.
RELIED_ON = tuple(
    "DNS_RESOLVER DOWNLOADER DOWNLOADER_CLIENTCONTEXTFACTORY DUPEFILTER_CLASS ITEM_PROCESSOR"
    " LOG_FORMATTER REQUEST_FINGERPRINTER_CLASS SCHEDULER SCHEDULER_DISK_QUEUE"
    " SCHEDULER_MEMORY_QUEUE SCHEDULER_PRIORITY_QUEUE SCHEDULER_START_DISK_QUEUE"
    " SCHEDULER_START_MEMORY_QUEUE SPIDER_LOADER_CLASS STATS_CLASS TWISTED_DNS_RESOLVER"
    " TWISTED_REACTOR".split()
)
#: Settings that name components, to which others may be added.
COMPONENTS = tuple(
    "DOWNLOADER_MIDDLEWARES DOWNLOADER_MIDDLEWARES_BASE DOWNLOAD_HANDLERS EXTENSIONS"
    " EXTENSIONS_BASE ITEM_PIPELINES SPIDER_MIDDLEWARES SPIDER_MIDDLEWARES_BASE".split()
)
#: Those that a switch turns on; without them it stays off.
_OPTIONAL = "dvcrawler.run.optional."
#: Settings that would do nothing here, and what does the same.
INSTEAD = {
    "FEEDS": "write dvcrawler export --to FILE after the crawl",
    "FEED_URI": "write dvcrawler export --to FILE after the crawl",
    "JOBDIR": "leave it out: the next run continues by the ledger",
}


_TLS_METHODS = ("TLS", "TLSv1.0", "TLSv1.1", "TLSv1.2")
_WANTED: Mapping[type, str] = {bool: "0 or 1", int: "a whole number", float: "a number"}


def find_fault(settings: "BaseSettings") -> ConfigError | None:
    """What a crawl of any site would refuse, for commands that only report it."""
    try:
        check_engine(settings)
        check_crawl_settings(settings)
    except ConfigError as error:
        return error
    return None


def check_crawl_settings(settings: "BaseSettings") -> None:
    """Raises ConfigError for the first setting of dvcrawler's that cannot be used."""
    parse_connect_to(settings.get("DVCRAWLER_CONNECT_TO") or "")
    parse_private_hosts(settings.get("DVCRAWLER_PRIVATE_HOSTS") or "")
    contact = str(settings["DVCRAWLER_CONTACT"] or "")
    if contact and not is_contact(contact):
        raise ConfigError("DVCRAWLER_CONTACT must be one mail or web address, in ASCII")
    check_settings(settings)


def check_engine(settings: "BaseSettings") -> None:
    """Raises ConfigError for the first setting of Scrapy's with which a crawl would fail or lose pages."""
    for name in RELIED_ON:
        _check_same(settings, name)
    for name in COMPONENTS:
        _check_components(settings, name)
    for path in settings.getdict("ADDONS"):
        _check_loads("ADDONS", path)
    for name, instead in INSTEAD.items():
        if settings[name]:
            raise _refuse(settings, name, instead)
    for name in sorted(vars(scrapys).keys() - KINDS.keys()):
        _check_type(settings, name, getattr(scrapys, name))
    if settings["DOWNLOADER_CLIENT_TLS_METHOD"] not in _TLS_METHODS:
        raise _refuse(settings, "DOWNLOADER_CLIENT_TLS_METHOD", f"write one of {', '.join(_TLS_METHODS)}")
    _check_slots(settings)
    _check_log(settings)


def check_spider(spider: type[Spider], settings: "BaseSettings") -> None:
    """Raises ConfigError, like `check_engine`, for settings that the spider brings along.

    Also for a start that Scrapy no longer calls: the run would ask for nothing and be ok.
    """
    if hasattr(spider, "start_requests") and spider.start is Spider.start:
        instead = "write it as `async def start(self)`"
        raise ConfigError(
            f"the spider {spider.name} has start_requests, which Scrapy does not call; {instead}"
        )
    if hasattr(spider, "choose_site") and not spider.custom_settings:
        return  # a site has none, and a copy of all settings takes 5 ms
    given = settings.copy()
    spider.update_settings(given)
    try:
        check_engine(given)
        check_settings(given)
    except ConfigError as error:
        raise ConfigError(f"the settings of the spider {spider.name}: {error}") from error


def default_of(name: str) -> object:
    """The value in force unless the operator gives another."""
    return getattr(ours, name, getattr(scrapys, name, None))


def _refuse(settings: "BaseSettings", name: str, wanted: str) -> ConfigError:
    given = settings[name]
    shown = dict(given) if isinstance(given, Mapping) else given
    return ConfigError(f"{name}={shown!r} cannot be used; {wanted}")


def _check_same(settings: "BaseSettings", name: str) -> None:
    default = default_of(name)
    if settings[name] != default:
        raise _refuse(settings, name, f"write {default}, on which a crawl relies")


def _check_components(settings: "BaseSettings", name: str) -> None:
    """Raises ConfigError if one of the components that are on by default is off, or another cannot load."""
    given, default = settings.getdict(name), default_of(name)
    assert isinstance(default, Mapping)
    for key, value in default.items():
        is_kept = given.get(key) == value if name == "DOWNLOAD_HANDLERS" else given.get(key) is not None
        if not (is_kept or str(key).startswith(_OPTIONAL)):
            whole = f"what `dvcrawler settings --get {name}` prints"
            raise ConfigError(f"{name} leaves out {key}, on which a crawl relies; add yours to {whole}")
    for key in given.keys() - default.keys():
        path = given[key] if name == "DOWNLOAD_HANDLERS" else key
        if given[key] is not None:
            _check_loads(name, path)


def _check_loads(name: str, path: object) -> None:
    try:
        load_object(path)  # type: ignore[arg-type]
    except Exception as error:  # importing runs foreign code
        raise ConfigError(f"{name} names {path}, which cannot be loaded: {error}") from error


def _check_type(settings: "BaseSettings", name: str, default: object) -> None:
    """Raises ConfigError for a value that cannot be read as its default is; any text is text."""
    wanted = "whole numbers, as in 500,503" if name.endswith("_CODES") else _WANTED.get(type(default))
    if wanted is None:
        return
    try:
        _read_as(settings, name, default)
    except (TypeError, ValueError, OverflowError):
        raise _refuse(settings, name, f"write {wanted}") from None


def _read_as(settings: "BaseSettings", name: str, default: object) -> object:
    if isinstance(default, list):
        return [*map(int, settings.getlist(name))]
    if isinstance(default, bool):
        return settings.getbool(name)
    return settings.getint(name) if isinstance(default, int) else settings.getfloat(name)


def _check_slots(settings: "BaseSettings") -> None:
    """A slot without room for a request would never end."""
    for host, slot in settings.getdict("DOWNLOAD_SLOTS").items():
        if not (isinstance(slot, Mapping) and all(map(_fits_slot, slot.keys(), slot.values()))):
            example = '{"example.vn": {"concurrency": 1, "delay": 2.5}}'
            raise ConfigError(f"DOWNLOAD_SLOTS: the slot {host} cannot be used; write it as in {example}")


def _fits_slot(key: str, value: object) -> bool:
    return isinstance(value, int | float) and value >= (1 if key == "concurrency" else 0)


def _check_log(settings: "BaseSettings") -> None:
    try:
        logging.Formatter(settings["LOG_FORMAT"]).format(logging.makeLogRecord({"msg": "x"}))
    except (KeyError, TypeError, ValueError):
        raise _refuse(settings, "LOG_FORMAT", "write it as in %(asctime)s %(message)s") from None
    try:
        codecs.lookup(settings["LOG_ENCODING"])
    except (LookupError, TypeError, ValueError):
        raise _refuse(settings, "LOG_ENCODING", "write utf-8") from None
