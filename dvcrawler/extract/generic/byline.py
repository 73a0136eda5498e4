"""The byline of a page without rules: an author's box, a line under the title, a statement."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from lxml.etree import _Element as Element

from dvcrawler.extract.author_names import AUTHOR as AUTHOR_BOX
from dvcrawler.extract.author_names import BYLINE, names_of, rank_box, rank_names, signature_of
from dvcrawler.extract.block import TABLE, TEXT, Block
from dvcrawler.extract.end_lines import heads_other_articles
from dvcrawler.extract.generic.boilerplate import Furniture, is_link
from dvcrawler.extract.generic.card_authors import is_of_card
from dvcrawler.extract.generic.dated_names import byline_beside_date
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.generic.own_footer import is_beside
from dvcrawler.extract.named_boxes import HEADINGS
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.bylines.account_lines import is_credit_line, split_facts
from dvcrawler.normalize.bylines.accounts import is_account
from dvcrawler.normalize.bylines.labels import ACCOUNT, AUTHOR, SOURCE, begins_with_label
from dvcrawler.normalize.bylines.names import is_reporters, is_sure_name
from dvcrawler.normalize.bylines.outlets import is_body, is_outlet
from dvcrawler.normalize.text import clean_text, fold

_ACCOUNT = re.compile(r"@|\d|https?:|www\.|admin|editor|^bbt$|^ban biên tập$|_", re.I)
#: A word with "@" inside (tried at the start of a word only), empty brackets, an address.
_CONTACT = re.compile(r"(?<!\S)\S[^\s@]*@\S+|\(\s+\)(?:\S[^\s@]*@\S+)?|\(\)|https?://\S+")
#: Other facts in a row of facts about the page.
_COUNTER = re.compile(r"lượt (?:xem|truy cập|đọc)|đã xem|bình luận|views?\b|comments?\b", re.I)
#: Pictograms of Font Awesome, Glyphicons, Bootstrap Icons and the like.
_ICON = re.compile(r"(?:^|[\s_-])(?:user|person|author|pencil|pen|edit)(?:$|[\s_-])")
#: Between a headline and the name of the site.
_TITLE_MARK = re.compile(r"[-|–—»:•]\s{0,3}\Z")
_LONGEST_TITLE = 300
_SOURCE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:p|txt|text|lbl|box|article|news|tin|bai)?(?:source|nguon)(?:tin|bai|name|text)?(?:$|[\s_-])",
    re.I,
)
#: NukeViet names authors without an account on a second line.
_OTHERS = re.compile(r"\W*(?:các )?(?:đồng )?tác giả(?: khác)?\s?:", re.I)
#: Offices of authors, printed below the name.
_WORK = re.compile(
    r"\(?(?:phóng viên|nhà báo|biên tập viên|cộng tác viên|tác giả|reporter|author|editor)\b.{0,40}", re.I
)
_LONGEST_BYLINE, _LONGEST_NAME = 120, 60
#: The boxes of quotations, around one of their parts.
_QUOTES = re.compile(r"quot|testimonial|cau-?noi|trich-?dan", re.I)
_LEVELS = 3
#: Caps the rows of a table of facts about the article.
_MOST_ROWS = 8
#: Blocks searched for labelled lines above and below the text.
_ABOVE = _BELOW = 12
#: Lines of the text among which the box of its source may be.
_LAST = 3
_COMMENTS = re.compile(r"\W*(?:\d+\s)?(?:bình luận|ý kiến|comments?\b|phản hồi)", re.IGNORECASE)
#: Caps the characters of an author's box, which may have an e-mail address and links; no pattern searches a
#: longer one.
_LONGEST_BOX = 2000
_LARGEST_BOX = 30
#: No article has this many authors; then the boxes belong to a list of other articles.
_MOST_BOXES = 50


@dataclass(frozen=True, slots=True)
class _Box:
    """A box that names a person. `kind`: the words of its class names that are about authors."""

    rank: int
    kind: frozenset[str]
    text: str


def find_author_box(stated: Structured, furniture: Furniture) -> str | None:
    """Returns the text of the boxes that most surely hold the byline and name a person; each name once.

    A box of another kind beside them is that of the account, whose names are not authors.
    """
    found: list[_Box] = []
    for element, names in islice(_find_author_boxes(furniture), _MOST_BOXES):
        printed = text_of(element)
        if len(printed) > _LONGEST_BOX:
            continue
        printed = _strip_office(element) or printed
        text = clean_text(_CONTACT.sub(" ", printed)).strip(" -|,;:•·")
        if not 2 <= len(text) <= _LONGEST_BYLINE or is_beside(element, furniture):
            continue
        if not names_person(text, stated) or _is_site(text, furniture.page) or _is_quoted(element):
            continue
        if not is_of_card(element, furniture.page):
            found.append(_Box(rank_names(names), signature_of(names), text))
    return ", ".join(_drop_duplicates(_select_one_kind(found))[:4]) or None


def _is_quoted(element: Element) -> bool:
    """Whether the box names who said what is quoted beside it."""
    boxes = (element, *islice(element.iterancestors(), _LEVELS))
    return any(
        box.tag in ("blockquote", "q", "cite") or _QUOTES.search(box.get("class") or "") for box in boxes
    )


def _is_site(text: str, page: Page) -> bool:
    """Whether it is the name of the site, after the headline in `<title>`: a shop's blog signs with it."""
    title = next(page.root.iter("title"), None)
    whole = (text_of(title) if title is not None else "")[-_LONGEST_TITLE:].rstrip()
    mark = _TITLE_MARK.search(whole[: len(whole) - len(text)]) if whole.endswith(text) else None
    return mark is not None


