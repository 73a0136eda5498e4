"""Pages of the VNPT portal for papers: two themes, and its forerunner."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice, takewhile

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.body import BodyParts, read_body
from dvcrawler.extract.breadcrumb import read_breadcrumb
from dvcrawler.extract.bylines.byline_below_lead import split_signature
from dvcrawler.extract.elements import Element, ancestors_or_self, find_link, is_longer, is_within, text_of
from dvcrawler.extract.generic.authors.dated_names import byline_beside_date
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.dates.date_line_kinds import UPDATE, is_update
from dvcrawler.extract.generic.headlines.headings import heading_text
from dvcrawler.extract.generic.other_articles.doubtful_parts import doubt_name_below, name_doubtful_parts
from dvcrawler.extract.generic.other_articles.next_article import until_next_article
from dvcrawler.extract.generic.teasers.cards import without_cards
from dvcrawler.extract.generic.teasers.excerpt_runs import Run, find_doubt, find_runs
from dvcrawler.extract.generic.teasers.other_cards import is_of_card, is_of_other
from dvcrawler.extract.generic.text.cleaning import tidy_run
from dvcrawler.extract.generic.updates.update_days import find_update_beside, take_update
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.script_bodies import fill_from_script
from dvcrawler.extract.selectors import FieldSelector, all_texts, compile_selectors, first_element, first_text
from dvcrawler.extract.site import Reader, Reading
from dvcrawler.families.layouts.opening import read_opening
from dvcrawler.families.layouts.paper_titles import read_title
from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.dates import is_date_line
from dvcrawler.normalize.text import clean_text

_CONTENT = compile_selectors(
    "content",
    "#content .td-post-content",
    ".content-detail .td-post-content",
    "#content",
    ".content-detail",
    ".td-post-content",
)
_TITLE = compile_selectors("title", "h1.head_title", ".detail-main-title h1", "#article_title")
_TIME = compile_selectors(
    "date",
    ".detail-header-groups .group-time",
    ".group-time time",
    ".group-time",
    ".date span",
    ".date",
    "#current-date",
)
_LEAD = compile_selectors("lead", ".content-reply .reply", ".sapo")
_AUTHOR = compile_selectors("author", ".after-author .author")
_SECTION = compile_selectors("section", "#cate_title")
_KICKER = compile_selectors("kicker", ".kicker", ".sub-title")
_TAGS = compile_selectors("tags", ".tags-box a", ".box_tag a", ".tag_list a")
_LEGACY_TITLE = compile_selectors("title", ".article_content h1", "h1.title", "h1.media-heading", "h2.title")
_DETAIL_MARK = compile_selectors("mark", "h1.head_title")
#: Boxes inside the content container that are not the article.
_DROP = frozenset(
    "related box_tag tags-box social header_tool abs-action poll_box feedback_comment1 media-heading "
    "date bd02 category-related-posts horizontal-post-box group-time after-author head_title".split()
)
#: The classes of boxes with a date, which are not read with the text.
_DATES = ("date", "group-time")
#: Whether a box is that of another article, or none.
_Judge = Callable[[Element], bool]
#: Lines below the headline, and characters of one with the byline.
_MOST_LINES, _LONGEST_BYLINE = 4, 100
_UPDATED = re.compile(r"Cập nhật", re.I)


def _is_portal(page: Page) -> bool:
    """The theme with a hidden `#page_info` (phuyen.baodaklak.vn, 2024)."""
    return "#page_info" in page.class_index and "#content" in page.class_index


def _is_detail(page: Page) -> bool:
    """The theme of `h1.head_title` (baodongnai, baothainguyen, baokhanhhoa, 2022-2025)."""
    return first_element(page, _DETAIL_MARK) is not None and first_element(page, _CONTENT) is not None


def _is_legacy(page: Page) -> bool:
    """The old site: `#content` and a date line that begins "Cập nhật lúc" (2010-2022)."""
    date = first_text(page, _TIME, _judge_boxes(page)) if "#content" in page.class_index else None
    return date is not None and _UPDATED.search(date) is not None


def _read_new(page: Page) -> Reading | None:
    return _read(page, _TITLE)


def _read_legacy(page: Page) -> Reading | None:
    return _read(page, _LEGACY_TITLE)


def _read(page: Page, titles: tuple[FieldSelector, ...]) -> Reading | None:
    content, (title, heading) = first_element(page, _CONTENT), read_title(page, titles)
    if content is None or not title:
        return None
    date = first_element(page, _TIME, _judge_boxes(page))
    date_raw, changed = (None, None) if date is None else _read_dates(date, content)
    head = _make_head(page, (title, heading), (date_raw, date))
    is_other = cache(lambda box: is_of_other(box, page))
    is_of_card_below = cache(lambda box: is_of_other(box, page, may_be_above=True))
    (lead, signature), field = _read_lead(page, is_other)
    parts, update, (own, rest) = _read_text(page, content, head, (lead, field))
    below = (heading, date, content)
    byline = (
        parts.byline_raw
        or signature
        or _read_printed_author(page, is_other)
        or _find_line_below(below, is_byline)
    )
    reading = Reading(
        title=title,
        kicker=first_text(page, _KICKER, is_of_card_below),
        summary=parts.lead,
        body=parts.paragraphs,
        date_raw=date_raw,
        byline_raw=byline or (date_raw and byline_beside_date(date_raw)),
        images=parts.images,
        problems=parts.problems,
        tags=all_texts(page, _TAGS, is_other),
        section=first_text(page, _SECTION, is_of_card_below) or read_breadcrumb(page),
        modified_raw=update or changed,
    )
    return doubt_name_below(name_doubtful_parts(reading, own), own, rest)


def _judge_boxes(page: Page) -> _Judge:
    """Whether a box has no digits or is in the card of another article; each is judged once."""
    return cache(lambda box: not any(map(str.isdigit, text_of(box))) or is_of_card(box, page))


def _read_dates(box: Element, content: Element) -> tuple[str | None, str | None]:
    """The dates of publication and of the update, which is in a box or on a line of its own, or beside it."""
    whole = clean_text(text_of(box))
    lines = _list_date_lines(box) if UPDATE.search(whole) else []
    own = next((line for line in lines if not is_update(line)), None)
    update = next(filter(is_update, lines[::-1]), None)
    if own and update:
        return own, update
    beside = find_update_beside(whole) if whole else None
    return whole or None, beside or _find_line_below((None, box, content), is_update)


def _list_date_lines(box: Element) -> list[str]:
    """Those in the box of the date and right below it."""
    near = (box, *box, *islice(box.itersiblings(), _MOST_LINES))
    texts = (clean_text(text_of(each)) for each in near if not is_longer(each, _LONGEST_BYLINE))
    return [text for text in texts if is_date_line(text)]


def _make_head(
    page: Page, title: tuple[str, Element | None], date: tuple[str | None, Element | None]
) -> list[Block]:
    """The lines by which another article is distinguished from this one: its headline and its date."""
    (text, heading), (date_raw, box) = title, date
    head = [Block(TEXT, text, heading if heading is not None else page.body)]
    return head if box is None else [*head, Block(TEXT, date_raw or "", box)]


def _read_lead(page: Page, is_other: _Judge) -> tuple[tuple[str | None, str | None], Element | None]:
    """The lead and the byline after its last sentence, and the box of the lead, which may be empty."""
    box = first_element(page, _LEAD, lambda each: is_other(each) or not text_of(each).strip())
    if box is None:
        return (None, None), first_element(page, _LEAD, is_other)
    return split_signature(box, heading_text(box) or clean_text(text_of(box))), box


def _read_printed_author(page: Page, is_other: _Judge) -> str | None:
    """The name in the author box; placeholders such as "Bút danh" do not count."""
    printed = first_text(page, _AUTHOR, is_other)
    return printed if printed and read_byline(printed) else None


def _find_line_below(
    boxes: tuple[Element | None, Element | None, Element], is_wanted: Callable[[str], bool]
) -> str | None:
    """The line between headline and text, in the box of the headline or the date. `boxes`: of the three."""
    title, date, content = boxes
    lines: list[Element] = []
    if title is not None:
        lines += islice(title.itersiblings(), _MOST_LINES)
    if date is not None:
        above = takewhile(lambda line: line is not title, date.itersiblings(preceding=True))
        lines += [*islice(date.itersiblings(), _MOST_LINES), *islice(above, _MOST_LINES)]
    around = frozenset(each for box in (content, date) if box is not None for each in ancestors_or_self(box))
    short = (line for line in lines if line not in around and not is_longer(line, _LONGEST_BYLINE))
    return next(filter(is_wanted, (clean_text(text_of(line)) for line in short)), None)


READERS = {
    "vnpt-portal": Reader(_is_portal, _read_new),
    "vnpt-detail": Reader(_is_detail, _read_new),
    "vnpt-legacy": Reader(_is_legacy, _read_legacy),
}


def _read_text(
    page: Page, content: Element, head: Sequence[Block], lead: tuple[str | None, Element | None]
) -> tuple[BodyParts, str | None, tuple[Sequence[Block], Sequence[Block]]]:
    """The text, the line that says when it was changed last, and the lines as printed, with those from the
    next article on. `head`: the headline and the date; `lead`: that of the page's own field, and its box.
    """
    box, title = fill_from_script(page, content), head[0].text
    date = head[1].text if len(head) > 1 else None
    blocks: Sequence[Block] = page.read_box(box, _DROP)
    printed, rest, runs = blocks, blocks[:0], list[Run]()
    if find_link(box) is None:  # an unclosed link above the text would make links of all its lines
        furniture = Furniture(page)
        furniture.confine(box)
        printed = _until_next(blocks, box, head, furniture)
        rest, runs = blocks[len(printed) :], list(find_runs(printed, furniture))
        blocks = tidy_run(without_cards(printed, furniture), furniture, title)
    blocks, update = take_update(blocks, date)
    (known, field), heading = lead, head[0].parent
    printed_lead, opening = read_opening(page, heading, (content, printed), field, _DROP)
    parts = read_body([*opening, *blocks], page.base, title, lead=known or printed_lead)
    return parts.doubted(find_doubt(runs, parts.paragraphs)), update, (printed, rest)


def _until_next(
    blocks: Sequence[Block], box: Element, head: Sequence[Block], furniture: Furniture
) -> Sequence[Block]:
    """The blocks above the next article, which may be known only by its date, in a box that is not read."""
    if not _has_further_date(box, head, furniture.page):
        return until_next_article(blocks, head, furniture)
    every = furniture.page.read_box(box)
    own = until_next_article(every, head, furniture)
    below = {each.parent for each in every[len(own) :]}.difference(each.parent for each in own)
    return list(takewhile(lambda block: block.parent not in below, blocks))


def _has_further_date(box: Element, head: Sequence[Block], page: Page) -> bool:
    """Whether the box holds the box of a date that is not that of the page."""
    own = {element for block in head for element in (*block.parent.iter(), *block.parent.iterancestors())}
    dates = (each for key in _DATES for each in page.class_index.find(key))
    return any(each not in own and is_within(each, box) for each in dates)
