"""Menus of pictures without a name: the areas of an image map, or buttons whose text is in the picture."""

from collections import defaultdict
from collections.abc import Mapping

from dvcrawler.extract.page import Page
from dvcrawler.families.learning.listing_blocks import place_of, read_title
from dvcrawler.families.non_sections import is_front_page
from dvcrawler.normalize.urls import is_own_host

#: Fewer are banners.
_LEAST_LINKS = 3


def picture_links(page: Page, hosts: Mapping[str, str]) -> list[str]:
    """The links of such menus: several in one place of the markup, to which no link with a text leads."""
    named: set[str] = set()
    places: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for url, anchor in page.links:
        if not is_own_host(url, hosts) or is_front_page(url):
            continue
        if read_title(anchor):
            named.add(url)
        elif anchor.tag == "area" or next(anchor.iter("img"), None) is not None:
            places[place_of(anchor)][url] = None
    menus = (dict.fromkeys(url for url in urls if url not in named) for urls in places.values())
    return [url for menu in menus if len(menu) >= _LEAST_LINKS for url in menu]
