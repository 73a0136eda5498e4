"""Lists that a script continues when the visitor scrolls to their end."""

from collections.abc import Iterator
from itertools import islice

from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.discovery.buttons.script_handlers import ask
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.script_calls import (
    CALL,
    ScriptCall,
    find_definitions,
    read_body,
    read_variables,
)
from dvcrawler.extract.scripts.script_values import inline_scripts, simplify
from dvcrawler.patterns import lazy_regex

_ARROW = r"(?:async\s{0,3})?(?:\([^()]{0,60}\)|\w{1,20})\s{0,3}=>\s{0,3}"
_FUNCTION = rf"(?:(?:async\s{{0,3}})?function\s{{0,3}}\w{{0,40}}\s{{0,3}}\([^()]{{0,60}}\)\s{{0,3}}|{_ARROW})"
#: What an arrow function without braces gives.
_SHOWN = lazy_regex(r"[^;\n]{1,300}")
#: `$(window).scroll(function(){`, `addEventListener('scroll', more)`, `new IntersectionObserver(e => {`.
_SCROLLS = lazy_regex(
    r"(?:\.scroll\(|\bonscroll\s{0,3}=|(?:\.on|addEventListener)\(\s{0,3}['\"]scroll['\"]\s{0,3},"
    r"|new\s{1,3}IntersectionObserver\(|\.waypoint\(|new\s{1,3}Waypoint\(\s{0,3}\{[^{}]{0,200}\bhandler\s{0,3}:)\s{0,3}"
    r"(?:(?:[\w$]{1,20}\.)?(?:throttle|debounce)\w{0,10}\(\s{0,3})?"
    rf"(?:(?P<code>{_FUNCTION})\{{|(?P<shown>{_ARROW})(?=[^\s{{])|(?P<name>[A-Za-z_$][\w$]{{0,60}})\s{{0,3}}[,);\n])"
)
_SENDS = lazy_regex(r"(?:\$|jQuery)\.(?:get|getJSON|post|ajax)\(|\bfetch\(|axios\.|\.load\(|XMLHttpRequest")
#: What is done with the answer: a request of jQuery without it counts visitors.
_TAKES = lazy_regex(
    r"function|=>|\.(?:then|done|always|load)\(|\bawait\b|success|\b(?:fetch|ajax)\(|XMLHttpRequest"
    r"|,\s{0,3}[A-Za-z_]\w{0,40}\s{0,3}\)"
)
_MARKS = (b"scroll", b"IntersectionObserver", b"aypoint")
_MOST_CALLS = 8
SCROLLS = "a script continues it where the visitor scrolls"


def continue_scrolling(page: Page, number: int) -> NextPage | str | None:
    """Page `number + 1` of such a list; or, as text, why it cannot be requested; None if no script requests
    anything as the visitor scrolls. The script is also on the last page.
    """
    if not any(mark in page.data for mark in _MARKS):
        return None
    turns = [turn for code in scroll_handlers(page) for turn in _read_turns(page, code)]
    for turn in turns:
        if (found := ask(page, turn, number)) is not None:
            return found
    return SCROLLS if number == 1 and any(map(_asks_for_more, turns)) else None


def _asks_for_more(turn: ScriptCall) -> bool:
    return _SENDS.search(turn.code) is not None and _TAKES.search(turn.code) is not None


def scroll_handlers(page: Page) -> Iterator[str]:
    """The code that runs as the visitor scrolls."""
    for text in inline_scripts(page):
        for found in _SCROLLS.finditer(text):
            if found["code"]:
                yield read_body(text, found.end())
            elif found["shown"]:
                yield from _SHOWN.findall(text, found.end())[:1]
            else:
                yield f"{found['name']}()"


def _read_turns(page: Page, code: str) -> Iterator[ScriptCall]:
    """The code itself, and the functions that it calls, which call no others that count."""
    yield _as_turn(page, code)
    for name, _ in islice(CALL.findall(code), _MOST_CALLS):
        for _, inner in find_definitions(page, name):
            yield _as_turn(page, inner)


def _as_turn(page: Page, code: str) -> ScriptCall:
    code = simplify(code)
    return ScriptCall("page", code, dict(read_variables(page, code, {})))
