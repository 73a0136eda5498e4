"""The headline: the heading that agrees with what the page states elsewhere.

The first `<h1>` may be the paper's name, `og:title` may carry the paper's name behind it or be cut.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.etree import _Element as Element

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.blocks import read_blocks
from dvcrawler.extract.generic.boilerplate import Furniture, is_link
from dvcrawler.extract.generic.heading_above import (
    find_heading_above,
    heads_site,
    is_section,
    leads_elsewhere,
    leads_to_front,
    names_site,
)
from dvcrawler.extract.generic.link_shares import is_in_link
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.generic.witnesses import (
    LEAST_WORDS,
    Witness,
    choose_wording,
    fold_witness,
    measure_agreement,
)
from dvcrawler.extract.named_boxes import HEADINGS, LOW_HEADINGS
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import text_of
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.dates import is_date_line
from dvcrawler.normalize.text import clean_text, fold

_SUFFIX = re.compile(r"(?<!\s)\s+(?:[-|–—»:•]|::)\s+[^-|–—»•]{2,60}$")
_SHORTEST = 8
_SHORTEST_WORDS = 5
_LONGEST = 300
#: Of the document's title; what is behind cannot agree with a heading of `_LONGEST`.
_LONGEST_STATED = 5_000
_MOST_HEADINGS = 200
_PARTING = ("br", "div", "p")
_LARGEST = 40
_RANKS_OF_HEADLINES = ("h1", "h2")
_WORTH_OF_RANK = {"h1": 0.05, "h2": 0.02}
#: Of a heading that is a link: it leads to an article, so the page is probably another one.
_WORTH_OF_LINK = 0.3
_AGREES = 0.72


@dataclass(frozen=True, slots=True)
class Title:
    """`text` is cleaned; `element` is the heading that holds it, None for a headline in metadata only.

    `is_confirmed`: something else on the page says the same, or nothing else could.
    """

    text: str
    element: Element | None
    is_confirmed: bool = True


def find_lone_heading(page: Page, stated: Structured, furniture: Furniture) -> Title | None:
    """The only heading of its rank, for a page with little text whose `<title>` is that of every page.

    None where more headings could be meant, or where the page states a title for machines.
    """
    if stated.titles:
        return None
    headings, witnesses = _headings(page, furniture), _document_title(page)
    for rank in _RANKS_OF_HEADLINES:
        found = [
            (element, text)
            for element, text in headings
            if element.tag == rank and not _names_site(text, witnesses, stated)
        ]
        if len(found) == 1 and len(found[0][1].split()) >= LEAST_WORDS:
            element, text = found[0]
            return None if leads_elsewhere(page, element) else Title(text, element, is_confirmed=False)
    return None


def find_title(page: Page, stated: Structured, furniture: Furniture) -> Title | None:
    """None if the page has no headline.

    A heading that nothing else confirms counts where nothing is stated but a `<title>`, and text follows it.
    """
    witnesses = list(dict.fromkeys([*stated.titles, *_document_title(page)]))
    agreeing = _headings(page, furniture)
    headings = [found for found in agreeing if found[0].tag not in LOW_HEADINGS]
    telling = [text for text in witnesses if not names_site(text, stated.organisations)]
    if witnesses and not telling:
        headings = [each for each in headings if not _names_site(each[1], witnesses, stated)]
        if above := find_heading_above(page, headings, furniture):
            return Title(above[1], above[0])
        if not headings and (above := _find_low(page, agreeing, witnesses, stated, furniture)):
            return Title(above[1], above[0], is_confirmed=False)
    best = _best_heading(page, agreeing, witnesses)
    if best and best[0] >= _AGREES and best[1].element is not None:
        is_all_stated = all(fold(text) == fold(best[1].text) for text in witnesses)
        if witnesses and is_all_stated and heads_site(page, best[1].element, best[1].text, furniture):
            return _beside_site(page, best[1], headings, furniture)
        return Title(choose_wording(best[1].text, witnesses), best[1].element)
    if not witnesses:
        if best is None:
            return _find_bold(page, stated, furniture)
        return best[1] if best[1].element is not None and best[1].element.tag == "h1" else None
    if printed := _find_printed(page, witnesses, stated, furniture):
        return Title(printed, None)
    if stated.titles and stated.is_article:
        return Title(without_suffix(witnesses[0], stated), None)
    return None if stated.titles else _find_unconfirmed(page, headings, stated, furniture)


def _find_unconfirmed(
    page: Page, headings: Sequence[tuple[Element, str]], stated: Structured, furniture: Furniture
) -> Title | None:
    """The headline where nothing on the page confirms it: by its place alone."""
    if above := find_heading_above(page, headings, furniture):
        return Title(above[1], above[0], is_confirmed=False)
    return None if headings else _find_bold(page, stated, furniture)


def _find_bold(page: Page, stated: Structured, furniture: Furniture) -> Title | None:
    """The line in bold right above the date, on a page without headings: of old portals set in tables."""
    for place, block in enumerate(page.blocks[:-1]):
        if block.kind != TEXT or not block.bold or not is_date_line(page.blocks[place + 1].text):
            continue
        if not _is_headline(block.text) or len(block.text.split()) < LEAST_WORDS:
            continue
        if not _names_site(block.text, _document_title(page), stated) and not (
            is_link(block.parent, furniture) or furniture.is_outside(block.parent)
        ):
            return Title(block.text, None, is_confirmed=False)
    return None


def find_doubts(title: Title) -> tuple[Problem, ...]:
    """The problem of a headline that nothing else on the page confirms."""
    if title.is_confirmed:
        return ()
    reason = "the heading above the text; the page's <title> says something else"
    return (Problem("title", ProblemCode.UNCONFIRMED_TITLE, reason),)


def _names_site(text: str, witnesses: Sequence[str], stated: Structured) -> bool:
    """Whether a heading is the site's name, or a part of the name that every page has for its `<title>`."""
    own = f" {fold(text)} "
    return names_site(text, stated.organisations) or any(own in f" {fold(name)} " for name in witnesses)


