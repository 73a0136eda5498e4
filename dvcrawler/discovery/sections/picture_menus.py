"""Menus of pictures without a name: the areas of an image map, or buttons whose text is in the picture."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page
from dvcrawler.families.learning.listing_blocks import place_of, read_title
from dvcrawler.families.non_sections import is_front_page
from dvcrawler.normalize.urls import is_own_host

#: Fewer are banners.
_LEAST_LINKS = 3


def picture_links(page: Page, hosts: Mapping[str, str]) -> list[str]:
    """The links of such menus: several in one place of the markup, to which no link with a text leads."""
    links = [link for link in page.links if _may_be_section(link[0], hosts)]
    return [url for menu in _find_menus(links) if len(menu) >= _LEAST_LINKS for url in menu]


def _may_be_section(url: str, hosts: Mapping[str, str]) -> bool:
    return is_own_host(url, hosts) and not is_front_page(url)


def _find_menus(links: Sequence[tuple[str, Element]]) -> Iterator[list[str]]:
    named = {url for url, anchor in links if read_title(anchor)}
    for urls in _group_pictures(links):
        yield [url for url in urls if url not in named]


def _group_pictures(links: Iterable[tuple[str, Element]]) -> Iterable[Iterable[str]]:
    """The addresses of the pictures without a name in each place, each once."""
    places: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for url, anchor in links:
        if _is_picture(anchor) and not read_title(anchor):
            places[place_of(anchor)][url] = None
    return places.values()


def _is_picture(link: Element) -> bool:
    return link.tag == "area" or next(link.iter("img"), None) is not None
