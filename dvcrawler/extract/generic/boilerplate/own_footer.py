"""Boxes of an article itself that have the names of furniture: themes print its date and author there."""

import re
from itertools import islice

from dvcrawler.extract.elements import Element, ancestors_or_self, is_longer, text_of
from dvcrawler.extract.generic.boilerplate.box_names import names_furniture
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.patterns import lazy_regex

_NAMES = lazy_regex(
    r"(?:entry|post|article|item|news)[-_]+(?:meta|footer|aside|info|header|toolbar|bottom)(?![a-z])", re.I
)
#: Characters of the facts about an article, and of one that is not the card of another.
_LONGEST_FACTS, _LEAST_TEXT = 200, 400
#: Links of such a box, and words of one that may be the headline of another article.
_MOST_LINKS, _LEAST_HEADLINE = 8, 5


def is_beside(element: Element, furniture: Furniture) -> bool:
    """Whether the element is in a box beside the article, and not in a footer of the article itself."""
    if not furniture.is_outside(element):
        return False
    box = next(filter(furniture.is_box, ancestors_or_self(element)), None)
    if box is None:
        return True
    if is_of_article(box, furniture):
        return False
    around = box.getparent() if _NAMES.search(box.get("class") or "") else None
    if around is None:
        return True
    return is_beside(around, furniture) if furniture.is_outside(around) else False


def is_of_article(box: Element, furniture: Furniture) -> bool:
    """Whether an `<aside>` or `<footer>` in an `<article>`, or beside a headline, is of facts about it."""
    if box.tag not in ("aside", "footer") or is_longer(box, _LONGEST_FACTS):
        return False
    if names_furniture(box) and not _NAMES.search(box.get("class") or ""):
        return False
    article = _find_article(box)
    return article is not None and not furniture.is_outside(article) and not _leads_to_other(box)


def _find_article(box: Element) -> Element | None:
    article, around = next(box.iterancestors("article"), None), box.getparent()
    if article is not None and is_longer(article, _LEAST_TEXT):
        return article
    is_headed = around is not None and box.tag == "aside" and around.find("h1") is not None
    return around if is_headed else None


def _leads_to_other(box: Element) -> bool:
    links = islice(box.iter("a"), _MOST_LINKS + 1)
    return any(n == _MOST_LINKS or len(text_of(a).split()) >= _LEAST_HEADLINE for n, a in enumerate(links))
