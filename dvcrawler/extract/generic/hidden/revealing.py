"""Puts a text that only a script or a narrow screen shows into the page's box for it.

It is searched only if that box is empty; the reading says where the text was found.
"""

import re
from collections.abc import Callable, Set
from copy import deepcopy
from itertools import compress

from dvcrawler.extract.elements import PLAYERS, Element, ancestors_or_self, holds_any, text_of
from dvcrawler.extract.generic.boilerplate.box_names import names_furniture
from dvcrawler.extract.generic.hidden.hidden_texts import find_hidden_text, is_hidden
from dvcrawler.extract.generic.hidden.markup import (
    LEAST_TEXT,
    as_markup,
    as_page,
    copy_with,
    count_characters,
)
from dvcrawler.extract.generic.teasers.other_pages import link_share
from dvcrawler.extract.loading.fragments import read_fragment
from dvcrawler.extract.page import Page
from dvcrawler.extract.styles.unshown import BY_CLASS, HIDDEN, show
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.patterns import lazy_regex

#: A box with more visible text than a waiting line ("Đang tải nội dung…") is not empty.
_MOST_VISIBLE = 60
_BODY_NAMES = lazy_regex(
    r"^(?:article|news|post|entry|detail|main|page|content|body|text|journal|chi-?tiet|noi-?dung|tin|bai-?viet|ck)?"
    r"[-_]?(?:body|content|detail|text|html|noi-?dung|chi-?tiet|bodyhtml|bodytext|fulltext|maincontent)(?:[-_]?\w{0,12})?$",
    re.I,
)
#: Boxes of other parts of the article: "detail-time", "content-title", "news-detail-author".
_OTHER_PARTS = lazy_regex(
    r"(?<![a-z])(?:time|date|ngay|title|tieu-?de|heading|header|head|meta|info|author|tac-?gia|share|social|tools?"
    r"|tags?|source|nguon|sapo|lead|desc\w*|summary|related?|comment|footer|top|bottom)(?![a-z])",
    re.I,
)
#: What ASP.NET puts before the name of a control: "ctl00_cphMain_lblContent".
_CONTROL = lazy_regex(r"^(?:\w{1,80}_)?(?:lbl|pnl|div|lit|ltr|txt)(?=[A-Z])")
_FEW_LINKS = 0.2
#: Characters of a box by which it is judged.
_SAMPLE = 5_000
_UNSEEN = frozenset(("script", "style", "template", "noscript", "textarea"))


def uncover(page: Page) -> tuple[Page, Problem] | None:
    """The page with the hidden text in its box, and the problem that says so; None if there is none."""
    box = _find_empty_box(page)
    found = None if box is None else find_hidden_text(page, box)
    if box is None or found is None:
        return None
    filled = _fill(page, box, found.markup)
    if filled is None:
        return None
    reason = f"the text is shown by a script only; it was read from {found.place}"
    return filled, Problem("body", ProblemCode.HIDDEN_TEXT, reason)


def reveal(page: Page) -> tuple[Page, Problem] | None:
    """The page with what classes hide on wide screens shown, and a problem that says so; else None."""
    page.blocks  # noqa: B018  # marks what is hidden
    hidden = {element for element in page.root.iter() if element.get("hidden") == BY_CLASS}
    reason = "the page's classes or styles hide the text on a wide screen; it was read as if they did not"
    return _show_all(page, hidden, show, reason)


def reveal_styled(page: Page) -> tuple[Page, Problem] | None:
    """As `reveal`, for boxes that their `style` attribute hides until a script moves them in."""
    hidden = set(filter(_is_styled_away, page.root.iter("div", "section", "article", "td", "main")))
    reason = "a style hides the text until a script shows it; it was read as if it did not"
    return _show_all(page, hidden, lambda element: element.set("style", ""), reason)


def _show_all(
    page: Page, hidden: Set[Element], show_one: Callable[[Element], None], reason: str
) -> tuple[Page, Problem] | None:
    """A copy of the page in which these elements are shown."""
    if not hidden:
        return None
    marks = [element in hidden for element in page.root.iter()]
    root = deepcopy(page.root)
    for element in compress(list(root.iter()), marks):
        show_one(element)
    shown = as_page(root, page.url)
    return (shown, Problem("body", ProblemCode.HIDDEN_TEXT, reason)) if shown else None


def _is_styled_away(box: Element) -> bool:
    return HIDDEN.search(box.get("style") or "") is not None and _is_text(box)


def _is_text(element: Element) -> bool:
    text = text_of(element)[:_SAMPLE]  # boxes may be in one another
    return (
        count_characters(text) >= LEAST_TEXT
        and not names_furniture(element)
        and link_share(element) < _FEW_LINKS
    )


def _find_empty_box(page: Page) -> Element | None:
    """The innermost box that is named for the article's text and shows none."""
    found = None
    for element in page.body.iter("div", "section", "article", "td"):
        if found is not None and found not in element.iterancestors():
            break
        if _is_named(element) and _shows_nothing(element):
            found = element
    return found


def _is_named(element: Element) -> bool:
    if element.get("itemprop") == "articleBody":
        return True
    names = (element.get("id") or "", *(element.get("class") or "").split())
    return any(_names_text(_CONTROL.sub("", name)) for name in names)


def _names_text(name: str) -> bool:
    return _BODY_NAMES.match(name) is not None and not _OTHER_PARTS.search(name)


def _shows_nothing(element: Element) -> bool:
    if holds_any(element, *PLAYERS, "h1"):
        return False
    return _measure_visible(element) <= _MOST_VISIBLE


def _measure_visible(element: Element) -> int:
    """Number of characters that a reader without scripts sees in the element."""
    if any(map(is_hidden, element.iterancestors())):
        return 0
    length, pending = 0, [element]
    while pending:
        each = pending.pop()
        if each.tag not in _UNSEEN and not is_hidden(each):
            length += len((each.text or "").strip()) + sum(len((child.tail or "").strip()) for child in each)
            pending.extend(each)
    return length


def _fill(page: Page, box: Element, markup: str) -> Page | None:
    """A copy of the page with the markup in the box and the box shown."""
    root, twin = copy_with(page, box)
    for element in ancestors_or_self(twin):
        show(element)
        element.attrib.pop("hidden", "")
        if is_hidden(element):
            element.set("style", "")
    twin[:] = [read_fragment(as_markup(markup))]
    twin.text = None
    return as_page(root, page.url)
