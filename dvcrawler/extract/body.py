"""Turns the blocks of an article into its lead, paragraphs, images and byline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile

from dvcrawler.extract.block import TABLE, TEXT, Block
from dvcrawler.extract.bylines.byline_below_lead import take_byline_below_lead
from dvcrawler.extract.bylines.byline_block import take_byline
from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.endings.article_end import until_end
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS, opens_question
from dvcrawler.extract.endings.letters import is_letter
from dvcrawler.extract.endings.login_walls import ends_in_wall, is_wall
from dvcrawler.extract.interface.interface_lines import drop_interface_lines
from dvcrawler.extract.lines.broken_lines import join_broken_lines
from dvcrawler.extract.lines.line_kinds import is_editors_note, name_dated_line
from dvcrawler.extract.lines.pull_quotes import drop_pull_quotes
from dvcrawler.extract.lines.verse import is_quoted, is_verse_block
from dvcrawler.extract.page import Page
from dvcrawler.extract.pictures.captions import take_images
from dvcrawler.extract.pictures.image_records import captions_of
from dvcrawler.items import Image, Problem, ProblemCode
from dvcrawler.normalize.text import clean_text, is_blank_mark, same_text
from dvcrawler.patterns import lazy_regex

_SHORTEST_LEAD = 60
_LONGEST_LEAD = 900
#: The heading of a part or of one of a series: "Kỳ 1: …".
_PART = lazy_regex(
    r"(?:(?:kỳ|bài|phần|chương|tập|hồi|mục)\s(?:\d{1,2}|[ivx]{1,5}|cuối|kết|một|hai|ba|thứ\s\w{2,5})"
    r"|\d{1,2}|[ivx]{1,5})(?:[:.)]\s|\s[:–-]\s(?!\d)|$)",
    re.IGNORECASE,
)
_SENTENCES = lazy_regex(r"[.!?…]\s+\w")
#: Who asks, in an interview.
_SPEAKS = lazy_regex(r"(?:PV|P\.V\.?|Phóng viên|Nhà báo|Hỏi)\s?:", re.IGNORECASE)
WALLED = Problem(
    "body", ProblemCode.LOGIN_WALL, "the page asks to log in or subscribe: the text is cut there"
)


@dataclass(frozen=True, slots=True)
class BodyParts:
    """`lead` is not among `paragraphs`; `byline_raw` is as printed, or None."""

    lead: str | None
    paragraphs: tuple[str, ...]
    images: tuple[Image, ...]
    byline_raw: str | None
    problems: tuple[Problem, ...] = ()

    def doubted(self, problems: tuple[Problem, ...]) -> "BodyParts":
        return replace(self, problems=(*self.problems, *problems)) if problems else self


def read_body(
    blocks: Sequence[Block],
    base_url: str,
    title: str,
    *,
    lead: str | None = None,
    first_is_lead: bool = False,
    bare_captions: bool = False,
) -> BodyParts:
    """Reads the blocks of the content alone (below title and date).

    `lead`: given if the page prints it outside the content. `first_is_lead`: the CMS has a field for the
    lead and prints it first; otherwise the lead is a first paragraph in bold.
    """
    own, is_walled = drop_interface_lines(until_end(blocks), title, base_url)
    kept, images = take_images(own, base_url, title, bare_captions=bare_captions)
    kept = _without_repeats(kept, images)
    opening = kept[0].text if kept else ""
    kept = [block for block in kept if not same_text(block.text, title)]
    kept, byline_raw = _take_own_byline(kept, title)
    kept = join_broken_lines(kept)
    if lead is None and not same_text(opening, title):
        lead = _find_lead(kept, first_is_lead=first_is_lead)
    if lead is not None:
        kept, byline_raw = take_byline_below_lead(kept, lead, own, byline_raw)
    parts = _split_lead(kept, lead, title, images, byline_raw)
    return replace(parts, problems=(WALLED,)) if is_walled else parts


def _take_own_byline(blocks: Sequence[Block], title: str) -> tuple[list[Block], str | None]:
    """The blocks without the byline at their end; with it, where the last ones may be of another article."""
    kept, byline_raw = take_byline(blocks, is_letter=is_letter(title))
    if byline_raw is not None and name_dated_line([block.text for block in kept]):
        return kept, None
    return kept, byline_raw


def find_restriction(
    is_stated: bool, parts: BodyParts, blocks: Sequence[Block], page: Page
) -> tuple[Problem, ...]:
    """A doubt where the page says that it is not free to read, or asks to log in below its text.

    `blocks`: those of the text and some below it.
    """
    if any(problem.field == "body" for problem in parts.problems):
        return ()
    if is_stated:
        reason = "the page says that it is not free to read: the text may be cut"
    elif ends_in_wall(blocks, parts.paragraphs) or any(map(_is_wall, page.tagged["button"])):
        reason = "the page asks to log in or subscribe below the text: it may be cut"
    else:
        return ()
    return (Problem("body", ProblemCode.LOGIN_WALL, reason),)


def _is_wall(button: Element) -> bool:
    return is_wall(clean_text(text_of(button)))


def _without_repeats(blocks: Sequence[Block], images: Sequence[Image]) -> list[Block]:
    """Drops lone separators, captions that are repeated as a paragraph, and sentences repeated in a box."""
    captions = set(captions_of(images))
    return drop_pull_quotes([b for b in blocks if not is_blank_mark(b.text) and b.text not in captions])


def _find_lead(blocks: Sequence[Block], *, first_is_lead: bool) -> str | None:
    prose = [block for block in blocks if block.kind == TEXT]
    has_more = len(prose) > 1 or any(block.kind == TABLE for block in blocks)
    if not prose or not has_more:
        return None
    if first_is_lead:
        prose = list(dropwhile(_is_label, prose)) or prose[:1]
        return prose[0].text if _is_own_field(prose[0], prose[1:]) else None
    return _find_bold_lead(list(dropwhile(_is_motto, prose)))


def _is_label(block: Block) -> bool:
    """Whether the line is the editor's note, or short and not a sentence: an author, a part's heading."""
    is_short = len(block.text) < _SHORTEST_LEAD or _PART.match(block.text) is not None
    return (is_short and not block.text.endswith((*SENTENCE_ENDS, "”"))) or is_editors_note(block.text)


def _is_motto(block: Block) -> bool:
    """Whether the line is one of verses set apart above the lead."""
    is_apart = block.italic or block.align == "center" or is_quoted(block)
    return is_apart and not block.bold and is_verse_block(block)


def _find_bold_lead(prose: Sequence[Block]) -> str | None:
    if all(block.bold for block in prose):
        return None
    for place, block in enumerate(prose[:2]):
        if all(below.bold for below in prose[place + 1 :]):
            return None  # a `<b>` that was never closed
        if block.bold and _reads_as_lead(block.text) and not _asks(prose, place):
            return block.text
        if _is_paragraph(block):
            return None
    return None


def _is_paragraph(block: Block) -> bool:
    """Whether it is a sentence as long as a lead, below which a bold line is a heading of the text."""
    is_sentence = len(block.text) >= _SHORTEST_LEAD and block.text.endswith(SENTENCE_ENDS)
    return is_sentence and not (block.bold or block.italic or is_editors_note(block.text))


def _asks(prose: Sequence[Block], place: int) -> bool:
    """Whether the line is a question of an interview: below a paragraph, or the first of several in bold."""
    if not prose[place].text.endswith("?"):
        return False
    return place > 0 or any(each.bold and each.text.endswith("?") for each in prose[place + 1 :])


def _is_own_field(first: Block, rest: Sequence[Block]) -> bool:
    """Whether the first text has its own field, by its style, its position, or its length.

    Among equal paragraphs, a lead is a single sentence with a body after it.
    """
    if len(first.text) > _LONGEST_LEAD or not rest:
        return False
    if first.bold or first.italic or not _is_alike(first.parent, rest[0].parent):
        return True
    return len(rest) > 1 and not _SENTENCES.search(first.text)


def _is_alike(one: Element, other: Element) -> bool:
    return one is other or (one.tag == other.tag and one.getparent() is other.getparent())


def _reads_as_lead(text: str) -> bool:
    if text.startswith("*") or "\n" in text or is_editors_note(text):  # "\n": verses
        return False
    if _SPEAKS.match(text) or opens_question(text) or _PART.match(text):
        return False
    return _SHORTEST_LEAD <= len(text) <= _LONGEST_LEAD


def _split_lead(
    blocks: Sequence[Block], lead: str | None, title: str, images: tuple[Image, ...], byline_raw: str | None
) -> BodyParts:
    paragraphs = [block.text for block in blocks]
    if lead is None or _is_copy(lead, title, paragraphs):
        return BodyParts(None, tuple(paragraphs), images, byline_raw)
    without = [text for text in paragraphs if not same_text(text, lead)]
    if without:
        return BodyParts(lead, tuple(without), images, byline_raw)
    # A page with only a lead and a picture keeps the lead as its body.
    return BodyParts(None, tuple(paragraphs or [lead]), images, byline_raw)


def _is_copy(lead: str, title: str, paragraphs: Sequence[str]) -> bool:
    """Whether the lead repeats the title, or a reader's question that opens the body."""
    return same_text(lead, title) or (
        opens_question(lead) and any(same_text(lead, each) for each in paragraphs)
    )
