"""The links that a page presents as sections, whatever form their addresses have; and menus of pictures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from dvcrawler.discovery.links import section_key
from dvcrawler.discovery.pagers.page_addresses import page_number
from dvcrawler.extract.elements import Element, holds_any, text_of
from dvcrawler.extract.page import Page
from dvcrawler.families.learning.link_block import LinkBlock
from dvcrawler.families.learning.link_votes import count_votes
from dvcrawler.families.learning.listing_blocks import find_blocks, place_of, read_title
from dvcrawler.families.non_sections import (
    holds_other_contents,
    is_file,
    is_front_page,
    is_never_section,
    is_tag,
)
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.patterns import lazy_regex

#: Fewer are banners.
_LEAST_LINKS = 3
#: The folded text of a link to a page that lists all sections.
_SITE_MAP = lazy_regex(
    r"(?:xem )?so do (?:trang|site|web|website|cong|cong thong tin|trang web|trang tin|chuyen muc)|site ?map"
    r"|ban do (?:site|trang|web|website)|(?:tat ca|danh muc|danh sach) (?:cac )?chuyen muc|muc luc"
)
_NAMED = lazy_regex(r"[^\W\d_]|(?<!\d)(?:19|20)\d\d(?!\d)")


def menu_links(page: Page, hosts: Mapping[str, str]) -> list[str]:
    """The links that the page presents as sections, by pictures too, or in menus by names as long as
    headlines; those in menus first. Tags only count on a page without sections of articles.
    """
    blocks = find_blocks(page, hosts)
    topics, pages = _find_topics(blocks), _find_pages(blocks)
    shown = _list_shown(blocks, _picture_links(page, hosts))
    named = [url for url in shown if url in topics or not (url in pages or is_never_section(url))]
    if not any(map(_holds_articles, named)):
        named += [url for url in filter(is_tag, shown) if url not in pages]
    return drop_duplicates(url for url in named if page_number(url) is None)


def _holds_articles(url: str) -> bool:
    return not (is_front_page(url) or holds_other_contents(url))


def _list_shown(blocks: Sequence[LinkBlock], pictures: Sequence[str]) -> list[str]:
    """The links that look like sections: those of menus, those of pictures, all others."""
    votes = count_votes(blocks)
    shown = [url for url, each in votes.items() if each.is_section or each.is_undecided]
    in_menus = [url for url in shown if votes[url].is_main]
    return [*in_menus, *pictures, *(url for url in shown if not votes[url].is_main)]


def _find_pages(blocks: Sequence[LinkBlock]) -> set[str]:
    """Links that no name leads to, only numbers and arrows: further pages of a list. A year is a name."""
    named = {block.url for block in blocks if not block.title or _NAMED.search(block.title)}
    return {block.url for block in blocks} - named


def _find_topics(blocks: Sequence[LinkBlock]) -> set[str]:
    """The tags in menus that lead home too: such sites have them for sections. A cloud of tags does not."""
    menus = {(block.page, block.group) for block in blocks if block.in_menu and is_front_page(block.url)}
    tags = (block for block in blocks if is_tag(block.url))
    return {block.url for block in tags if block.in_menu and (block.page, block.group) in menus}


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


def _picture_links(page: Page, hosts: Mapping[str, str]) -> list[str]:
    """The links of such menus: several in one place of the markup, to which no link with a text leads."""
    links = _list_own_links(page, hosts)
    named = {url for url, anchor in links if read_title(anchor)}
    places: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for url, anchor in links:
        if url not in named and _is_picture(anchor):
            places[place_of(anchor)][url] = None
    return [url for menu in places.values() if len(menu) >= _LEAST_LINKS for url in menu]


def _list_own_links(page: Page, hosts: Mapping[str, str]) -> list[tuple[str, Element]]:
    """The links on the site's hosts, without those to a front page."""
    return [link for link in page.links if is_own_host(link[0], hosts) and not is_front_page(link[0])]


def _is_picture(link: Element) -> bool:
    return link.tag == "area" or holds_any(link, "img")
