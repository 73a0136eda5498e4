"""The day of a change, which only its class names distinguish from that of publication.

GeneratePress prints the day of the last change first and hides it with CSS.
"""

import re

from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import Element, direct_text, names_of
from dvcrawler.extract.generic.dates.visit_dates import pieces_with_digits
from dvcrawler.patterns import lazy_regex

_CHANGED = lazy_regex(r"update|modif|cap-?_?nhat|ngay-?_?sua|chinh-?_?sua|edited", re.I)
#: hAtom's "published updated" and "date updated" name the only date of an entry.
_DATE = lazy_regex(r"date|time|publi|post|created|ngay|dang", re.I)


def is_named_changed(element: Element) -> bool:
    """Whether a name is that of a change and no other one that of a date."""
    names = f"{names_of(element)} {element.get('itemprop') or ''}".split()
    changed = [name for name in names if _CHANGED.search(name)]
    return bool(changed) and not any(_DATE.search(name) for name in names if name not in changed)


def is_line_of_change(block: Block) -> bool:
    """Whether the line is so named, or all its pieces with digits are."""
    pieces = list(pieces_with_digits(block))
    return is_named_changed(block.parent) or (bool(pieces) and all(map(is_named_changed, pieces)))


def without_changes(block: Block) -> str:
    """The line without the pieces so named, if others have digits."""
    pieces = list(pieces_with_digits(block))
    changed = [piece for piece in pieces if is_named_changed(piece)]
    text = block.text
    if len(changed) < len(pieces):
        for piece in changed:
            text = text.replace(direct_text(piece), " ", 1)
    return " ".join(text.split()) if changed else text
