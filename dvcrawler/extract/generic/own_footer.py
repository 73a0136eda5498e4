"""The footer of an article itself, in which WordPress' themes print its date, author and section."""

import re

from lxml.etree import _Element as Element

from dvcrawler.extract.generic.boilerplate import Furniture

_NAMES = re.compile(r"(?:entry|post|article)[-_]+(?:meta|footer)", re.I)


def is_beside(element: Element, furniture: Furniture) -> bool:
    """Whether the element is in a box beside the article, and not in the article's own footer."""
    return furniture.is_outside(element) and not _is_in_own_footer(element, furniture)


def _is_in_own_footer(element: Element, furniture: Furniture) -> bool:
    footer = element if element.tag == "footer" else next(element.iterancestors("footer"), None)
    if footer is None or not _NAMES.search(footer.get("class") or ""):
        return False
    around = footer.getparent()
    return around is not None and not furniture.is_outside(around)
