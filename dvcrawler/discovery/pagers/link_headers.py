"""The next page that the header of an answer names (`Link: <…>; rel="next"`, RFC 8288)."""

import re
from collections.abc import Iterable

from lxml import etree

from dvcrawler.extract.page import Page
from dvcrawler.patterns import lazy_regex

_LINK = lazy_regex(r"<([^<>\s]{1,2000})>([^<>]{0,200})")
_IS_NEXT = lazy_regex(r"\brel\s{0,3}=\s{0,3}(?:next\b|[\"'](?:[\w-]{1,20} ){0,5}next[ \"'])", re.I)


def add_linked_next(page: Page, headers: Iterable[bytes]) -> bool:
    """Adds the link to the page, which counts as if its head had it; returns whether there is one."""
    links = (found for each in headers for found in _LINK.finditer(each.decode("latin-1")))
    named = next((found[1] for found in links if _IS_NEXT.search(found[2])), None)
    if named is not None:
        etree.SubElement(page.root, "link", rel="next", href=named)
    return named is not None
