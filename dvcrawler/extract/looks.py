"""How browsers lay out an element, by its tag and its own style: as a box or in a line, bold, aligned."""

import re
from collections.abc import Mapping

from lxml.etree import _Element as Element

from dvcrawler.extract.pictures import PICTURE_TAGS

BLOCK = frozenset(
    "p div section article main header footer aside table tbody thead tfoot tr td th ul ol li dl dt "
    "dd h1 h2 h3 h4 h5 h6 blockquote pre center figure figcaption form fieldset address hr "
    "body html details summary caption time".split()
)
LISTS = frozenset(("ul", "ol"))
#: Those that are boxes whatever they contain.
BOXES = BLOCK - LISTS - {"table"}
#: Everything that is more than a piece of text within a line.
STRUCTURE = BLOCK | PICTURE_TAGS | {"br"}
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_MAKES_BLOCK = re.compile(r"(?<![\w-])display\s*:\s*block(?![\w-])", re.I)
_KEEPS_LINES = re.compile(r"(?<![\w-])white-space\s*:\s*pre", re.I)
_ALIGN = re.compile(r"text-align\s*:\s*(right|center|end)", re.I)


def tag_of_style(element: Element, tag: str, style: str) -> str | None:
    """What a style makes of the element: a box of a piece of text, preformatted text of a box; else None."""
    if tag in BOXES:
        return "pre" if len(element) == 0 and _KEEPS_LINES.search(style) else None
    return tag if tag not in STRUCTURE and _MAKES_BLOCK.search(style) else None


def is_bold(attributes: Mapping[str, str]) -> bool:
    style = attributes.get("style")
    return style is not None and "font-weight" in style and _BOLD_STYLE.search(style) is not None


def align_of(tag: str, attributes: Mapping[str, str]) -> str:
    align = attributes.get("align", "").lower()
    if align in ("right", "center"):
        return align
    if tag == "center":
        return "center"
    style = attributes.get("style")
    if not style or "text-align" not in style.lower():
        return ""
    found = _ALIGN.search(style)
    if found:
        return "right" if found.group(1).lower() in ("right", "end") else "center"
    return "left"
