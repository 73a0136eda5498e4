"""Links to the sections of a site, distinguished from those to its articles: by their addresses and by the
menu.
"""

import re
from itertools import islice
from posixpath import splitext
from urllib.parse import urlsplit

from dvcrawler.extract.elements import Element, names_of
from dvcrawler.extract.generic.teasers.other_pages import is_other_page, is_same_site
from dvcrawler.extract.page import Page
from dvcrawler.normalize.links import absolute_url
from dvcrawler.patterns import lazy_regex

#: Words of a headline, where the address of a link may be that of a section.
_LEAST_WORDS = 6
#: Boxes around a link among which one is named for a menu.
_MENU, _MOST_AROUND = lazy_regex(r"menu|nav(?:igation|bar)?\b|bread-?crumb|duong-?dan", re.I), 6
#: The number of an article in its address; those of sections are shorter.
_NUMBER = lazy_regex(r"[0-9]{3}")


def leads_to_section(link: Element, text: str, page: Page) -> bool:
    """Whether the link with this text leads to a page of the site that lists articles."""
    url = absolute_url(page.base, link.get("href") or "")
    if url is None or not _is_of_site(url, page):
        return False
    if _is_known_section(url, link, page):
        return True
    return len(text.split()) < _LEAST_WORDS and _form_of(url) != _form_of(page.url)


def may_lead_to_article(link: Element, page: Page) -> bool:
    """Whether the link leads to another page of the site that is not known as a section's."""
    url = absolute_url(page.base, link.get("href") or "")
    return url is not None and _is_of_site(url, page) and not _is_known_section(url, link, page)


def is_like_own(link: Element, page: Page) -> bool:
    """Whether the link leads to another page whose address has the form of the page's own."""
    url = absolute_url(page.base, link.get("href") or "")
    return url is not None and _is_of_site(url, page) and _form_of(url) == _form_of(page.url)


def _is_of_site(url: str, page: Page) -> bool:
    return is_other_page(url, page) and is_same_site(url, page.url)


def _is_known_section(url: str, link: Element, page: Page) -> bool:
    """A section is a folder of the page's own address, or has a link in the menu too."""
    path = urlsplit(url).path.rstrip("/")
    if path and urlsplit(page.url).path.startswith(f"{path}/"):
        return True
    anchors = zip(page.anchors.addresses, page.anchors.elements, strict=True)
    return any(other == link.get("href") and _is_in_menu(each) for other, each in anchors)


def _is_in_menu(link: Element) -> bool:
    around = islice(link.iterancestors(), _MOST_AROUND)
    return any(each.tag == "nav" or _MENU.search(names_of(each)) for each in around)


def _form_of(url: str) -> tuple[int, str, bool]:
    """Its folders, its ending, and whether its name has a number: what addresses of articles share."""
    path = urlsplit(url).path.rstrip("/")
    folders, _, name = path.rpartition("/")
    return folders.count("/"), splitext(name)[1], _NUMBER.search(name) is not None
