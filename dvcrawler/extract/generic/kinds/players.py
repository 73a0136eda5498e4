"""The video player of a page whose article is a video."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from dvcrawler.extract.elements import PLAYERS, TOP_HEADINGS, Element, names_of, text_of
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

VIDEO = "video"
_TAGS = frozenset((*PLAYERS, "div", "youtube-video")) - {"audio"}
_ADDRESS = lazy_regex(
    r"youtu\.?be|vimeo|dailymotion|facebook\.com/(?:plugins/)?video|tiktok|\.(?:mp4|m3u8|flv|webm)\b"
    r"|/(?:player|embed)/|video",
    re.I,
)
_PLAYER = lazy_regex(
    r"(?:^|[\s_-])(?:jw-?player|jwplayer_\w+|video-?js|vjs|plyr|flowplayer|fluid-?player|video-?player|player-?video)"
    r"(?:$|[\s_-])",
    re.I,
)
_OF_PLAYER = lazy_regex(r"player|video|clip|media", re.I)
#: Names that grids and themes give to a column beside the article's.
_SIDE = lazy_regex(
    r"(?:^|[\s_-])(?:side|right|phai|widget|banner|related|quang-?cao)(?:$|[\s_-])|sidebar|col-(?:md|lg|sm)-[2-4]\b",
    re.I,
)
_MOST_AROUND = 4
_FRAMES = frozenset(("iframe", "embed", "object"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
#: A menu of buttons and a breadcrumb have fewer links; more lead to other articles.
_MOST_LINKS = 8


def find_player(heading: Element, furniture: Furniture, body: Element) -> Element | None:
    """The player below the headline or right above, with no other heading and no list of links between."""
    elements = list(body.iter())
    if heading not in elements:
        return None
    place = elements.index(heading)
    above = _find_last(elements[:place], furniture)
    behind = place + sum(1 for _ in heading.iter())
    return above if above is not None else _find_first(elements[behind:], furniture)


def plays_video(page: Page, title: str) -> bool:
    """Whether a player belongs to the heading with this text."""
    headings = (each for tag in TOP_HEADINGS for each in page.tagged[tag])
    own = next((each for each in headings if clean_text(text_of(each)) == title), None)
    return own is not None and find_player(own, Furniture(page), page.body) is not None


def _find_last(elements: Iterable[Element], furniture: Furniture) -> Element | None:
    found: Element | None = None
    links = 0
    for element in elements:
        links += _count_links(element)
        if links > _MOST_LINKS:
            found, links = None, 0
        elif _is_own_player(element, furniture):
            found = element
    return found


def _find_first(elements: Iterable[Element], furniture: Furniture) -> Element | None:
    links = 0
    for element in elements:
        links += _count_links(element)
        if links > _MOST_LINKS:
            return None
        if _is_own_player(element, furniture):
            return element
    return None


def _count_links(element: Element) -> int:
    """1 for a link; more than the limit for a heading, which separates as a list of links does."""
    return _MOST_LINKS + 1 if element.tag in _HEADINGS else int(element.tag == "a")


def _is_own_player(element: Element, furniture: Furniture) -> bool:
    return element.tag in _TAGS and _is_player(element) and not _is_beside(element, furniture)


def _is_beside(player: Element, furniture: Furniture) -> bool:
    """Whether the player is in a box beside the article; the names of players are furniture of a text."""
    if any(_SIDE.search(names_of(each)) for each in islice(player.iterancestors(), _MOST_AROUND)):
        return True
    box: Element | None = player
    while box is not None and (box is player or _OF_PLAYER.search(names_of(box))):
        box = box.getparent()
    return box is not None and furniture.is_outside(box)


def _is_player(element: Element) -> bool:
    if element.tag == "video" or "youtube" in str(element.tag) or element.tag == "amp-video":
        return True
    if element.tag in _FRAMES:
        return any(_ADDRESS.search(value) for value in _list_addresses(element))
    return _PLAYER.search(names_of(element)) is not None


def _list_addresses(frame: Element) -> Iterator[str]:
    for name in ("src", "data-src", "data", "data-lazy-src", "type"):
        yield frame.get(name) or ""