def _find_low(
    page: Page,
    headings: Sequence[tuple[Element, str]],
    witnesses: Sequence[str],
    stated: Structured,
    furniture: Furniture,
) -> tuple[Element, str] | None:
    """The headline of lower rank on a page whose higher headings, if any, all name the site."""
    low = [
        (element, text)
        for element, text in headings
        if element.tag in LOW_HEADINGS and not _names_site(text, witnesses, stated)
    ]
    return find_heading_above(page, low, furniture, is_low=True)


def _find_printed(
    page: Page, witnesses: Sequence[str], stated: Structured, furniture: Furniture
) -> str | None:
    """The headline that the page prints as a line of its own, in no heading, and states in its `<title>`."""
    parts = {part for text in witnesses for part in fold_witness(text).segments}
    for block in page.blocks:
        if block.kind != TEXT or not _is_headline(block.text) or len(block.text.split()) < LEAST_WORDS:
            continue
        if fold(block.text) not in parts or names_site(block.text, stated.organisations):
            continue
        if not is_link(block.parent, furniture) and not furniture.is_outside(block.parent):
            return block.text
    return None


def _beside_site(
    page: Page, found: Title, headings: Sequence[tuple[Element, str]], furniture: Furniture
) -> Title | None:
    """The heading of the article on a page whose `<title>` is that of the heading `found`, the site's."""
    others = [(element, text) for element, text in headings if fold(text) != fold(found.text)]
    above = find_heading_above(page, others, furniture)
    if above is not None:
        return Title(above[1], above[0], is_confirmed=False)
    if found.element is None or leads_to_front(page, found.element):
        return None
    return Title(found.text, found.element, is_confirmed=False)


def _best_heading(
    page: Page, headings: Sequence[tuple[Element, str]], witnesses: Sequence[str]
) -> tuple[float, Title] | None:
    """The heading that most agrees with a witness, and how much."""
    best: tuple[float, Title] | None = None
    folded = [fold_witness(text) for text in witnesses]
    for rank, (element, text) in enumerate(headings):
        worth = _worth(element, text, folded) - rank * 0.002
        if folded and (best is None or worth > best[0]) and is_in_link(element):
            worth -= _WORTH_OF_LINK
        if (best is None or worth > best[0]) and not (_is_brief(text) and _is_sections(page, element, text)):
            best = worth, Title(text, element)
    return best


def _is_brief(text: str) -> bool:
    return len(text.split()) <= 2


def _is_sections(page: Page, element: Element, text: str) -> bool:
    """Of two words only a heading or the line above the date counts, unless a section is called so."""
    return (element.tag not in HEADINGS and not _is_above_date(element)) or is_section(page, text)


def _is_above_date(element: Element) -> bool:
    below = element.getnext()
    return below is not None and is_date_line(clean_text(text_of(below)[:_LONGEST]))


def _document_title(page: Page) -> list[str]:
    found = next(page.root.iter("title"), None)
    text = clean_text(text_of(found)[:_LONGEST_STATED]) if found is not None else ""
    return [text] if text else []


def _headings(page: Page, furniture: Furniture) -> list[tuple[Element, str]]:
    found = []
    for element in page.named_boxes.headings:
        text = heading_text(element) if _is_short(element) else ""
        if _is_headline(text) and not furniture.is_outside(element):
            found.append((element, text))
            if len(found) == _MOST_HEADINGS:
                break
    return found


def heading_text(element: Element) -> str:
    """The heading on one line; a hard break or a box parts words, a mark within a word does not."""
    if len(element) == 0:
        return clean_text(element.text or "")
    if next(element.iterdescendants(*_PARTING), None) is None:
        return clean_text(text_of(element))
    return " ".join(block.text for block in read_blocks(element) if block.kind == TEXT)


def _is_headline(text: str) -> bool:
    """Whether it has the length of one: eight letters, or two words ("Về quê")."""
    return _SHORTEST <= len(text) <= _LONGEST or (len(text) >= _SHORTEST_WORDS and " " in text[:_SHORTEST])


def _is_short(element: Element) -> bool:
    return len(element) == 0 or len(list(islice(element.iter(), _LARGEST))) < _LARGEST


def _worth(element: Element, text: str, witnesses: Sequence[Witness]) -> float:
    """How well other statements agree, and a little for being the page's first rank of heading."""
    if not witnesses:
        return 1.0 if element.tag == "h1" else 0.0
    own = fold(text)
    agreement = max(measure_agreement(own, witness) for witness in witnesses)
    return agreement + _WORTH_OF_RANK.get(str(element.tag), 0.0)


def without_suffix(text: str, stated: Structured) -> str:
    """A stated title without the paper's name behind it."""
    cut = _SUFFIX.sub("", text)
    if cut == text or not _is_headline(cut):
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
