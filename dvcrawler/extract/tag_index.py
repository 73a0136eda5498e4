"""The elements of a page by tag, for the tags that several rules ask for: one walk over the document takes as
long as a search for any one of them.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from lxml.etree import _Element as Element

#: None of them is ever renamed or moved, so what was found once stays right.
TAGS: Final = ("button", "embed", "h1", "iframe", "link", "meta", "object", "option", "script", "style")


def index_tags(root: Element) -> Mapping[str, Sequence[Element]]:
    """The elements with each of `TAGS`, in document order."""
    found: dict[str, list[Element]] = {tag: [] for tag in TAGS}
    for element in root.iter(*TAGS):
        found[str(element.tag)].append(element)
    return found
