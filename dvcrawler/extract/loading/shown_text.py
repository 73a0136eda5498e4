"""What browsers show in the place of the markup: addresses that Cloudflare hides, the marks around `<q>`,
raised digits, and letters written as a base letter and combining marks (NFD), as text typed on macOS is.
"""

import re
from collections.abc import Iterable, Sequence
from typing import cast

from lxml import etree

from dvcrawler.extract.elements import Element
from dvcrawler.normalize.debris import settable
from dvcrawler.normalize.text import undo_styles
from dvcrawler.patterns import lazy_regex

MARK = b"data-cfemail"
_PROTECTED = etree.XPath("descendant::*[@data-cfemail]")
_LONGEST_CODE = 400
_NUMBER = lazy_regex(r"\s*[-+−–]?\d{1,3}\s*", re.ASCII)
_RAISED = str.maketrans("0123456789-+−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺⁻⁻")
_MARKS = ("“", "”")
_PRINTED = ("“", "”", '"', "«", "»", "‘", "’", "'")
#: The first bytes of combining marks in UTF-8, U+0300 to U+036F, and of styled letters. Few other characters
#: of a page begin so. Two bytes would take a hundred times as long to find.
_FIRST_BYTES = (b"\xcc", b"\xcd", b"\xf0")
_EDGES = (b"<", b">")
_SCRIPT = b"<script"


def show_addresses(root: Element) -> None:
    """Puts each address where its replacement is."""
    for element in cast("list[Element]", _PROTECTED(root)):
        address = read_address(element.get("data-cfemail") or "")
        if address is not None:
            del element[:]
            element.text = address


def read_address(code: str) -> str | None:
    """The address; None where the code is not that of one."""
    try:
        key, *rest = bytes.fromhex(code[:_LONGEST_CODE])
        address = bytes(byte ^ key for byte in rest).decode("ascii")
    except ValueError:
        return None
    return address if "@" in address and address.isprintable() else None


def print_elements(quoted: Iterable[Element], raised: Iterable[Element]) -> None:
    """Puts the marks into the text of each `<q>`, but not where the author typed some; keeps the number of
    each `<sup>` apart from a digit before it: "10<sup>6</sup>" is not 106, nor "8<sup>00</sup>" 800.
    """
    for element in quoted:
        text = "".join(map(str, element.itertext("*"))).strip()
        if text and not text.startswith(_PRINTED):
            element.text = settable(_MARKS[0] + (element.text or "").lstrip())
            _append(element, _MARKS[1])
    for element in raised:
        text = "".join(map(str, element.itertext("*")))
        if _NUMBER.fullmatch(text) and _read_before(element)[-1:].isdigit():
            for part in element.iter("*"):
                part.text = part.text and settable(part.text.translate(_RAISED))


def _append(element: Element, mark: str) -> None:
    last = element[-1] if len(element) else None
    if last is not None:
        last.tail = settable((last.tail or "").rstrip() + mark)
    else:
        element.text = settable((element.text or "").rstrip() + mark)


def _read_before(element: Element) -> str:
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        return before.tail or "".join(map(str, before.itertext("*")))
    return (parent.text if parent is not None else None) or ""


def compose_letters(data: bytes) -> bytes:
    """The page with the letters of its text composed (NFC) and in no style.

    Patterns take a combining mark for the end of a word, and lengths count it. Attributes and scripts keep
    theirs: the name of a file is another one when it is composed.
    """
    marks, edges = _Places(data, _FIRST_BYTES), _Places(data, _EDGES)
    parts: list[bytes] = []
    done = 0
    while (mark := marks.find(done)) < len(data):
        end = edges.find(mark)
        start = max(done, data.rfind(b">", done, mark) + 1)
        parts += (data[done:start], _compose(data, start, end))
        done = end
    return b"".join((*parts, data[done:])) if parts else data


class _Places:
    """Finds the next of several bytes. Each is looked for once between two of its places, with `find` of one
    byte, which takes a tenth of the time of a pattern.
    """

    def __init__(self, data: bytes, wanted: Sequence[bytes]) -> None:
        self._data = data
        self._next = dict.fromkeys(wanted, -1)

    def find(self, start: int) -> int:
        """The first place from `start` on, which never decreases; the length of the data if there is none."""
        for each, place in self._next.items():
            if place < start:
                found = self._data.find(each, start)
                self._next[each] = found if found >= 0 else len(self._data)
        return min(self._next.values())


def _compose(data: bytes, start: int, end: int) -> bytes:
    text = data[start:end]
    if start == 0 or data[end : end + 1] == b">":
        return text  # within a tag
    tag = data.rfind(b"<", 0, end)
    if data[tag : tag + len(_SCRIPT)].lower() == _SCRIPT:
        return text
    composed = undo_styles(text.decode("utf-8", "surrogateescape"))
    return composed.encode("utf-8", "surrogateescape")
