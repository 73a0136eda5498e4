"""Lines of several pieces that only a style parts: `<span>Lan Anh</span><span>Phóng viên</span>`."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, is_longer, text_of
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

#: Between two pieces.
MARK = " | "
#: The piece with the place at the beginning of a lead.
_STAMP = lazy_regex(r"stamp|location|place|dia-?danh|city|province", re.I)
_STAMP_TAGS, _LONGEST_STAMP = ("span", "b", "strong", "em", "i", "font"), 40
_LONGEST, _MOST_PIECES, _DEEPEST = 200, 30, 8
_LONGEST_SHORT, _SENTENCE_ABOVE = 120, lazy_regex(r"[.!?…”] \| ")
_SHORTEST_DATE = 4


def separate_line(block: Block) -> str:
    """The text of the block, its pieces parted by a mark where nothing parts them in the source."""
    if len(block.text) > _LONGEST or next(block.parent.iterchildren("*"), None) is None:
        return block.text
    if is_longer(block.parent, 2 * _LONGEST):
        return block.text  # its element prints other lines too
    separated = separate_pieces(block.parent)
    is_whole = "".join(separated.replace(MARK, "").split()) == "".join(block.text.split())
    return separated if is_whole else block.text


def part_pieces(block: Block) -> Block:
    """A short line with its pieces parted so; the block itself where nothing changes, or below a sentence."""
    if block.kind != TEXT or len(block.text) > _LONGEST_SHORT:
        return block
    separated = separate_line(block)
    is_sentence = _SENTENCE_ABOVE.search(separated) is not None
    return block if separated == block.text or is_sentence else block._replace(text=separated)


def part_stamp(block: Block) -> str:
    """The text of the block with a dash after the place or the outlet in a piece of its own, which only a
    style parts from the lead: `<span class="location-stamp">NAM ĐỊNH</span>Sáng 5-6, …`.
    """
    text, stamp = block.text, _find_stamp(block.parent)
    if stamp is None or not text.startswith(stamp):
        return text
    rest = text[len(stamp) :]
    return f"{stamp} - {rest}" if rest[:1].isupper() and rest[1:2].islower() else text


def _find_stamp(element: Element) -> str | None:
    """The first piece, if it is in capitals or named as a place, with no text before it."""
    first = next(element.iterchildren(*_STAMP_TAGS), None)
    if first is None or (element.text or "").strip():
        return None
    stamp = clean_text(text_of(first))
    is_stamp = stamp.isupper() or _STAMP.search(first.get("class") or "")
    return stamp if is_stamp and 1 < len(stamp) <= _LONGEST_STAMP else None


def part_elements(block: Block) -> str:
    """The text of the block with a mark between the elements that hold it, if no text is beside them."""
    children = block.parent.iterchildren("*") if len(block.text) <= _LONGEST else ()
    parts = [text for child in islice(children, _MOST_PIECES) if (text := clean_text(text_of(child)))]
    is_whole = "".join("".join(parts).split()) == "".join(block.text.split())
    return MARK.join(parts) if is_whole and len(parts) > 1 else block.text


def list_pieces(element: Element) -> list[str]:
    """The texts of the pieces; none for an element of many."""
    pieces = list(islice(_list_pieces(element), _MOST_PIECES + 1))
    return [text for piece, _ in pieces if (text := clean_text(piece))] if len(pieces) <= _MOST_PIECES else []


def separate_pieces(element: Element) -> str:
    """The text of an element, its pieces parted in the same way; that of a larger one as it is."""
    pieces = list(islice(_list_pieces(element), _MOST_PIECES + 1))
    if not 1 < len(pieces) <= _MOST_PIECES:
        return clean_text(text_of(element))
    joined = pieces[0][0]
    for (above, _), (piece, begins) in pairwise(pieces):
        is_glued = begins and _are_glued(above, piece)
        joined += (MARK if is_glued and above[-1] != ":" else " " * is_glued) + piece
    return clean_text(joined)


def _list_pieces(element: Element, depth: int = 0) -> Iterator[tuple[str, bool]]:
    """(text, whether an element begins with it, or with a pictogram before it)."""
    is_empty = not element.text
    if element.text:
        yield element.text, True
    for child in element if depth < _DEEPEST else ():
        pieces = list(_list_pieces(child, depth + 1)) if isinstance(child.tag, str) else []
        yield from pieces
        is_empty = is_empty and not pieces
        if child.tail:
            yield child.tail, is_empty or child.tag == "br"
            is_empty = False


def _ends_in_date(above: str) -> bool:
    """Whether the piece ends in a year or a time of day, followed by another number of its own."""
    return len(above) > _SHORTEST_DATE and above[-1].isdigit() and above[-5:-2].strip("0123456789") != ""


def _are_glued(above: str, piece: str) -> bool:
    """Whether a new word begins with the piece: a capital letter that is not part of a word in capitals."""
    if len(above) < 2 or above[-1].isspace() or piece[0].isspace():
        return False
    if "@" in piece or (piece[0].isdigit() and (above[-1].isalpha() or _ends_in_date(above))):
        return True
    return piece[0].isupper() and (above[-1].islower() or piece[1:2].islower())
