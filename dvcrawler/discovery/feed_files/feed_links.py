"""The feeds that a page names in its head, or links to."""

import re
from urllib.parse import urlsplit

from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.page import Page
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

_ADDRESS = lazy_regex(r"(?:/rss(?:/|\.|$)|\.rss$|/feed/?$|rss\.xml$|/atom\.xml$|/feed\.json$)", re.I)
_NAME = lazy_regex(r"(?:kênh |tin )?(?:rss|atom)(?: feeds?)?", re.I)


def feed_links(page: Page) -> list[str]:
    """Feeds that the page names in its head."""
    named = (link for link in page.root.iter("link") if _is_feed(link))
    urls = (absolute_url(page.base, link.get("href") or "") for link in named)
    return list(dict.fromkeys(filter(None, urls)))


def _is_feed(link: Element) -> bool:
    kind, relations = (link.get("type") or "").lower(), (link.get("rel") or "").lower().split()
    names = ("rss", "atom", "rdf", "feed+json")
    # Version 1 of JSON feeds had the type of any JSON, such as WordPress' interface.
    is_json = kind.strip() == "application/json" and "feed" in (link.get("href") or "").lower()
    return "alternate" in relations and (is_json or any(name in kind for name in names))


def linked_feeds(page: Page) -> list[str]:
    """Links to feeds, or to the page that lists them, by their addresses or names."""
    found = (url for url, anchor in page.links if _ADDRESS.search(urlsplit(url).path) or _is_named(anchor))
    return list(dict.fromkeys(found))


def _is_named(anchor: Element) -> bool:
    return _NAME.fullmatch(clean_text(text_of(anchor) or anchor.get("title") or "")) is not None
