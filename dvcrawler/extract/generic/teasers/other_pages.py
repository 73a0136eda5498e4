"""Which links lead to another page than the one that is read."""

from itertools import islice
from urllib.parse import urlsplit

from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page
from dvcrawler.normalize.dates import is_date_line
from dvcrawler.normalize.links import absolute_url
from dvcrawler.patterns import lazy_regex

#: The link of a date to the articles of its day, month or year.
_DAY = lazy_regex(r"/(?:19|20)[0-9]{2}(?:/[01]?[0-9](?:/[0-3]?[0-9])?)?/?$")
_LONGEST_DATE = 80
_MOST_TEXTS = 12


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
