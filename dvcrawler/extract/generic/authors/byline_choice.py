"""Which of the bylines on a page without rules is the article's."""

import re
from collections.abc import Callable, Sequence, Set
from itertools import takewhile
from urllib.parse import urlsplit

from dvcrawler.extract.block import IMAGE, TEXT, Block
from dvcrawler.extract.bylines.author_doubts import doubt_author
from dvcrawler.extract.bylines.byline_form import is_office_of, join_lines_below
from dvcrawler.extract.bylines.names_of_others import names_other
from dvcrawler.extract.elements import ALL_HEADINGS, Element
from dvcrawler.extract.generic.authors.author_statements import find_meta_author, find_stated_author
from dvcrawler.extract.generic.authors.byline import find_author_box, list_author_boxes
from dvcrawler.extract.generic.authors.byline_lines import find_line
from dvcrawler.extract.generic.authors.credits import Credits
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.link_boxes import is_link
from dvcrawler.extract.generic.dates.date_lines import find_sentence
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.generic.section import names_section_of
from dvcrawler.extract.styles.glued_lines import separate_line
from dvcrawler.items import Problem
from dvcrawler.normalize.bylines import names_author, read_byline
from dvcrawler.normalize.bylines.account_lines import names_editor
from dvcrawler.normalize.bylines.credit_lines import is_credit_line
from dvcrawler.normalize.bylines.names import is_place_and_name, is_possible_name, is_sure_name
from dvcrawler.normalize.bylines.other_words import may_be_firm
from dvcrawler.normalize.bylines.outlets import is_body, is_outlet_mark
from dvcrawler.normalize.bylines.roles import find_organisers
from dvcrawler.patterns import lazy_regex

#: Lines below the headline among which the byline is, and paragraphs of which one may be the byline.
_MOST_LINES, _MOST_OPENING = 10, 2
#: Words of a name that is not known.
_LEAST_WORDS, _MOST_WORDS = 2, 4
#: A mark or the number of the other authors, in a box of its own.
_BETWEEN_NAMES = lazy_regex(
    r"\W{1,3}|và|\+ ?\d{1,2}|(?:và |\+ ?)(?:(?:các|những|một số|\d{1,2}) )?(?:tác giả|người|phóng viên) khác",
    re.I,
)
#: Characters of a row of facts.
_LONGEST_ROW = 160


def find_line_below_title(
    blocks: Sequence[Block], start: int, first: int, furniture: Furniture
) -> tuple[Set[int], str | None]:
    """The places and the text of the byline below the title; the office may be on a second line."""
    most, prose = _bound_lines(blocks, start, first)
    borders = [blocks[n].parent for n in (start - 1, prose) if 0 <= n < most]
    found = find_line(
        blocks[start : min(prose + 1, most)], lambda block: _names_other(block, borders, furniture)
    )
    if found is None:
        return frozenset(), None
    place, byline = start + found[0], found[1]
    whole, number = join_lines_below(blocks[place], byline, blocks[place + 1 : prose])
    if number:
        return {*range(place, place + number + 1)}, whole
    others = _list_names_below(
        blocks, range(place + 1, prose), lambda block: _names_other(block, borders, furniture)
    )
    names = [blocks[n].text for n in others]
    if not any(map(byline.startswith, names)):  # unlike "Lan Anh và 1 tác giả khác"
        if not names or not is_sure_name(separate_line(blocks[place])):
            return {place}, byline
        names = [byline, *names]
    last = max(others, default=place)
    whole, number = join_lines_below(blocks[place], ", ".join(dict.fromkeys(names)), blocks[last + 1 : prose])
    return {place, *others, *range(last, last + number + 1)}, whole


def _list_names_below(
    blocks: Sequence[Block], places: range, is_other: Callable[[Block], bool]
) -> Sequence[int]:
    """The places of the names right below a byline, each in a box of its own, perhaps below a portrait or
    behind a mark.
    """
    shown = ((n, blocks[n]) for n in places if blocks[n].kind != IMAGE)
    lines = ((n, line) for n, line in shown if not _BETWEEN_NAMES.fullmatch(line.text))
    names = takewhile(lambda line: line[1].kind == TEXT and is_sure_name(line[1].text), lines)
    return [n for n, _ in takewhile(lambda line: not is_other(line[1]), names)]


def _bound_lines(blocks: Sequence[Block], start: int, first: int) -> tuple[int, int]:
    """Where the lines below the title end at the latest, and the place of the first sentence."""
    most = min(len(blocks), start + _MOST_LINES)
    return most, find_sentence(blocks, first, most)


