"""What browsers show in the place of the markup: addresses that Cloudflare hides, the marks around `<q>`."""

from typing import cast

from lxml import etree

from dvcrawler.extract.elements import Element

MARK = b"data-cfemail"
_PROTECTED = etree.XPath("descendant::*[@data-cfemail]")
_LONGEST_CODE = 400
_MARKS = ("“", "”")
_PRINTED = ("“", "”", '"', "«", "»", "‘", "’", "'")


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


def print_marks(root: Element) -> None:
    """Puts the marks into the text, but not where the author typed some. The parser knows at once whether a
    page has such elements; to search its bytes for the tag takes a hundred times as long.
    """
    for element in root.iter("q"):
        text = "".join(map(str, element.itertext("*"))).strip()
        if text and not text.startswith(_PRINTED):
            element.text = _MARKS[0] + (element.text or "").lstrip()
            _append(element, _MARKS[1])


def _append(element: Element, mark: str) -> None:
    last = element[-1] if len(element) else None
    if last is not None:
        last.tail = (last.tail or "").rstrip() + mark
    else:
        element.text = (element.text or "").rstrip() + mark
