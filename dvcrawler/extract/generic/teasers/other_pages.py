"""Which links lead to another page than the one that is read, and how much of an element's text is such
links.
"""

from itertools import islice
from urllib.parse import urlsplit

from dvcrawler.extract.elements import SUBHEADINGS, Element, is_inside, text_length
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
