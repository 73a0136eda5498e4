"""Ranks boxes that a CMS names after the author: some hold the byline, others the account that published the
page.

Class names: "texttacgia" beside "view-content-author" (Liferay portals of communes), "tac-gia", "byline"
(newspapers), "author vcard" (WordPress), "createdby" (Joomla), "username" (Drupal). Cards of plugins for
WordPress: "m-a-box" (Molongui), "abh_box" (Starbox), "ts-fab" (Fancier Author Box), "awpa" (WP Post Author).
"""

import re
from functools import lru_cache
from typing import Any

from dvcrawler.extract.elements import Element, ancestors_or_self, is_longer, names_of
from dvcrawler.patterns import lazy_regex

#: The higher the rank, the more certainly the box holds the byline typed by the editor.
BYLINE, AUTHOR, ACCOUNT, UNNAMED = 3, 2, 1, 0

_RANKS = (
    (BYLINE, lazy_regex(r"tac-?gia|byline|nguoi-?viet|pen-?name|but-?danh|reporter|journalist", re.I)),
    (
        ACCOUNT,
        lazy_regex(
            r"view-content-author|created-?by|posted-?by|published-?by|submitted|poster\b|nguoi-?(?:dang|gui|nhap)"
            r"|dang-?boi|vcard|user-?name|account-name",
            re.I,
        ),
    ),
    (AUTHOR, lazy_regex(r"author|m-a-box-name|abh_name|ts-fab-header|awpa-display-name", re.I)),
)
_ELSEWHERE = lazy_regex(
    r"related|other|box-more|list|avatar|comment|login|search|(?:top|featured?|popular)[-_]?author", re.I
)
#: Caps the characters of a box around a byline; a longer box holds the article.
_LONGEST_BYLINE_BOX = 150
_ABOUT = lazy_regex(
    r"author[-_]?(?:box|block|bio|desc|details?|info|card|content|profile|about|area)|(?:about|box|entry|bio)[-_]?(?:the[-_]?)?author"
    r"|\bm-a-box|\babh_(?:box|tab)|\bts-fab-(?:wrapper|tab)|\bsaboxplugin-(?:wrap|tab)",
    re.I,
)
_LONGEST_BIOGRAPHY, _MOST_AROUND = 1500, 4
_NAMED = ("class", "id", "data-role")
_WORD = lazy_regex(r"[^\s\d]+")


@lru_cache(maxsize=2048)  # the same boxes are on every page of a site
def rank_names(names: str) -> int:
    """Ranks the class names and ids of a box."""
    if _ELSEWHERE.search(names):
        return UNNAMED
    return next((rank for rank, pattern in _RANKS if pattern.search(names)), UNNAMED)


@lru_cache(maxsize=2048)
def may_rank(value: str) -> bool:
    """Whether `rank_names` may rank a list that contains this name."""
    return any(pattern.search(value) for _, pattern in _RANKS)


def rank_box(element: Element) -> int:
    """Ranks the element, its parent if that contains little else, and its only child."""
    boxes = [element]
    around = element.getparent()
    if around is not None and len(around) <= 2 and not is_longer(around, _LONGEST_BYLINE_BOX):
        boxes.append(around)
    inside = element
    while len(inside) == 1 and len(boxes) < 5:
        inside = inside[0]
        boxes.append(inside)
    return max(rank_names(join_names(box)) for box in boxes)


def is_about_author(element: Element, known: dict[Element, bool] | None = None) -> bool:
    """Whether the element is in a box about the author, as themes and plugins print it below an article.

    `known` keeps which boxes are named so: lines share those around them.
    """
    known = {} if known is None else known
    for box in ancestors_or_self(element, _MOST_AROUND):
        is_named = known.get(box)
        if is_named is None:
            is_named = known[box] = _is_named_after_author(names_of(box))
        if is_named:
            return not is_longer(box, _LONGEST_BIOGRAPHY)
    return False


def _is_named_after_author(names: str) -> bool:
    is_candidate = "uth" in names or "box" in names or "fab-" in names or "abh_" in names
    return is_candidate and _ABOUT.search(names) is not None


def join_names(element: Element) -> str:
    """Returns the class, id and role of the element, and "author" if its microdata says so."""
    attributes: Any = element.items()
    if not attributes:
        return ""
    if len(attributes) == 1 and attributes[0][0] in _NAMED:
        return str(attributes[0][1])
    names = []
    says_author = False
    for key, value in attributes:
        if key in _NAMED:
            names.append(value)
        elif value == "author" and key in ("itemprop", "rel"):
            says_author = True
    if says_author:
        names.append("author")
    return " ".join(names)


def signature_of(names: str) -> frozenset[str]:
    """Returns the words that name the kind of box, without numbers: the same for all boxes of a kind."""
    return frozenset(word.lower() for word in _WORD.findall(names) if rank_names(word))
