"""Small boxes among the paragraphs that are not part of the text: what a reader fills in, such as polls,
newsletters, searches and questions; and pictures that lead to another site, as advertisements do.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import cast
from urllib.parse import SplitResult, urlsplit

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import (
    Element,
    ancestors_or_self,
    find_link,
    holds_any,
    is_leaf,
    is_longer,
    text_of,
)
from dvcrawler.extract.page import Page
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.links import absolute_url
from dvcrawler.patterns import lazy_regex

_PAID = lazy_regex(r"\b(?:sponsored|nofollow)\b", re.I)
#: Folders and files of banners, and what counts the visits that one brings.
_BANNER = lazy_regex(
    r"/(?:qc|ads?|quang-?cao|banners?|adv)[/_-]|banner[\w-]{0,20}\.(?:jpe?g|png|gif|webp)", re.I
)
_COUNTED = lazy_regex(r"utm_|aff(?:iliate)?(?:_id)?=|gclid|click(?:id|tag)|/redirect|/track", re.I)
#: Where the badges of networks and shops lead, which ask to follow the site or to install its application.
_FOLLOW = lazy_regex(
    r"(?:www\.)?(?:news\.google\.com|zalo\.me|oa\.zalo\.me|play\.google\.com|(?:itunes|apps)\.apple\.com)",
    re.I,
)
_MOST_LINKS = 3
#: Characters of a line of such a box, and of the box; one with a third of the text is that of the article.
_LONGEST_LINE, _LONGEST_BOX, _LEAST_TIMES = 200, 400, 3
_LEVELS = 4
_CONTROLS = ("input", "textarea", "select")
_UNSEEN = frozenset(("hidden", "submit", "button", "image", "reset"))
#: Words of a button, of which a question has several: "Có", "Không".
_LONGEST_BUTTON, _FEWEST_BUTTONS = 12, 2


def without_forms(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the lines of such boxes; a name beside a form is kept."""
    longest = min(_LONGEST_BOX, sum(len(each.text) for each in blocks if each.kind == TEXT) // _LEAST_TIMES)
    known: dict[Element, bool | None] = {}  # None: too long
    return [each for each in blocks if not _is_of_form(each, longest, known)]


def _is_of_form(block: Block, longest: int, known: dict[Element, bool | None]) -> bool:
    if block.kind != TEXT or len(block.text) > _LONGEST_LINE:
        return False
    element = block.parent
    if is_leaf(element):  # as of most paragraphs, which hold only text
        element = cast("Element", element.getparent())
    if known.get(element, False) is None:
        return False
    for box in ancestors_or_self(element, _LEVELS):
        if box not in known:
            known[box] = None if is_longer(box, longest) else _asks(box)
        if known[box] is None:
            return False
        if known[box]:
            return not is_byline(block.text)
    return False


def _asks(box: Element) -> bool:
    """Whether the box has a field to fill in, or a question above buttons that answer it."""
    controls = (each for each in box.iter(*_CONTROLS) if "disabled" not in each.attrib)
    if any(each.get("type", "").lower() not in _UNSEEN for each in controls):
        return True
    buttons = [text_of(each).strip() for each in islice(box.iter("button"), _FEWEST_BUTTONS)]
    return (
        len(buttons) == _FEWEST_BUTTONS
        and all(len(each) <= _LONGEST_BUTTON for each in buttons)
        and "?" in text_of(box)
    )


def is_advertisement(block: Block, page: Page) -> bool:
    """Whether the picture is one, by its link to another site; one with a caption belongs to the article."""
    link = _find_link(block.parent)
    url = absolute_url(page.base, link.get("href") or "") if link is not None else None
    if link is None or url is None:
        return False
    target = urlsplit(url)
    if _is_same_site(target.netloc, urlsplit(page.url).netloc) or _has_caption(link):
        return False
    picture = absolute_url(page.base, block.source) or ""
    if target.netloc == urlsplit(picture).netloc and len(target.path) > 1:
        return False  # the picture itself, where its host names it without an extension
    return _is_paid(link, target, picture)


@lru_cache(maxsize=1)  # for all pictures of the last box, which it keeps in memory with its document
def _find_link(element: Element) -> Element | None:
    """The link around the picture, which the element holds or is in."""
    links = islice(element.iterdescendants("a"), _MOST_LINKS)
    inside = (each for each in links if holds_any(each, *PICTURE_TAGS))
    around = find_link(element)
    return around if around is not None else next(inside, None)


def _has_caption(link: Element) -> bool:
    figure = next(link.iterancestors("figure"), None)
    return figure is not None and holds_any(figure, "figcaption")


def _is_same_site(host: str, own: str) -> bool:
    host, own = host.lower().removeprefix("www."), own.lower().removeprefix("www.")
    return host == own or host.endswith(f".{own}") or own.endswith(f".{host}")


def _is_paid(link: Element, target: SplitResult, picture: str) -> bool:
    if _PAID.search(link.get("rel") or "") or target.path in ("", "/") or _FOLLOW.fullmatch(target.netloc):
        return True
    return _COUNTED.search(target.geturl()) is not None or _BANNER.search(picture) is not None