def find_other_name(
    blocks: Sequence[Block], start: int, first: int, furniture: Furniture
) -> tuple[Problem, ...]:
    """The doubt about the author of an article that nobody signs, if a box below its headline has a name."""
    most, prose = _bound_lines(blocks, start, first)
    lines = blocks[start : min(prose + 1, most)]
    found = find_line(lines, lambda block: _is_about_other(block, furniture))
    name = found[1] if found is not None else _find_makers(lines)
    if name is not None:
        return doubt_author(f"{name!r} is in a list or a box below the headline; it may be the author")
    unsure = next((block.text for block in lines if _may_be_name(block, furniture)), None)
    return doubt_author(f"{unsure!r} is a line below the headline; it may be the author") if unsure else ()


def _may_be_name(block: Block, furniture: Furniture) -> bool:
    """Whether the line is words with capitals that no list has as names, nor as anything else."""
    if block.kind != TEXT or not _LEAST_WORDS <= len(block.text.split()) <= _MOST_WORDS:
        return False
    if block.parent.tag in ALL_HEADINGS or may_be_firm(block.text):
        return False
    if not (is_possible_name(block.text) or is_place_and_name(block.text)):
        return False
    return not (is_link(block.parent, furniture) or names_section_of(furniture.page, block.text, None))


def _find_makers(lines: Sequence[Block]) -> str | None:
    """Who had the article made, or the line of who edited it."""
    texts = [block.text for block in lines if block.kind == TEXT and len(block.text) <= _LONGEST_ROW]
    return next(filter(None, map(find_organisers, texts)), None) or next(filter(names_editor, texts), None)


def _names_other(block: Block, borders: Sequence[Element], furniture: Furniture) -> bool:
    return _is_about_other(block, furniture) or names_other(block, borders)


def _is_about_other(block: Block, furniture: Furniture) -> bool:
    return is_credit_line(block.text) or furniture.other_scopes.are_about(block.parent)


def choose_byline(
    stated: Structured, furniture: Furniture, credited: Credits, lines: tuple[str | None, str | None]
) -> str | None:
    """The line at the text's end is what the paper prints; a box or the metadata is used if it has none.

    `lines`: the byline at the end of the text, and the one above it.
    """
    closing, line = lines
    if closing and names_author(closing):
        return _with_boxes_alike(closing, stated, furniture)
    printed = _find_printed(stated, furniture, credited, line) or find_stated_author(stated)
    printed = printed or find_meta_author(stated, furniture)
    if printed or find_source(credited, closing):  # the account that posted a reprint did not write it
        return printed or closing
    return credited.account or closing


def _with_boxes_alike(closing: str, stated: Structured, furniture: Furniture) -> str:
    """The byline at the end, with the names of the other boxes for authors if it is in one of these."""
    names = list_author_boxes(stated, furniture) if len(furniture.authors) > 1 else ()
    joined = ", ".join(names)
    listed = joined.split(", ")
    return joined if len(listed) > 1 and closing in listed else closing


def _find_printed(
    stated: Structured, furniture: Furniture, credited: Credits, line: str | None
) -> str | None:
    """The labelled author, the box about the author, or the line above the text."""
    printed = credited.author or find_author_box(stated, furniture) or line
    if printed and line and is_office_of(line.removeprefix(printed).lstrip(", \n"), printed):
        return line  # the box gives the name alone
    return printed


def is_address_of(line: str, url: str) -> bool:
    """Whether the line ends with an address of the page's own host, as a print edition's source does."""
    parts = urlsplit(line.split()[-1].strip("()"))
    return parts.scheme in ("http", "https") and parts.netloc == urlsplit(url).netloc


def find_source(credited: Credits, closing: str | None, above: str | None = None) -> str | None:
    """The outlet of a separate line, which the chosen byline may lack. `above`: the line above the text."""
    read = read_byline(closing) if closing else None
    body = closing if closing and read is None and is_body(closing) else None
    marked = _read_mark(above) if above else None
    return (read.source if read else None) or credited.source or body or marked


def _read_mark(line: str) -> str | None:
    """The outlet of a line that is only its mark: "TTXVN", "Theo VOV"."""
    is_mark = not line.startswith("Báo ") and is_outlet_mark(line.removeprefix("Theo "))
    read = read_byline(line) if is_mark else None
    return read.source if read else None


def without_byline(paragraphs: tuple[str, ...], byline: str | None) -> tuple[str, ...]:
    """The blocks without the byline that boxes name, and each of its names, where they are printed right
    above the text; and without a last line that is all of its names, which boxes in one line run together.
    """
    if byline is None:
        return paragraphs
    names = {byline, *(listed := byline.split(", ")), "".join(listed)}
    opening = (text for text in paragraphs[:_MOST_OPENING] if text not in names)
    rest = paragraphs[_MOST_OPENING:]
    return (*opening, *(rest[:-1] if len(listed) > 1 and rest[-1:] == ("".join(listed),) else rest))
