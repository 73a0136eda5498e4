"""Advertisements that an editor or a script sets among the paragraphs: pictures that lead to another site."""

import re
from urllib.parse import SplitResult, urlsplit

from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import Element, find_link, holds_any
from dvcrawler.extract.page import Page
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS
from dvcrawler.normalize.links import absolute_url
from dvcrawler.patterns import lazy_regex

_PAID = lazy_regex(r"\b(?:sponsored|nofollow)\b", re.I)
#: Folders and files of banners, and what counts the visits that one brings.
_BANNER = lazy_regex(
    r"/(?:qc|ads?|quang-?cao|banners?|adv)[/_-]|banner[\w-]{0,20}\.(?:jpe?g|png|gif|webp)", re.I
)
_COUNTED = lazy_regex(r"utm_|aff(?:iliate)?(?:_id)?=|gclid|click(?:id|tag)|/redirect|/track", re.I)
#: Where the signs of networks and shops lead, which ask to follow the site or to install its application.
_FOLLOW = lazy_regex(
    r"(?:www\.)?(?:news\.google\.com|zalo\.me|oa\.zalo\.me|play\.google\.com|(?:itunes|apps)\.apple\.com)",
    re.I,
)
_MOST_LINKS = 3


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


def _find_link(element: Element) -> Element | None:
    """The link around the picture, which the element holds or is in."""
    inside = (each for each in element.findall(".//a")[:_MOST_LINKS] if holds_any(each, *PICTURE_TAGS))
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
