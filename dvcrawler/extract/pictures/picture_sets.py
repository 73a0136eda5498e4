"""The largest picture of a set of sizes: `srcset` and its kin."""

from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element as Element

from dvcrawler.extract.pictures.picture_names import IMAGE_FILE, is_placeholder
from dvcrawler.patterns import lazy_regex

_CANDIDATES_END = lazy_regex(r",\s|(?<=[0-9][wx]),")
_LONGEST_SET = 20_000
_SIZE = lazy_regex(r"([0-9]{1,6}(?:\.[0-9]{1,4})?)[wx]")


def largest_of(srcset: str) -> str:
    """The address of the largest candidate of a `srcset`; one without a size counts as `1x`."""
    return choose_largest_above(srcset, -1.0)


def choose_largest_above(srcset: str, least: float) -> str:
    """The largest candidate above that size; empty without one."""
    best, largest = "", least
    for candidate in _CANDIDATES_END.split(srcset[:_LONGEST_SET]):
        candidate = candidate.strip(" ,\t\r\n")
        address, _, size = candidate.rpartition(" ")  # the address itself may have blanks
        found = _SIZE.fullmatch(size)
        address = address.rstrip() if found and address else candidate
        number = float(found[1]) if found else 1.0
        if number > largest and is_address(address) and not is_placeholder(address):
            best, largest = address, number
    return best


def list_sets(picture: Element) -> Iterator[str]:
    """The sets of each `<source>` of a `<picture>`."""
    for source in islice(picture.iter("source"), 20):
        yield source.get("data-srcset") or source.get("srcset") or ""


def is_address(text: str) -> bool:
    return "/" in text or IMAGE_FILE.search(text) is not None
