"""Names about a text that are not the author's: in a list or a table of persons, below a picture or a player,
beside a quotation, in a box of facts, or whom to call, who won, who gave.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.bylines.author_names import UNNAMED, join_names, rank_names
from dvcrawler.extract.bylines.byline_form import LONGEST, is_right
from dvcrawler.extract.elements import (
    PLAYERS,
    SUBHEADINGS,
    Element,
    ancestors_or_self,
    has_at_least,
    holds_any,
    is_longer,
    names_of,
    text_of,
)
from dvcrawler.extract.lines.pull_quotes import is_quotation
from dvcrawler.normalize.bylines.labels import begins_with_label
from dvcrawler.normalize.bylines.offices import NEWSROOM_OFFICES
from dvcrawler.normalize.dates import find_date, find_relative
from dvcrawler.patterns import lazy_regex

#: Boxes around a name that are looked at, and characters of one that is only a row or a box.
_LEVELS, _LONGEST_BOX = 5, 1200
#: Boxes about a person or a thing in the article.
_FACTS = lazy_regex(
    r"(?<![a-z])(?:info-?box|box-?info|fact|profile|ho-?so|nhan-?vat|nguoi-?noi|speaker|interviewee)", re.I
)
#: Rows of facts about the article, as themes name them.
_ROWS = lazy_regex(
    r"meta|by-?line|(?:post|entry|article|news|bai-?viet|detail)s?[-_]?(?:info|date|time)|ngay", re.I
)
#: Boxes of a picture with what is said of it, and those of a portrait.
_PICTURES = lazy_regex(r"caption|image|photo|picture|thumb|(?<![a-z])(?:img|pic)(?![a-z])", re.I)
_PORTRAITS = lazy_regex(r"avatar|author|tac-?gia|portrait|gravatar|user", re.I)
_OFFICES = lazy_regex(rf"\W*(?:{NEWSROOM_OFFICES})\b", re.I)
_WIDEST_PORTRAIT = 200
_ITEMS = ("ul", "ol")
_LISTS = ("table", *_ITEMS, "dl")
#: Characters of a row of facts, and rows of a table and items of a list that are one.
_LONGEST_ROW, _MOST_ROWS, _MOST_ITEMS = 200, 2, 8
#: Boxes around a name beside a player.
_BESIDE = 2
#: A telephone number.
_NUMBER = lazy_regex(r"(?<!\d)(?:\(?0\d|\+84)[\d .)-]{7,12}\d(?!\d)")
#: A name and what is said of it: "Trần Văn Lợi, thôn Đông".
_DESCRIBED = lazy_regex(r"(?P<name>[^\W\d]+(?: [^\W\d]+){1,4})\s?(?P<mark>[,:(–-])\s?\w")
_CALLED = "0"
#: Lines of a list; two authors may each have an office.
_FEWEST_CALLED, _FEWEST_DESCRIBED = 2, 3
_MOST_ABOVE = 3


def names_other(name: Block, borders: Sequence[Element]) -> bool:
    """`borders`: the headline or the text; boxes that hold one of them say nothing of the name."""
    boxes = list(_find_boxes(name.parent, borders))
    if any(map(is_quotation, boxes)) or is_of_picture(name.parent) or any(map(is_of_player, boxes[:_BESIDE])):
        return True
    if begins_with_label(name.text, " ") or any(rank_names(join_names(box)) > UNNAMED for box in boxes):
        return False
    return any(map(_is_of_facts, boxes)) or any(box.tag in _LISTS and not _is_row(box) for box in boxes)


def _find_boxes(element: Element, borders: Sequence[Element]) -> Iterator[Element]:
    around = {box for border in borders for box in ancestors_or_self(border)}
    boxes = takewhile(lambda box: box not in around, ancestors_or_self(element))
    return takewhile(lambda box: not is_longer(box, _LONGEST_BOX), islice(boxes, _LEVELS))


def is_of_picture(name: Element) -> bool:
    """Whether the name is in the box of a picture that is not the portrait of the person."""
    for box in ancestors_or_self(name, _LEVELS):
        if box.tag in ("figure", "table") or _PICTURES.search(box.get("class") or ""):
            image = next(box.iter("img"), None)
            if image is not None:
                return not is_longer(box, _LONGEST_ROW) and not _is_portrait(image, box)
    return False


def _is_portrait(image: Element, box: Element) -> bool:
    boxes = (image, box, *islice(box.iterancestors(), 2))
    if _OFFICES.match(text_of(box)) or any(_PORTRAITS.search(names_of(each)) for each in boxes):
        return True
    width = (image.get("width") or "").strip().removesuffix("px")
    return width.isdecimal() and int(width) <= _WIDEST_PORTRAIT


def is_of_player(box: Element) -> bool:
    """Whether the box has a player and few words, none of which heads an article or dates it."""
    if is_longer(box, _LONGEST_ROW) or not holds_any(box, *PLAYERS):
        return False
    return not holds_any(box, "h1") and not _is_row(box)


def _is_of_facts(box: Element) -> bool:
    """Whether the box is about a person or a thing: by its name, or under a heading of its own."""
    if _is_row(box):
        return False
    is_headed = box.tag not in SUBHEADINGS and holds_any(box, *SUBHEADINGS)
    return is_headed or box.tag == "aside" or _FACTS.search(names_of(box)) is not None


def _is_row(box: Element) -> bool:
    """Whether it is a row of facts about the article: by its name, a date, or one name with counts."""
    if _ROWS.search(names_of(box)):
        return True
    return not _is_large(box) and _states_facts(box)


def _is_large(box: Element) -> bool:
    if is_longer(box, _LONGEST_ROW) or has_at_least(box.iter("tr"), _MOST_ROWS + 1):
        return True
    return has_at_least(box.iter("li", "dd"), _MOST_ITEMS + 1)


def _states_facts(box: Element) -> bool:
    texts = [text for each in box.itertext("*") if (text := str(each).strip())]
    whole = " ".join(texts)  # the parts of a row have no blanks between them
    if find_date(whole) is not None or find_relative(whole) is not None:
        return True
    counts = sum(any(map(str.isdigit, text)) for text in texts)
    return box.tag in _ITEMS and 0 < counts == len(texts) - 1


def count_listed(above: Sequence[Block], names: Sequence[Block]) -> int:
    """How many of the first lines of names belong to a list of persons. `above`: the lines above them."""
    near = above[-_MOST_ABOVE:]
    forms = [_form_of(each) for each in (*near, *names)]
    for count in range(len(names), 0, -1):
        if _ends_list(forms[: len(near) + count]):
            return count
    return 0


def _ends_list(forms: Sequence[str]) -> bool:
    own = forms[-1]
    alike = sum(1 for _ in takewhile(own.__eq__, reversed(forms)))
    return own != "" and alike >= (_FEWEST_CALLED if own == _CALLED else _FEWEST_DESCRIBED)


def _form_of(block: Block) -> str:
    """What follows the name in the line; empty if it is nothing, or if the line is at the right."""
    if block.kind != TEXT or len(block.text) > LONGEST or is_right(block):
        return ""
    if _NUMBER.search(block.text):
        return _CALLED
    found = _DESCRIBED.match(block.text)
    is_name = found is not None and all(word[0].isupper() for word in found["name"].split())
    return found["mark"] if found is not None and is_name else ""
