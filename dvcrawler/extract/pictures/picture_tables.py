"""Tables that only hold pictures with their captions, as editors of old CMSs set them."""

import re
from itertools import islice

from dvcrawler.extract.elements import Element, attributes_of, has_at_least, holds_any, is_longer
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS
from dvcrawler.extract.pictures.picture_addresses import is_pixel
from dvcrawler.extract.tables import list_cells, own_text
from dvcrawler.patterns import lazy_regex

_BUTTON = lazy_regex(
    r"(?:pdf|print|e-?mail|in)[-_]?(?:button|icon)|(?:button|icon)[-_]?(?:pdf|print|e-?mail)", re.I
)
_ICON = lazy_regex(
    r"(?:^|[/_-])(?:icon|ico|arrow|bullet|dot|mui-?ten|back|next|prev|home|star|clock|calendar|hr)[\w-]{0,12}"
    r"\.(?:gif|png|svg)$",
    re.I,
)
#: Characters; a longer text is not a caption.
_LONGEST_CAPTION = 400
#: Characters of a paragraph above a picture.
_PARAGRAPH = 80
#: Characters of a text beside a picture in the same row; a longer one is a lead in a layout table.
_LONGEST_BESIDE = 90
#: Rows from which a table is known as one of data.
_ROWS_READ = 4


def read_picture_table(table: Element) -> tuple[list[Element], list[str]] | None:
    """The pictures and the captions; None for a table that holds more text than captions: page layout or
    data. The table has a picture.
    """
    images = [image for image in table.iter(*PICTURE_TAGS) if not _is_button(image)]
    if not images or _holds_page(table):
        return None
    named = "image" in (table.get("class") or "").split()
    if not named and _holds_text(table, len(images)):
        return None
    texts = list(filter(None, map(own_text, table.iter("td", "th"))))
    return (images, texts) if named or len(texts) <= 2 * len(images) else None


def _holds_page(table: Element) -> bool:
    """Whether the table holds the headline of a page, or several tables with pictures."""
    return _holds_picture_tables(table) or holds_any(table, "h1")


def _holds_text(table: Element, pictures: int) -> bool:
    """Whether the table has more text than captions for this number of pictures, or other text."""
    return is_longer(table, _LONGEST_CAPTION * pictures) or _lays_out(table) or _has_headings(table)


def _is_button(image: Element) -> bool:
    """Whether the picture is that of a button ("PDF", "In"), which may have a text too, or an icon."""
    link = next(image.iterancestors("a", "button"), None)
    if link is not None and (_has_text_within(link) or _BUTTON.search(image.get("src") or "")):
        return True
    return _ICON.search(image.get("src") or "") is not None or is_pixel(attributes_of(image))


def _has_text_within(link: Element) -> bool:
    return any(str(text).strip() for text in link.itertext("*"))


def _lays_out(table: Element) -> bool:
    """Whether a cell holds more than a caption: a longer text, or text beside a table."""
    for cell in table.iter("td", "th"):
        if next(cell.iterdescendants("table"), None) is None:
            if is_longer(cell, _LONGEST_CAPTION) or _holds_essay(cell) or _opens_with_text(cell):
                return True
        elif (cell.text or "").strip() or any(map(_has_text, cell)):
            return True
    return any(map(_stands_beside, table.iter("tr")))


def _opens_with_text(cell: Element) -> bool:
    """Whether a paragraph is above the first picture of the cell; a caption is below, or a short line."""
    above = 0
    for element in cell.iter("*"):
        if element.tag in PICTURE_TAGS:
            return above >= _PARAGRAPH
        above += len((element.text or "").strip())
        if element.tag == "br":
            above += len((element.tail or "").strip())
    return False


def _holds_essay(cell: Element) -> bool:
    """Whether the cell has pictures with a paragraph each, as the only cell of a page laid out in a table."""
    if not has_at_least(cell.iter(*PICTURE_TAGS), 2):
        return False
    described = (
        each
        for each in cell.iter("p", "div")
        if own_text(each) and next(each.iter("p"), None) in (None, each)
    )
    return has_at_least(described, 2)


def _holds_picture_tables(table: Element) -> bool:
    inner = (each for each in table.iterdescendants("table") if holds_any(each, *PICTURE_TAGS))
    return has_at_least(inner, 2)


def _stands_beside(row: Element) -> bool:
    """Whether the row has a picture in one cell and a sentence in another; captions are in the same cell as
    their picture, or in a separate row.
    """
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    bare = [cell for cell in cells if not _has_image(cell)]
    return 0 < len(bare) < len(cells) and any(is_longer(cell, _LONGEST_BESIDE) for cell in bare)


def _has_headings(table: Element) -> bool:
    """Whether the pictures are values of a data table: a row of headings without pictures is above rows with
    a text and a picture each.
    """
    rows = list(map(list_cells, islice(table.iter("tr"), _ROWS_READ)))
    if len(rows) < 2 or len(rows[0]) < 2 or not all(map(own_text, rows[0])) or any(map(_has_image, rows[0])):
        return False
    return all(any(map(_has_image, row)) and any(map(_is_bare_text, row)) for row in rows[1:])


def _has_image(cell: Element) -> bool:
    return holds_any(cell, *PICTURE_TAGS)


def _is_bare_text(cell: Element) -> bool:
    return not _has_image(cell) and bool(own_text(cell))


def _has_text(child: Element) -> bool:
    """Whether the child of a cell, or what follows it, has text beside the tables in that cell."""
    if (child.tail or "").strip():
        return True
    pending = [child]
    while pending:
        element = pending.pop()
        if element.tag == "table" or not isinstance(element.tag, str):
            continue
        if _has_own_text(element):
            return True
        pending.extend(element)
    return False


def _has_own_text(element: Element) -> bool:
    return bool((element.text or "").strip()) or any((each.tail or "").strip() for each in element)
