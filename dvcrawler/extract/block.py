"""One block of a page as a reader sees it: a paragraph, a table, an image or its caption."""

from typing import NamedTuple

from dvcrawler.extract.elements import Element
from dvcrawler.items import Problem, ProblemCode

TEXT, TABLE, IMAGE, CAPTION = "text", "table", "image", "caption"


class Block(NamedTuple):
    """`text` is cleaned; of an image it is the alt text and `source` its address as printed.

    `bold` and `italic` say that at least nine tenths of the text are; `align` is "right",
    "center" or "". `parent` is the element whose text it is. `gap` says that an empty line is above,
    made by two breaks.
    """

    kind: str
    text: str
    parent: Element
    bold: bool = False
    italic: bool = False
    align: str = ""
    source: str = ""
    gap: bool = False


def doubt_blocks(reason: str) -> Problem:
    """The doubt whether some blocks of the text are the article's."""
    return Problem("body", ProblemCode.MAY_BE_EXCERPTS, reason)
