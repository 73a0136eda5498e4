"""The usual address of a list's next page, tried where the page names none and only a script asks for it."""

from collections.abc import Collection
from urllib.parse import parse_qsl, urljoin, urlsplit

from dvcrawler.discovery.pagers.page_addresses import guess_page, name_parameter
from dvcrawler.discovery.pagers.page_templates import find_template
from dvcrawler.discovery.pagers.strange_links import find_inert_number, find_strange_link
from dvcrawler.discovery.pagers.unshown_pages import stated_pages
from dvcrawler.extract.page import Page
from dvcrawler.patterns import lazy_regex

#: Of files, and of the service that themes ask for further articles, where files are elsewhere.
_WORDPRESS, _LIVEWIRE = lazy_regex(rb"/wp-(?:content|includes|json)\\?/|admin-ajax\.php"), b"wire:click"
_WORDPRESS_PAGE = lazy_regex(r"/page/[0-9]{1,6}/?$")
#: The number of a section in VCCorp's system, whose script asks for `/timelinelist/11/2.htm`.
_ZONE = lazy_regex(rb"id=[\"']hdZoneId[\"'][^>]{0,80}?\svalue=[\"']([1-9][0-9]{0,8})[\"']")
_ZONE_PAGE = lazy_regex(r"(/timelinelist/[0-9]{1,9}/)[0-9]{1,6}\.htm$")


def guess_address(page: Page, number: int, articles: Collection[str] = ()) -> str | None:
    """The address of page `number` by a template of the page's script; the usual one where the system has
    one, or the page shows the number or states how many there are; the one that its pager leads to without
    looking like it. `articles`: links of the list.
    """
    templated = find_template(page, number)
    if templated is not None:
        return templated
    if _WORDPRESS.search(page.data):
        return _guess_wordpress(page.url, number)
    zoned = _guess_zone(page, number)
    if zoned is not None:
        return zoned
    is_shown = find_inert_number(page, number - 1) is not None
    if is_shown or _LIVEWIRE in page.data or stated_pages(page) is not None:
        return guess_page(page.url, name_parameter(page), number)
    return find_strange_link(page, number - 1, articles)


def _guess_wordpress(url: str, number: int) -> str:
    parts = urlsplit(url)
    if any(name in ("cat", "tag", "paged") for name, _ in parse_qsl(parts.query)):
        return guess_page(url, "paged", number)
    path = _WORDPRESS_PAGE.sub("", parts.path).rstrip("/")
    return parts._replace(path=f"{path}/page/{number}/", fragment="").geturl()


def _guess_zone(page: Page, number: int) -> str | None:
    """The page of a section's list on VCCorp's system; the parts of the list name only themselves."""
    own = _ZONE_PAGE.search(urlsplit(page.url).path)
    zone = _ZONE.search(page.data)
    folder = own[1] if own else f"/timelinelist/{int(zone[1])}/" if zone else None
    return urljoin(page.url, f"{folder}{number}.htm") if folder else None
