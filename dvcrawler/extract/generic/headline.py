"""The headline: the heading that agrees with what the page states elsewhere.

The first `<h1>` may be the paper's name, `og:title` may carry the paper's name behind it or be cut.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.etree import _Element as Element

from dvcrawler.extract.blocks import TEXT, Block
from dvcrawler.extract.generic.boilerplate import Furniture
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.text import clean_text, fold

_HEADINGS = ("h1", "h2", "h3")
_NAMED = re.compile(r"title|headline|tieu-?de|ten-?bai", re.I)
_SUFFIX = re.compile(r"(?<!\s)\s+(?:[-|–—»:•]|::)\s+[^-|–—»•]{2,60}$")
_SHORTEST = 8
_LONGEST = 300
#: Of the document's title; what is behind cannot agree with a heading of `_LONGEST`.
_LONGEST_STATED = 5_000
_MOST_HEADINGS = 200
_LARGEST = 40
_AGREES = 0.72


@dataclass(frozen=True, slots=True)
class Title:
    """`text` is cleaned; `element` is the heading it stands in, None where only machines are told."""

    text: str
    element: Element | None


def find_title(page: Page, stated: Structured, furniture: Furniture) -> Title | None:
    """None where the page has no headline that anything else confirms."""
    witnesses = list(dict.fromkeys([*stated.titles, *_document_title(page)]))
    best: tuple[float, Title] | None = None
    for rank, (element, text) in enumerate(_headings(page, furniture)):
        worth = _worth(element, text, witnesses) - rank * 0.002
        if best is None or worth > best[0]:
            best = worth, Title(text, element)
    if best and best[0] >= _AGREES:
        return Title(_confirmed(best[1].text, witnesses), best[1].element)
    if not witnesses:
        return best[1] if best and best[1].element is not None and best[1].element.tag == "h1" else None
    return Title(without_suffix(witnesses[0], stated), None) if stated.titles and stated.is_article else None


def _document_title(page: Page) -> list[str]:
    found = next(page.root.iter("title"), None)
    text = clean_text(text_of(found)[:_LONGEST_STATED]) if found is not None else ""
    return [text] if text else []


def _headings(page: Page, furniture: Furniture) -> list[tuple[Element, str]]:
    found = []
    for element in page.body.iter(*_HEADINGS, "div", "p", "span"):
        if element.tag not in _HEADINGS:
            names = element.get("class")
            if not names or not _NAMED.search(names):
                continue
        text = clean_text(text_of(element)) if _is_short(element) else ""
        if _SHORTEST <= len(text) <= _LONGEST and not furniture.is_outside(element):
            found.append((element, text))
            if len(found) == _MOST_HEADINGS:
                break
    return found


def _is_short(element: Element) -> bool:
    return len(list(islice(element.iter(), _LARGEST))) < _LARGEST


def _worth(element: Element, text: str, witnesses: Sequence[str]) -> float:
    """How well other statements agree, and a little for being the page's first rank of heading."""
    if not witnesses:
        return 1.0 if element.tag == "h1" else 0.0
    agreement = max(_agreement(text, witness) for witness in witnesses)
    rank = {"h1": 0.05, "h2": 0.02}.get(str(element.tag), 0.0)
    inside_link = 0.3 if any(each.tag == "a" for each in element.iterancestors()) else 0.0
    return agreement + rank - inside_link


def _agreement(text: str, witness: str) -> float:
    """1 where the words are the same; a witness may be cut, or have the paper's name behind it."""
    own, other = fold(text), fold(witness)
    if not own or not other:
        return 0.0
    if own == other:
        return 1.0
    if other.startswith(own):
        return 0.97 if len(own.split()) > 2 else 0.6
    cut = other.rstrip(" .")
    if own.startswith(cut) and len(cut) > 30:
        return 0.95
    words, others = own.split(), other.split()
    shared = len(set(words) & set(others))
    return 2 * shared / (len(set(words)) + len(set(others)))


def _confirmed(text: str, witnesses: Sequence[str]) -> str:
    """The heading's own words; a witness is preferred where the heading holds a label besides."""
    for witness in witnesses:
        if fold(text) != fold(witness) and fold(text).endswith(fold(witness)) and len(witness) > 25:
            return witness
    return text


def without_suffix(text: str, stated: Structured) -> str:
    """A stated title without the paper's name behind it."""
    cut = _SUFFIX.sub("", text)
    if cut == text or len(cut) < _SHORTEST:
        return text
    rest = fold(text[len(cut) :])
    named = any(fold(name) in rest or rest in fold(name) for name in stated.organisations)
    return (
        cut
        if named or rest.startswith(("bao ", "dai ", "cong ", "tap chi")) or "." in text[len(cut) :]
        else text
    )


def place_of(title: Title, blocks: Sequence[Block]) -> int:
    """The place of the first block that belongs to the headline; -1 where it is not printed."""
    if title.element is not None:
        inside = set(title.element.iter())
        for place, block in enumerate(blocks):
            if block.parent in inside:
                return place
    own = fold(title.text)
    for place, block in enumerate(blocks):
        if block.kind == TEXT and fold(block.text) == own:
            return place
    return -1
