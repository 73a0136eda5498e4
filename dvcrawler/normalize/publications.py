"""Whether two records with ids of their own are one article, shown at several addresses of a site.

`?lang=vi`, a host for telephones, `index.php` before the path or an address without a slug give a page an id
of its own where no site file says how addresses of one article differ. The content decides: nobody publishes
two articles of one headline, text and author in the same minute. A headline that is changed later may change
the words of the address, where the id is the whole of it.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from dvcrawler.normalize.plausibility import MIN_TWIN_BODY
from dvcrawler.normalize.slugs import is_alike
from dvcrawler.patterns import lazy_regex

_DIGITS = lazy_regex(r"[0-9]+")
#: The number of an article at the end of a part of the path, or as a folder; a year is none.
_NUMBER = lazy_regex(
    r"(?:[-._~](?!(?:19|20)[0-9]{2}(?![0-9])))(?:[a-z]{0,4}[0-9]{1,4}){0,2}[a-z]{0,4}[0-9]{3,}(?:\.[a-z]{2,5})?$",
    re.I,
)
_FOLDER = lazy_regex(r"/(?!(?:19|20)[0-9]{2}/|20[0-9]{4,6}/)[a-z]?[0-9]{3,}(?:/|\.[a-z]{2,5}$|$)", re.I)
#: A short number at the end of a part, which may be the headline's; a day has two.
_SHORT = lazy_regex(r"[a-z][-._~](?:[a-z]{1,2}[0-9]{1,4}){0,2}[a-z]{0,2}[0-9]{1,2}(?:\.[a-z]{2,5})?$", re.I)
#: A day without marks between; day and month may also have no zeros.
_DAYS = ("%d%m%Y", "%Y%m%d", "%d%m%y", "%y%m%d", "%d%m")
#: How the layouts of pages read by landmarks begin. The addresses of any other layout's site are known.
_GENERIC = "generic"
#: The time of day that means none.
_MIDNIGHT = "T00:00"


def publication_of(record: Mapping[str, Any]) -> str | None:
    """What is equal for two records of one article alone; None for a record that cannot be compared.

    Without a time of day the pictures count as well: a notice of each day may repeat its text.
    """
    if not is_compared(record["layout"]) or len(record["body"]) < MIN_TWIN_BODY or not record["date"]:
        return None
    minute = record["published_at"] or ""
    parts = [record["content_hash"], minute, *_name_files(record["documents"])]
    if not minute or _MIDNIGHT in minute:
        parts += _name_files(record["images"])
    return "\n".join(parts)


def is_retitled(held: Mapping[str, Any], shown: Mapping[str, Any]) -> bool:
    """Whether two records of one day show one article under two titles: its number stays, and only the words
    of one part of the address change. A number that is a folder may be that of a section, a short one, or one
    that the headlines have, that of a headline instead.
    """
    one, other = urlsplit(held["url"]), urlsplit(shown["url"])
    words = _find_words(one.path, other.path)
    if words is None or (one.hostname, one.query) != (other.hostname, other.query):
        return False
    if _is_of_headline(find_last_number(words[0]), held, shown):
        return False
    has_minute, has_text = _has_minute_of(held, shown), _has_text_of(held, shown)
    if _NUMBER.search(words[0]):
        return has_text or (has_minute and is_alike(held["title"], shown["title"]))
    is_numbered = _SHORT.search(words[0]) is not None or _FOLDER.search(other.path) is not None
    return has_text and has_minute and is_numbered


def _has_minute_of(held: Mapping[str, Any], shown: Mapping[str, Any]) -> bool:
    minute = shown["published_at"] or _MIDNIGHT
    return _MIDNIGHT not in minute and bool(held["published_at"] == minute)


def _has_text_of(held: Mapping[str, Any], shown: Mapping[str, Any]) -> bool:
    """Whether text and files are those of the held record, and not a phrase that many have."""
    files = [_name_files(each["documents"]) for each in (held, shown)]
    return held["body"] == shown["body"] and len(shown["body"]) >= MIN_TWIN_BODY and files[0] == files[1]


def _is_of_headline(number: str | None, held: Mapping[str, Any], shown: Mapping[str, Any]) -> bool:
    """Whether both headlines have the number, or it is that of the day: "Thời sự sáng 15/03/2024"."""
    if number is None:
        return False
    printed = ["".join(_DIGITS.findall(each["title"])) for each in (held, shown)]
    return number in _write_days(shown["date"]) or all(number in digits for digits in printed)


def _write_days(day: str) -> set[str]:
    """The day and those beside it, as addresses have them without marks between."""
    days = [date.fromisoformat(day) + timedelta(days=each) for each in (-1, 0, 1)]
    return {f"{each:{form}}" for each in days for form in _DAYS} | {
        f"{each.day}{each.month}{each.year}" for each in days
    }


def find_last_number(url: str) -> str | None:
    """The last number in the path, which the article keeps under another title; None without any."""
    return next(iter(_DIGITS.findall(urlsplit(url).path)[-1:]), None)


def may_be_retitled(fetched: str, url: str) -> bool:
    """Whether the addresses may be those of one article under two titles. `fetched`: as a page has it."""
    return _find_words(urlsplit(fetched).path, urlsplit(url).path) is not None


def _find_words(one: str, other: str) -> tuple[str, str] | None:
    """The one part in which two paths differ, as each has it; None if they differ in more, or in a number."""
    paths = one.rstrip("/").split("/"), other.rstrip("/").split("/")
    if len(paths[0]) != len(paths[1]):
        return None
    changed = [pair for pair in zip(*paths, strict=True) if pair[0] != pair[1]]
    has_numbers = len({tuple(_DIGITS.findall(part)) for pair in changed for part in pair}) == 1
    return changed[0] if len(changed) == 1 and has_numbers else None


def is_compared(layout: str) -> bool:
    """Whether records of the layout are compared at all."""
    return layout.startswith(_GENERIC)


def _name_files(files: Sequence[Mapping[str, Any]]) -> list[str]:
    """The names of files without their folders, which may be those of another host."""
    return sorted(each["url"].rpartition("/")[2] for each in files)
