"""Pages typed for fonts and code pages that predate Unicode: converted before they are read.

The reader knows bylines, labels and the end of an article by their words, and cleaning removes the soft
hyphen, which is a letter in TCVN3. What shows its table by itself is converted; what is too short to show it,
such as a caption, is read with the table of most text on the page.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape

from dvcrawler.extract.site import Reading
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.draft_text import TEXTS
from dvcrawler.normalize.encodings.legacy_conversion import convert
from dvcrawler.normalize.encodings.legacy_fonts import choose_tables, may_be_legacy
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

_TAG = lazy_regex(r"(<[^<>]*>)")
#: Tags within a line of text; all others part it.
_INLINE = lazy_regex(
    r"</?(?:a|abbr|b|big|em|font|i|label|mark|o:p|s|small|span|st1:\w+|strong|sub|sup|u)\b", re.I
)
_NO_TEXT = lazy_regex(r"<(/?)(?:script|style|textarea)\b", re.I)
_VALUE = lazy_regex(r'(?<==")[^"<>]+(?=")')
_SPACE = lazy_regex(r"\s+")


@dataclass(frozen=True, slots=True)
class Converted:
    """`pieces`: the lines of text that were converted, cleaned, and the table of each."""

    data: bytes
    pieces: tuple[tuple[str, str], ...]


def has_legacy_text(reading: Reading) -> bool:
    captions = (image.caption or "" for image in reading.images)
    return may_be_legacy("".join((reading.title, *reading.body))) or may_be_legacy("".join(captions))


def convert_page(data: bytes) -> Converted | None:
    """The page in Unicode; None if none of its text predates it."""
    tokens = _TAG.split(data.decode("utf-8", "replace"))
    lines = list(_find_lines(tokens))
    tables = choose_tables([_join(tokens, line) for line in lines])
    pieces = []
    for line, table in zip(lines, tables, strict=True):
        if table is not None:
            for place in line:
                tokens[place] = _convert_markup(tokens[place], table)
            pieces.append((clean_text(_join(tokens, line)), table))
    if not pieces:
        return None
    usual = Counter(table for _, table in pieces).most_common(1)[0][0]
    convert_value = _build_value_converter(usual)
    text = "".join(_VALUE.sub(convert_value, each) if each[:1] == "<" else each for each in tokens)
    return Converted(text.encode("utf-8"), tuple(pieces))


def _join(tokens: Sequence[str], line: Iterable[int]) -> str:
    return "".join(unescape(tokens[place]) for place in line)


def name_converted(reading: Reading, converted: Converted) -> Iterator[Problem]:
    """A problem for each field with text that was converted."""
    texts = {name: clean_text(getattr(reading, name) or "") for name in TEXTS}
    texts["images"] = "\n".join(image.caption or "" for image in reading.images)
    texts["body"] = "\n".join(reading.body)
    for field, text in texts.items():
        tables = (table for piece, table in converted.pieces if _share_text(piece, text))
        if table := next(tables, None):
            yield Problem(field, ProblemCode.CONVERTED, f"converted from {table}")


def _share_text(piece: str, text: str) -> bool:
    return piece in text or (bool(text) and text in piece)


def _find_lines(tokens: Sequence[str]) -> Iterator[list[int]]:
    """The places of the texts of each line: those that only inline tags part."""
    line: list[int] = []
    is_text = True
    for place, token in enumerate(tokens):
        if place % 2 == 0:
            if is_text and not token.isspace() and token:
                line.append(place)
            continue
        if found := _NO_TEXT.match(token):
            is_text = found[1] == "/"
        if not _INLINE.match(token) and line:
            yield line
            line = []
    if line:
        yield line


def _convert_markup(text: str, table: str) -> str:
    return escape(convert(_SPACE.sub(" ", unescape(text)), table), quote=False)


def _build_value_converter(table: str) -> Callable[[re.Match[str]], str]:
    def convert_value(found: re.Match[str]) -> str:
        value = unescape(found[0])
        own = None if value.isascii() else choose_tables([value], table)[0]
        return found[0] if own is None else escape(convert(value, own))

    return convert_value
