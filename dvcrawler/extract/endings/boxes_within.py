"""Boxes between two paragraphs, headed by a line that may end an article: where the text continues below.

A box is the element around its heading that is among the paragraphs, or, if the heading itself is, what
follows up to the next paragraph. Only a line set as the paragraphs above continues the text: what readers
wrote and excerpts of other articles are in boxes of their own, or set differently.
"""

from collections.abc import Iterable, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from dvcrawler.extract.block import CAPTION, IMAGE, TEXT, Block
from dvcrawler.extract.elements import (
    SUBHEADINGS,
    Element,
    find_part,
    has_at_least,
    holds_any,
    is_longer,
    is_within,
)
from dvcrawler.extract.endings.comment_headings import counts_comments, heads_comments
from dvcrawler.extract.endings.end_lines import (
    ends_article,
    heads_other_articles,
    is_button_heading,
    is_end_heading,
)
from dvcrawler.extract.endings.paragraphs_above import Paragraphs, is_note, leads_nowhere, list_lines_set_as
from dvcrawler.extract.lines.line_kinds import PROSE, is_dated, is_link_line, is_running_text

#: Blocks of one box, and notes of a form that has none of its own.
_LONGEST_BOX, _MOST_NOTES = 60, 3
#: Headings between a box and the next paragraph.
_MOST_HEADINGS = 2
#: Blocks below a paragraph that show whether it was written by a reader.
_NEAR = 6
#: Words of a headline, and excerpts of a list.
_LEAST_WORDS, _FEWEST_EXCERPTS = 4, 2
_LONGEST_EXCERPT = 300
#: Elements below a heading among which a form is its own.
_FORM_BELOW = 3
#: What an editor sets above a link, besides the headings of lists.
_MORE = ("xem thêm", "đọc thêm", "mời xem thêm", "mời đọc thêm", "tham khảo", "tham khảo thêm")
_CONTROLS = ("textarea", "input", "button", "select")


class Below(NamedTuple):
    """A place below a box, and what is printed of the article above that place."""

    place: int
    passed: Sequence[Block] = ()


def find_text_below_box(kept: Sequence[Block], blocks: Sequence[Block], place: int) -> Below | None:
    """Where the article continues below the box that the line at `place` heads; None if it does not, or if
    that is unclear. `kept`: the blocks above.
    """
    own = Paragraphs(kept)
    if own.are_none and heads_form(blocks[place]):
        return Below(place + 1)
    part = own.find_part(blocks[place].parent)
    end = _find_end(blocks, place, part) if part is not None else None
    if part is None or end is None:
        return None
    if _is_box(part, blocks[place]):
        is_over = own.find_continuation(blocks, end, _MOST_HEADINGS, pictures=True) is None
        return None if is_over else Below(end, _select_text(blocks[place:end]))
    find = _find_text_below_form if heads_comments(blocks[place].text) else _find_text_below_list
    return find(own, blocks, place, part)


def heads_form(block: Block) -> bool:
    """Whether readers are asked for a comment here, by a form below the heading."""
    if not heads_comments(block.text):
        return False
    return _holds_control(islice(block.parent.itersiblings(), _FORM_BELOW))


def _find_text_below_list(
    own: Paragraphs, blocks: Sequence[Block], place: int, heading: Element
) -> Below | None:
    """The text below links or buttons that are in no box of their own."""
    found = None if find_end_of_excerpts(blocks, place) else own.find_continuation(blocks, place + 1, 1)
    if found is None:
        return None
    if found == place + 1 and _is_next(own.find_part(blocks[found].parent), heading):
        return Below(found, [blocks[place]])
    first = _find_first_text(blocks, place, found)
    is_button = is_button_heading(blocks[place].text)
    return Below(first, list_lines_set_as(blocks[place + 1 : first], blocks[found]) if is_button else ())


def _select_text(passed: Sequence[Block]) -> Sequence[Block]:
    """What a box holds of the text: nothing, if readers or other articles speak there."""
    heading = passed[0].text
    if heads_comments(heading) or heads_other_articles(heading) or any(map(is_link_line, passed)):
        return ()
    own = passed[1:] if is_end_heading(heading) else passed
    return [each for each in own if is_running_text(each)]


def _is_box(part: Element, heading: Block) -> bool:
    """Whether the element holds more than the heading."""
    if part is heading.parent or len(part) == 0:
        return False
    return is_longer(part, len(heading.text)) or _holds_control((part,))


def _is_next(element: Element | None, part: Element) -> bool:
    """Whether nothing that is not read, such as a list of links, is between the two."""
    return element is None or element is part.getnext()


def find_end_of_excerpts(blocks: Sequence[Block], place: int) -> int | None:
    """The place below the last excerpt, if the line heads headlines that are links, each with its excerpt.

    None if there is a paragraph that is none, or if they are of the text, between links that an editor set
    there: the article may continue.
    """
    below = blocks[place + 1 : place + _LONGEST_BOX]
    sentences = (each for each in below if is_running_text(each))  # to look for links takes longer
    return _find_end_of_list(blocks, place) if has_at_least(sentences, _FEWEST_EXCERPTS) else None


