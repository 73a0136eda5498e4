"""Links that an editor or a template never closed: the parser puts the rest of the text into them."""

from collections.abc import Iterable

from dvcrawler.extract.elements import Element, text_length

_LINES = frozenset("p br div section article table ul ol dl pre h2 h3 h4 blockquote figure center".split())
_INLINE = frozenset(("br",))
_MARKS, _LEVELS = frozenset(("b", "strong", "i", "em", "u", "span", "font")), 3
_LEAST_LINES = 3
#: A card is a link around a headline and an excerpt; this is several times longer.
_LEAST_TEXT = 600


def open_unclosed_links(anchors: Iterable[Element]) -> None:
    """Turns each link around several paragraphs into a plain box."""
    large = [each for each in anchors if (count := len(each)) and (count >= _LEAST_LINES or len(each[0]))]
    for anchor in large:  # few of hundreds
        box = _inside(anchor)
        if len(box) >= _LEAST_LINES and _holds_text(box):
            lines = {child.tag for child in box} & _LINES
            anchor.tag = "span" if lines <= _INLINE else "div"


def _inside(anchor: Element) -> Element:
    """The element with the lines within the link, such as a `<b>` that was not closed either."""
    box = anchor
    for _ in range(_LEVELS):
        if not 1 <= len(box) < _LEAST_LINES or box[0].tag not in _MARKS:
            break
        box = box[0]
    return box


def _holds_text(box: Element) -> bool:
    lines = sum(child.tag in _LINES for child in box)
    return lines >= _LEAST_LINES and text_length(box) >= _LEAST_TEXT
