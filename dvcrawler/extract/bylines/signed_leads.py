"""A byline after the last sentence of a lead, in its line: `<p>… của tỉnh.<span>Lan Anh</span></p>`."""

from lxml.etree import _Element as Element

from dvcrawler.extract.bylines.author_names import attributes_of, rank_names
from dvcrawler.extract.bylines.byline_form import LONGEST_ACCOUNT
from dvcrawler.extract.elements import unwrap
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.bylines import names_author
from dvcrawler.normalize.bylines.names import is_sure_name
from dvcrawler.normalize.text import clean_text

_EMPHASISED = ("b", "strong", "em", "i")


def split_signature(element: Element, text: str) -> tuple[str, str | None]:
    """The text of a lead without the byline in its last piece, which is emphasised or named after an author;
    and that, None without one.
    """
    piece = _find_last_piece(element)
    name = clean_text(text_of(piece)) if piece is not None else ""
    rest = text.removesuffix(name).rstrip()
    if piece is None or rest == text or not rest.endswith(SENTENCE_ENDS):
        return text, None
    return (rest, name) if len(name) <= LONGEST_ACCOUNT and _is_signature(piece, name) else (text, None)


def _find_last_piece(element: Element) -> Element | None:
    """The element with which the line ends."""
    paragraph = unwrap(element)
    piece = paragraph[-1] if len(paragraph) else None
    is_last = piece is not None and isinstance(piece.tag, str) and not (piece.tail or "").strip()
    return piece if is_last else None


def _is_signature(piece: Element, name: str) -> bool:
    if rank_names(attributes_of(piece)):
        return names_author(name)
    return piece.tag in _EMPHASISED and is_sure_name(name)
