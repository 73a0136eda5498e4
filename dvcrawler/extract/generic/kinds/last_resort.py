"""Reads the body with trafilatura, where landmarks find none."""

from collections.abc import Sequence
from dataclasses import replace

from dvcrawler.extract.block import Block
from dvcrawler.extract.body import WALLED
from dvcrawler.extract.endings.login_walls import is_wall
from dvcrawler.extract.generic.authors.author_statements import find_stated_author
from dvcrawler.extract.generic.authors.byline import find_author_box
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.fact_lines import is_fact_line
from dvcrawler.extract.generic.boilerplate.site_notices import is_of_every_page
from dvcrawler.extract.generic.composition import LEAST_PROSE
from dvcrawler.extract.generic.dates.date import ArticleLines, find_when
from dvcrawler.extract.generic.dates.found_date import FoundDate
from dvcrawler.extract.generic.headlines.headline import find_title
from dvcrawler.extract.generic.headlines.title import place_of
from dvcrawler.extract.generic.kinds.notice import NOTICE
from dvcrawler.extract.generic.metadata import read_structured
from dvcrawler.extract.generic.other_articles.elsewhere import Elsewhere
from dvcrawler.extract.generic.other_articles.other_boxes import find_other_box
from dvcrawler.extract.generic.teasers.excerpts import Items
from dvcrawler.extract.generic.text.text_span import end_between
from dvcrawler.extract.interface.reader_counts import is_counter
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Reading
from dvcrawler.normalize.text import clean_text, fold

#: Characters of a line that are looked up on the page.
_OPENING = 60
#: Characters of a notice.
_SHORT = 600


def read_with_trafilatura(page: Page) -> Reading | None:
    """Loading and running trafilatura is slow, so it is tried only when everything else has failed."""
    stated = read_structured(page)
    furniture = Furniture(page)
    title = find_title(page, stated, furniture) if stated.is_article else None
    if title is None:
        return None
    place = place_of(title, page.blocks)
    own = _join_own_text(place + 1, page.blocks, furniture)
    if len(own) < LEAST_PROSE:
        return None
    paragraphs = _select_lines(_extract_text(page), own)
    if _is_too_short(page, sum(map(len, paragraphs))):
        return None
    page.hits["layout/trafilatura"] += 1
    when = find_when(page, stated, furniture, ArticleLines(page.blocks, place, place + 1))
    body = _select_body(paragraphs, title.text, when)
    doubts = find_other_box(body, title.element, page)
    reading = Reading(
        title=title.text,
        body=body,
        section=stated.section,
        tags=stated.tags or stated.keywords,
        byline_raw=find_author_box(stated, furniture) or find_stated_author(stated),
        problems=(*doubts, *(WALLED,) * any(map(is_wall, paragraphs))),
    )
    if when is None:
        return reading
    problems = (*reading.problems, *when.problems)
    return replace(reading, date_raw=when.raw, month_first=when.month_first, problems=problems)


def _select_body(paragraphs: Sequence[str], title: str, when: FoundDate | None) -> tuple[str, ...]:
    about = (title, when.raw if when is not None else None)
    return tuple(text for text in paragraphs if text not in about and not is_wall(text))


def _is_notice(page: Page, length: int) -> bool:
    """Whether the page is read as a short notice too, which leaves out the lines about it."""
    notice = NOTICE.read(page)
    shown = sum(map(len, (notice.summary or "", *notice.body))) if notice is not None else 0
    return shown < length <= 2 * shown


def _is_too_short(page: Page, length: int) -> bool:
    return length < LEAST_PROSE or (length < _SHORT and _is_notice(page, length))


def _join_own_text(start: int, blocks: Sequence[Block], furniture: Furniture) -> str:
    """The text below the headline up to the line that ends the article, without what leads to another."""
    end = end_between(start, len(blocks), blocks)
    span = start, len(blocks) if end is None else end
    elsewhere = Elsewhere(blocks, span, Items(blocks[start - 1].parent if start else None), furniture)
    own = (place for place in range(*span) if not elsewhere.holds(place))
    return " ".join(blocks[place].text for place in own if not is_fact_line(blocks[place]))


def _select_lines(text: str, own: str) -> list[str]:
    """The lines that are in the article's own text."""
    region = fold(own)
    lines = filter(None, (clean_text(line).strip(" -|") for line in text.split("\n")))
    own_lines = (line for line in lines if fold(line)[:_OPENING] in region)
    return [line for line in own_lines if not is_counter(line) and not is_of_every_page(line)]


def _extract_text(page: Page) -> str:
    """Empty if it finds none; a third-party library on a hostile page may raise anything."""
    import trafilatura

    text = page.data.decode("utf-8", "replace")
    try:
        return trafilatura.extract(text, include_comments=False, include_tables=True) or ""
    except Exception:
        page.hits["layout/trafilatura_failed"] += 1
        return ""
