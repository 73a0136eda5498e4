"""The settings in force, and where each comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dvcrawler.config.apply import COMMAND_LINE, ENVIRONMENT, FILE
from dvcrawler.config.check import Entry
from dvcrawler.config.load import Config
from dvcrawler.config.schema import KEYS, Key
from dvcrawler.messages.printable import hide_in_value

if TYPE_CHECKING:  # importing it loads all of Scrapy, which read-only commands do without
    from scrapy.settings import BaseSettings


@dataclass(frozen=True, slots=True)
class Value:
    """`key`: as in the file; `setting`: the setting or `crawl -a` argument that it gives, None for a
    retirement. `value`: without passwords. `origin`: "default", "environment", "argument" or `FILE:LINE`.
    """

    key: str
    setting: str | None
    value: object
    origin: str


def explain(config: Config, settings: "BaseSettings") -> list[Value]:
    """Every key for all sites, then those for single sites, retirements and further `-s` settings."""
    found = [_explain_key(config, settings, key) for key in KEYS if key.is_general]
    found += [_explain_entry(config, settings, entry) for entry in config.entries if entry.site is not None]
    for retirement in config.retired.values():
        what = f"{retirement.day}: {retirement.reason}"
        found.append(Value(f"retired.{retirement.site}", None, what, config.place(retirement.line)))
    return [replace(each, value=_hide(each.value)) for each in (*found, *_explain_others(settings))]


def _hide(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_hide(each) for each in value]
    return hide_in_value(value) if isinstance(value, str) else value


def _explain_key(config: Config, settings: "BaseSettings", key: Key) -> Value:
    assert key.setting is not None
    lines = {entry.key: entry.line for entry in config.entries if entry.site is None}
    return Value(
        key.name, key.setting, settings.get(key.setting), _describe_origin(config, settings, key, lines)
    )


def _describe_origin(config: Config, settings: "BaseSettings", key: Key, lines: Mapping[Key, int]) -> str:
    priority = settings.getpriority(key.setting or "") or 0
    if priority >= COMMAND_LINE:
        return "argument"
    if priority == ENVIRONMENT:
        return "environment"
    return config.place(lines[key]) if priority == FILE and key in lines else "default"


def _explain_entry(config: Config, settings: "BaseSettings", entry: Entry) -> Value:
    """The values of one site. The environment and the command line override the file here, too."""
    name, setting = f"site.{entry.site}.{entry.key.name}", entry.key.setting
    if setting is not None and (settings.getpriority(setting) or 0) >= ENVIRONMENT:
        return Value(name, setting, settings.get(setting), _describe_origin(config, settings, entry.key, {}))
    return Value(name, setting or f"-a {entry.key.argument}", entry.value, config.place(entry.line))


def _explain_others(settings: "BaseSettings") -> Iterator[Value]:
    """Settings given by `-s` that have no key in the file."""
    known = {key.setting for key in KEYS}
    for name in sorted(map(str, settings)):
        if name not in known and (settings.getpriority(name) or 0) >= COMMAND_LINE:
            yield Value(name, name, settings.get(name), "argument")
