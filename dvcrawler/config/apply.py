"""Applies the file and the environment to the settings: command line > environment > file > default."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from dvcrawler.config.check import Entry, as_text
from dvcrawler.config.load import VARIABLE, Config
from dvcrawler.config.schema import KEYS
from dvcrawler.discovery.argument_help import OF_SITES, takes
from dvcrawler.errors import ConfigFileError, UsageError
from dvcrawler.normalize.paths import expand_home
from dvcrawler.normalize.site_names import PORTAL, is_portal_name
from dvcrawler.setting_kinds import is_contact
from dvcrawler.settings import user_agent

if TYPE_CHECKING:  # importing it loads all of Scrapy, which read-only commands do without
    from scrapy.settings import BaseSettings

#: Scrapy's priorities: 20 settings.py, 30 a spider's own settings, 40 the command line.
FILE, SITE, ENVIRONMENT, COMMAND_LINE = 25, 26, 35, 40
_PREFIX = "DVCRAWLER_"
#: Share of equal letters from which a name is mistyped: after the prefix, and with a mistyped prefix.
_LIKENESS, _LIKENESS_OF_ALL = 0.75, 0.9


def apply_environment(settings: "BaseSettings", environment: Mapping[str, str]) -> None:
    """Reads every DVCRAWLER_ setting that the file may hold from the environment, too, unless it is empty."""
    for key in KEYS:
        name = key.setting or ""
        if name.startswith(_PREFIX) and environment.get(name):
            given = environment[name]
            settings.set(name, str(expand_home(given)) if given.startswith("~") else given, ENVIRONMENT)


def check_environment(names: Iterable[str], settings: Iterable[str]) -> None:
    """Raises UsageError for a mistyped variable, which would leave the default in force without a word.

    A name that resembles no setting belongs to another program, such as a service manager or a container
    platform.
    """
    known = [key.setting for key in KEYS if key.setting and key.setting.startswith(_PREFIX)] + [VARIABLE]
    expected = {*known, *settings}
    for name in names:
        if name in expected or not name.upper().startswith(_PREFIX[:3]):
            continue
        meant = _find_meant(name.upper(), known) or _find_key(name)
        if meant is not None:
            raise UsageError(f"unknown setting {name} in the environment; did you mean {meant}?")


def _find_key(name: str) -> str | None:
    """The setting that the file calls by this name: DVCRAWLER_MINUTES for `limits.minutes`."""
    last = name.upper().removeprefix(_PREFIX).lower()
    keys = [key for key in KEYS if key.setting and key.name.rpartition(".")[2] == last]
    if len(keys) != 1 or not name.upper().startswith(_PREFIX):
        return None
    setting = keys[0].setting or ""
    return setting if setting.startswith(_PREFIX) else f"{keys[0].name} in the settings file"


def _find_meant(name: str, known: list[str]) -> str | None:
    if not name.startswith(_PREFIX):
        return next(iter(get_close_matches(name, known, 1, _LIKENESS_OF_ALL)), None)
    ends = [each.removeprefix(_PREFIX) for each in known]
    found = get_close_matches(name.removeprefix(_PREFIX), ends, 1, _LIKENESS)
    return _PREFIX + found[0] if found else None


def apply_file(settings: "BaseSettings", config: Config, site: str | None = None) -> None:
    """Applies the keys for all sites, or those of one site to the settings of its own crawler."""
    for entry in _select_entries(config, site):
        if entry.key.setting is not None:
            priority = FILE if site is None else SITE
            settings.set(entry.key.setting, _convert_entry(entry, config), priority)


def apply_contact(settings: "BaseSettings") -> None:
    """Adds the contact to the user agent, unless that was set separately. `crawl` refuses a bad contact."""
    contact = str(settings["DVCRAWLER_CONTACT"] or "")
    is_usable = not contact or is_contact(contact)
    if is_usable and (settings.getpriority("USER_AGENT") or 0) < FILE:
        settings.set("USER_AGENT", user_agent(contact), FILE)


def site_arguments(config: Config, site: str, typed: Mapping[str, str]) -> dict[str, str]:
    """The arguments of a site's run: those of the file, overridden by those of `-a`."""
    entries = _select_entries(config, site)
    written = {e.key.argument: as_text(e.value) for e in entries if e.key.argument is not None}
    return {**written, **typed}


def archive_argument(settings: "BaseSettings", typed: Mapping[str, str]) -> dict[str, str]:
    """`archive=` from the settings, if `source=` names a web archive and `-a archive=` is not given."""
    names = {"wayback": "DVCRAWLER_WAYBACK", "commoncrawl": "DVCRAWLER_COMMONCRAWL"}
    name = names.get(typed.get("source", ""))
    address = settings.get(name) if name else None
    return {"archive": str(address)} if address and "archive" not in typed else {}


def _select_entries(config: Config, site: str | None) -> list[Entry]:
    return [entry for entry in config.entries if entry.site == site]


def _convert_entry(entry: Entry, config: Config) -> object:
    """The value as the setting takes it. A folder is relative to the file that names it."""
    is_folder = entry.key.name in ("data", "shared.folder") and "://" not in str(entry.value)
    if is_folder and config.path is not None:
        return str(config.path.parent / expand_home(str(entry.value)))
    return as_text(entry.value) if isinstance(entry.value, list) else entry.value


def names_arguments(config: Config) -> bool:
    """Whether the file gives arguments that only some sites take."""
    return any(entry.key.argument in OF_SITES for entry in config.entries)


def check_arguments_of_sites(config: Config, spiders: Mapping[str, object]) -> None:
    """Raises ConfigFileError, a line for each argument that would have no effect. `spiders`: by site."""
    faults = []
    for entry in config.entries:
        name, site = entry.key.argument, entry.site or ""
        spider = spiders.get(PORTAL if is_portal_name(site) else site)
        if name in OF_SITES and spider is not None and not takes(spider, name):
            what = f"site.{site}.{entry.key.name} is for {OF_SITES[name]}; {site} does not take it"
            faults.append(f"{config.place(entry.line)}: {what}")
    if faults:
        raise ConfigFileError(faults)
