"""What a reader sees of a table: its pictures with their captions, its facts as lines, or its rows."""

from collections.abc import Iterator, Sequence

from dvcrawler.extract.block import CAPTION, TABLE, TEXT, Block
from dvcrawler.extract.elements import Element, holds_any
from dvcrawler.extract.lines.label_lines import list_facts
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS
from dvcrawler.extract.pictures.picture_tables import read_picture_table
from dvcrawler.extract.tables import LONGEST_CELL, own_text, read_rows

#: Longer cells next to pictures are text that a table lays out.
_LONGEST_BESIDE_PICTURE = 100


def read_table(table: Element) -> list[Block | Element] | None:
    """The blocks of the table and its pictures, in order; None for layout, whose cells are read as boxes."""
    has_pictures = holds_any(table, *PICTURE_TAGS)
    if has_pictures and (found := read_picture_table(table)):
        return _read_pictures(table, *found)
    rows = read_rows(table, longest=_LONGEST_BESIDE_PICTURE if has_pictures else LONGEST_CELL)
    if rows is None:
        return None
    if not has_pictures and (facts := list_facts([row.split(" |") for row in rows])):
        return [Block(TEXT, fact, table) for fact in facts]
    pictures = table.iter(*PICTURE_TAGS) if has_pictures else ()
    return [*pictures, *_read_caption(table), Block(TABLE, "\n".join(rows), table)]


def _read_pictures(table: Element, images: Sequence[Element], texts: Sequence[str]) -> list[Block | Element]:
    heading = list(_read_caption(table))
    if not texts and heading:
        return [*_pair_captions(images, [heading[0].text])]
    return [*heading, *_pair_captions(images, texts)]


def _read_caption(table: Element) -> Iterator[Block]:
    caption = next(table.iterchildren("caption"), None)
    if caption is not None and (text := own_text(caption)):
        yield Block(TEXT, text, caption)


def _pair_captions(images: Sequence[Element], texts: Sequence[str]) -> Iterator[Block | Element]:
    """Each image is followed by its caption; a single caption belongs to the last image."""
    is_paired = len(texts) == len(images)
    for place, image in enumerate(images):
        yield image
        if is_paired:
            yield Block(CAPTION, texts[place], image)
    if not is_paired:
        yield from (Block(CAPTION, text, images[-1]) for text in dict.fromkeys(texts))
