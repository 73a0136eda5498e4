"""Microdata and RDFa in the body of a page: `<a itemprop="articleSection">`, `<b property="author">`."""

from collections.abc import Callable, Iterator
from typing import cast

from lxml import etree

from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import clean_text

#: Elements that `read_metas` and the search for `<time>` read.
_WITH_PROPERTY = etree.XPath(
    "descendant::*[@itemprop=$name or @property=$name or @property=$prefixed]"
    "[not(self::meta) and not(self::time) and not(self::abbr)]"
)
_MOST = 20


def find_properties(page: Page, name: str) -> list[Element]:
    """The elements of the body that state this property of schema.org, of whatever thing."""
    if name.encode() not in page.data:
        return []
    found = _WITH_PROPERTY(page.body, name=name, prefixed=f"schema:{name}")
    return cast("list[Element]", found)[:_MOST]


def read_properties(page: Page, name: str, is_other: Callable[[Element], bool]) -> Iterator[str]:
    """What the article states of it; of a list of links, each. `is_other`: whether another thing does."""
    for element in find_properties(page, name):
        if is_other(element):
            continue
        if content := element.get("content"):
            yield content
        else:
            links = list(element.iter("a"))
            yield from (clean_text(text_of(each)) for each in (links or [element]))
