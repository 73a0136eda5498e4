"""Authors that a page states for machines: chosen of its metadata, or in `<meta>` within microdata."""

from collections.abc import Collection
from itertools import islice

from dvcrawler.extract.elements import Element
from dvcrawler.extract.generic.authors.byline import MOST_BOXES, drop_duplicates
from dvcrawler.extract.generic.authors.credits import LONGEST_BYLINE
from dvcrawler.extract.generic.authors.person_check import may_name_person, names_person
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.normalize.text import clean_text


def find_stated_author(stated: Structured) -> str | None:
    """The persons of the first statement that names any: paper, vendor and accounts are not authors."""
    for names in stated.authors:
        people = [text for text in names if names_person(text, stated)]
        if people:
            return ", ".join(people)
    return None


def find_confirmed_author(stated: Structured, printed: Collection[str]) -> str | None:
    """A pen name of one word, which the page states for machines and prints on a line of its own."""
    names = (name for names in stated.authors for name in names if name in printed)
    return next((name for name in names if may_name_person(name, stated)), None)


def find_meta_author(stated: Structured, furniture: Furniture) -> str | None:
    """The names that the microdata or RDFa of authors, persons, gives in `<meta itemprop="name">`."""
    names: list[str] = []
    for box in islice(furniture.authors, MOST_BOXES):
        kind = box.get("itemtype") or box.get("typeof") or ""
        if _read_property(box) != "author" or "Organization" in kind:
            continue
        text = _read_meta_name(box)
        if text and not furniture.is_outside(box) and names_person(text, stated):
            names.append(text)
    return ", ".join(drop_duplicates(names)) or None


def _read_property(element: Element) -> str:
    return element.get("itemprop") or (element.get("property") or "").removeprefix("schema:")


def _read_meta_name(box: Element) -> str:
    metas = (each for each in box.iter("meta") if _read_property(each) == "name")
    return clean_text(next((each.get("content") or "" for each in metas), "")[:LONGEST_BYLINE])
