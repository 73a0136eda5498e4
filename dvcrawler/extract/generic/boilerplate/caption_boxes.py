"""Boxes that are the caption of a picture, by their tag or name and by what is in them."""

from itertools import islice

from lxml.etree import _Element as Element

from dvcrawler.extract.elements import holds_any, is_inside, text_length
from dvcrawler.extract.generic.boilerplate.box_names import is_caption_name
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS

#: A figure with one of these has a caption.
_PLAYERS = ("iframe", "video", "audio", "object", "embed", "canvas", "svg", "noscript")
#: Paragraphs that are looked at, and the characters of one.
_MOST_PARAGRAPHS, _LEAST_PARAGRAPH = 20, 40
#: Characters of a caption.
_LONGEST_CAPTION = 400


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
