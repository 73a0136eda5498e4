"""Checks a settings file as a whole: reports every fault with its line and a suggestion."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from dvcrawler.config.lines import KeyPath, find_lines, leaves
from dvcrawler.config.schema import RETIRED, RETIRED_TABLE, SITE_TABLE, Key, names_in, tables
from dvcrawler.config.unknown_keys import dotted, explain_unknown, shown
from dvcrawler.discovery.argument_parser import parse_arguments
from dvcrawler.errors import UsageError
from dvcrawler.messages.suggestions import suggest, suggest_or_list
from dvcrawler.normalize.site_names import is_canonical_portal
from dvcrawler.plain_settings import PlainSettings
from dvcrawler.setting_checks import KINDS

if TYPE_CHECKING:  # importing it loads all of Scrapy, which read-only commands do without
    from scrapy.settings import BaseSettings


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of the file, of `site` or, if that is None, of all sites. `line` counts from 1."""

    key: Key
    site: str | None
    value: object
    line: int


@dataclass(frozen=True, slots=True)
class Retirement:
    """A site that is no longer crawled, since when and why."""

    site: str
    day: date
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Fault:
    line: int
    what: str


class Checker:
    """Walks a parsed file once and collects its entries and its faults."""

    def __init__(self, text: str, sites: Iterable[str], today: date) -> None:
        """`sites`: the names of the sites that can be crawled."""
        self.entries: list[Entry] = []
        self.retired: dict[str, Retirement] = {}
        self.faults: list[Fault] = []
        self._lines, self._sites, self._today = find_lines(text), list(sites), today

    def check(self, tree: Mapping[str, object]) -> None:
        for table in (SITE_TABLE, RETIRED_TABLE):
            self._check_names(table, tree.get(table))
        for path, value in leaves(tree):
            fault = self._check_value(path, value)
            if fault is not None:
                self.faults.append(Fault(self._find_line(path), fault))
        retired = tree.get(RETIRED_TABLE)
        if isinstance(retired, dict):
            for site, values in retired.items():
                self._add_retirement(site, values)

    def _check_names(self, table: str, tables_of_sites: object) -> None:
        """Reports each unknown site once, however many of its keys the file has."""
        for site in tables_of_sites if isinstance(tables_of_sites, dict) else ():
            if not self._is_site(site):
                what = f"unknown site {shown(site)} in {dotted((table, site))}{suggest(site, self._sites)}"
                self.faults.append(Fault(self._find_line((table, site)), what))

    def _is_site(self, name: str) -> bool:
        """Whether there is a site file, or the name is that of any host, `portal/<host>`."""
        return name in self._sites or is_canonical_portal(name)

    def _find_line(self, path: KeyPath) -> int:
        ends = range(len(path), 0, -1)
        return next((self._lines[path[:end]] for end in ends if path[:end] in self._lines), 1)

    def _check_value(self, path: KeyPath, value: object) -> str | None:
        """Why the value is refused; None if it was added to the entries, or is checked later."""
        if path[0] in (SITE_TABLE, RETIRED_TABLE):
            return self._check_site(path, value)
        if value == {}:
            return None if path[0] in tables() and len(path) == 1 else explain_unknown(path, None)
        return self._check_key(path, value, None)

    def _check_site(self, path: KeyPath, value: object) -> str | None:
        table = path[0]
        if len(path) == 1:
            example = f"[{table}.NAME]"
            return None if value == {} else f"{table} is a table; write {example} and its keys below it"
        site = path[1]
        if not self._is_site(site):
            return None  # reported already
        if table == RETIRED_TABLE:
            return self._check_retired(path, value)
        if value == {}:
            is_table = len(path) == 2 or (len(path) == 3 and path[2] in tables())
            return None if is_table else explain_unknown(path[2:], site)
        if len(path) == 2:
            return f"{dotted(path)} is a table; write [{dotted(path)}] and its keys below it"
        return self._check_key(path[2:], value, site)

    def _check_key(self, path: KeyPath, value: object, site: str | None) -> str | None:
        key = names_in(site=site is not None).get(dotted(path))
        if key is None:
            return explain_unknown(path, site)
        fault = self._find_fault(key, value)
        if fault is not None:
            where = f"site.{site}." if site else ""
            return f"{where}{key.name} = {shown(value)} cannot be used; {fault}"
        line = self._find_line(path if site is None else (SITE_TABLE, site, *path))
        self.entries.append(Entry(key, site, value, line))
        return None

    def _find_fault(self, key: Key, value: object) -> str | None:
        kind = KINDS.get(key.setting or "")
        if not key.form.fits(value):
            return f"write {kind.wanted if kind and kind.is_number else key.form.wanted}"
        if kind is not None and not _is_usable(key.setting or "", value):
            return f"write {kind.wanted}"
        if key.argument is not None:
            return _find_argument_fault(key.argument, value)
        return self._find_unknown_site(value) if key.name == "sites" else None

    def _find_unknown_site(self, value: object) -> str | None:
        assert isinstance(value, list)
        for name in value:
            if not self._is_site(name):
                return f"there is no site {shown(name)}{suggest_or_list(name, self._sites)}"
        return None

    def _check_retired(self, path: KeyPath, value: object) -> str | None:
        name = dotted(path)
        if len(path) == 2:
            return None if value == {} else f"{name} is a table; write [{name}], date and reason"
        last = dotted(path[2:])
        if last not in RETIRED:
            return f"unknown key {name}{suggest(last, RETIRED) or '; there are: date, reason'}"
        if not RETIRED[last].fits(value):
            return f"{name} = {shown(value)} cannot be used; write {RETIRED[last].wanted}"
        if last == "date" and date.fromisoformat(str(value)) > self._today:
            return f"{name} = {value} lies in the future; write a day that is past"
        return None

    def _add_retirement(self, site: str, values: object) -> None:
        if not isinstance(values, dict) or not self._is_site(site):
            return  # reported already
        line = self._find_line((RETIRED_TABLE, site))
        for name, form in RETIRED.items():
            if name not in values:
                self.faults.append(Fault(line, f"retired.{site} has no {name}; add {name} = {form.wanted}"))
        if all(name in values and form.fits(values[name]) for name, form in RETIRED.items()):
            day = date.fromisoformat(str(values["date"]))
            self.retired[site] = Retirement(site, day, str(values["reason"]), line)


def _find_argument_fault(argument: str, value: object) -> str | None:
    try:
        parse_arguments({argument: as_text(value)})
    except UsageError as error:
        return str(error)
    return None


def _is_usable(setting: str, value: object) -> bool:
    try:
        given = cast("BaseSettings", PlainSettings({setting: as_text(value)}))
        return KINDS[setting].is_usable(given, setting)
    except (TypeError, ValueError, OverflowError):
        return False


def as_text(value: object) -> str:
    """The value as an argument of the command line or the environment writes it."""
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
