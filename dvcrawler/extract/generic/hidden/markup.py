"""Markup that the page holds without showing it: measures its text, and makes pages that show it."""

import html
import re
from copy import deepcopy
from itertools import islice

from lxml import etree

from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.loading.fragments import read_fragment
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.normalize.debris import settable
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

#: A shorter text is not missed in an article.
LEAST_TEXT = 200
HAS_MARKUP = lazy_regex(r"<(?:p|br|div|span|table|h[1-6]|ul|ol|figure|img)\b", re.I)
_TAG = lazy_regex(r"<[^>]{0,500}>")


def inner_markup(element: Element) -> str:
    """The markup between the element's tags."""
    parts = [html.escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return "".join(parts)


def count_characters(markup: str) -> int:
    """Counts the characters of the text; 0 if it is not text, such as a script."""
    text = " ".join(_TAG.sub(" ", markup).split())
    letters = sum(map(str.isalpha, text))
    return len(text) if letters > len(text) * 0.6 else 0


def as_markup(text: str) -> str:
    """Returns the markup, or plain text with its lines as paragraphs, without forbidden characters."""
    text = settable(text)
    if HAS_MARKUP.search(text):
        return text
    lines = (line for line in html.escape(html.unescape(text)).split("\n") if line.strip())
    return "".join(f"<p>{line}</p>" for line in lines)


def fold_text(markup: str) -> str:
    return fold(clean_text(text_of(read_fragment(markup))))


def copy_with(page: Page, element: Element) -> tuple[Element, Element]:
    place = next(n for n, each in enumerate(page.root.iter()) if each is element)
    root = deepcopy(page.root)
    return root, next(islice(root.iter(), place, None))


def as_page(root: Element, url: str) -> Page | None:
    """A page in which only the attribute `hidden` hides: style sheets would hide the boxes again."""
    for sheet in list(root.iter("style")):
        sheet.text = None
    try:
        return Page(etree.tostring(root, encoding="utf-8", method="html"), url)
    except NotAPageError:
        return None
