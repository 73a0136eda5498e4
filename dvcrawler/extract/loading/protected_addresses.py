"""E-mail addresses that Cloudflare replaces by "[email protected]" for visitors without scripts.

The attribute `data-cfemail` has the address in hexadecimal: a key, then each byte combined with it.
"""

from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

MARK = b"data-cfemail"
_PROTECTED = etree.XPath("descendant::*[@data-cfemail]")
_LONGEST_CODE = 400


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
