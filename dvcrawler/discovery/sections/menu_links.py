"""The links that a page presents as sections, whatever form their addresses have."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from dvcrawler.discovery.links import section_key
from dvcrawler.discovery.pagers.pagination import page_number
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import text_of
from dvcrawler.families.learning.link_votes import count_votes
from dvcrawler.families.learning.listing_blocks import find_blocks
from dvcrawler.families.non_sections import is_file, is_never_section
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.normalize.urls import is_own_host

#: The folded text of a link to a page that lists all sections.
_SITE_MAP = re.compile(
    r"(?:xem )?so do (?:trang|site|web|website|cong|cong thong tin|trang web|trang tin|chuyen muc)|site ?map"
    r"|ban do (?:site|trang|web|website)|(?:tat ca|danh muc|danh sach) (?:cac )?chuyen muc|muc luc"
)


def menu_links(page: Page, hosts: Mapping[str, str]) -> list[str]:
    """The links that the page presents as sections, or in menus by names as long as headlines."""
    votes = count_votes(find_blocks(page, hosts))
    shown = [url for url, each in votes.items() if each.is_section or each.is_undecided]
    named = [url for url in shown if not is_never_section(url)]
    return drop_duplicates(url for url in named if page_number(url) is None)


def undecided_links(page: Page, hosts: Mapping[str, str]) -> list[str]:
    """The links of menus with names as long as headlines, whose pages show what they are."""
    votes = count_votes(find_blocks(page, hosts))
    return [url for url, each in votes.items() if each.is_undecided and not is_never_section(url)]


def site_map_links(page: Page, hosts: Mapping[str, str]) -> list[str]:
    """The links to a page that lists all sections: "Sơ đồ trang"."""
    named = (url for url, anchor in page.links if _SITE_MAP.fullmatch(fold(clean_text(text_of(anchor)))))
    return drop_duplicates(
        url for url in named if is_own_host(url, hosts) and not is_file(urlsplit(url).path)
    )


def drop_duplicates(urls: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for url in urls:
        found.setdefault(section_key(url), url)
    return list(found.values())
