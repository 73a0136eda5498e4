"""Tables that only hold pictures with their captions, as editors of old CMSs set them."""

from lxml.etree import _Element as Element

from dvcrawler.extract.tables import own_text

#: Characters; a longer text is not a caption.
_LONGEST_CAPTION = 400
#: Of a text beside a picture, in a cell of the same row: a lead that a table lays out.
_LONGEST_BESIDE = 90


def read_picture_table(table: Element) -> tuple[list[Element], list[str]] | None:
    """The pictures and the captions; None for a table that holds more text than captions: page layout or
    data. The table has a picture.
    """
    images = list(table.iter("img"))
    named = "image" in (table.get("class") or "").split()
    if not named and (_is_longer(table, _LONGEST_CAPTION * len(images)) or _lays_out(table)):
        return None
    texts = [text for cell in table.iter("td", "th") if (text := own_text(cell))]
    return (images, texts) if named or len(texts) <= 2 * len(images) else None


def _lays_out(table: Element) -> bool:
    """Whether a cell holds more than a caption: a longer text, or text beside a table."""
    for cell in table.iter("td", "th"):
        if next(cell.iterdescendants("table"), None) is None:
            if _is_longer(cell, _LONGEST_CAPTION):
                return True
        elif (cell.text or "").strip() or any(map(_has_text, cell)):
            return True
    return any(map(_stands_beside, table.iter("tr")))


def _stands_beside(row: Element) -> bool:
    """Whether the row has a picture in one cell and a sentence in another; captions are in the same cell as
    their picture, or in a separate row.
    """
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    bare = [cell for cell in cells if next(cell.iter("img"), None) is None]
    return 0 < len(bare) < len(cells) and any(_is_longer(cell, _LONGEST_BESIDE) for cell in bare)


def _has_text(child: Element) -> bool:
    """Whether the child of a cell, or what follows it, is text beside the tables in that cell."""
    if (child.tail or "").strip():
        return True
    return next(child.iter("table"), None) is None and any(text.strip() for text in child.itertext("*"))


def _is_longer(element: Element, most: int) -> bool:
    """Whether its text has more characters than that, counted no further than needed."""
    length = 0
    for text in element.itertext("*"):
        length += len(text.strip())
        if length > most:
            return True
    return False
