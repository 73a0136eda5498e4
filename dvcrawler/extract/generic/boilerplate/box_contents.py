"""What a box is by itself: by its style, and by what it holds, such as the caption of a picture."""

import re
from itertools import islice

from dvcrawler.extract.elements import Element, holds_any, is_inside, names_of, text_length
from dvcrawler.extract.endings.end_lines import ends_article
from dvcrawler.extract.generic.boilerplate.box_names import (
    is_caption_name,
    names_comments,
    names_facts,
    names_furniture,
    names_furniture_beside,
    names_next,
)
from dvcrawler.extract.lines.line_kinds import PROSE
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS
from dvcrawler.patterns import lazy_regex

#: Editors mark a box beside the text by a background or border of its own.
_OWN_COLOUR = lazy_regex(r"background(?:-color)?\s*:", re.I)
_OWN_BORDER = lazy_regex(r"border(?:-color|-left|-style)?\s*:\s*(?!none|0)", re.I)
COLOURED = frozenset(("div", "section", "blockquote"))
#: A longer box is a separate article that the editor set beside this one (tuoitre.vn, 2026).
_LEAST_FACTS, _MOST_FACTS = 40, 1200
_REPORTS = lazy_regex(r"weather|thoi-?tiet|gia-?vang|gold-?price|ty-?gia|exchange-?rate", re.I)
#: A figure with one of these has a caption.
_PLAYERS = ("iframe", "video", "audio", "object", "embed", "canvas", "svg", "noscript")
#: Paragraphs that are looked at, and the characters of one.
_MOST_PARAGRAPHS, _LEAST_PARAGRAPH = 20, 40
#: Characters of a caption.
_LONGEST_CAPTION = 400


def is_coloured(element: Element) -> bool:
    """Whether a background and a border of its own set it off from the text."""
    style = element.get("style")
    if not style or element.tag not in COLOURED or len(element) == 0:
        return False
    return bool(_OWN_COLOUR.search(style) and _OWN_BORDER.search(style))


def is_soft(box: Element) -> bool:
    """Whether it is only placed beside the text, where facts are as well as advertisements."""
    if not names_furniture(box):
        return box.tag == "aside" or is_coloured(box)
    return names_facts(box)


def holds_text(box: Element) -> bool:
    """Whether the box has some text that is not under the heading of other articles, and no form."""
    lines = [line for text in box.itertext("*") if (line := str(text).strip())]
    if not _LEAST_FACTS <= sum(map(len, lines)) <= _MOST_FACTS or ends_article(lines[0].rstrip(":")):
        return False
    return not holds_any(box, "form", "input", "button", "select")


def holds_report(box: Element) -> bool:
    """Whether a box of the weather or of prices has a sentence, as no such table of a site has."""
    if not _REPORTS.search(names_of(box)) or names_furniture_beside(names_of(box), _REPORTS):
        return False
    return any(len(str(text).strip()) >= PROSE for text in box.itertext("p", "div", "span", "td"))


def holds_comments(element: Element) -> bool:
    """Whether the box holds readers' comments, or the next article."""
    return names_next(element) or (names_comments(element) and not holds_any(element, "h1"))


def names_caption(element: Element) -> bool:
    if element.tag in ("figure", "figcaption"):
        return not _frames_text(element)
    if element.tag in ("body", "html", "table", "tr", "img"):
        return False
    names = element.get("class")
    return bool(names and is_caption_name(names)) and text_length(element) <= _LONGEST_CAPTION


def _frames_text(element: Element) -> bool:
    """Whether a figure shows a quotation, a table or paragraphs and no picture."""
    figure = element if element.tag == "figure" else next(element.iterancestors("figure"), None)
    if figure is None or holds_any(figure, *PICTURE_TAGS, *_PLAYERS):
        return False
    if holds_any(figure, "blockquote", "table"):
        return True
    return any(map(_is_paragraph_of_figure, islice(figure.iter("p", "li"), _MOST_PARAGRAPHS)))


def _is_paragraph_of_figure(element: Element) -> bool:
    return text_length(element) >= _LEAST_PARAGRAPH and not is_inside(element, "figcaption")
