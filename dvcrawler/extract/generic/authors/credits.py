"""The labelled lines around the text that name author, account and source."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from dvcrawler.extract.block import TABLE, TEXT, Block
from dvcrawler.extract.elements import ALL_HEADINGS, Element, text_of
from dvcrawler.extract.endings.end_lines import heads_other_articles
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.link_boxes import is_link
from dvcrawler.extract.generic.boilerplate.own_footer import is_beside
from dvcrawler.extract.generic.teasers.other_cards import is_of_other
from dvcrawler.extract.page import Page
from dvcrawler.extract.styles.glued_lines import separate_line
from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.bylines.fact_rows import split_facts
from dvcrawler.normalize.bylines.labels import ACCOUNT, AUTHOR, SOURCE, is_only_label
from dvcrawler.normalize.bylines.names import is_sure_name
from dvcrawler.normalize.bylines.outlets import is_outlet
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

#: Pictograms of Font Awesome, Glyphicons, Bootstrap Icons and similar fonts.
_ICON = lazy_regex(r"(?:^|[\s_-])(?:user|person|author|pencil|pen|edit)(?:$|[\s_-])")
_SOURCE_NAMES = lazy_regex(
    r"(?:^|[\s_-])(?:p|txt|text|lbl|box|article|news|tin|bai)?(?:source|nguon)(?:tin|bai|name|text)?(?:$|[\s_-])",
    re.I,
)
#: NukeViet names authors without an account on a second line.
_OTHERS = lazy_regex(r"\W*(?:các )?(?:đồng )?tác giả(?: khác)?\s?:", re.I)
#: Characters of a line with the byline, and of one that is only a name.
LONGEST_BYLINE, LONGEST_NAME = 120, 60
#: Caps the rows of a table of facts about the article.
_MOST_ROWS = 8
#: Characters of a label in a box of its own, and the box of the value.
_LONGEST_LABEL, _VALUES = 40, {"dt": "dd"}
#: Blocks searched for labelled lines above and below the text.
_ABOVE = _BELOW = 12
#: Lines of the text among which the box of its source may be.
_LAST = 3
#: "Thanh niên" and "Lao động" may be sections.
_NO_SECTION = lazy_regex(
    r"[A-Z]{3,}\d?(?:/\w+\+?)?$|[A-Z][a-z]+[A-Z+][a-z]*$|(?:Báo|Tạp chí|Đài|Thông tấn xã|Cổng) ([^\W\d])\D*$"
)
#: Of a `<title>`: the headline, perhaps the section, and the name of the site.
_PARTS = lazy_regex(r"\s[-–|]\s")
_COMMENTS = lazy_regex(r"\W*(?:\d+\s)?(?:bình luận|ý kiến|comments?\b|phản hồi)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credits:
    """The statements of lines around the text, as printed: author, account and source."""

    author: str | None = None
    account: str | None = None
    source: str | None = None


def find_credits(
    blocks: Sequence[Block],
    span: tuple[int, int],
    start: int,
    furniture: Furniture,
    stated: Iterable[tuple[str, str]] = (),
) -> Credits:
    """Reads the labelled lines between headline and text, and those close below the text.
    `stated`: labels and values that are known already.

    NukeViet prints "Tác giả bài viết: …" and "Nguồn tin: …" below the box of the text.
    """
    first, end = span
    values = dict(stated)
    last = [blocks[place] for place in find_source_boxes(blocks, span, furniture)]
    above = (*last, *blocks[start:first][:_ABOVE])
    for place, block in enumerate((*above, *_take_below(blocks[end:][:_BELOW]))):
        source = _find_box_source(block) or (place < len(above) and _find_bare_outlet(block, furniture))
        if source:
            values.setdefault(SOURCE, source)
        elif not is_beside(block.parent, furniture):
            read = _read_credits(values, block)
            if read != values and (place < len(above) or not is_of_other(block.parent, furniture.page)):
                values = read
    return Credits(values.get(AUTHOR), values.get(ACCOUNT), values.get(SOURCE))


def find_source_boxes(blocks: Sequence[Block], span: tuple[int, int], furniture: Furniture) -> Iterator[int]:
    """The places of the last lines of the text that are in a box for the source, and of a first one that is
    only an outlet.
    """
    if span[0] < span[1] and _find_bare_outlet(blocks[span[0]], furniture):
        yield span[0]
    for place in range(max(span[0] + 1, span[1] - _LAST), span[1]):
        if _find_box_source(blocks[place]) is not None:
            yield place


def _find_bare_outlet(block: Block, furniture: Furniture) -> str | None:
    """An outlet alone in the line that is not the page's own, and that no section has as its name."""
    value = block.text.strip(" ()").removeprefix("Theo ")
    found = _NO_SECTION.match(value) if block.kind == TEXT and len(value) <= LONGEST_NAME else None
    if found is None or (found[1] or "").islower() or block.parent.tag in ALL_HEADINGS:
        return None
    if not is_outlet(value) or is_link(block.parent, furniture):
        return None
    return None if _is_in_title(value, furniture.page) else value


