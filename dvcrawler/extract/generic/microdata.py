"""Microdata and RDFa in the body of a page: `<a itemprop="articleSection">`, `<b property="author">`."""

from collections.abc import Callable, Iterator
from itertools import islice

from dvcrawler.extract.elements import Element, is_within, text_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.tag_index import put_in_order
from dvcrawler.normalize.text import clean_text

#: Elements that `read_metas` and the search for `<time>` read.
_READ_ELSEWHERE = ("meta", "time", "abbr")
_MOST = 20


def find_properties(page: Page, name: str) -> list[Element]:
    """The elements of the body that state this property of schema.org, of whatever thing."""
    holders, body = page.with_attribute, page.body
    found = [each for each in holders["itemprop"] if each.get("itemprop") == name]
    rdfa = [each for each in holders["property"] if each.get("property") in (name, f"schema:{name}")]
    if found and rdfa:
        found = put_in_order(body, {*found, *rdfa})
    own = (each for each in found or rdfa if each is not body and each.tag not in _READ_ELSEWHERE)
    return list(islice((each for each in own if is_within(each, body)), _MOST))


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
