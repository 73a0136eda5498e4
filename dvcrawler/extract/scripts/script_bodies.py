"""Bodies that an inline script puts into an empty container (seen on baoquangngai.vn, 2024)."""

import re

from dvcrawler.extract.elements import Element, holds_any
from dvcrawler.extract.loading.fragments import read_fragment
from dvcrawler.extract.page import Page
from dvcrawler.patterns import lazy_regex

_ASSIGNED = lazy_regex(r"""outputData\s*=\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)""", re.S)
_INSERTED = lazy_regex(
    r"""\$\(\s*["']\#content["']\s*\)\.html\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)""",
    re.S,
)
_ESCAPE = lazy_regex(r"\\(u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\n|.)", re.S)
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", "b": " ", "f": " ", "v": " ", "0": "", "\n": ""}


def fill_from_script(page: Page, container: Element) -> Element:
    """The container itself or, if it has no text, the body that a script would put there."""
    if any(not text.isspace() for text in container.itertext("*")):
        return container
    if holds_any(container, "img"):
        return container
    for script in page.tagged["script"]:
        text = script.text or ""
        found = _INSERTED.search(text) or ("outputData" in text and _ASSIGNED.search(text))
        if found and len(found.group(1)) > 2:
            page.hits["body/script"] += 1
            return read_fragment(unescape_literal(found.group(1)))
    return container


def unescape_literal(literal: str) -> str:
    """The text of a JavaScript string literal, its quotes included in `literal`."""
    return _ESCAPE.sub(_unescape, literal[1:-1]).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescape(found: re.Match[str]) -> str:
    code = found.group(1)
    if code[0] in "ux" and len(code) > 1:
        point = int(code[1:].strip("{}"), 16)
        return chr(point) if point <= 0x10FFFF else "\ufffd"
    return _SIMPLE.get(code, code)
