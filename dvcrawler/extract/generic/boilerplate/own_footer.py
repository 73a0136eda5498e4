"""Boxes of an article itself that have the names of furniture: themes print its date and author there."""

import re

from lxml.etree import _Element as Element

from dvcrawler.extract.generic.boilerplate.boxes import Furniture

_NAMES = re.compile(
    r"(?:entry|post|article|item|news)[-_]+(?:meta|footer|aside|info|header|toolbar|bottom)(?![a-z])", re.I
)


def is_beside(element: Element, furniture: Furniture) -> bool:
    """Whether the element is in a box beside the article, and not in a footer of the article itself."""
    if not furniture.is_outside(element):
        return False
    box = next((each for each in (element, *element.iterancestors()) if furniture.is_box(each)), None)
    around = box.getparent() if box is not None and _NAMES.search(box.get("class") or "") else None
    if around is None:
        return True
    return is_beside(around, furniture) if furniture.is_outside(around) else False