def _strip_office(element: Element) -> str:
    """The name in a box that prints the person's office in a separate box: "Lan Anh", "Phóng viên"."""
    if len(element) < 2:
        return ""
    pieces = [text for each in element.itertext("*") if (text := str(each).strip())]
    is_named = len(pieces) == 2 and _WORK.fullmatch(pieces[1]) is not None and is_sure_name(pieces[0])
    return pieces[0] if is_named else ""


def _select_one_kind(boxes: Sequence[_Box]) -> list[str]:
    if not boxes:
        return []
    best = max(boxes, key=lambda box: box.rank)
    return [box.text for box in boxes if box.rank == best.rank and _is_alike(box, best)]


def _is_alike(box: _Box, best: _Box) -> bool:
    return box.kind == best.kind or fold(box.text) in fold(best.text) or fold(best.text) in fold(box.text)


def _drop_duplicates(texts: Sequence[str]) -> list[str]:
    found: list[str] = []
    for text in texts:
        if not any(fold(text) in fold(known) for known in found):
            found = [known for known in found if fold(known) not in fold(text)]
            found.append(text)
    return found


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
    last = [blocks[place] for place in find_source_boxes(blocks, span)]
    for block in (*last, *blocks[start:first][:_ABOVE], *_take_below(blocks[end:][:_BELOW])):
        source = _find_box_source(block) if block.kind == TEXT else None
        if source is not None:
            values.setdefault(SOURCE, source)
        elif not is_beside(block.parent, furniture):
            _read_credits(values, block)
    return Credits(values.get(AUTHOR), values.get(ACCOUNT), values.get(SOURCE))


def find_source_boxes(blocks: Sequence[Block], span: tuple[int, int]) -> Iterator[int]:
    """The places of the last lines of the text that stand in a box for the source."""
    for place in range(max(span[0] + 1, span[1] - _LAST), span[1]):
        block = blocks[place]
        if block.kind == TEXT and _find_box_source(block) is not None:
            yield place


