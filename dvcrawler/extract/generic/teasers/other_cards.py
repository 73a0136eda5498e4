"""Cards that lead to other articles: what they print or state is not about the page's own."""

from collections.abc import Container, Iterable, Sequence
from itertools import chain, islice

from dvcrawler.extract.elements import (
    Element,
    ancestors_or_self,
    holds_any,
    is_longer,
    is_within,
    names_of,
    text_length,
    text_of,
)
from dvcrawler.extract.generic.teasers.other_pages import (
    leads_to_other_page,
    leads_to_section,
    may_lead_to_article,
)
from dvcrawler.extract.lines.link_lists import names_document
from dvcrawler.extract.page import Page
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.dates import is_date_line
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
#: Between a headline and the name of the site.
_TITLE_MARK = lazy_regex(r"\s[-|–—»:•]\s")
#: Boxes around an element that may be the card, and its characters.
_LEVELS, _LONGEST_CARD = 3, 600
#: Boxes around an element that may hold the heading of its card.
_MOST_AROUND = 5
#: The part of a heading that its link is at least.
_LEAST_PART = 3
#: Words of a headline: in a heading, and of a link that nothing marks as one.
_LEAST_IN_HEADING, _LEAST_WORDS = 4, 6
_MOST_HEADINGS, _MOST_LINKS = 4, 20
#: Elements that are items of their own, and the marks of a thing by microdata, RDFa and hAtom.
_ITEMS = ("article", "li", "figure", "tr")
_ROWS = ("tr", "tbody", "table")
_MARKS, _ENTRY = frozenset(("itemscope", "typeof")), lazy_regex(r"\bh-?entry\b")
#: Elements between a headline and the facts about its article, and characters of the headline's box.
_MOST_BETWEEN, _LONGEST_HEADLINE = 3, 300


def is_of_card(element: Element, page: Page, no_cards: Container[Element] = ()) -> bool:
    """Whether the element is, or is in, a small box with the linked headline of another article. `no_cards`:
    boxes that are known to be none, nor to be in one.
    """
    for around in ancestors_or_self(element, _LEVELS):
        if around is page.body or around in no_cards or is_longer(around, _LONGEST_CARD):
            return False
        headings = list(islice(around.iter(*_HEADINGS), _MOST_HEADINGS))
        if headings:
            return _are_of_card(headings, page)
        if not _is_only_row(around) and (link := _find_headline(around, page)) is not None:
            return _is_linked_card(around, link, page)
    return False


def _is_linked_card(around: Element, link: Element, page: Page) -> bool:
    if _holds_own_title(around, page):
        return False
    return _is_item(around, link) or not _is_beside_headline(around, page)


def is_of_other(
    element: Element, page: Page, own: Container[str] = (), *, may_be_above: bool = False
) -> bool:
    """Whether the nearest headline above the element, in a small box around it, leads to another article.
    `own`: texts that head none, such as tags set as headings; only headings count then. `may_be_above`: a
    card may have the element above its headline, as a section.
    """
    for level, around in enumerate(ancestors_or_self(element, _MOST_AROUND + 1)):
        if around is page.body or is_longer(around, _LONGEST_CARD):
            return False
        if headings := _list_headings(around, element, own):
            near = _find_near(headings, element, around, may_be_above=may_be_above)
            return _are_of_card(near, page) and not _head_several(headings)
        links = [] if own or level > _LEVELS else _list_link(around, element, page)
        if near := _find_near(links, element, around, may_be_above=may_be_above):
            return _is_linked_card(around, near[0], page)
    return False


def _list_headings(around: Element, element: Element, own: Container[str]) -> list[Element]:
    """The headings in the box, without those that are the element or hold it."""
    headings = (each for each in around.iter(*_HEADINGS) if not is_within(element, each))
    return [each for each in islice(headings, _MOST_LINKS) if clean_text(text_of(each)) not in own]


def _list_link(around: Element, element: Element, page: Page) -> list[Element]:
    """The only headline in the box, which is a link apart from the element."""
    link = None if _is_only_row(around) else _find_headline(around, page)
    return [] if link is None or is_within(element, link) or is_within(link, element) else [link]


def _find_near(
    heads: Sequence[Element], element: Element, around: Element, *, may_be_above: bool
) -> Sequence[Element]:
    """Those in the element, or else the last one above it, or else the first one below."""
    inside = [each for each in heads if is_within(each, element)]
    above = [each for each in heads if not inside and _is_above(each, element, around)]
    return inside or above[-1:] or heads[:may_be_above]


