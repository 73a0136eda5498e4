"""The links that a page presents as sections, whatever form their addresses have."""

from collections.abc import Iterable, Mapping

from dvcrawler.discovery.pagers.pagination import page_number
from dvcrawler.extract.page import Page
from dvcrawler.families.learning.link_votes import count_votes
from dvcrawler.families.learning.listing_blocks import find_blocks
from dvcrawler.families.non_sections import is_never_section
from dvcrawler.normalize.urls import canonical_url


def menu_links(page: Page, hosts: Mapping[str, str]) -> list[str]:
    """The links that the page presents as sections."""
    votes = count_votes(find_blocks(page, hosts))
    named = [url for url, each in votes.items() if each.is_section and not is_never_section(url)]
    return drop_duplicates(url for url in named if page_number(url) is None)


def key_of(url: str) -> str:
    return canonical_url(url).rstrip("/")


def drop_duplicates(urls: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for url in urls:
        found.setdefault(key_of(url), url)
    return list(found.values())
