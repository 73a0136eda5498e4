"""The links of a box with their texts. Those of a box with many are read once for all of its lines: each line
asks, and old portals print thousands of lines in one box.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from dvcrawler.extract.elements import Element, text_length, text_of
from dvcrawler.normalize.text import clean_text

#: Links of a box that are read anew for each line.
_FEW = 30


class LinkText(NamedTuple):
    """`text` is cleaned."""

    link: Element
    text: str


def read_links(box: Element) -> Sequence[LinkText]:
    """The links in the box, and the box itself if it is one."""
    links = list(islice(box.iter("a"), _FEW))
    return _read_many(box) if len(links) == _FEW else _read(links)


def measure_links(box: Element) -> int:
    """Characters of the links in the box, and of the box itself if it is one."""
    links = list(islice(box.iter("a"), _FEW))
    return _measure_many(box) if len(links) == _FEW else sum(map(text_length, links))


# Only of the last box: it keeps its document in memory.


@lru_cache(maxsize=1)
def _read_many(box: Element) -> Sequence[LinkText]:
    return _read(list(box.iter("a")))


@lru_cache(maxsize=1)
def _measure_many(box: Element) -> int:
    return sum(map(text_length, box.iter("a")))


def _read(links: Sequence[Element]) -> Sequence[LinkText]:
    return [LinkText(each, clean_text(text_of(each))) for each in links]