def _is_above(one: Element, other: Element, around: Element) -> bool:
    return next(each for each in around.iter(one.tag, other.tag) if each is one or each is other) is one


def _head_several(headings: Iterable[Element]) -> bool:
    """Whether the headings are those of several articles, as in a list beside an article's tags."""
    links = (next(chain(each.iterancestors("a"), each.iter("a")), None) for each in headings)
    return len({link.get("href") for link in links if link is not None}) > 1


def _holds_own_title(box: Element, page: Page) -> bool:
    """Whether the box prints the headline of the page: a short article with links to others below it."""
    title = fold(_TITLE_MARK.split(page.title, 1)[0])
    return title.count(" ") >= _LEAST_IN_HEADING - 1 and title in fold(clean_text(text_of(box)))


def heads_card(heading: Element, page: Page) -> bool:
    """Whether the heading is a link to another page, as the site's name and cards are. A link that is a small
    part of it is a button or a label, as of its section.
    """
    links = list(heading.iterancestors("a")) or list(islice(heading.iter("a"), 2))
    least = text_length(heading) / _LEAST_PART
    return any(leads_to_other_page(link, page) for link in links if text_length(link) > least)


def _are_of_card(headings: Iterable[Element], page: Page) -> bool:
    """Whether one is the headline of a card, and none may be that of the page."""
    others = [heading for heading in headings if not _names_part(heading, page)]
    return bool(others) and not any(_may_be_own(each, page) for each in others)


def _names_part(heading: Element, page: Page) -> bool:
    """Whether it names a section, a person or a day, and is not the title of the page."""
    text = clean_text(text_of(heading))
    if _is_headline(text) and not _names_section(heading, text, page):
        return False
    return not fold(page.title).startswith(fold(text))


def _names_section(heading: Element, text: str, page: Page) -> bool:
    """Whether the heading is the link to a section, by its address or by its length."""
    link = next(chain(heading.iterancestors("a"), heading.iter("a")), None)
    return link is not None and leads_to_other_page(link, page) and leads_to_section(link, text, page)


def _may_be_own(heading: Element, page: Page) -> bool:
    """Whether it may be the headline of the page, or the name of its author."""
    text = clean_text(text_of(heading))
    if not _is_headline(text) or not heads_card(heading, page):
        return True
    return fold(page.title).startswith(fold(text))


def _is_headline(text: str) -> bool:
    return len(text.split()) >= _LEAST_IN_HEADING and not _says_who_or_when(text)


def _says_who_or_when(text: str) -> bool:
    return is_byline(text) or is_date_line(text)


def _find_headline(card: Element, page: Page) -> Element | None:
    """The link with the length of a headline to another page of the site that is not a section's. None among
    several: a short article in a box with a list of others is not a card.
    """
    found: dict[str | None, Element] = {}
    for link in islice(card.iter("a"), _MOST_LINKS):
        text = clean_text(text_of(link))
        if len(text.split()) < _LEAST_WORDS or _says_who_or_when(text):
            continue
        if may_lead_to_article(link, page):
            found.setdefault(link.get("href"), link)
            if len(found) > 1:
                return None
    return next(iter(found.values()), None)


def _is_only_row(box: Element) -> bool:
    """Whether the box is the only row of a table, or that table: a line that old templates part so."""
    return box.tag in _ROWS and box.getprevious() is None and box.getnext() is None


def _is_item(card: Element, link: Element) -> bool:
    """Whether the box is written as one item of several, with a picture, or for a document."""
    if card.tag in _ITEMS or not _MARKS.isdisjoint(card.keys()) or _ENTRY.search(names_of(card)):
        return True
    return names_document(link) or holds_any(card, "img")


def _is_beside_headline(card: Element, page: Page) -> bool:
    """Whether the headline of the page is near the box: its section, topic or author may be a link in it."""
    above, below = card.itersiblings(preceding=True), card.itersiblings()
    near = chain(islice(above, _MOST_BETWEEN), islice(below, _MOST_BETWEEN))
    found = ((each, heading) for each in near for heading in islice(each.iter(*_HEADINGS), 1))
    headings = (heading for each, heading in found if not is_longer(each, _LONGEST_HEADLINE))
    return any(_is_headline(clean_text(text_of(each))) and _may_be_own(each, page) for each in headings)
