"""Recognises rows of page numbers, in which addresses of any form may be linked, and pagers by class."""

import re
from collections.abc import Sequence
from itertools import islice, pairwise
from urllib.parse import urlsplit

from dvcrawler.extract.elements import Element, has_at_least, names_of, text_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.control_names import CALENDARS, COMMENTS, DAYS, POLLS
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.normalize.url_form import host_of
from dvcrawler.patterns import lazy_regex

MOST_PAGES = 999_999
SUFFIX = lazy_regex(r"(?:/default)?\.[a-z]{2,5}$", re.I)
#: The text of a pager's link: a number, with or without a word or brackets.
_NUMBER = lazy_regex(r"(?:(?:(?:đến|tới|sang|go to) )?(?:trang|page) ?)?[(\[]?\s?([0-9]{1,4})\s?[)\]]?", re.I)
_LONGEST_LABEL, _MOST_INSIDE, _MOST_NUMBERS = 20, 2, 100
#: All that the row of a small pager shows: "Trang: 1 | 2 | 3 »".
_ROW = lazy_regex(r"(?:[\s|\[\]().,:·•…«»‹›<>/-]++|[0-9]++|trang|page|đầu|cuối|trước|sau|tiếp)++", re.I)
_DIGITS, _LONGEST_ROW = lazy_regex(r"[0-9]+"), 300
OWN_NUMBER = lazy_regex(r"[-_/.,:~=][a-z]{0,6}([0-9]{1,6})$", re.I)
#: What an address adds to that of its list, in any form: `/10`, `/tu-10`, `_p2`, `?2`.
_ADDED = lazy_regex(r"(?:[-_/.,:~=;](?:[a-z]{1,5}[-_/:,=]?){0,2}|[?&])([0-9]{1,3})", re.I)
#: Numbers of entries on a page are multiples of one of these.
_SIZES = (5, 8, 6)
#: A part of a path that numbers a page: `page-2`, `trang2`, `p2`, `2`.
_PART = lazy_regex(r"(?:p|page|trang)?[-_]?([0-9]{1,6})", re.I)
#: A part that says what the number after it is: `/danh-sach/2/thoi-su`.
_COUNTED = lazy_regex(r"/(?:danh-?sach|trang|page|list)(?=/[0-9]{1,6}/)", re.I)
OTHER_NUMBERS = lazy_regex("|".join((CALENDARS, DAYS, POLLS, COMMENTS)), re.I)
PAGER_CLASS = lazy_regex(
    r"pag(?:er|ing|inat)|phan-?trang|(?:load|view|see|show|read|btn)[-_]?more|(?:xem|tai)[-_]?them|trang[-_]?sau"
    r"|next[-_]?page|(?:^|\s)(?:pages?|more)(?=\s|$)|page[-_]?(?:nav|num|list|link|bar)|nav[-_]links"
    r"|(?:list|num|so|chuyen)[-_]?(?:page|trang)|trang[-_]?so",
    re.I,
)
NO_PAGER_CLASS = lazy_regex(
    r"slide|carousel|swiper|slick|owl|banner|menu|comment|binh-?luan|gallery|album|video", re.I
)

_DISABLED = frozenset(("disabled", "disable", "is-disabled", "aspnetdisabled", "inactive", "unavailable"))


def printed_number(anchor: Element) -> int | None:
    """The number that a link of a pager shows, "2", "[2]", "Trang 2", or by which a dot is read aloud."""
    if len(anchor) > _MOST_INSIDE:
        return None
    shown = text_of(anchor)[:_LONGEST_LABEL].strip()
    found = _NUMBER.fullmatch(shown or anchor.get("aria-label") or anchor.get("title") or "")
    return read_whole(found[1], most=MOST_PAGES) if found else None


def is_in_number_row(page: Page, url: str, anchor: Element, number: int) -> bool:
    """Whether the link is in a row of page numbers and leads below the listing's own address, in any form:
    `/tin-tuc/2`, `/tin-tuc_2.html`, `/page-2/tin-tuc.html`, `?start=10`; or anywhere on the host if the row
    is named as a pager. `/page-2/tin-tuc.html` needs no further numbers beside it. Where the row leaves this
    page's number out, the address has to be that of the listing with a number: others count comments.
    """
    if url == page.url or host_of(page.url) != host_of(url) or is_named(anchor, OTHER_NUMBERS):
        return False
    around = [*islice(anchor.iterancestors(), 3)]
    leads_below = _leads_below(page.url, url, number)
    is_pager = is_in_pager(anchor) or turns_within_path(page.url, url, number)
    if leads_below and (is_pager or _has_numbers_beside(page.url, url, around, number)):
        return True
    return (leads_below or is_pager) and _holds_row(around, number)


def _has_numbers_beside(listing: str, url: str, around: Sequence[Element], number: int) -> bool:
    if _has_following_numbers(around, number):
        return True
    is_step = steps_on(listing, url, number) or _turns_in_path(listing, url, number)
    return is_step and any(leaves_own_out(each, number) for each in around)


def leaves_own_out(box: Element, number: int, *, least: int = 1) -> bool:
    """Whether the box holds page numbers and nothing else, `least` or more, with the next one after the one
    before this page's: "1 2 4" on the third page.
    """
    row = read_row(box)
    return len(row) >= least and (number - 1, number + 1) in pairwise([0, *row])


def _leads_below(listing: str, url: str, number: int) -> bool:
    return is_below(listing, url, number) or _turns_in_path(listing, url, number)


