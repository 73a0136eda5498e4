"""A byline or a source after the last sentence of the text, in its paragraph."""

import re
from collections.abc import Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.bylines.byline_below_lead import find_last_piece
from dvcrawler.extract.bylines.byline_form import LONGEST_ACCOUNT
from dvcrawler.extract.bylines.names_in_text import is_mentioned
from dvcrawler.extract.elements import is_inside, text_of
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS, is_signature_line
from dvcrawler.extract.endings.letters import is_farewell
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.bylines.contact_lines import names_place_and_day
from dvcrawler.normalize.bylines.labels import begins_with_label
from dvcrawler.normalize.bylines.outlets import is_outlet
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

_TAIL = lazy_regex(r"^(?P<text>.*\./\.)[\s|]*(?P<tail>\S.{1,100})$", re.S)
#: Behind the last sentence: "… (Nguồn: TTXVN)", "… (Theo VnExpress)", "… (Bài, ảnh: Lan Anh)".
_IN_BRACKETS = lazy_regex(
    r"(?P<text>.{40,}[.!?…”\"]) ?"
    r"\((?P<byline>(?:Nguồn ?:|Theo) (?P<outlet>[^()]{2,60})|[^()]{2,60})\)\.?$",
    re.S,
)
#: Behind which a byline is typed, without a line of its own; blocks and characters above it.
_STOPS = (".", "!", "?", "…", "”")
_LEAST_BLOCKS, _LEAST_ABOVE = 2, 60
#: A note about a file, behind which a name may be typed: "… (xem văn bản)".
_REFERENCE = lazy_regex(
    r"\((?:xem|chi tiết|tải|đính kèm|kèm theo|có (?:văn bản|kế hoạch|danh sách|file))\b[^()]{0,60}\)(?= )",
    re.I,
)
_BOLD, _SET_APART = ("b", "strong"), ("span", "font", "em", "i", "u")
#: Place and day or month before the name: "Hải Cường, tháng 4/2023 - Thu Thủy".
_DATED = lazy_regex(r"(?P<place>\D.{3,60}?\d{4})\s?[-–—]\s?(?P<name>[^\W\d_][^\d]{1,50})")


def take_tail(blocks: list[Block]) -> tuple[list[Block], str | None]:
    """A byline on the last line of the text itself: after "./.", or in bold after its last sentence."""
    last = blocks[-1]
    if last.kind != TEXT:
        return blocks, None
    if name := _find_dated(blocks):
        return blocks[:-1], name
    text_and_byline = _split_tail(last) or _split_brackets(last.text) or _split_bold_end(blocks)
    text, byline = text_and_byline or _split_behind_sentence(blocks) or ("", None)
    return (blocks, None) if byline is None else ([*blocks[:-1], last._replace(text=text)], byline)


def _find_dated(blocks: Sequence[Block]) -> str | None:
    """The name on a last line of place, day and name; not that of an official text or a quoted letter."""
    last = blocks[-1]
    if len(blocks) < 3 or len(last.text) > LONGEST_ACCOUNT or not last.text[-1:].isalpha():
        return None
    found = _DATED.fullmatch(last.text)
    if found is None or not names_place_and_day(found["place"]):
        return None
    if not is_byline(found["name"]) or _is_quoted(last):
        return None
    above = blocks[-2].text
    return None if is_signature_line(above) or is_farewell(above) else found["name"]


def _is_quoted(block: Block) -> bool:
    return block.parent.tag == "blockquote" or is_inside(block.parent, "blockquote")


def _split_tail(last: Block) -> tuple[str, str] | None:
    found = _TAIL.match(last.text)
    if found is None or not is_byline(found["tail"], strict=False):
        return None
    return found["text"], found["tail"]


def _split_brackets(text: str) -> tuple[str, str] | None:
    """The text without "(Nguồn: TTXVN)" after its last sentence, and that."""
    found = _IN_BRACKETS.match(text) if text[-3:].count(")") else None
    if found is None:
        return None
    byline, outlet = found["byline"], found["outlet"]
    is_one = is_outlet(outlet.strip()) if outlet else is_byline(f"({byline})")
    return (found["text"], byline) if is_one else None


def _split_bold_end(blocks: Sequence[Block]) -> tuple[str, str] | None:
    text, name = blocks[-1].text, _find_piece_at_end(blocks[-1], _BOLD) if len(blocks) > 1 else ""
    if not name or is_signature_line(name) or is_farewell(name) or not is_byline(name):
        return None
    return text.removesuffix(name).rstrip(), name


def _find_piece_at_end(block: Block, tags: Sequence[str]) -> str:
    """The words in such an element at the end of a paragraph, after its last sentence; empty without any."""
    piece = find_last_piece(block.parent)
    if piece is None or piece.tag not in tags:
        return ""
    name = clean_text(text_of(piece))
    text = block.text.removesuffix(name).rstrip()
    is_behind = name and len(name) <= LONGEST_ACCOUNT and text != block.text.rstrip()
    return name if is_behind and text.endswith(SENTENCE_ENDS) else ""


def _split_behind_sentence(blocks: Sequence[Block]) -> tuple[str, str] | None:
    """The text without the byline typed behind its last sentence, and that: a full name or a labelled one of
    somebody whom the text does not mention.
    """
    text = blocks[-1].text
    reference = next(_REFERENCE.finditer(text), None) if ") " in text[-LONGEST_ACCOUNT:] else None
    place = _find_end_of_sentence(blocks[-1], reference)
    above, name = text[:place], text[place:].strip()
    is_short = reference is None and len(above) < _LEAST_ABOVE
    if len(blocks) < _LEAST_BLOCKS or is_short or not above.rstrip()[-3:-1].islower():
        return None
    if not _is_full_byline(name):
        return None
    above = above.rstrip()
    return None if is_mentioned(name, (*blocks[:-1], blocks[-1]._replace(text=above))) else (above, name)


def _find_end_of_sentence(block: Block, reference: re.Match[str] | None) -> int:
    """Where the last sentence ends, or the note about a file behind it."""
    text = block.text
    place = max(text.rfind(f"{mark} ", -LONGEST_ACCOUNT) for mark in _STOPS) + 1
    place = place if reference is None else max(place, reference.end())
    if piece := _find_piece_at_end(block, _SET_APART):  # perhaps at the right, with nothing between
        place = len(text) - len(piece)
    return place


def _is_full_byline(name: str) -> bool:
    if not (begins_with_label(name, " ") or " " in name):
        return False
    return name[:1].isupper() and is_byline(name)
