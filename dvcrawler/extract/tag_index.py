"""The elements of a page by tag, and its links with their addresses, for all rules that ask for them: one
walk over the document takes as long as a search for any one of them.
"""

from collections.abc import Mapping, Sequence
from itertools import compress, islice
from operator import not_
from typing import Final

from dvcrawler.extract.elements import Element

#: None of them is ever renamed or moved, so what was found once stays right.
TAGS: Final = (
    "area", "button", "embed", "h1", "iframe", "link", "meta", "object", "option", "script", "style",
)  # fmt: skip
#: Links read of one page, each some 25 µs. Listings have hundreds; the rest is reported and skipped.
MOST_LINKS = 250_000


def index_tags(root: Element) -> Mapping[str, Sequence[Element]]:
    """The elements with each of `TAGS`, in document order."""
    found: dict[str, list[Element]] = {tag: [] for tag in TAGS}
    for element in root.iter(*TAGS):
        found[str(element.tag)].append(element)
    return found


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
