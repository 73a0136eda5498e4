"""The page after one to which a button led that later pages, or parts of a list, do not repeat."""

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from dvcrawler.discovery.pagers.number_rows import MOST_PAGES, OWN_NUMBER, SUFFIX
from dvcrawler.discovery.pagers.page_addresses import (
    guess_page,
    is_page_parameter,
    page_number,
    page_parameter,
)
from dvcrawler.discovery.pagers.page_queries import names_other
from dvcrawler.extract.scripts.script_objects import Written, list_leaves, replace_leaf, write_object
from dvcrawler.normalize.numbers import read_json, read_whole
from dvcrawler.patterns import lazy_regex

#: Parameters that count articles, not pages.
_SIZE = lazy_regex(r"(?:page_?)?size|limit|per_?page|take|top|rows|count|length", re.I)
_PLACE = lazy_regex(
    r"(?:next|last|after|before|page)?[-_]?(?:cursor|offset|position|vi-?tri)|(?:next|last|page|after)[-_]?(?:token|id|key)",
    re.I,
)
#: Parameters whose value is an article's number or a mark, never that of a page.
_AFTER = lazy_regex(r"(?:after|older)(?:[-_]?id)?|(?:max|last)[-_]?id|cursor", re.I)
_LEAST_MARK = 3
_COUNTS_ARTICLES = ("offset", "start", "limitstart", "skip")


def is_part_after(url: str, number: int, steps: Iterable[int]) -> bool:
    """Whether the address asks for the articles after those of the first `number` parts: `skip=10&take=5`.
    `steps`: what the script adds to a number.
    """
    parameter, value = page_parameter(url), page_number(url)
    if parameter is None or parameter.lower() not in _COUNTS_ARTICLES:
        return False
    return any(size > 1 and value == number * size for size in (*_read_sizes(url), *steps))


def is_part_after_mark(url: str) -> bool:
    """Whether the address asks for the articles after one of them: `after=40327`."""
    fields = parse_qsl(urlsplit(url).query)
    return any(_AFTER.fullmatch(name) and len(value) >= _LEAST_MARK for name, value in fields)


def next_step(url: str, number: int) -> str | None:
    """The address after that of page `number`, for a pager's button that is not repeated on later pages. The
    parameter may count articles: `offset=20` on the third page.
    """
    parameter, value = page_parameter(url), page_number(url)
    if number < 2:
        return None
    if parameter is None or value is None:
        return _raise_any(url, number) or _raise_last(url, number)
    if parameter.lower() in _COUNTS_ARTICLES and value % (number - 1) == 0 and value >= number:
        return guess_page(url, parameter, value + value // (number - 1))
    return guess_page(url, parameter, number + 1) if value == number else None


def _raise_any(url: str, number: int) -> str | None:
    """The address with the one parameter raised that has the number of page `number`, unless its name says
    that it is another number.
    """
    pairs = parse_qsl(urlsplit(url).query)
    names = [key for key, value in pairs if value == str(number) and not names_other(key)]
    return guess_page(url, names[0], number + 1) if len(names) == 1 else None


def _raise_last(url: str, number: int) -> str | None:
    """The address with the number at the end of its path raised, if it is that of page `number`, or counts
    from 0: `/api/tin-12-1.html`.
    """
    parts = urlsplit(url)
    suffix = SUFFIX.search(parts.path)
    path = parts.path.removesuffix(suffix[0]) if suffix is not None else parts.path
    own = OWN_NUMBER.search(path)
    if own is None or int(own[1]) not in (number - 1, number):
        return None
    raised = f"{path[: own.start(1)]}{int(own[1]) + 1}{suffix[0] if suffix is not None else ''}"
    return urlunsplit(parts._replace(path=raised))


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


def is_place(field: tuple[str, str]) -> bool:
    """Whether the field says after which article a part begins, in a way that no counting gives."""
    name, value = field
    return _PLACE.fullmatch(name) is not None and len(value) > 1 and not value.isdecimal()


def next_post(form: bytes, number: int, given: Mapping[str, str], listed: int) -> bytes | None:
    """The form after that of page `number`, for a script that posts the number of the page, or of articles,
    or a place in the list. `given`: the hidden fields that came with the part; `listed`: how many articles
    came.
    """
    if form.startswith(b"{"):
        return _next_object(form, number, listed)
    fields = parse_qsl(form.decode(), keep_blank_values=True)
    changed = {key: given[key] for key, value in fields if given.get(key, value) not in ("", value)}
    changed = changed or _raise_field(fields, number, listed)
    return urlencode([(key, changed.get(key, value)) for key, value in fields]).encode() if changed else None


def _next_object(form: bytes, number: int, listed: int) -> bytes | None:
    """As `next_post`, for an object that is posted as JSON."""
    read: Written = read_json(form)
    changed = _raise_field([*list_leaves(read)], number, listed)
    for name, value in changed.items():
        read = replace_leaf(read, name, value)
    return write_object(read) if changed and isinstance(read, dict) else None


def _raise_field(fields: Sequence[tuple[str, str]], number: int, listed: int) -> dict[str, str]:
    """The one field that counts pages or articles, with its next value; empty if it is not certain."""
    sizes = (int(value) for key, value in fields if _SIZE.fullmatch(key) and value.isdecimal())
    size = next(sizes, listed)
    raised = ((key, _raise_number(key, value, number, size)) for key, value in fields)
    changed = {key: value for key, value in raised if value is not None}
    return changed if len(changed) == 1 else {}


def _raise_number(key: str, value: str, number: int, size: int) -> str | None:
    """The value for the part after part `number`, of a parameter that counts pages or articles. `size`: how
    many articles the first part has.
    """
    if not is_page_parameter(key) or not value.isdecimal():
        return None
    if value == "0" and number == 1 and key.lower() in _COUNTS_ARTICLES:
        return str(size) if size > 1 else None
    if int(value) == number:
        return str(number + 1)
    return _raise_count(int(value), number) if key.lower() in _COUNTS_ARTICLES else None


def _raise_count(count: int, number: int) -> str | None:
    """The number of articles in the first `number` parts, by that in the parts before the last of them."""
    if number <= 1 or count < number or count % (number - 1) != 0:
        return None
    return str(count // (number - 1) * number)
