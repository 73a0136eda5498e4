"""Credits that only the markup parts from the caption: `<figcaption>… <cite>Lan Anh</cite></figcaption>`."""

import re

from lxml.etree import _Element as Element

from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import names_of
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.bylines.names import is_possible_name
from dvcrawler.normalize.bylines.outlets import is_outlet
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

_CREDIT = lazy_regex(r"author|credit|source|copyright|photographer|tac-?gia|nguon", re.I)
#: Read by `split_credit`.
_LABEL = "Ảnh:"


def label_credit(block: Block, caption: str) -> str:
    """The caption with the label before the name that its last element gives, if it is named as a credit."""
    last = block.parent[-1] if len(block.parent) else None
    if last is None or block.text != caption or ":" in caption or not _is_credit(last):
        return caption
    name = clean_text(text_of(last))
    before = caption.removesuffix(name)
    if not name or before in ("", caption) or not (is_possible_name(name) or is_outlet(name)):
        return caption
    return f"{before} {_LABEL} {name}"


def _is_credit(element: Element) -> bool:
    if element.tag == "cite":
        return True
    return isinstance(element.tag, str) and _CREDIT.search(names_of(element)) is not None
