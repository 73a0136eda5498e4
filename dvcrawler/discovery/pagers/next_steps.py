"""The page after one to which a button led that later pages, or parts of a list, do not repeat."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit

from dvcrawler.discovery.pagers.number_rows import MOST_PAGES
from dvcrawler.discovery.pagers.pagination import guess_page, is_page_parameter, page_number, page_parameter
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.patterns import lazy_regex

#: Parameters that count articles, not pages.
_SIZE = lazy_regex(r"(?:page_?)?size|limit|per_?page|take|top|rows|count|length", re.I)
_COUNTS_ARTICLES = ("offset", "start", "limitstart", "skip")


def is_part_after(url: str, number: int, steps: Iterable[int]) -> bool:
    """Whether the address asks for the articles after those of the first `number` parts: `skip=10&take=5`.
    `steps`: what the script adds to a number.
    """
    parameter, value = page_parameter(url), page_number(url)
    if parameter is None or parameter.lower() not in _COUNTS_ARTICLES:
        return False
    return any(size > 1 and value == number * size for size in (*_read_sizes(url), *steps))


def next_step(url: str, number: int) -> str | None:
    """The address after that of page `number`, for a pager's button that is not repeated on later pages. The
    parameter may count articles: `offset=20` on the third page.
    """
    parameter, value = page_parameter(url), page_number(url)
    if parameter is None or value is None or number < 2:
        return None
    if parameter.lower() in _COUNTS_ARTICLES and value % (number - 1) == 0 and value >= number:
        return guess_page(url, parameter, value + value // (number - 1))
    return guess_page(url, parameter, number + 1) if value == number else None


def second_part(url: str) -> str | None:
    """The part after the first one, which a script loads at `url`; None for an address without a number."""
    parameter, value = page_parameter(url), page_number(url)
    if parameter is None or value is None:
        return None
    if parameter.lower() in _COUNTS_ARTICLES:
        sizes = _read_sizes(url)
        return guess_page(url, parameter, sizes[0]) if value == 0 and sizes else None
    return guess_page(url, parameter, value + 1)


def _read_sizes(url: str) -> list[int]:
    """How many articles the address asks for."""
    pairs = parse_qsl(urlsplit(url).query)
    read = (read_whole(size, most=MOST_PAGES) for key, size in pairs if _SIZE.fullmatch(key))
    return [size for size in read if size is not None]


def next_post(form: bytes, number: int) -> bytes | None:
    """The form after that of page `number`, for a script that posts the number."""
    fields = parse_qsl(form.decode(), keep_blank_values=True)
    pages = [key for key, value in fields if is_page_parameter(key) and value == str(number)]
    if len(pages) != 1:
        return None
    return urlencode([(key, str(number + 1) if key == pages[0] else value) for key, value in fields]).encode()
