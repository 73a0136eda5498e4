"""The links of a page and their addresses, from one walk over the document."""

from itertools import compress, islice
from operator import not_

from lxml.etree import _Element as Element

#: Links read of one page, each some 25 µs. Listings have hundreds; the rest is reported and skipped.
MOST_LINKS = 250_000


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
