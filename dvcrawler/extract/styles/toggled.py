"""Parts of a text that are hidden until a click: answers to questions, panels, the rest below "Xem thêm".

They count as shown. A hidden box without anything on the page that shows it does not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import cast

from lxml import etree

from dvcrawler.extract.elements import Element, holds_any, names_of, text_length
from dvcrawler.extract.styles.looks import TOGGLES
from dvcrawler.extract.styles.unshown import HIDDEN
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

_TEXTS = etree.XPath("descendant::text()[not(parent::script or parent::style)]", smart_strings=False)
_LINKED = etree.XPath("descendant-or-self::a/descendant::text()", smart_strings=False)
_STYLED = etree.XPath("descendant::*[@style or @hidden]")
_FIELDS = ("form", "textarea", "select", "input")
_TARGETS = etree.XPath(
    "descendant::a[starts-with(@href, '#')]/@href | descendant::*/@data-target"
    " | descendant::*/@data-bs-target | descendant::*/@aria-controls | descendant::*/@onclick",
    smart_strings=False,
)
_NAMES = lazy_regex(r"[\w-]+")
#: Caps the hidden boxes examined on a page, and the characters in them.
_MOST_BOXES, _MOST_MEASURED = 200, 1_000_000
#: A shorter text may be a label or a hint. Text by which a copy of what is shown is recognised.
_LEAST_TEXT, _OPENING = 40, 60
_MOST_LINKED = 0.4
_TOGGLED = lazy_regex(
    r"accordion|collaps|toggle|spoiler|expand|unfold|faq|answer|tra-?loi|dap-?an|tab-?(?:pane|content|panel)|\bpanel\b"
    r"|(?:more|full|rest|extra|long|hidden|remain)-?(?:text|content|body|part|detail)|\bmore\b|xem-?them"
    r"|noi-?dung-?(?:an|them)",
    re.I,
)
_TOGGLE = lazy_regex(
    r"accordion|collaps|toggle|faq|question|cau-?hoi|\btabs?\b|expand|spoiler|(?:more|xem-?them)-?(?:btn|button|link)?\b",
    re.I,
)
_CONTROLS = TOGGLES | {"aria-controls", "onclick"}
_LONGEST_LABEL = 40
#: Elements of a question with its answer, or of a panel with its heading.
_MOST_OF_ITEM = 3
_SHOWS_MORE = lazy_regex(
    r"\W*(?:(?:bấm |nhấn |click )?(?:để )?(?:xem|đọc|hiện|hiển thị)"
    r"(?: (?:thêm|tiếp|hết|đầy đủ|toàn bộ|tất cả|chi tiết))+|mở rộng|thu gọn"
    r"|(?:read|show|view|see) (?:more|all|full))(?: (?:nội dung|bài viết|bài))?\W*",
    re.I,
)


def show_toggled(body: Element, hidden: Sequence[Element], styled: Iterable[Element]) -> list[Element]:
    """Shows the boxes of text that a click shows, and returns the others of `hidden`, the boxes that a class
    or a style sheet hides. `styled`: see `unshown.list_styled`.
    """
    toggled = set(_find_toggled(body, dict.fromkeys(chain(filter(_hides, styled), hidden))))
    for box in toggled:
        if "hidden" in box.attrib:
            del box.attrib["hidden"]
        if HIDDEN.search(box.get("style") or ""):
            box.set("style", "")
    return [box for box in hidden if box not in toggled]


def _find_toggled(body: Element, hidden: Iterable[Element]) -> list[Element]:
    boxes = _select_texts(hidden)
    if not boxes:
        return []
    targets = _find_targets(body) if any(box.get("id") for box in boxes) else frozenset()
    toggled = [box for box in boxes if _is_toggled(box, targets)]
    shown = fold(clean_text(_read(body))) if toggled else ""
    return [box for box in toggled if not _is_repeated(box, shown)]


def _select_texts(hidden: Iterable[Element]) -> list[Element]:
    """The boxes that may hold text. Boxes in one another are measured over and over, so there is a limit."""
    found, measured = list[Element](), 0
    for box in hidden:
        length = text_length(box)
        measured += length
        if length >= _LEAST_TEXT and _is_mostly_text(box, length):
            found.append(box)
        if len(found) == _MOST_BOXES or measured > _MOST_MEASURED:
            break
    return found


def _find_targets(body: Element) -> frozenset[str]:
    """The ids that controls of the page name, among other words."""
    return frozenset(_NAMES.findall(" ".join(cast("list[str]", _TARGETS(body)))))


def find_hidden(box: Element) -> Iterator[Element]:
    """The elements below the box that an attribute or a style hides."""
    return filter(_hides, cast("list[Element]", _STYLED(box)))


def _hides(element: Element) -> bool:
    style = element.get("style") or ""
    if ("none" in style or "hidden" in style) and HIDDEN.search(style):
        return True
    return element.get("hidden") is not None


def _is_mostly_text(box: Element, length: int) -> bool:
    """Whether the box holds neither a form nor mainly links."""
    if holds_any(box, *_FIELDS):
        return False
    return sum(map(len, map(str.strip, cast("list[str]", _LINKED(box))))) < length * _MOST_LINKED


def _is_toggled(box: Element, targets: frozenset[str]) -> bool:
    """Whether a control names the box, or is beside it, or the names of the box say so."""
    return box.get("id") in targets or _is_named(box) or _is_beside_control(box)


def _is_named(box: Element) -> bool:
    parent = box.getparent()
    if _TOGGLED.search(names_of(box)):
        return True
    is_item = parent is not None and len(parent) <= _MOST_OF_ITEM
    return is_item and parent is not None and _TOGGLED.search(names_of(parent)) is not None


def _is_beside_control(box: Element) -> bool:
    above, below = box.getprevious(), box.getnext()
    if above is not None and (_toggles(above) or _shows_more(above)):
        return True
    return below is not None and _shows_more(below)


def _toggles(element: Element) -> bool:
    """Whether the element above the box is a button, or named as what opens it."""
    if element.tag == "button" or element.get("role") in ("button", "tab"):
        return True
    return not _CONTROLS.isdisjoint(element.keys()) or _TOGGLE.search(names_of(element)) is not None


def _shows_more(element: Element) -> bool:
    if text_length(element) > _LONGEST_LABEL:
        return False
    return _SHOWS_MORE.fullmatch(clean_text(_read(element))) is not None


def _read(element: Element) -> str:
    return " ".join(cast("list[str]", _TEXTS(element)))


def _is_repeated(box: Element, shown: str) -> bool:
    """Whether the page has the text a second time, as for narrow screens or a player."""
    return shown.count(fold(clean_text(_read(box)))[:_OPENING]) > 1
