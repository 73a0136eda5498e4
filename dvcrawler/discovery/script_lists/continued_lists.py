"""Lists whose first part is in the page, and which its scripts only continue."""

from collections.abc import Iterator

from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.discovery.buttons.pager_controls import find_control
from dvcrawler.discovery.buttons.script_requests import may_request
from dvcrawler.discovery.script_lists.scrolling import scroll_handlers
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.script_calls import CALL, find_definitions, read_handlers
from dvcrawler.extract.scripts.script_values import inline_scripts, simplify


def only_continues(page: Page) -> bool:
    """Whether scripts request nothing before the visitor scrolls or clicks, and then the second part of the
    list.
    """
    if not isinstance(find_control(page, 1), NextPage):
        return False
    rest = "\n".join(map(simplify, inline_scripts(page)))
    waiting = [simplify(code) for code in _read_waiting(page)]
    for code in waiting:
        rest = rest if CALL.fullmatch(code) else rest.replace(code, "")
    for name in {name for code in waiting for name, _ in CALL.findall(code)} - {"function"}:
        for _, inner in find_definitions(page, name):
            rest = rest.replace(simplify(inner), "")
            if rest.count(f"{name}(") > rest.count(f"function {name}("):
                return False
    return not may_request(rest)


def _read_waiting(page: Page) -> Iterator[str]:
    """The code that waits for the visitor."""
    yield from scroll_handlers(page)
    yield from (code for _, code in read_handlers(page))
    controls = page.root.iter("a", "button", "div", "span")
    yield from (code.strip("; ") for each in controls if (code := each.get("onclick")))