def _read_credits(values: dict[str, str], block: Block) -> None:
    if (shown := _name_beside_icon(block)) and ACCOUNT not in values:
        values[ACCOUNT] = shown
    for line in _list_fact_lines(block):
        for label, value in split_facts(line):
            if label == SOURCE or is_credited(value, label):
                _add_credit(values, line, label, value)


def _add_credit(values: dict[str, str], line: str, label: str, value: str) -> None:
    """Keeps the first value of each label; for authors, also those on a line for further ones."""
    if label not in values:
        values[label] = value
    elif label == AUTHOR and _OTHERS.match(line) and fold(value) not in fold(values[label]):
        values[label] += f", {value}"


def _find_box_source(block: Block) -> str | None:
    """The outlet in a box that is named after the source: "Nguồn: Báo Nam Định", "(TTXVN)"."""
    if len(block.text) > _LONGEST_NAME or not _is_named_source(block.parent):
        return None
    facts = split_facts(block.text)
    value = facts[0][1] if len(facts) == 1 and facts[0][0] == SOURCE else block.text.strip(" ()")
    value = value.removeprefix("Theo ")
    return value if is_outlet(value) else None


def _is_named_source(element: Element) -> bool:
    """Whether the element, or the box of which it is the only part, is named after the source."""
    around = element.getparent()
    names = element.get("class") or ""
    if not names and around is not None and ("class" in element.attrib or len(around) == 1):
        names = around.get("class") or ""
    return _SOURCE_NAMES.search(names) is not None


def _name_beside_icon(block: Block) -> str | None:
    """The name after a pictogram of a person or a pen, such as themes print in a row of facts."""
    if block.kind != TEXT or len(block.text) > _LONGEST_BYLINE:
        return None
    for icon in block.parent.iter("i", "span", "em"):
        if _ICON.search(icon.get("class") or "") and not text_of(icon).strip():
            name = clean_text(_read_text_behind(icon)).strip(" -|,;:•·")
            if is_credited(name, ACCOUNT) and is_byline(name):
                return name
    return None


def _read_text_behind(icon: Element) -> str:
    if tail := (icon.tail or "").strip():
        return tail
    below = icon.getnext()
    is_name = below is not None and below.tag in ("a", "span", "b", "strong")
    return text_of(below)[:_LONGEST_BYLINE] if below is not None and is_name else ""


def _list_fact_lines(block: Block) -> Iterator[str]:
    """The line, or "label: value" if a list of terms or a small table separates the two."""
    if block.kind == TABLE and len(block.text) <= _MOST_ROWS * _LONGEST_BYLINE:
        rows = (row.partition(" | ") for row in block.text.split("\n")[:_MOST_ROWS])
        yield from (f"{label.rstrip(' :')}: {value}" for label, mark, value in rows if mark)
    elif block.kind == TEXT and len(block.text) <= _LONGEST_BYLINE:
        described = _find_description(block)
        yield block.text if described is None else f"{block.text.rstrip(' :')}: {described}"


def _find_description(block: Block) -> str | None:
    """The text of the `<dd>` after a `<dt>`."""
    below = block.parent.getnext() if block.parent.tag == "dt" else None
    is_described = below is not None and below.tag == "dd"
    return clean_text(text_of(below)[:_LONGEST_BYLINE]) if below is not None and is_described else None


def find_line_below(blocks: Sequence[Block], furniture: Furniture) -> str | None:
    """The byline right below the box of the text: a name in bold, italics or at the right, or labelled.
    Author and source may be on two lines, in either order.
    """
    lines = [each for each in blocks if each.kind == TEXT][:2]
    found = _read_line_below(lines[0], furniture) if lines else None
    further = _read_line_below(lines[1], furniture) if found and len(lines) > 1 else None
    if not found or not further:
        return found
    first, second = read_byline(found), read_byline(further)
    if first is None or second is None or bool(first.authors) == bool(second.authors):
        return found
    return f"{found}\n{further}" if first.authors else f"{further}\n{found}"


