"""Reads pages of systems whose themes agree on the boxes of an article; landmarks give the others."""

import re
from dataclasses import dataclass, replace
from itertools import dropwhile

from dvcrawler.extract.block import CAPTION, TEXT
from dvcrawler.extract.blocks import read_blocks
from dvcrawler.extract.elements import Element, is_within, text_of
from dvcrawler.extract.generic.headlines.headings import heading_text
from dvcrawler.extract.generic.headlines.title import Title
from dvcrawler.extract.generic.landmarks import read_landmarks
from dvcrawler.extract.generic.printed_tags import is_cloud
from dvcrawler.extract.generic.teasers.other_cards import is_of_card, is_of_other
from dvcrawler.extract.page import Page
from dvcrawler.extract.pictures.captions import take_images
from dvcrawler.extract.selectors import (
    FieldSelector,
    all_texts,
    compile_selectors,
    first_element,
    first_text,
    own_element,
    select,
)
from dvcrawler.extract.site import Reader, Reading
from dvcrawler.items import Image
from dvcrawler.normalize.bylines import names_author
from dvcrawler.normalize.text import clean_text, fold

#: A time of day with its zone, at the end of a machine date.
_ZONED = re.compile(r"[0-9]:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:?[0-9]{2})$", re.I)
_SLASH = re.compile(r"(?<![0-9]) ?/ ?|/ ?(?![0-9 ])")

Selectors = tuple[FieldSelector, ...]


@dataclass(frozen=True, slots=True)
class Boxes:
    """Where the themes of a system print each part of an article; an empty tuple for a part without a box.

    `picture` is outside the text. `author` names one person, without a label.
    """

    title: Selectors
    body: Selectors
    date: Selectors = ()
    lead: Selectors = ()
    author: Selectors = ()
    source: Selectors = ()
    picture: Selectors = ()
    section: Selectors = ()
    tags: Selectors = ()


def boxed_reader(**fields: tuple[str, ...]) -> Reader:
    """A reader for pages that have the boxes of title and text. Raises SelectorError for a wrong selector."""
    boxes = Boxes(**{name: compile_selectors(name, *selectors) for name, selectors in fields.items()})

    def matches(page: Page) -> bool:
        return first_element(page, boxes.body) is not None and first_text(page, boxes.title) is not None

    return Reader(matches, lambda page: _read(page, boxes))


def _read(page: Page, boxes: Boxes) -> Reading | None:
    def is_other(box: Element) -> bool:
        return is_of_card(box, page)

    title, container = (own_element(page, each, is_other) for each in (boxes.title, boxes.body))
    if title is None:
        return None
    reading = read_landmarks(
        page,
        title=Title(heading_text(title) or clean_text(text_of(title)), title),
        container=container,
        dated=False,
    )
    return None if reading is None else _add_parts(page, boxes, container, reading)


def _add_parts(page: Page, boxes: Boxes, text: Element | None, reading: Reading) -> Reading:
    def is_other(box: Element) -> bool:
        return is_of_other(box, page)

    summary, body = _read_lead(first_element(page, boxes.lead, is_other), reading)
    return replace(
        reading,
        body=body,
        date_raw=_read_date(page, boxes.date, text) or reading.date_raw,
        byline_raw=_read_byline(first_text(page, boxes.author, is_other), reading.byline_raw),
        source_raw=first_text(page, boxes.source, is_other) or reading.source_raw,
        summary=summary,
        images=_read_images(page, boxes.picture, reading),
        section=_read_section(page, boxes.section) or reading.section,
        tags=all_texts(page, boxes.tags, lambda box: is_cloud(box) or is_other(box)) or reading.tags,
    )


def _read_section(page: Page, boxes: Selectors) -> str | None:
    return first_text(page, boxes, lambda box: is_of_other(box, page, may_be_above=True))


def _read_lead(box: Element | None, reading: Reading) -> tuple[str | None, tuple[str, ...]]:
    """The lead in its box, which may have several lines, and the text without those that begin it."""
    lead = "" if box is None else heading_text(box) or clean_text(text_of(box))
    if box is None or not lead:
        return reading.summary, reading.body
    lines = {fold(block.text) for block in read_blocks(box)}
    return lead, tuple(dropwhile(lambda text: fold(text) in lines, reading.body)) or reading.body


def _read_date(page: Page, boxes: Selectors, text: Element | None) -> str | None:
    """The machine form of a `<time>` if it states its zone, or else the printed date. In the text such
    a box is a day that is told of.
    """

    def is_other(box: Element) -> bool:
        return (text is not None and is_within(box, text)) or is_of_card(box, page)

    box = first_element(page, boxes, is_other)
    if box is None:
        return None
    stated = box.get("datetime") or ""
    # "Người đăng: …/ Thứ Năm, 05 Tháng Chín 2024/Số lượt xem": the slash separates what is side by side.
    return stated if _ZONED.search(stated) else _SLASH.sub(" | ", clean_text(text_of(box))) or None


def _read_byline(printed: str | None, found: str | None) -> str | None:
    """The byline in or below the text, or else that of the box."""
    if found and names_author(found):
        return found
    return printed if printed and names_author(printed) else found


def _read_images(page: Page, boxes: Selectors, reading: Reading) -> tuple[Image, ...]:
    """The pictures of the first box that has any, all of whose text is captions; then the article's."""
    for selector in boxes:
        for box in select(page, selector):
            blocks = page.read_box(box)
            blocks = [each._replace(kind=CAPTION) if each.kind == TEXT else each for each in blocks]
            _, images = take_images(blocks, page.base, reading.title, bare_captions=False)
            if images:
                known = {image.url for image in images}
                return (*images, *(image for image in reading.images if image.url not in known))
    return reading.images
