"""What a page states for machines about its kind: types of schema.org and of Open Graph."""

from collections.abc import Iterator
from itertools import islice
from typing import cast

from lxml import etree

from dvcrawler.extract.block import TEXT
from dvcrawler.extract.generic.metadata import is_article_type, read_types
from dvcrawler.extract.page import Page

_ITEM_TYPES = etree.XPath("//*[@itemscope][@itemtype][not(ancestor::*[@itemscope])]/@itemtype")
_MOST_TYPES, _MOST_BLOCKS = 50, 400


def list_types(page: Page) -> Iterator[str]:
    """The types of schema.org, in JSON-LD and in microdata."""
    yield from islice(read_types(page), _MOST_TYPES)
    for written in islice(cast("list[str]", _ITEM_TYPES(page.root)), _MOST_TYPES):
        yield str(written).strip().rpartition("/")[2]


def read_graph_type(page: Page) -> str:
    return (page.meta.get("og:type") or "").lower()


def states_article(page: Page) -> bool:
    return any(map(is_article_type, list_types(page))) or read_graph_type(page) == "article"


def list_lines(page: Page) -> Iterator[str]:
    """The first lines of text on the page."""
    return (each.text for each in islice(page.blocks, _MOST_BLOCKS) if each.kind == TEXT)
