"""Pages of a listing that differ in one number of the query, under any parameter name, or in a position."""

import re
from urllib.parse import parse_qsl, urlsplit

from dvcrawler.normalize.numbers import read_whole
from dvcrawler.patterns import lazy_regex

#: Parameters that choose another list, a day, an order or a language, not a page, as `pid` and `page_id` do.
_OTHER = lazy_regex(
    r"^(?!(?:p|pg|page_?|trang_?)id$).*id$|^(?:cat|category|c|m|l|loai|nhom|muc|menu|chuyenmuc|danhmuc|linhvuc|tag|type|tab|mod|module)$|cate?$"
    r"|nam$|thang|ngay|tuan|quy$|year|month|week|day|date|lang|ngonngu|sort|order|sapxep|size|limit|view|mode|vote|rat(?:e|ing)"
    r"|star(?!t)|diem|font|width|ver(?:sion)?$|^v$",
    re.I,
)
#: Parameters that say how many entries a list shows.
_LENGTH = lazy_regex(r"(?:page[_-]?)?size|limit|per[_-]?page|take|top|rows|show|count|num|so-?luong|sl", re.I)
_NUMBERS = lazy_regex(r"[0-9]{0,4}(?:,[0-9]{0,4}){1,9}")
_LARGEST_NUMBER = 999_999
#: Digits of an article's number that are too many for that of a page.
_LEAST_MARK = 3
#: Parameters that say where the next part begins, after which article or row: SharePoint's
#: `?Paged=TRUE&p_ID=30&PageFirstRow=31`, `?after_id=120&after_date=2024-03-12`. `PagedPrev` leads back.
_POSITION = lazy_regex(
    r"paged|page(?:first|last)row|p_[a-z0-9_]+|view|cursor|token|offset|skip|updated-max|max-results"
    r"|(?:after|before|last|max|next|older)[_-]?(?:id|date|time|key|cursor|token|item)|after|before|older[_-]?than",
    re.I,
)


def names_other(parameter: str) -> bool:
    """Whether a number under this name chooses another list, a day, an order or a language, not a page."""
    return _OTHER.search(parameter) is not None


def turns_by_number(listing: str, url: str) -> bool:
    """Whether the address is that of the listing with one number in its query raised or added."""
    return find_raised(listing, url) is not None


def raises_number(listing: str, url: str) -> bool:
    """As `turns_by_number`, for a listing whose query has the number already."""
    return find_raised(listing, url) in _read_query(listing)


def prints_number(listing: str, url: str, label: int) -> bool:
    """Whether the address is that of the listing with the number that the link shows, in a parameter that is
    not one of a list, a day or an order.
    """
    key = find_raised(listing, url)
    return key is not None and _read_query(url).get(key) == str(label)


def lengthens(listing: str, url: str) -> bool:
    """Whether the address is that of the listing with more entries: `?limit=20`."""
    return find_raised(listing, url, _LENGTH) is not None


def turns_by_mark(listing: str, url: str, number: int) -> bool:
    """Whether the address is that of the listing with a mark in its query, `?sau=eDQweTI`, or, behind its
    first page (`number`), with a lower number of an article: `?tu=40327` after `?tu=40391`.
    """
    key = _find_changed(listing, url)
    if key is None or names_other(key):
        return False
    held, value = (_read_query(each).get(key, "") for each in (listing, url))
    if value.isdecimal():
        is_step = number > 1 and held.isdecimal() and len(value) >= _LEAST_MARK
        return is_step and int(held) > int(value)
    return any(each.isdigit() or each.isupper() for each in value)


def find_raised(listing: str, url: str, names: re.Pattern[str] | None = None) -> str | None:
    """The parameter whose number is raised or added; one of `names` instead of those of pages."""
    key = _find_changed(listing, url)
    if key is None or (names_other(key) if names is None else not names.fullmatch(key)):
        return None
    old, new = (read_whole(_read_query(each).get(key, "0"), most=_LARGEST_NUMBER) for each in (listing, url))
    return key if old is not None and new is not None and new > old else None


def _find_changed(listing: str, url: str) -> str | None:
    """The one parameter in which the addresses differ; None if they differ in more than that."""
    if not _share_path(listing, url):
        return None
    before, after = _read_query(listing), _read_query(url)
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    return changed.pop() if len(changed) == 1 else None


def _read_query(url: str) -> dict[str, str]:
    """The parameters; of those that number the pages of several lists, each number that is not 0 apart:
    Drupal's `?page=0,2` is the third page of the second list.
    """
    read: dict[str, str] = {}
    for key, value in parse_qsl(urlsplit(url).query):
        if _NUMBERS.fullmatch(value):
            numbers = enumerate(value.split(","))
            read |= {f"{key},{place}": number for place, number in numbers if number not in ("", "0")}
        else:
            read[key] = value
    return read


def _share_path(listing: str, url: str) -> bool:
    """Whether host and path of the two addresses are the same."""
    one, other = urlsplit(listing), urlsplit(url)
    return (one.netloc, one.path) == (other.netloc, other.path)


def turns_by_position(listing: str, url: str) -> bool:
    """Whether the address is that of the listing with only a later position in its query."""
    if not _share_path(listing, url):
        return False
    before, after = (parse_qsl(urlsplit(each).query, keep_blank_values=True) for each in (listing, url))
    changed = {key for key, _ in set(before) ^ set(after)}
    return len(changed - {"View", "view"}) > 0 and all(map(_POSITION.fullmatch, changed))
