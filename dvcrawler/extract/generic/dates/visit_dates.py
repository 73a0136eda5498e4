"""The date of the visit, which a page prints in its header, its menu or a clock; it changes every day."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, takewhile
from typing import NamedTuple

from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import (
    Element,
    ancestors_or_self,
    direct_text,
    has_at_least,
    holds_any,
    names_of,
    unwrap,
)
from dvcrawler.normalize.dates import find_date
from dvcrawler.patterns import lazy_regex

#: Names of clocks; `fa-clock`, however, is the icon beside the date of an article.
_CLOCK = lazy_regex(
    r"(?:^|[\s_-])(?:now|hom-?nay|hien-?tai|weather|thoi-?tiet)(?:$|[\s_-])|today|(?:dig|digital)[_-]?clock|dong-?ho"
    r"|(?:current|server|system)[_-]?(?:date|time|day|clock)|(?:^|[\s_-])(?:current|server)(?:$|\s)"
    r"|(?:date|time|ngay|gio)[_-]?(?:now|current|hom-?nay|hien-?tai|he-?thong)|now[_-]?(?:date|time)",
    re.I,
)
_BARE_CLOCK = lazy_regex(r"(?:^|\s)clock(?:$|\s)|clock[_-]?(?:box|top|bar|wrap)", re.I)
#: Ids and classes of boxes above all articles, as themes of DotNetNuke, NukeViet and Joomla call them.
_HEADER = lazy_regex(
    r"(?<!date-)(?<!date_)header|masthead|banner|top-?(?:bar|line|nav|menu)|nav-?bar|toolbar|hotline"
    r"|(?:^|[\s_-])(?:(?:main|mega|thanh)-?)?(?:menu|nav|site-?top|page-?top)(?:$|[\s_-])"
    r"|(?:^|\s)(?:head|top|logo|search|tim-?kiem|lang|language)"
    r"(?:$|\s|[_-]?(?:\d|inner|wrap|wrapper|container|left|right|bar|row|bottom|main|pane|date|time)(?![a-z]))",
    re.I,
)
#: Names that mark a header as that of the article or of a box.
_OF_ARTICLE = lazy_regex(
    r"article|detail|post|entry|story|single|content|news|title|chi-?tiet|bai-?viet|noi-?dung|tin-?bai|meta|publish"
    r"|author|sapo|box|card|panel|block|longform|magazine",
    re.I,
)
_ARTICLE = lazy_regex(r"article|detail|post|entry|story|single|chi-?tiet|bai-?viet", re.I)
#: What themes call the first part of any box, too.
_OF_ANY_BOX = ("top", "head", "header")
_PATH = lazy_regex(r"bread-?crumb|path|duong-?dan|share|chia-?se|social", re.I)
_LOGO = lazy_regex(r"logo|banner|header", re.I)
_MENU = lazy_regex(r"(?:^|[\s_-])(?:(?:main|top|mega)-?)?(?:menu|nav|navbar|navigation)(?:$|[\s_-])", re.I)
_SAYS_TODAY = lazy_regex(r"hôm nay|bây giờ|hiện tại|giờ việt nam|today|°\s?C|\d\s?º", re.I)
_SECTIONS = ("article", "main", "section")
_INLINE = ("span", "b", "strong", "i", "em", "font", "label", "time")
#: Least number of links of a menu; a breadcrumb has fewer.
_MENU_LINKS = 7
_MOST_LOOKED_AT, _MOST_BESIDE, _MOST_PIECES = 3_000, 50, 20


class Surroundings(NamedTuple):
    """`heading`: of the article, or its first paragraph. `box`: the innermost element with both."""

    heading: Element
    box: Element


def find_surroundings(heading: Element, prose: Element | None) -> Surroundings:
    around = set(heading.iterancestors())
    chain = () if prose is None else prose.iterancestors()
    box = next((each for each in chain if each in around), None)
    return Surroundings(heading, heading if box is None else box)


def is_of_visit(block: Block, article: Surroundings | None, *, above: bool) -> bool:
    """Whether the line is today's date rather than the article's. `above`: it precedes the heading."""
    own, pieces = _find_own_boxes(block.parent, article), list(pieces_with_digits(block))
    if any(_names_clock(names_of(each)) for each in (*own, *pieces)):
        return True
    if not above:
        return False
    if any(_BARE_CLOCK.search(names_of(each)) for each in own):
        return True
    if says_today(block.text):
        return True
    return article is not None and _is_in_page_header(own, pieces, article)


def says_today(text: str) -> bool:
    """Whether the line gives a day as that of the visit: "Hôm nay: Thứ Tư, 20/03/2024"."""
    return _SAYS_TODAY.search(text) is not None and find_date(text) is not None


@lru_cache(maxsize=2048)  # the same boxes are on every page of a site
def _names_clock(names: str) -> bool:
    return _CLOCK.search(names) is not None


def pieces_with_digits(block: Block) -> Iterator[Element]:
    """The pieces of the line that may be the date: a `<span>` is not a separate line, but may have a name."""
    for each, text in _read_pieces(block.parent):
        if text in block.text:
            yield each


@lru_cache(maxsize=1)  # for all lines of the last box, which it keeps in memory with its document
def _read_pieces(box: Element) -> Sequence[tuple[Element, str]]:
    """The first pieces in the box whose text has a digit, with that text."""
    pieces = islice(box.iterdescendants(*_INLINE), _MOST_PIECES)
    # One with many elements holds lines of its own.
    inner = ((each, within) for each in pieces if not has_at_least(within := unwrap(each), _MOST_PIECES))
    texts = ((each, direct_text(within)) for each, within in inner)
    return [(each, text) for each, text in texts if any(map(str.isdigit, text))]


def _find_own_boxes(element: Element, article: Surroundings | None) -> list[Element]:
    """The element and those around it that do not hold the heading."""
    chain = ancestors_or_self(element)
    if article is None:
        return list(chain[:5])
    around = set(ancestors_or_self(article.heading))
    return list(takewhile(lambda each: each not in around, chain))


def is_page_clock(element: Element) -> bool:
    """Whether a `<time>` is a clock of the page or in the page's header."""
    chain = ancestors_or_self(element)
    if any(_names_clock(names_of(each)) for each in chain[:5]):
        return True
    header = next((each for each in chain if each.tag == "header"), None)
    return header is not None and holds_any(header, "nav", "form", "input")