def _has_following_numbers(around: Sequence[Element], number: int) -> bool:
    """Whether the links next to this one show the numbers of the next two pages; of dots, those of this page
    and the next one.
    """
    box = next((each for each in around if has_at_least(each.iter("a"), 2)), None)
    if box is None:
        return False
    first = number + 1 if text_of(box).strip() else number
    return {first, first + 1} <= {*map(printed_number, islice(box.iter("a"), _MOST_NUMBERS))}


def _holds_row(around: Sequence[Element], number: int) -> bool:
    return any(is_row(each, number) for each in around)


def is_row(box: Element, number: int) -> bool:
    """Whether the box holds page numbers and nothing else, with this page's before the next one's."""
    return (number, number + 1) in pairwise(read_row(box))


def read_row(box: Element) -> list[int]:
    """The numbers that the box shows; none if it holds anything but page numbers."""
    text = " ".join(map(str, islice(box.itertext(), _MOST_NUMBERS)))[:_LONGEST_ROW]
    return [int(each) for each in _DIGITS.findall(text)] if _ROW.fullmatch(text) else []


def ends_in_number(url: str, number: int) -> bool:
    """Whether the path of the address ends in the number: `/ajax/tin/5/2`, `/thoi-su_2.html`."""
    own = OWN_NUMBER.search(SUFFIX.sub("", urlsplit(url).path).rstrip("/"))
    return own is not None and int(own[1]) == number


def is_below(listing: str, url: str, number: int) -> bool:
    one, other = urlsplit(listing), urlsplit(url)
    if host_of(listing) != host_of(url):
        return False
    path = SUFFIX.sub("", one.path).rstrip("/")
    if number > 1:
        path = OWN_NUMBER.sub("", path)
    return bool(path) and other.path.startswith(path)


def steps_on(listing: str, url: str, number: int) -> bool:
    """Whether the address is that of the listing with a number added that a second page may have, or, after
    the first page, with that number raised: `/thoi-su/tu-20.html` of `/thoi-su/tu-10.html`.
    """
    own, after = _read_places(listing, url)
    stem = own.rstrip("0123456789") if number > 1 else own
    if host_of(listing) != host_of(url) or not stem or not after.startswith(stem):
        return False
    last, later = own[len(stem) :], after[len(stem) :]
    if number > 1:
        return last.isdecimal() and later.isdecimal() and int(last[:9]) < int(later[:9])
    added = _ADDED.fullmatch(later)
    return added is not None and _may_be_second(int(added[1]))


def _read_places(listing: str, url: str) -> tuple[str, str]:
    """The paths of both addresses without their endings, with the queries if these differ."""
    one, other = map(urlsplit, (listing, url))
    own, after = (SUFFIX.sub("", each.path).rstrip("/") for each in (one, other))
    if one.query != other.query:
        own, after = f"{own}?{one.query}".rstrip("?"), f"{after}?{other.query}"
    return own, after


def _may_be_second(number: int) -> bool:
    """Whether a second page may have the number: its own, or one of its first entries."""
    return number == 2 or any(number % size == 0 for size in _SIZES)


def turns_within_path(listing: str, url: str, number: int) -> bool:
    """As `_turns_in_path`, for a number before the last part of the path, which names the section:
    `/thoi-su/2/c5.html` of `/thoi-su/c5.html`.
    """
    last, other = (urlsplit(each).path.rstrip("/").rpartition("/")[2] for each in (listing, url))
    return last == other and bool(last) and _turns_in_path(listing, url, number)


def _turns_in_path(listing: str, url: str, number: int) -> bool:
    """Whether the address is that of the listing with the number of the next page in one part of the path:
    `/p3c24/page-2/thoi-su.htm` of `/p3c24/thoi-su.htm`.
    """
    if host_of(listing) != host_of(url) or urlsplit(listing).query != urlsplit(url).query:
        return False
    one, other = (_COUNTED.sub("", urlsplit(each).path).strip("/").split("/") for each in (listing, url))
    return _adds_number(one, other, number + 1) or _raises_part(one, other, number)


def _adds_number(one: list[str], other: list[str], number: int) -> bool:
    """Whether the other path is this one with a part that gives the number."""
    if len(other) != len(one) + 1:
        return False
    added = [part for place, part in enumerate(other) if other[:place] + other[place + 1 :] == one]
    return any(_read_part(part) == number for part in added)


def _raises_part(one: list[str], other: list[str], number: int) -> bool:
    """Whether the paths differ in one part, from this number to the next one."""
    if len(one) != len(other):
        return False
    changed = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(changed) == 1 and [*map(_read_part, changed[0])] == [number, number + 1]


def _read_part(part: str) -> int | None:
    found = _PART.fullmatch(part)
    return int(found[1]) if found else None


def is_named(element: Element, names: re.Pattern[str]) -> bool:
    """Whether the element, or one around it, has a name that matches."""
    around = (element, *islice(element.iterancestors(), 3))
    return any(names.search(names_of(each)) for each in around)


def is_in_pager(element: Element) -> bool:
    """Whether the element or one around it is named as a pager."""
    return is_named(element, PAGER_CLASS) and not is_named(element, NO_PAGER_CLASS)


def is_disabled(control: Element) -> bool:
    """Whether the control is shown without effect, as on the last page: `<li class="disabled">`."""
    around = (control, *islice(control.iterancestors(), 1))
    return any(
        _DISABLED.intersection((each.get("class") or "").lower().split())
        or each.get("aria-disabled") == "true"
        or (each.tag == "button" and each.get("disabled") is not None)
        for each in around
    )
