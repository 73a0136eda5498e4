"""The elements of a page by tag and by attribute, and its links with their addresses, for all rules that ask:
one walk over the document takes as long as a search for any one of them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from itertools import compress, islice
from operator import not_
from typing import Final, cast

from dvcrawler.extract.elements import ALL_HEADINGS, Element, is_within

#: None of them is ever renamed or moved, so what was found once stays right.
TAGS: Final = (
    *"abbr area base button embed".split(),
    *ALL_HEADINGS,
    *"iframe link meta object option q script style sup time title".split(),
)
#: Links read of one page, each some 25 µs. Listings have hundreds; the rest is reported and skipped.
MOST_LINKS = 250_000


def index_tags(root: Element) -> Mapping[str, Sequence[Element]]:
    """The elements with each of `TAGS`, in document order."""
    found: dict[str, list[Element]] = {tag: [] for tag in TAGS}
    for element in root.iter(*TAGS):
        found[str(element.tag)].append(element)
    return found


def index_attributes(root: Element) -> Mapping[str, Sequence[Element]]:
    """The elements with each attribute as the page was parsed, in document order; none for an attribute that
    is not on the page.
    """
    found: dict[str | bytes, list[Element]] = defaultdict(list)
    for element in root.iter():
        names = element.keys()
        for name in names:
            found[name].append(element)
    return cast("Mapping[str, Sequence[Element]]", found)


def select_within(box: Element, elements: Sequence[Element]) -> Sequence[Element]:
    """Those of the elements, in document order, that are the box or in it. `box`: the `<body>`, which nearly
    nothing is outside of.
    """
    first = next((place for place, each in enumerate(elements) if is_within(each, box)), len(elements))
    if box.getnext() is None:
        return elements[first:]
    return [each for each in elements if is_within(each, box)]


def put_in_order(box: Element, elements: Set[Element], *tags: str) -> list[Element]:
    """Those of the elements that are in the box, in document order. `tags`: theirs; without them, any."""
    return [each for each in box.iter(*tags) if each in elements]


class Anchors:
    """The `<a>` with an address, in document order, at most `MOST_LINKS`.

    `addresses` are those of `elements`, as written and side by side, and never empty. `bare` are the `<a>`
    among them without one.
    """

    def __init__(self, root: Element) -> None:
        anchors = list(islice(root.iter("a"), MOST_LINKS))
        written = [anchor.get("href") for anchor in anchors]
        is_whole = all(written)
        self.elements = anchors if is_whole else list(compress(anchors, written))
        self.bare = [] if is_whole else list(compress(anchors, map(not_, written)))
        self.addresses = list(filter(None, written))

    def find(self, address: str) -> Sequence[Element]:
        """The links with this address as written."""
        return self._by_address.get(address, ())

    @cached_property
    def _by_address(self) -> Mapping[str, Sequence[Element]]:
        found: dict[str, list[Element]] = defaultdict(list)
        for address, link in zip(self.addresses, self.elements, strict=True):
            found[address].append(link)
        return found
