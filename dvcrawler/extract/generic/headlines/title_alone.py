"""Prints the headline of a page that has it in `<title>` alone, or as a picture."""

import re
from html import escape

from dvcrawler.extract.generic.headlines.heading_above import names_site
from dvcrawler.extract.generic.headlines.headings import is_headline
from dvcrawler.extract.generic.headlines.other_titles import LEAST_WORDS, names_publisher
from dvcrawler.extract.generic.hidden.markup import as_markup, as_page, copy_with
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.lines.line_kinds import PROSE
from dvcrawler.extract.loading.fragments import read_fragment
from dvcrawler.extract.page import Page
from dvcrawler.normalize.dates import is_date_line
from dvcrawler.normalize.debris import settable
from dvcrawler.patterns import lazy_regex

_MARK = lazy_regex(r"\s(?:[-|–—»:•·]|::|>)\s|[|»]")
#: Boxes that the headline is put into, and not before.
_HOLDERS = frozenset(("td", "th", "li", "body", "pre"))
#: Letters of two scripts in one word, as bytes that were decoded wrongly give. In both cases: for `re.I`
#: every letter of the ranges would be looked up, which takes 10 ms.
_GARBLED = lazy_regex(r"[a-zA-ZÀ-ÖØ-ỹ][\u2e80-\uffef]|[\u2e80-\uffef][a-zA-ZÀ-ÖØ-ỹ]")
_DOMAIN = lazy_regex(r"\.(?:vn|com|net|org)\b", re.I)


def print_title(page: Page, stated: Structured) -> Page | None:
    """The page with the headline of its `<title>` printed above its date, or above its text."""
    title = _find_in_title(page.title, stated)
    first = next((n for n, block in enumerate(page.blocks) if len(block.text) >= PROSE), None)
    if title is None or first is None:
        return None
    dated = next((n for n in range(first - 1, -1, -1) if is_date_line(page.blocks[n].text)), first)
    root, below = copy_with(page, page.blocks[dated].parent)
    heading = read_fragment(as_markup(f"<h1>{escape(title)}</h1>"))[0]
    if below.tag in _HOLDERS:
        heading.tail, below.text = settable(below.text or ""), None
        below.insert(0, heading)
    else:
        below.addprevious(heading)
    return as_page(root, page.url)


def _find_in_title(text: str, stated: Structured) -> str | None:
    """The headline in the text of `<title>`, without names of site and section before and after it."""
    parts = _list_parts(text, stated)
    own = text[text.index(parts[0]) : text.rindex(parts[-1]) + len(parts[-1])] if parts else ""
    if not is_headline(own) or len(own.split()) < LEAST_WORDS or _GARBLED.search(own):
        return None
    return None if names_site(own, stated.organisations) or names_publisher(own) else own


def _list_parts(text: str, stated: Structured) -> list[str]:
    """The parts of the text without those about site and section at its ends."""
    parts = [part for each in _MARK.split(text) if (part := each.strip())]
    while len(parts) > 1 and _is_about_site(parts[-1], parts[:-1], stated):
        parts.pop()
    while len(parts) > 1 and _is_about_site(parts[0], parts[1:], stated):
        parts.pop(0)
    return parts


def _is_about_site(part: str, others: list[str], stated: Structured) -> bool:
    """Whether the part names the site or a section, and not the headline, which has more words."""
    if names_site(part, stated.organisations) or names_publisher(part) or _DOMAIN.search(part):
        return True
    return len(part.split()) < LEAST_WORDS <= max(len(each.split()) for each in others)