def _read_line_below(block: Block, furniture: Furniture) -> str | None:
    if len(block.text) > _LONGEST_NAME or not _is_marked_as_byline(block):
        return None
    if block.parent.tag in HEADINGS or furniture.is_outside(block.parent):
        return None
    if is_link(block.parent, furniture) and not begins_with_label(block.text, " "):
        return None
    return block.text if _reads_as_byline(block) else None


def _reads_as_byline(block: Block) -> bool:
    if is_byline(block.text) or (is_body(block.text) and rank_box(block.parent) in (BYLINE, AUTHOR_BOX)):
        return True
    # Only bylines are emphasised and right-aligned, as at the end of the text itself.
    is_placed = block.align == "right" and (block.bold or block.italic)
    return is_placed and is_byline(block.text, strict=False)


def _is_marked_as_byline(block: Block) -> bool:
    """Whether the line is set apart from the text, or labelled."""
    if block.bold or block.italic or block.align == "right":
        return True
    return begins_with_label(block.text, " ") and not is_credit_line(block.text)


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


def find_stated_author(stated: Structured) -> str | None:
    """The persons of the first statement that names any: paper, vendor and accounts are not authors."""
    for names in stated.authors:
        people = [text for text in names if names_person(text, stated)]
        if people:
            return ", ".join(people)
    return None


def find_meta_author(stated: Structured, furniture: Furniture) -> str | None:
    """The names that the microdata of authors, persons, gives in `<meta itemprop="name">`."""
    names: list[str] = []
    for box in islice(furniture.page.authors, _MOST_BOXES):
        if box.get("itemprop") != "author" or "Organization" in (box.get("itemtype") or ""):
            continue
        metas = (each for each in box.iter("meta") if each.get("itemprop") == "name")
        text = clean_text(next((each.get("content") or "" for each in metas), "")[:_LONGEST_BYLINE])
        if text and not furniture.is_outside(box) and names_person(text, stated):
            names.append(text)
    return ", ".join(_drop_duplicates(names)[:4]) or None


def find_line(blocks: Sequence[Block]) -> tuple[int, str] | None:
    """The place and the byline of the first line that has one, among the lines about the headline."""
    for place, block in enumerate(blocks):
        if block.kind == TEXT and len(block.text) <= _LONGEST_BYLINE:
            byline = byline_beside_date(block.text) or _find_first_fact(block.text)
            if byline or is_byline(block.text):
                return place, byline or block.text
    return None


def _find_first_fact(text: str) -> str | None:
    """The labelled name with which a row of facts begins: "Người đăng: Lan Anh Lượt xem: 5"."""
    facts = split_facts(text) if _COUNTER.search(text) and begins_with_label(text, " ") else []
    if not facts or facts[0][0] == SOURCE or not is_credited(facts[0][1], facts[0][0]):
        return None
    value = facts[0][1]
    return text[: text.index(value) + len(value)].rstrip(" /")


def names_person(text: str, stated: Structured) -> bool:
    """Whether the text in the place of an author names a person."""
    if _names_no_person(text) or _names_organisation(text, stated):
        return False
    byline = read_byline(text)
    if byline is None or not byline.authors:
        return False
    return all(is_sure_name(author.name) or len(author.name.split()) > 1 for author in byline.authors)


def _names_no_person(text: str) -> bool:
    if _ACCOUNT.search(text) or is_account(text):
        return True
    return is_reporters(text) or is_outlet(text) or is_body(text)


def _names_organisation(text: str, stated: Structured) -> bool:
    folded, names = fold(text), list(map(fold, stated.organisations))
    return any(folded in (name, name.replace(" ", "")) for name in names)


def _find_author_boxes(furniture: Furniture) -> Iterator[tuple[Element, str]]:
    for element in furniture.page.authors:
        names = names_of(element)
        if not names or not rank_names(names):
            continue
        if len(list(islice(element.iter(), _LARGEST_BOX))) < _LARGEST_BOX:
            yield element, names
