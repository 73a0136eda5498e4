"""Lists that a script requests and puts into an empty box of the page, so that the page itself shows none."""

import re
from collections.abc import Collection, Iterator

from lxml import etree

from dvcrawler.discovery.buttons.script_requests import may_request
from dvcrawler.discovery.listings.shared_parts import texts_of
from dvcrawler.discovery.script_lists.list_requests import asks_for_list, names_data
from dvcrawler.discovery.script_lists.table_widgets import find_tables
from dvcrawler.extract.elements import Element, holds_any, text_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.page_values import name_boxes
from dvcrawler.extract.scripts.script_calls import selectors_of
from dvcrawler.extract.scripts.script_values import inline_scripts
from dvcrawler.patterns import lazy_regex

LOADED = "a script loads its list"
#: `$('#ds').append(data)`, `box.innerHTML = html`, `querySelector('#ds').innerHTML += html`.
_FILLS = lazy_regex(
    r"(?:\(\s{0,3}['\"](?P<query>[#.][\w-]{1,60})['\"]\s{0,3}\)|getElementById\(\s{0,3}['\"](?P<id>[\w-]{1,60})['\"]\s{0,3}\)"
    r"|(?<![\w$.])(?P<name>[A-Za-z_$][\w$]{0,60}))"
    r"\.(?:(?:append(?:Child)?|prepend|html|load)\(\s{0,3}[^)\s]|innerHTML\s{0,3}\+?=|insertAdjacentHTML\()"
)
#: What is done with an answer: a request without it counts visitors.
_TAKES = lazy_regex(
    r"\.(?:then|done|always|success)\(|\bawait\b|success['\"]?\s{0,3}:|onload\s{0,3}="
    r"|,\s{0,3}(?:(?:async\s{0,3})?function\b|\(?[\w, ]{0,40}\)?\s{0,3}=>|[A-Za-z_][\w.]{0,40}\s{0,3}\))"
)
#: Of Vue, Alpine, AngularJS, Handlebars.
_REPEATS = lazy_regex(rb"\s(?:v-for|x-for|(?:data-)?ng-repeat)=|\{\{#each\s")
_BOXES = ("div", "ul", "ol", "section", "main", "tbody", "table", "article")
_NAMED_BOXES = etree.XPath(
    "//*[self::div or self::ul or self::ol or self::section or self::main or self::tbody or self::article]"
    "[@id][not(*/*/*)][not(.//a)]"
)
_MOST_BOXES = 50
#: What else is empty until a script fills it, by its id.
_OTHER_BOX = lazy_regex(
    r"(?:^|[-_])(?:fb|zalo|map|ban-?do|captcha|modal|popup|toast|overlay|load(?:er|ing)|top|ads?|banner|qc|chat"
    r"|weather|thoi-?tiet|clock|time|date|counter|slide(?:r|s|show)?|carousel|menu|search|player|video)(?:[-_]|$)",
    re.I,
)
#: Characters of the text of a page that has more to show than its list; its links are not counted.
_MOST_TEXT = 400


def loads_list(page: Page, shared: Collection[str] = ()) -> bool:
    """Whether the page holds little but a box that a script fills. `shared`: texts of the front page, which
    the foot of every page repeats.
    """
    return (fills_list(page) or _may_fill(page)) and has_little_text(page, shared)


def fills_list(page: Page) -> bool:
    """Whether a script fills an empty box of the page, whatever else the page holds."""
    return _fills_box(page) or _fills_template(page) or names_data(page) or any(find_tables(page))


def _may_fill(page: Page) -> bool:
    """Whether a script asks for a list and the page has an empty box, but which box it fills is not clear."""
    codes = [code for code in inline_scripts(page) if may_request(code)]
    if not any(map(_TAKES.search, codes)) or any(next(_find_filled(code), None) for code in codes):
        return False
    return has_empty_box(page) and asks_for_list(page)


def has_empty_box(page: Page) -> bool:
    """Whether a box with an id is empty that may be that of a list."""
    boxes: list[Element] = _NAMED_BOXES(page.root)  # type: ignore[assignment]
    empty = (each for each in boxes[:_MOST_BOXES] if not text_of(each).strip())
    return any(not _OTHER_BOX.search(each.get("id") or "") for each in empty)


def has_little_text(page: Page, shared: Collection[str]) -> bool:
    return sum(len(text) for text in texts_of(page) if text not in shared) <= _MOST_TEXT


def _fills_box(page: Page) -> bool:
    names = {name for code in inline_scripts(page) if may_request(code) for name in _find_filled(code)}
    return bool(names) and any(_is_empty(box) for box in page.body.iter(*_BOXES) if names & selectors_of(box))


def _fills_template(page: Page) -> bool:
    """Whether the page repeats an element for each item of data that its own script requests."""
    return _REPEATS.search(page.data) is not None and any(map(may_request, inline_scripts(page)))


def _find_filled(code: str) -> Iterator[str]:
    boxes = name_boxes(code)
    for found in _FILLS.finditer(code):
        # A browser gives a box the name of its id where the script declares no other.
        named = boxes.get(found["name"], found["name"]) if found["name"] else found["id"]
        yield found["query"] or f"#{named}"


def _is_empty(box: Element) -> bool:
    return not holds_any(box, "a") and not text_of(box).strip()
