"""The headings of a page, and which of them agrees most with the titles that the page states elsewhere."""

from collections.abc import Sequence

from dvcrawler.extract.block import TEXT
from dvcrawler.extract.blocks import read_blocks
from dvcrawler.extract.elements import TOP_HEADINGS, Element, has_at_least, text_of
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.headlines.heading_above import is_section
from dvcrawler.extract.generic.headlines.other_titles import OtherTitle, fold_title, measure_agreement
from dvcrawler.extract.generic.teasers.other_pages import leads_to_other_page
from dvcrawler.extract.page import Page
from dvcrawler.normalize.dates import is_date_line
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

#: A heading and its text.
Heading = tuple[Element, str]

_SHORTEST_HEADLINE = 8
_SHORTEST_WORDS, _SHORTEST_WORD = 5, 2
#: The name of the site after the headline in `<title>`.
_SITE_BEHIND = lazy_regex(r"\s+[-|–—»:•]\s+\S")
_LONGEST_HEADLINE = 300
_MOST_HEADINGS = 200
_PARTING = frozenset(("br", "div", "p", "li"))
_HIDING = frozenset(("hidden", "style"))
_MOST_ELEMENTS = 40
_WORTH_OF_RANK = {"h1": 0.05, "h2": 0.02}
#: Subtracted for a heading that is a link: it leads to an article, so this is probably another page.
_WORTH_OF_LINK = 0.3


def find_headings(page: Page, furniture: Furniture) -> list[Heading]:
    """Headings, and boxes named as such, that have the length of a headline, in the order of the page."""
    found = []
    for element in page.named_boxes.headings:
        text = heading_text(element) if _is_short(element) else ""
        if (is_headline(text) or _is_in_title(element, text, page)) and not furniture.is_outside(element):
            found.append((element, text))
            if len(found) == _MOST_HEADINGS:
                break
    return found


def _is_in_title(element: Element, text: str, page: Page) -> bool:
    """Whether a heading of one word is all that `<title>` says before the site's name: "Mẹ - Báo Ví Dụ"."""
    if element.tag != "h1" or len(text) < _SHORTEST_WORD or not page.title.startswith(text):
        return False
    return _SITE_BEHIND.match(page.title, len(text)) is not None


def heading_text(element: Element) -> str:
    """The heading on one line; a hard break or a box parts words, a mark within a word does not."""
    if len(element) == 0:
        return clean_text(element.text or "")
    if any(map(_may_part, element.iterdescendants())):
        return " ".join(block.text for block in read_blocks(element) if block.kind == TEXT)
    return clean_text(text_of(element))


def _may_part(inner: Element) -> bool:
    """Whether a part of a heading begins a line, or may be hidden, as a name for screen readers is."""
    return inner.tag in _PARTING or not _HIDING.isdisjoint(inner.keys())


def is_headline(text: str) -> bool:
    """Whether the text is long enough for a headline: eight letters, or two words ("Về quê")."""
    return _SHORTEST_HEADLINE <= len(text) <= _LONGEST_HEADLINE or (
        len(text) >= _SHORTEST_WORDS and " " in text[:_SHORTEST_HEADLINE]
    )


def _is_short(element: Element) -> bool:
    return len(element) == 0 or not has_at_least(element.iter(), _MOST_ELEMENTS)


def choose_heading(
    page: Page, headings: Sequence[Heading], titles: Sequence[str]
) -> tuple[float, Heading] | None:
    """The heading that agrees most with a title stated elsewhere, and how much."""
    best: tuple[float, Heading] | None = None
    folded = [fold_title(text) for text in titles]
    for rank, (element, text) in enumerate(headings):
        worth = _score_heading(element, text, folded) - rank * 0.002
        if folded and (best is None or worth > best[0]) and is_in_card(element, page):
            worth -= _WORTH_OF_LINK
        if (best is None or worth > best[0]) and not _is_section_name(page, element, text):
            best = worth, (element, text)
    return best


def is_in_card(heading: Element, page: Page) -> bool:
    """Whether a link to another page is around the heading. Templates also link the headline to nothing."""
    link = next(heading.iterancestors("a"), None)
    return link is not None and leads_to_other_page(link, page)


def _score_heading(element: Element, text: str, titles: Sequence[OtherTitle]) -> float:
    """How well other statements agree, plus a small bonus for the page's first rank of heading."""
    if not titles:
        return 1.0 if element.tag == "h1" else 0.0
    own = fold(text)
    agreement = max(measure_agreement(own, title) for title in titles)
    return agreement + _WORTH_OF_RANK.get(str(element.tag), 0.0)


def _is_section_name(page: Page, element: Element, text: str) -> bool:
    """Whether the text has one or two words and is neither a heading nor right above the date, or is the name
    of a section of the page.
    """
    if len(text.split()) > 2:
        return False
    return (element.tag not in TOP_HEADINGS and not _is_above_date(element)) or is_section(page, text)


def _is_above_date(element: Element) -> bool:
    below = element.getnext()
    return below is not None and is_date_line(clean_text(text_of(below)[:_LONGEST_HEADLINE]))
