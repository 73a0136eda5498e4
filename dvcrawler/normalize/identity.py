"""Two articles under one id: which address gets an id of its own, and what that id is.

An id of seven hex digits can consist of digits alone, and then equals an older article's number; a
portal may count in each section on its own. Where the addresses contradict each other the article
met second is held as `<number>-<month>` or `<number>-<section>`, made of its own address.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import urlsplit

from dvcrawler.normalize.text import fold
from dvcrawler.normalize.urls import Address

_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"\.[a-z]{3,5}$")
#: Longer texts are compared by their beginning: what differs differs there.
_LONGEST = 200
#: Texts of which less is equal are different: above it lie slips of the pen and small corrections.
_ALIKE = 0.8
#: A text that ends in the middle of the other was cut, where it has at least this many characters.
_SHORTEST_CUT = 12


def settle(
    address: Address, url_of: Callable[[str], str | None], read: Callable[[str], Address | None]
) -> Address:
    """The address with the id that its article has: its own one where another article has the number.

    `url_of` tells at which address an id is known (None: it is not), `read` reads that address.
    The same whatever is met first, once either article is known.
    """
    if address.shared is not None:
        return address
    known, own = url_of(address.native_id), own_id(address)
    if own is None or known == address.url:
        return address
    if known is None:
        return address if url_of(own) is None else with_id(address, own)
    other = read(known)
    return with_id(address, own) if other is not None and contradicts(address, other) else address


def with_id(address: Address, native_id: str) -> Address:
    """The address under the id that its article is held by: the number in it, or its own id."""
    if native_id == address.native_id or native_id != own_id(address):
        return address
    return replace(address, native_id=native_id, shared=address.native_id)


def contradicts(one: Address, other: Address) -> bool:
    """Whether two addresses with the same number are those of different articles, as far as they tell.

    A moved or retitled article keeps its month, one that was dated anew keeps its slug.
    """
    if one.url == other.url:
        return False
    if one.month and other.month:
        return one.month != other.month and not is_alike(_slug(one), _slug(other))
    slugs = _slug(one), _slug(other)
    return all(slugs) and _place(one) != _place(other) and not is_alike(*slugs)


def own_id(address: Address) -> str | None:
    """The id of the address alone, None where it has neither month nor section; deterministic."""
    number = address.shared or address.native_id
    if address.month:
        return "{}-{}{:02}".format(number, *address.month)
    place = re.sub(r"[^a-z0-9]+", "_", _place(address).lower()).strip("_")
    return f"{number}-{place}" if place and _slug(address) else None


def is_number_of(landed: Address, asked: Address) -> bool:
    """Whether a redirect from the one address to the other stays with the article."""
    if asked.shared is None:
        return landed.native_id == asked.native_id
    return landed.native_id == asked.shared and not contradicts(landed, asked)


def base_of(id: str) -> tuple[str, bool]:
    """The id whose number an own id shares, and whether the own id tells the month."""
    base, _, suffix = id.rpartition("-")
    return base, suffix.isdecimal()


def is_same_article(held: Mapping[str, Any], title: str, day: str | None, *, has_month: bool) -> bool:
    """Whether a page shows the article of a record with the same number.

    The day counts where the addresses tell no month: a retitled article may stand in two sections.
    """
    same_day = held["date"] is not None and held["date"] == day
    return is_alike(held["title"], title) or (same_day and not has_month)


def is_alike(one: str, other: str) -> bool:
    """Whether two titles or slugs are the same but for slips, accents and a cut; other numbers are not."""
    a, b = _words(one), _words(other)
    if a == b:
        return True
    first, second = sorted((" ".join(a), " ".join(b)), key=len)
    if len(first) >= _SHORTEST_CUT and second.startswith(first):
        return True
    if [word for word in a if word.isdecimal()] != [word for word in b if word.isdecimal()]:
        return False
    return bool(first) and SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text[:_LONGEST]).replace("_", " "))


def _slug(address: Address) -> str:
    """The last part of the path that is not the id."""
    number = (address.shared or address.native_id).rpartition("/")[2]
    parts = [part for part in urlsplit(address.url).path.split("/") if part and part.lower() != number]
    slug = _ENDING.sub("", parts[-1]) if parts else ""
    return slug.lower().replace(number.lower(), "").strip("-._")


def _place(address: Address) -> str:
    """What stands before the slug in the path, without the id: the section."""
    number = (address.shared or address.native_id).rpartition("/")[2]
    parts = [part for part in urlsplit(address.url).path.split("/") if part and part.lower() != number]
    return "/".join(parts[:-1])
