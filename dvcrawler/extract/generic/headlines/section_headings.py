"""Headings that name the section, where all pages of the section have its name as `<title>`: the headline is
printed below them.
"""

import re
from collections.abc import Callable
from itertools import islice, takewhile
from urllib.parse import unquote, urlsplit

from dvcrawler.extract.elements import SUBHEADINGS, are_alike, names_of, text_of
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.headlines.dated_heading import DatedHeading, find_dated_heading
from dvcrawler.extract.generic.headlines.heading_above import BOX_HEADINGS
from dvcrawler.extract.generic.headlines.headings import Heading
from dvcrawler.extract.generic.headlines.marked_lines import names_section
from dvcrawler.extract.generic.headlines.title import Title, place_of
from dvcrawler.extract.generic.teasers.other_pages import leads_to_other_page
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

_BOX = lazy_regex(BOX_HEADINGS, re.I)
_SECTION = lazy_regex(
    r"(?:(?:thông báo|tin tức|sự kiện|văn bản|thông tin|hoạt động|bài viết|chi tiết|nội dung|chuyên mục)"
    r"(?:\s?[-–,|/&]\s?|\svà\s|\s|$)){1,3}",
    re.I,
)
_WORD = lazy_regex(r"[a-z]{2,}")
#: Words of a section's name, and links above the heading that are compared with it.
_MOST_WORDS, _MOST_LINKS = 9, 200
#: Words of an address that distinguish one headline from another, and the shares of them that a heading has.
_LEAST_OF_ADDRESS, _SAID, _NOT_SAID = 5, 0.7, 0.3
#: Words of a heading that may be a section's, and of a headline below it.
_MOST_OF_SHORT, _LEAST_BELOW = 4, 7
#: Of a headline that is the slug of its page, and beside it: "post123.html".
_LEAST_OF_SLUG, _MOST_BESIDE = 3, 2


def find_headline_below(
    page: Page, heading: Heading, furniture: Furniture, names_site: Callable[[str], bool]
) -> Title | None:
    """The marked line beside the date below the heading, if the heading names a section, or if the page's
    address says the line and not the heading.
    """
    own = _words_of_address(page.url)
    is_section = _is_section(page, heading)
    is_short = _may_be_section(own, heading[1])
    if not (is_section or is_short or _leaves_out(own, heading[1])):
        return None
    found = find_dated_heading(page, furniture, names_site)
    if found is None or _repeats_heading(found, heading, page):
        return None
    title = Title(found.text, found.element, is_confirmed=False)
    if is_section or _is_said_below(own, title, heading, page):
        return title
    return title if is_short and _is_headline_below(found, heading) else None


def _repeats_heading(found: DatedHeading, heading: Heading, page: Page) -> bool:
    """Whether the line is the heading again, or the heading is the headline, as the address says."""
    if fold(found.text) == fold(heading[1]):
        return True
    return is_slug(page.url, heading[1]) and not _is_of_item(found)  # a section has its slug, too


def _is_of_item(found: DatedHeading) -> bool:
    """Whether the line is in a box that is followed by one like it, as the items of a list are."""
    box = None if found.element is None else found.element.getparent()
    beside = None if box is None else box.getnext()
    return box is not None and beside is not None and are_alike(box, beside)


def _is_headline_below(found: DatedHeading, heading: Heading) -> bool:
    """Whether a heading of some words, not a sentence as a lead is, is right below the short one."""
    element = found.element
    if element is None or element.tag not in SUBHEADINGS or element.getprevious() is not heading[0]:
        return False
    return len(found.text.split()) >= _LEAST_BELOW and not found.text.endswith(SENTENCE_ENDS)


def is_in_address(url: str, text: str, least: float = _SAID) -> bool | None:
    """Whether the line has that share of the words that the address ends in; None if these are too few."""
    own = _words_of_address(url)
    return None if len(own) < _LEAST_OF_ADDRESS else _share(own, text) >= least


def _may_be_section(address: frozenset[str], text: str) -> bool:
    """Whether the heading is a few words, and the address says nothing about it."""
    return len(address) < _LEAST_OF_ADDRESS and len(text.split()) <= _MOST_OF_SHORT


def _is_said_below(address: frozenset[str], title: Title, heading: Heading, page: Page) -> bool:
    if len(address) < _LEAST_OF_ADDRESS or _share(address, title.text) < _SAID:
        return False
    return _is_below(title, heading, page)


def _leaves_out(address: frozenset[str], text: str) -> bool:
    return len(address) >= _LEAST_OF_ADDRESS and _share(address, text) < _NOT_SAID


def is_slug(url: str, heading: str) -> bool:
    """Whether the last step of the path is the heading, perhaps with a number: that of a section is above it,
    or has a query that names the article.
    """
    parts = urlsplit(url)
    last = unquote(parts.path).rstrip("/").rpartition("/")[2]
    own, words = (frozenset(_WORD.findall(fold(each))) for each in (last.replace("-", " "), heading))
    is_in_slug = len(words) >= _LEAST_OF_SLUG and words <= own
    return not parts.query and is_in_slug and len(own - words) <= _MOST_BESIDE


def _is_section(page: Page, heading: Heading) -> bool:
    element, text = heading
    if _BOX.search(names_of(element)) or names_section(text) or _SECTION.fullmatch(text):
        return True
    return _is_in_menu(page, heading)


def _is_below(title: Title, heading: Heading, page: Page) -> bool:
    return place_of(title, page.blocks) > place_of(Title(heading[1], heading[0]), page.blocks)


def _words_of_address(url: str) -> frozenset[str]:
    """The words of the last part of the path that has any."""
    steps = unquote(urlsplit(url).path).rsplit("/", 2)[-2:]
    return max((frozenset(_WORD.findall(fold(step.replace("-", " ")))) for step in steps), key=len)


def _share(words: frozenset[str], text: str) -> float:
    return len(words & frozenset(fold(text).split())) / len(words)


def _is_in_menu(page: Page, heading: Heading) -> bool:
    """Whether a link above the heading has the same text, and leads to another page."""
    element, text = heading
    if len(text.split()) > _MOST_WORDS:
        return False
    links = islice(page.root.iter("a", element.tag), _MOST_LINKS)
    return any(
        each.tag == "a" and clean_text(text_of(each)) == text and leads_to_other_page(each, page)
        for each in takewhile(lambda each: each is not element, links)
    )
