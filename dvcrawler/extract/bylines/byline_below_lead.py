"""The byline between the lead and the first paragraph, where both are in the box of the text, or after the
last sentence of the lead, in its line: `<p>… của tỉnh.<span>Lan Anh</span></p>`.
"""

from collections.abc import Sequence

from dvcrawler.extract.block import IMAGE, Block
from dvcrawler.extract.bylines.author_names import join_names, rank_names
from dvcrawler.extract.bylines.byline_form import (
    LONGEST_ACCOUNT,
    goes_on,
    is_right,
    join_lines_below,
    may_be_byline,
)
from dvcrawler.extract.bylines.names_in_text import is_mentioned
from dvcrawler.extract.bylines.names_of_others import names_other
from dvcrawler.extract.elements import ALL_HEADINGS, Element, ancestors_or_self, is_within, text_of, unwrap
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS
from dvcrawler.normalize.bylines import is_byline, names_author
from dvcrawler.normalize.bylines.contact_lines import is_contact_line
from dvcrawler.normalize.bylines.credit_lines import is_credit_line
from dvcrawler.normalize.bylines.labels import begins_with_label
from dvcrawler.normalize.bylines.names import is_sure_name
from dvcrawler.normalize.bylines.outlets import is_outlet_mark
from dvcrawler.normalize.text import clean_text, same_text

#: Paragraphs among which the lead is, and those of text that there are below a byline.
_MOST_ABOVE, _LEAST_BELOW = 2, 1
_EMPHASISED = ("b", "strong", "em", "i")


def take_byline_below_lead(
    blocks: Sequence[Block], lead: str, printed: Sequence[Block], closing: str | None
) -> tuple[list[Block], str | None]:
    """(blocks without it, byline as printed). `printed`: with pictures; `closing`: the byline at the end."""
    place = _find_lead(blocks, lead)
    if place is None:
        return list(blocks), closing
    line, below = blocks[place + 1], blocks[place + 2 :]
    borders = [blocks[place].parent, blocks[-1].parent]
    if not may_be_byline(line) or names_other(line, borders):
        return list(blocks), closing
    if (outlet := _find_outlet(line)) is not None:
        return [*blocks[: place + 1], *below], f"{closing}\n({outlet})" if closing else line.text
    if closing is not None:
        return list(blocks), closing
    if not _is_byline(line, below, printed) and not _ends_lead(line, blocks[place], below):
        return list(blocks), None
    byline, below = _read_lines(line, below)
    return [*blocks[: place + 1], *below], byline


def _find_lead(blocks: Sequence[Block], lead: str) -> int | None:
    """The place of the lead; None without one that has a line and text below it."""
    place = next((n for n, each in enumerate(blocks[:_MOST_ABOVE]) if same_text(each.text, lead)), None)
    return None if place is None or len(blocks) < place + 2 + _LEAST_BELOW else place


def _find_outlet(line: Block) -> str | None:
    """The outlet that is all the line names, if it is set apart."""
    outlet = line.text.strip("() ").removeprefix("Theo ")
    is_set_apart = line.text.startswith("(") or not (line.bold or line.parent.tag in ALL_HEADINGS)
    return outlet if is_set_apart and is_outlet_mark(outlet) else None


def _read_lines(line: Block, below: Sequence[Block]) -> tuple[str, Sequence[Block]]:
    """The byline with its second line, and what is left: without credits of pictures and contacts."""
    byline, number = join_lines_below(line, line.text, below[:-1])
    below = below[number:]
    while below[1:] and (is_credit_line(below[0].text) or is_contact_line(below[0].text)):
        below = below[1:]
    return byline, below


def _is_byline(line: Block, below: Sequence[Block], printed: Sequence[Block]) -> bool:
    """Whether the line is a byline, and neither an intertitle nor a caption: both may be names, too."""
    if begins_with_label(line.text, " ") or is_right(line):
        return is_byline(line.text, strict=not is_right(line))
    if line.bold or line.parent.tag in ALL_HEADINGS or not is_byline(line.text):
        return False
    further = below[1:-1] if goes_on(line, below[0]) else below[:-1]
    if is_mentioned(line.text, below) or any(is_byline(each.text) for each in further):
        return False
    return not _is_below_picture(line, printed)


def _ends_lead(line: Block, lead: Block, below: Sequence[Block]) -> bool:
    """Whether the line is a name in the paragraph of the lead, which an intertitle never is."""
    if not is_sure_name(line.text) or is_mentioned(line.text, below):
        return False
    if any(is_byline(each.text) for each in below[:-1]):
        return False
    return _is_around(lead, line) and not _is_around(lead, below[0])


def _is_around(block: Block, line: Block) -> bool:
    """Whether the line is in the paragraph of the block."""
    around = ancestors_or_self(block.parent)
    return is_within(line.parent, next((each for each in around if each.tag == "p"), block.parent))


def _is_below_picture(line: Block, printed: Sequence[Block]) -> bool:
    place = next((n for n, each in enumerate(printed) if each.parent is line.parent), 0)
    return place > 0 and printed[place - 1].kind == IMAGE


def split_signature(element: Element, text: str) -> tuple[str, str | None]:
    """The text of a lead without the byline in its last piece, which is emphasised or named after an author;
    and that, None without one.
    """
    piece = find_last_piece(element)
    name = clean_text(text_of(piece)) if piece is not None else ""
    rest = text.removesuffix(name).rstrip()
    if piece is None or rest == text or not rest.endswith(SENTENCE_ENDS):
        return text, None
    return (rest, name) if len(name) <= LONGEST_ACCOUNT and _is_signature(piece, name) else (text, None)


def find_last_piece(element: Element) -> Element | None:
    """The element with which the line ends."""
    paragraph = unwrap(element)
    piece = paragraph[-1] if len(paragraph) else None
    is_last = piece is not None and isinstance(piece.tag, str) and not (piece.tail or "").strip()
    return piece if is_last else None


def _is_signature(piece: Element, name: str) -> bool:
    if rank_names(join_names(piece)):
        return names_author(name)
    return piece.tag in _EMPHASISED and is_sure_name(name)
