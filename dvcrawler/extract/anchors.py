"""The links of a page, sorted by one walk: those with an address, and those that only a script can follow."""

from itertools import islice

from lxml.etree import _Element as Element

#: Links read of one page, each some 25 µs. Listings have hundreds; the rest is reported and skipped.
MOST_LINKS = 250_000
#: An address that begins with any other character leads to a page or a file.
_MAY_BE_DEAD = frozenset("#jJ")


class Anchors:
    """The `<a>` of a page in document order, at most `MOST_LINKS`.

    `elements` have an address, and `addresses` are those as written, side by side. `dead` lead nowhere: they
    have no address, a place on the page or a script for one.
    """

    def __init__(self, root: Element) -> None:
        self.elements: list[Element] = []
        self.addresses: list[str] = []
        self.dead: list[Element] = []
        for anchor in islice(root.iter("a"), MOST_LINKS):
            address = anchor.get("href")
            if not address:
                self.dead.append(anchor)
                continue
            self.elements.append(anchor)
            self.addresses.append(address)
            first = address[0]
            if (first in _MAY_BE_DEAD or first.isspace()) and _is_dead(address):
                self.dead.append(anchor)


def _is_dead(address: str) -> bool:
    address = address.strip().lower()
    return address[:1] in ("", "#") or address.startswith("javascript:")