def _find_end_of_list(blocks: Sequence[Block], place: int) -> int | None:
    count, end, above, is_below_headline = 0, None, [blocks[place]], False
    for n in range(place + 1, min(len(blocks), place + _LONGEST_BOX)):
        block = blocks[n]
        if is_link_line(block):
            is_below_headline = len(block.text.split()) >= _LEAST_WORDS
            if is_below_headline:
                above.append(block)
        elif is_running_text(block) and not is_note(block.text):
            if not is_below_headline or not _is_excerpt(block, above):
                return None
            count, end, is_below_headline = count + 1, n + 1, False
    is_list = count >= _FEWEST_EXCERPTS and not _are_of_text(blocks[:end], place, above[1:])
    return end if is_list else None


def _are_of_text(blocks: Sequence[Block], place: int, headlines: Sequence[Block]) -> bool:
    """Whether the paragraphs are set as those of the text, below links that differ as those of a list do not,
    or each below a heading of its own.
    """
    headings = sum(_heads_links(each.text) for each in blocks[place:])
    if len(set(map(_form_of, headlines))) == 1 and headings < len(headlines):
        return False
    return Paragraphs(blocks[:place]).find_continuation(blocks, place + 1) is not None


def _form_of(headline: Block) -> tuple[bool, bool]:
    """Whether the line begins with a mark, ">>", and whether with "Tin liên quan:"."""
    text = headline.text
    return text[0].isalnum(), _heads_links(text.partition(":")[0])


def _heads_links(text: str) -> bool:
    return heads_other_articles(text) or text.strip(": ").lower() in _MORE


def _is_excerpt(block: Block, above: Sequence[Block]) -> bool:
    """Whether it is short and belongs to the last headline `above`, which is not in a box with others or with
    their heading: below such a box the text continues.
    """
    holder = block.parent.getparent()
    if len(block.text) > _LONGEST_EXCERPT or holder is None:
        return False
    part = find_part(above[-1].parent, (holder,))
    return part is None or not any(is_within(each.parent, part) for each in above[:-1])


def find_pictures_above(blocks: Sequence[Block], found: int) -> int:
    """The place of the heading or pictures right above a paragraph, or its own. Pictures need a caption."""
    if _is_heading(blocks[found - 1]):
        found -= 1
    while _is_captioned(blocks[found - 2 : found]) or leads_nowhere(blocks[found - 1]):
        found -= 1 if blocks[found - 1].kind == IMAGE else 2
    return found


def _is_heading(block: Block) -> bool:
    is_marked = block.bold or block.parent.tag in SUBHEADINGS
    return block.kind == TEXT and is_marked and not (is_link_line(block) or ends_article(block.text))


def _is_captioned(pair: Sequence[Block]) -> bool:
    """Whether a picture is above a caption, or one that leads nowhere above a line set like a caption."""
    kinds = [each.kind for each in pair]
    if kinds == [IMAGE, CAPTION]:
        return True
    return kinds == [IMAGE, TEXT] and leads_nowhere(pair[0]) and _is_set_like_caption(pair[1])


def _is_set_like_caption(block: Block) -> bool:
    is_set_apart = block.italic or block.align == "center"
    return is_set_apart and len(block.text) <= _LONGEST_EXCERPT and not is_link_line(block)


def _find_text_below_form(own: Paragraphs, blocks: Sequence[Block], place: int, box: Element) -> Below | None:
    """The text below a form that is in no box of its own: paragraphs without the dates of comments."""
    if counts_comments(blocks[place].text) and not blocks[place].text.rstrip(" )").endswith("0"):
        return None
    found = None
    if not find_end_of_excerpts(blocks, place):
        found = own.find_continuation(blocks, place + 1, notes=_MOST_NOTES)
    if found is None or any(map(is_dated, blocks[place + 1 : found + _NEAR])):
        return None
    part = own.find_part(blocks[found].parent)
    between = list(takewhile(lambda each: each is not part, islice(box.itersiblings(), _LONGEST_BOX)))
    if not _holds_control(between):
        return None
    return Below(_find_first_text(blocks, place, found))


def _find_first_text(blocks: Sequence[Block], place: int, found: int) -> int:
    """The place of the first paragraph below the line, with the pictures above it: one in a box of its own
    may be above that at `found`.
    """
    for n in range(place + 1, found):
        is_text = is_running_text(blocks[n]) and len(blocks[n].text) >= PROSE
        if is_text and not is_link_line(blocks[n - 1]) and not is_note(blocks[n].text):
            found = n
            break
    return max(place + 1, find_pictures_above(blocks, found))


def _find_end(blocks: Sequence[Block], place: int, box: Element) -> int | None:
    """The place below the last block in the box; None if it holds more than a box within a text does."""
    for below in range(place + 1, min(len(blocks), place + _LONGEST_BOX)):
        if not is_within(blocks[below].parent, box):
            return below
    return None


def _holds_control(boxes: Iterable[Element]) -> bool:
    return any(holds_any(box, *_CONTROLS) for box in boxes)
