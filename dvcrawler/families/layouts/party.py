"""Pages of the party sites: read by the printed date line and what is above and below it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.body import BodyParts, read_body
from dvcrawler.extract.breadcrumb import read_breadcrumb
from dvcrawler.extract.elements import TOP_HEADINGS, names_of
from dvcrawler.extract.endings.end_lines import heads_other_articles
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.headlines.marked_lines import NAMES_OF_KICKERS
from dvcrawler.extract.generic.headlines.printed_headline import find_stated, word_headline
from dvcrawler.extract.generic.other_articles.doubtful_parts import doubt_name_below, name_doubtful_parts
from dvcrawler.extract.generic.other_articles.next_article import until_next_article
from dvcrawler.extract.generic.teasers.cards import without_cards
from dvcrawler.extract.generic.teasers.excerpt_runs import find_doubt, find_runs
from dvcrawler.extract.generic.teasers.other_cards import is_of_card
from dvcrawler.extract.generic.text.cleaning import tidy_run
from dvcrawler.extract.generic.text.notices_above import doubt_line_above, without_notices
from dvcrawler.extract.generic.updates.update_days import take_update
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Reader, Reading
from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.bylines.labels import begins_with_label
from dvcrawler.normalize.text import clean_text, is_blank_mark, same_text

#: "Thứ 6, Ngày 06 / 01 / 2023", with or without "Nhập ngày:", alone on its line or not.
DATE_LINE = re.compile(
    r"(?:Nhập ngày\s*:\s*)?(?:Thứ\s*(?:[2-7]|\w{1,20})|Chủ nhật)\s*+(?:,\s*+)?Ngày\s*"
    r"\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}",
    re.I,
)
_DAY_FORMS = tuple(form.encode() for form in ("ày", "a\u0300y", "ÀY", "&agrave;y", "&#224;y", "&#xe0;y"))
#: The date and, if all are on one line, headline and sapo.
_LONGEST_LINE = 500
#: Characters of a headline on the date's line, and the lines above that may be one.
_SHORTEST_TITLE, _LONGEST_SENTENCE, _LONGEST_TITLE, _MOST_ABOVE = 8, 120, 300, 8
#: Words of a headline above a byline.
_LEAST_WORDS = 5
_UNFINISHED, _SENTENCE_ENDS = (",", ":", ";", "."), (".", "…", ":", ".”", '."')
_BOX_TITLES = ("tin nổi bật", "văn bản - tài liệu", "trang chủ", "tin tức", "chi tiết", "tin hoạt động")


def _read(page: Page) -> Reading | None:
    blocks = page.blocks
    place = find_date_line(blocks)
    if place is None:
        return None
    block = blocks[place]
    found = DATE_LINE.search(block.text)
    assert found is not None
    title, byline = _find_title_above(page, blocks[:place], block, block.text[: found.start()])
    if not title:
        return None
    below = _collect_below(block, block.text[found.end() :], blocks[place + 1 :])
    date = clean_text(found.group())
    parts, update, own = _read_below(page, block, below, title, date)
    if parts.paragraphs and all(map(heads_other_articles, parts.paragraphs)):
        return None
    reading = Reading(
        title=title,
        summary=parts.lead,
        body=parts.paragraphs,
        images=parts.images,
        problems=parts.problems,
        byline_raw=parts.byline_raw or byline,
        date_raw=date,
        modified_raw=update,
        section=read_breadcrumb(page),
    )
    return doubt_name_below(name_doubtful_parts(reading, below), below[:own], below[own:])


def _read_below(
    page: Page, line: Block, below: Sequence[Block], title: str, date: str
) -> tuple[BodyParts, str | None, int]:
    """The text, without the boxes of the page in it, the line that says when it was changed last, and how
    many lines are above the next article. A text that repeats the headline has no lead.
    """
    furniture = Furniture(page)
    furniture.spare(frozenset(line.parent.iterancestors()))
    has_lead = not any(same_text(block.text, title) for block in below[:1])
    head = [block for block in page.blocks if same_text(block.text, title)]
    below = until_next_article(below, [*head[:1], line], furniture)
    own, below = len(below), without_notices(below, 0)
    run = tidy_run(without_cards(below, furniture), furniture, title)
    run, update = take_update(run, date)
    parts = read_body(run, page.base, title, first_is_lead=has_lead, bare_captions=True)
    doubts = find_doubt(find_runs(below, furniture), parts.paragraphs)
    above = doubt_line_above(below, 0, frozenset(parts.paragraphs), parts.lead)
    return parts.doubted((*doubts, *above)), update, own


def find_date_line(blocks: Sequence[Block]) -> int | None:
    """Place of the article's date line: of all date lines, the one with the most text below it.

    Below a header's "today" there are only menus. No headline is above a dated line of the text.
    """
    every = [n for n, b in enumerate(blocks) if b.kind == TEXT and _is_date_line(b.text)]
    places = [n for n in every if _may_be_below_title(blocks, n)] or every
    ends = dict(pairwise([*places, len(blocks)]))
    return max(places, key=lambda place: _measure_text_below(blocks[place + 1 : ends[place]]), default=None)


def _is_date_line(text: str) -> bool:
    if len(text) > _LONGEST_LINE or "/" not in text or ("gày" not in text and "GÀY" not in text):
        return False
    found = DATE_LINE.search(text)
    return found is not None and (len(text) - len(found.group()) < 400)


def _may_be_below_title(blocks: Sequence[Block], place: int) -> bool:
    """Whether what the layout would use as the headline is neither a sentence nor the beginning of one."""
    found = DATE_LINE.search(blocks[place].text)
    same_line = clean_text(blocks[place].text[: found.start()]) if found is not None else ""
    if len(same_line) > _SHORTEST_TITLE:
        return not same_line.endswith(_UNFINISHED)
    above = next((b for b in blocks[max(0, place - _MOST_ABOVE) : place][::-1] if b.kind == TEXT), None)
    return above is None or above.parent.tag in TOP_HEADINGS or not above.text.endswith(_SENTENCE_ENDS)


def _measure_text_below(blocks: Sequence[Block]) -> int:
    """Length of the paragraphs between one date line and the next."""
    return sum(len(b.text) for b in blocks if b.kind == TEXT and len(b.text) > 60)


def _find_title_above(
    page: Page, above: Sequence[Block], date: Block, same_line: str
) -> tuple[str | None, str | None]:
    """The headline and the byline below it: the text on the date's own line, else the nearest lines above
    that are neither box headings nor in the cards of other articles. A box with the date line is not a card,
    even if the article is short and links to others are below it.
    """
    text = clean_text(same_line).rstrip("|-–( ")
    if len(text) > _SHORTEST_TITLE:
        return text, None
    around = frozenset(date.parent.iterancestors())
    own = filter(_may_be_title, reversed(above[-_MOST_ABOVE:]))
    lines = [block for block in own if not is_of_card(block.parent, page, around)]
    if (named := find_stated(page, [each for each in lines if len(each.text) > _SHORTEST_TITLE])) is not None:
        below = lines[: lines.index(named)]
        return word_headline(page, named), next((each.text for each in below if is_byline(each.text)), None)
    title, byline = _choose_nearest(lines)
    return (None if title is None else word_headline(page, title)), byline


def _choose_nearest(lines: Sequence[Block]) -> tuple[Block | None, str | None]:
    """The same of lines none of which the page states as its title, the nearest first."""
    if len(lines) > 1 and _is_byline_below(lines[0], lines[1]):
        return lines[1], lines[0].text
    return (lines[0] if lines and not _is_paragraph(lines[0]) else None), None


def _may_be_title(line: Block) -> bool:
    """Whether the line is none of the heading of a box, the line over a headline, and a mark."""
    if line.kind != TEXT or is_blank_mark(line.text) or line.text.lower() in _BOX_TITLES:
        return False
    return not NAMES_OF_KICKERS.search(names_of(line.parent))


def _is_paragraph(line: Block) -> bool:
    """Whether the line is too long for a headline, or a sentence as long as one."""
    longest = _LONGEST_SENTENCE if line.text.endswith(_SENTENCE_ENDS) else _LONGEST_TITLE
    return len(line.text) > longest and line.parent.tag not in TOP_HEADINGS


def _is_byline_below(line: Block, above: Block) -> bool:
    """Whether the line is a byline, and the one above it a headline: a person's name may be one, too."""
    if line.parent.tag in TOP_HEADINGS or above.text.count(" ") + 1 < _LEAST_WORDS or is_byline(above.text):
        return False
    return is_byline(line.text) or (begins_with_label(line.text, " (") and read_byline(line.text) is not None)


def _collect_below(line: Block, same_line: str, below: Sequence[Block]) -> list[Block]:
    text = clean_text(same_line).lstrip("|-–) ")
    return [line._replace(text=text), *below] if len(text) > _SHORTEST_TITLE else list(below)


def _may_have_date_line(page: Page) -> bool:
    """Whether the word "Ngày" occurs, as a cheap test; `_read` gives None for a page without a date line."""
    return any(form in page.data for form in _DAY_FORMS)


READERS = {"party": Reader(_may_have_date_line, _read)}
