"""The address that a page gives for its article (`rel=canonical`, `og:url`), if it is shown at two addresses.

Many templates state the address of another page, the front page above all. So it only counts if it is that of
an article by the site's patterns and names this one: by its number, or by a slug made from the headline.
"""

import re
from urllib.parse import unquote, urlsplit

from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Site
from dvcrawler.normalize.identity import number_of
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.text import fold
from dvcrawler.normalize.urls import Address, read_address

_WORD = re.compile(r"[^\W_]+")
_COUNT = re.compile(r"[0-9]{1,2}|(?:19|20)[0-9]{2}")
#: Words of a slug that is made from a headline, and the share of them that the headline has.
_LEAST_WORDS, _LEAST_SHARE = 4, 0.8


def settle_address(page: Page, site: Site, address: Address, title: str) -> Address:
    """The address that the page gives for the article, if it can be trusted; else the one that was asked.

    A site with layouts of its own has patterns that know which addresses are one article.
    """
    if site.layouts or address.shared is not None:
        return address
    stated = read_stated(page)
    named = read_address(stated, site.addresses, site.hosts) if stated else None
    if named is None or not _names(named, address, title):
        return address
    return named


def read_stated(page: Page) -> str | None:
    """The address that the page gives for itself, whether it can be trusted or not."""
    for link in page.tagged["link"]:
        if "canonical" in (link.get("rel") or "").lower().split():
            return absolute_url(page.base, link.get("href") or "")
    return absolute_url(page.base, page.meta.get("og:url", "")) if page.meta.get("og:url") else None


def _names(named: Address, asked: Address, title: str) -> bool:
    if number_of(named.native_id) == number_of(asked.native_id):
        return True
    words = {*_WORD.findall(fold(title))}
    slugs, own = (_find_slugs(each, words) for each in (named, asked))
    return bool(slugs) and not (own and _find_numbers(*slugs) - _find_numbers(title, *own))


def _find_slugs(address: Address, words: set[str]) -> list[str]:
    """The parts of the path that are made of the words of the headline."""
    return [part for part in unquote(urlsplit(address.url).path).split("/") if _is_made_of(part, words)]


def _find_numbers(*texts: str) -> set[str]:
    """Years and short numbers, which may be all in which parts of a series differ."""
    found = (word for text in texts for word in _WORD.findall(fold(text)))
    return {word.lstrip("0") for word in found if _COUNT.fullmatch(word)}


def _is_made_of(part: str, words: set[str]) -> bool:
    slug = [
        word for word in _WORD.findall(fold(part)) if word.isalpha() and word not in ("html", "htm", "aspx")
    ]
    return len(slug) >= _LEAST_WORDS and sum(word in words for word in slug) >= _LEAST_SHARE * len(slug)