def _is_in_title(outlet: str, page: Page) -> bool:
    """Whether the `<title>` names the outlet, or a part of it as the section or the site."""
    title = page.root.findtext("head/title") or ""
    own = map(fold, _PARTS.split(title)[1:])
    return fold(outlet) in fold(title) or any(each and each in fold(outlet) for each in own)


def _read_credits(known: dict[str, str], block: Block) -> dict[str, str]:
    """What is known, and what the lines of the block add."""
    values = dict(known)
    if (shown := _name_beside_icon(block)) and ACCOUNT not in values:
        values[ACCOUNT] = shown
    for line in _list_fact_lines(block):
        for label, value in split_facts(line):
            if label == SOURCE or is_credited(value, label):
                _add_credit(values, line, label, value)
    return values


def _add_credit(values: dict[str, str], line: str, label: str, value: str) -> None:
    """Keeps the first value of each label; for authors, also those on a line for further ones."""
    if label not in values:
        values[label] = value
    elif label == AUTHOR and _OTHERS.match(line) and fold(value) not in fold(values[label]):
        values[label] += f", {value}"


def _find_box_source(block: Block) -> str | None:
    """The outlet in a box that is named after the source: "Nguồn: Báo Nam Định", "(TTXVN)"."""
    if block.kind != TEXT or len(block.text) > LONGEST_NAME or not is_named_source(block.parent):
        return None
    facts = split_facts(block.text)
    value = facts[0][1] if len(facts) == 1 and facts[0][0] == SOURCE else block.text.strip(" ()")
    value = value.removeprefix("Theo ")
    return value if is_outlet(value) else None


def is_named_source(element: Element) -> bool:
    """Whether the element, or the box of which it is the only part, is named after the source."""
    around = element.getparent()
    names = element.get("class") or ""
    if not names and around is not None and ("class" in element.attrib or len(around) == 1):
        names = around.get("class") or ""
    return _SOURCE_NAMES.search(names) is not None


def _name_beside_icon(block: Block) -> str | None:
    """The name after a pictogram of a person or a pen, such as themes print in a row of facts."""
    if block.kind != TEXT or len(block.text) > LONGEST_BYLINE:
        return None
    for icon in block.parent.iter("i", "span", "em"):
        if _ICON.search(icon.get("class") or "") and not text_of(icon).strip():
            name = clean_text(icon.tail or "").strip(" -|,;:•·")
            if is_credited(name, ACCOUNT) and is_byline(name):
                return name
    return None


def _list_fact_lines(block: Block) -> Iterator[str]:
    """The line, or "label: value" if a list of terms or a small table separates the two."""
    if block.kind == TABLE and len(block.text) <= _MOST_ROWS * LONGEST_BYLINE:
        rows = (row.partition(" | ") for row in block.text.split("\n")[:_MOST_ROWS])
        yield from (f"{label.rstrip(' :')}: {value}" for label, mark, value in rows if mark)
    elif block.kind == TEXT and len(block.text) <= LONGEST_BYLINE:
        yield join_label(block) or separate_line(block)


def join_label(block: Block) -> str | None:
    """Joins a label that is alone in a box with the value in the next one: `<dt>` and `<dd>`, two columns.

    None for any other line, and where a label without a colon has no sure name beside it: it may be a tab.
    """
    label = block.text.rstrip(" :")
    below = block.parent.getnext() if len(label) <= _LONGEST_LABEL else None
    if below is None or below.tag != _VALUES.get(block.parent.tag, block.parent.tag):
        return None
    if block.parent.tag != "dt" and not is_only_label(f"{label}:"):
        return None
    value = clean_text(text_of(below)[:LONGEST_BYLINE])
    is_sure = block.parent.tag == "dt" or block.text.endswith(":") or is_byline(value)
    return f"{label}: {value}" if is_sure else None


def is_credited(value: str, label: str) -> bool:
    byline = read_byline(f"Tác giả: {value}")
    if byline is None or not byline.authors:
        return False
    return label == AUTHOR or all(is_sure_name(author.name) for author in byline.authors)


def _take_below(blocks: Sequence[Block]) -> Iterator[Block]:
    return takewhile(lambda block: block.kind != TEXT or not _heads_others(block.text), blocks)


def _heads_others(text: str) -> bool:
    """Whether other articles or the readers' comments begin here."""
    return heads_other_articles(text) or _COMMENTS.match(text) is not None