def _is_in_page_header(own: list[Element], pieces: list[Element], article: Surroundings) -> bool:
    """`own`: as `_find_own_boxes` gives it; `pieces`: of the line."""
    if not own or _is_articles_header(own):
        return False
    if any(map(_is_header, (*own, *pieces))):
        return not _stands_at_heading(own[-1], article)
    branch, around = own[-1], own[-1].getparent()
    if around is None or any(_ARTICLE.search(names_of(each)) for each in own):
        return False
    if _holds_furniture([branch, *_take_until(branch, article.heading)]):
        return True
    is_apart = article.box is not around and around in article.box.iterancestors()
    return is_apart and _holds_furniture(branch.itersiblings(preceding=True))


def _stands_at_heading(branch: Element, article: Surroundings) -> bool:
    """Whether the line is right above the heading in the box of the text, and the page's header above it."""
    is_next = branch.getparent() is article.box and branch.getnext() is article.heading
    is_any = is_next and names_of(branch).strip().lower() in _OF_ANY_BOX
    if not (is_any or (is_next and branch.tag == "header" and not _is_site_furniture(branch))):
        return False
    return any(_holds_furniture(each.itersiblings(preceding=True)) for each in ancestors_or_self(article.box))


def _is_header(element: Element) -> bool:
    names = names_of(element)
    if element.tag == "header" or (element.tag == "nav" and not _is_path(element)):
        return not _OF_ARTICLE.search(names)
    return bool(_HEADER.search(names)) and not _OF_ARTICLE.search(names)


def _is_articles_header(own: list[Element]) -> bool:
    """Whether the line is in an article, or in the header of an article or section."""
    header = next((place for place, each in enumerate(own) if each.tag == "header"), None)
    if header is None:
        return any(each.tag == "article" for each in own)
    return any(each.tag in _SECTIONS for each in (*own[header:], *own[-1].iterancestors()))


def _take_until(branch: Element, heading: Element) -> Iterator[Element]:
    """The elements between the line's and the heading's."""
    ends = set(ancestors_or_self(heading))
    return takewhile(lambda each: each not in ends, branch.itersiblings())


def _holds_furniture(elements: Iterable[Element]) -> bool:
    return any(map(_is_site_furniture, islice(elements, _MOST_BESIDE)))


def _is_site_furniture(element: Element) -> bool:
    """Whether the element holds a menu, a search form or a logo."""
    links = 0
    for each in islice(element.iter("*"), _MOST_LOOKED_AT):
        tag, names = each.tag, names_of(each)
        if tag in ("form", "marquee") or _is_search_box(each) or _is_logo(each, names):
            return True
        if (tag == "nav" or _MENU.search(names)) and not _is_path(each):
            return True
        links += tag == "a" and not _is_path(each)
    return links >= _MENU_LINKS


def _is_search_box(element: Element) -> bool:
    return element.tag == "input" and element.get("type") in (None, "text", "search")


def _is_logo(element: Element, names: str) -> bool:
    if element.tag != "img":
        return False
    return _LOGO.search(f"{names} {element.get('src') or ''} {element.get('alt') or ''}") is not None


def _is_path(element: Element) -> bool:
    """Whether the element is part of a breadcrumb, or of buttons to share the article."""
    near = ancestors_or_self(element, 3)
    if any(_PATH.search(f"{names_of(each)} {each.get('aria-label') or ''}") for each in near):
        return True
    # Menus are lists without an order.
    return any(each.tag == "nav" and holds_any(each, "ol") for each in near)
