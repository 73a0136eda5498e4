"""Which links lead to another page than the one that is read, and which of these to a section, by their
addresses and by the menu; and how much of an element's text is such links.
"""

import re
from itertools import islice
from posixpath import splitext
from urllib.parse import urlsplit

from dvcrawler.extract.elements import SUBHEADINGS, Element, is_inside, names_of, text_length
from dvcrawler.extract.page import Page
from dvcrawler.extract.styles.answers import heads_answer
from dvcrawler.extract.styles.looks import TOGGLES
from dvcrawler.normalize.dates import is_date_line
from dvcrawler.normalize.links import absolute_url
from dvcrawler.patterns import lazy_regex

#: The link of a date to the articles of its day, month or year.
_DAY = lazy_regex(r"/(?:19|20)[0-9]{2}(?:/[01]?[0-9](?:/[0-3]?[0-9])?)?/?$")
_LONGEST_DATE = 80
_MOST_TEXTS = 12
_TOGGLES = TOGGLES | {"aria-controls"}
#: Words of a headline, where the address of a link may be that of a section.
_LEAST_WORDS = 6
#: Boxes around a link among which one is named for a menu.
_MENU, _MOST_AROUND = lazy_regex(r"menu|nav(?:igation|bar)?\b|bread-?crumb|duong-?dan", re.I), 6
#: The number of an article in its address; those of sections are shorter.
_NUMBER = lazy_regex(r"[0-9]{3}")


def is_other_page(url: str, page: Page) -> bool:
    """Whether the address is another one, under either protocol and with or without `www.`."""
    return _place_of(url) != _place_of(page.url)


def leads_to_other_page(link: Element, page: Page) -> bool:
    """Whether the link has the address of another page."""
    url = absolute_url(page.base, link.get("href") or "")
    return url is not None and is_other_page(url, page)


def is_same_site(one: str, other: str) -> bool:
    """Whether one address is on the host of the other, or on one below it."""
    first, second = (f".{urlsplit(each).netloc.lower().removeprefix('www.')}" for each in (one, other))
    return first.endswith(second) or second.endswith(first)


def may_lead_elsewhere(link: Element, page: Page) -> bool:
    """As `leads_to_other_page`, for a link whose address may be known to a script alone. WordPress links a
    date to its own article or to the articles of that day, and templates made by hand to nothing.
    """
    address = (link.get("href") or "").strip()
    url = absolute_url(page.base, address)
    if (url is None or _DAY.search(address)) and _holds_only_dates(link):
        return False
    return url is None or is_other_page(url, page)


def _place_of(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query


def _holds_only_dates(link: Element) -> bool:
    """Whether the link is a date, or that of publication and that of a change in elements of their own."""
    texts = [str(text) for text in islice(link.itertext(), _MOST_TEXTS) if text.strip()]
    return is_date_line(" ".join(texts)[:_LONGEST_DATE]) or all(
        is_date_line(text[:_LONGEST_DATE]) for text in texts
    )


def link_share(element: Element, lengths: dict[Element, int] | None = None) -> float:
    """The share of the element's text that leads elsewhere, 0 to 1. `lengths` keeps the characters of each
    link: boxes in one another share their links.
    """
    if len(element) == 0 and element.tag != "a":
        return 0.0  # a paragraph without anything in it, as most are
    lengths = {} if lengths is None else lengths
    linked = 0
    for link in element.iter("a"):
        length = lengths.get(link)
        if length is None:
            length = lengths[link] = 0 if opens_panel(link) else text_length(link)
        linked += length
    return linked / text_length(element) if linked else 0.0


def opens_panel(link: Element) -> bool:
    """Whether the link heads a part of this page that a click unfolds: a question above its answer."""
    address = link.get("href") or ""
    if len(address) < 2 or address[0] != "#":
        return (len(address) < 2 or address[:11].lower() == "javascript:") and heads_answer(link)
    is_heading = is_inside(link, *SUBHEADINGS)
    return is_heading or not _TOGGLES.isdisjoint(link.keys())


def leads_to_section(link: Element, text: str, page: Page) -> bool:
    """Whether the link with this text leads to a page of the site that lists articles."""
    url = _find_address(link, page)
    if url is None or _is_known_section(url, link, page):
        return url is not None
    return len(text.split()) < _LEAST_WORDS and _form_of(url) != _form_of(page.url)


def may_lead_to_article(link: Element, page: Page) -> bool:
    """Whether the link leads to another page of the site that is not known as a section's."""
    url = _find_address(link, page)
    return url is not None and not _is_known_section(url, link, page)


def is_like_own(link: Element, page: Page) -> bool:
    """Whether the link leads to another page whose address has the form of the page's own."""
    url = _find_address(link, page)
    return url is not None and _form_of(url) == _form_of(page.url)


def _find_address(link: Element, page: Page) -> str | None:
    """The address of the link, if it is that of another page of the site."""
    url = absolute_url(page.base, link.get("href") or "")
    return url if url is not None and is_other_page(url, page) and is_same_site(url, page.url) else None


def _is_known_section(url: str, link: Element, page: Page) -> bool:
    """A section is a folder of the page's own address, or has a link in the menu too."""
    path = urlsplit(url).path.rstrip("/")
    if path and urlsplit(page.url).path.startswith(f"{path}/"):
        return True
    return any(map(_is_in_menu, page.anchors.find(link.get("href") or "")))


def _is_in_menu(link: Element) -> bool:
    around = islice(link.iterancestors(), _MOST_AROUND)
    return any(each.tag == "nav" or _MENU.search(names_of(each)) for each in around)


def _form_of(url: str) -> tuple[int, str, bool]:
    """Its folders, its ending, and whether its name has a number: what addresses of articles share."""
    path = urlsplit(url).path.rstrip("/")
    folders, _, name = path.rpartition("/")
    return folders.count("/"), splitext(name)[1], _NUMBER.search(name) is not None
