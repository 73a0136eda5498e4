"""Addresses of the further pages of an article: the article's own with a page number.

`?page=2`, `/bai-p2.html`, `/bai-trang-2.html`, `/bai.html/2`; Drupal and Joomla count from 0.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.patterns import lazy_regex

#: Caps the pages read of one article. Longer ones are books, or pagers that never end.
MOST_PAGES = 20
_LARGEST_NUMBER = 10_000
#: Parameters that hold a page's number on every site.
_SURE = lazy_regex(
    r"p|pg|pn|paged|trang|(?:so|current|cur)?[-_]?(?:page|trang)(?:[-_]?(?:no|num|number|index|so))?|paging"
    r"|start|limitstart|_[0-9]{1,9}_(?:INSTANCE_\w{1,40}_)?page",
    re.I,
)
#: Parameters that turn the pages of something else, or choose another article.
_OTHER = lazy_regex(
    r"comment|c_?page|reply|binh|relat|other|photo|album|im(?:g|age)|anh|(?<!page)(?<!page_)id$", re.I
)
#: Joomla's, which counts from 0, and its request for one page or all of them.
_FROM_ZERO, _WHOLE = ("start", "limitstart"), "showall"
_EXTENSION = lazy_regex(r"\.[A-Za-z]{2,5}$")
_WORD = r"(?:so-?)?trang(?:-?so)?|page(?:-?(?:no|num|number|index))?|paged|index|p|pg|tr?"
_BEHIND = lazy_regex(
    rf"(?:\.[A-Za-z]{{2,5}})?(?P<mark>[-_/.,;~&(]?)(?P<word>{_WORD})?[-_/=]?"
    r"(?P<number>[0-9]{1,3})\)?(?:\.[A-Za-z]{2,5})?/?",
    re.I,
)
#: The number in the address of any page but the first.
_OWN_NUMBER = lazy_regex(
    r"[-_/.](?:p|pg|page(?:-?no)?|(?:so-?)?trang(?:-?so)?)[-_/]?[0-9]{1,2}(?=(?:\.[A-Za-z]{2,5})?/?$)", re.I
)
#: Drupal's number of a pager among several: `page=0,1`.
_AMONG_PAGERS = lazy_regex(r"0(?:,0)*,([0-9]{1,4})")


class _Parts(NamedTuple):
    host: str
    path: str
    #: Without the page's number.
    query: frozenset[tuple[str, str]]
    number: int | None


def first_page(url: str) -> str:
    """The address without the page number in its path."""
    return _OWN_NUMBER.sub("", url)


def address_stem(url: str) -> str:
    """The common prefix of the addresses of all pages of the article at `url`."""
    return _EXTENSION.sub("", url.partition("?")[0].rstrip("/"))


def number_of_page(url: str, first: str, printed: int | None = None) -> int | None:
    """The number of the page at `url` of the article at `first`; None if it is not a page of it.

    `printed`: the number that the link shows; without a word for "page" the address must have the same.
    """
    found = place_of(url, first)
    if found is None:
        return None
    number, is_sure = found
    if printed == number + 1 and is_sure and f"={number}" in url:
        return printed  # counted from 0
    return number if is_sure or number == (printed or 2) else None


def place_of(url: str, first: str) -> tuple[int, bool] | None:
    """(number of the page at `url`, whether the address alone gives it); None if it is not a page."""
    own, other = _split_address(first), _split_address(url)
    if own is None or other is None or own.host != other.host:
        return None
    if other.path == own.path:
        return _place_in_query(own, other)
    return _place_in_path(own.path, other.path) if own.query == other.query else None


def is_below(base: str, address: str, first: str) -> bool:
    """Whether only a page of the article at `first` has this address: with a parameter, or in a folder below.
    A bare "2" may be an entry of a menu.
    """
    url = absolute_url(base, address) or ""
    number, is_sure = place_of(url, first) or (MOST_PAGES + 1, False)
    if number > MOST_PAGES:
        return False
    if "?" in url:
        return is_sure and place_of(first, first) is None
    is_folder = url.startswith((f"{first.rstrip('/')}/", f"{address_stem(first)}/"))
    return is_folder and (is_sure or address[0] in "/h")


def _place_in_path(own: str, other: str) -> tuple[int, bool] | None:
    stem = _EXTENSION.sub("", own)
    behind = _BEHIND.fullmatch(other[len(stem) :]) if other.startswith(stem) else None
    if behind is None:
        return None
    number = int(behind["number"])
    if behind["word"]:
        return number, True
    return (number, False) if behind["mark"] and number <= MOST_PAGES else None


def _place_in_query(own: _Parts, other: _Parts) -> tuple[int, bool] | None:
    """As `place_of`, of an address with the same path. A parameter of an unknown name gives a page's number
    if the article has none of that name.
    """
    if own.query == other.query:
        return None if other.number is None else (other.number, True)
    added = other.query - own.query
    if other.number is not None or len(added) != 1 or own.query - other.query:
        return None
    [(key, value)] = added
    number = read_whole(value, 2, MOST_PAGES)
    return None if number is None or _OTHER.search(key) else (number, False)


@lru_cache(maxsize=256)  # the article's own address is compared with many
def _split_address(url: str) -> _Parts | None:
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=50)
    except ValueError:
        return None
    number, rest = None, []
    for key, value in pairs:
        whole = _number_in(key, value)
        if whole is not None:
            number = whole
        elif key != _WHOLE:
            rest.append((key, value))
    host = (parts.hostname or "").removeprefix("www.")
    return _Parts(host, parts.path.rstrip("/"), frozenset(rest), number)


def _number_in(key: str, value: str) -> int | None:
    if not _SURE.fullmatch(key):
        return None
    among = _AMONG_PAGERS.fullmatch(value)
    number = read_whole(among[1] if among else value, most=_LARGEST_NUMBER)
    is_from_zero = among is not None or key.lower() in _FROM_ZERO
    return number + 1 if number is not None and is_from_zero else number
