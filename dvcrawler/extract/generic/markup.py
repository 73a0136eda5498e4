"""Markup that the page holds without showing it: how much text it is, and pages in which it is shown."""

import html
import re

from lxml import etree
from lxml.etree import _Element as Element

from dvcrawler.extract.page import NotAPageError, Page

#: Less is not text that an article would be missing.
LEAST_TEXT = 200
HAS_MARKUP = re.compile(r"<(?:p|br|div|span|table|h[1-6]|ul|ol)\b", re.I)
#: Characters that no element may hold.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"<[^>]{0,500}>")


def inner_markup(element: Element) -> str:
    """What is between the element's tags."""
    parts = [html.escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return "".join(parts)


def count_characters(markup: str) -> int:
    """Characters of the text; 0 for what is not text, such as a program."""
    text = _TAG.sub(" ", markup)
    letters = sum(map(str.isalpha, text))
    return len(text.strip()) if letters > len(text) * 0.6 else 0


def as_markup(text: str) -> str:
    """The markup itself, or lines of plain text as paragraphs, without characters that no element holds."""
    text = _NO_TEXT.sub("", text)
    if HAS_MARKUP.search(text):
        return text
    lines = (line for line in html.escape(html.unescape(text)).split("\n") if line.strip())
    return "".join(f"<p>{line}</p>" for line in lines)


def as_page(root: Element, url: str) -> Page | None:
    """A page in which the attribute `hidden` says what is hidden: its style sheets would say so again."""
    for sheet in list(root.iter("style")):
        sheet.text = None
    try:
        return Page(etree.tostring(root, encoding="utf-8", method="html"), url)
    except NotAPageError:
        return None
