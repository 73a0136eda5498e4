"""The kinds of value that a setting takes."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dvcrawler.normalize.hosts import is_text
from dvcrawler.normalize.numbers import read_whole

if TYPE_CHECKING:  # importing it loads all of Scrapy, which read-only commands do without
    from scrapy.settings import BaseSettings

#: SQLite, the kernel and the event loop can handle numbers up to this.
MAX_NUMBER = 10**15
#: One field of a crontab: numbers, names, ranges, steps.
_CRON_FIELD = re.compile(r"[0-9A-Za-z*,/?#-]{1,100}")
#: Sent in a header: ASCII without spaces.
_WORD = re.compile(r"[!-~]{4,400}")
_WEB_SCHEME = re.compile(r"https?://", re.IGNORECASE)
#: Beyond eleven years and eleven days, clocks and calendars overflow.
MAX_HOURS, MAX_SECONDS = 100_000, 1_000_000


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


def whole(least: int = 0, most: float = MAX_NUMBER) -> Kind:
    return Kind(
        f"a whole number {_describe_span(least, most)}",
        lambda all_, name: is_written_plainly(all_.get(name)) and least <= all_.getint(name) <= most,
    )


def number(least: float = 0, most: float = MAX_NUMBER) -> Kind:
    return Kind(
        f"a number {_describe_span(least, most)}",
        lambda all_, name: (
            is_written_plainly(all_.get(name))
            and least <= all_.getfloat(name) <= most
            and math.isfinite(all_.getfloat(name))
        ),
    )


def _describe_span(least: float, most: float) -> str:
    return f"from {least}" + (f" to {most}" if most < MAX_NUMBER else "")


def are_hours(settings: "BaseSettings", name: str) -> bool:
    first, second = (read_whole(str(each), most=MAX_HOURS) for each in settings.getlist(name))
    return first is not None and second is not None and first <= second


def are_times(settings: "BaseSettings", name: str) -> bool:
    """The shape alone: whether there are such times is checked where they are used."""
    fields = str(settings[name]).split()
    return len(fields) == 5 and all(map(_CRON_FIELD.fullmatch, fields))


def is_switch(settings: "BaseSettings", name: str) -> bool:
    """None is allowed, for a default chosen at run time. Raises for any value that is not a switch."""
    return settings[name] is None or settings.getbool(name) in (True, False)


def is_off(settings: "BaseSettings", name: str) -> bool:
    return not settings.getbool(name)


def is_line(value: object) -> bool:
    return value is None or (isinstance(value, str) and is_text(value) and value.isprintable())


def is_contact(text: str) -> bool:
    """Whether it is a mail address, or a web address with or without its scheme."""
    if not _WORD.fullmatch(text):
        return False
    address = _WEB_SCHEME.sub("", text, count=1)
    before, at, domain = address.partition("@")
    name, _, end = (domain if at and "/" not in before else address).partition(".")
    return bool(before and name and len(end) >= 2)
