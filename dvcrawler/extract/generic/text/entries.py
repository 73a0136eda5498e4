"""Headings within an article that are marked as its headline: the days of a report, in boxes alike."""

from collections.abc import Hashable
from itertools import islice, takewhile

from dvcrawler.extract.elements import Element, select_like

#: Boxes around a heading that may be one of several alike.
_LEVELS = 8
_MOST_BOXES = 500


class Entries:
    """Recognises the headings of a report with that headline. Articles that load while the reader scrolls
    have boxes such as the first one has.
    """

    def __init__(self, headline: Element) -> None:
        self._around = frozenset(headline.iterancestors())
        self._names = {(each.tag, each.get("class")) for each in self._around if each.get("class")}
        self._known: dict[Hashable, bool] = {}

    def hold(self, heading: Element) -> bool:
        """Whether the heading is in one of several boxes alike, none of which holds the headline."""
        boxes = takewhile(lambda each: each not in self._around, islice(heading.iterancestors(), _LEVELS))
        return any(
            (box.tag, box.get("class")) not in self._names and self._is_one_of_several(box, heading)
            for box in boxes
        )

    def _is_one_of_several(self, box: Element, heading: Element) -> bool:
        """Judged once for all boxes alike within one element: there may be thousands."""
        key = (box.getparent(), box.tag, box.get("class"), heading.tag, heading.get("class"))
        known = self._known.get(key)
        if known is None:
            alike = _find_alike(box, heading)
            known = self._known[key] = len(alike) > 1 and self._around.isdisjoint(alike)
        return known


def _find_alike(box: Element, heading: Element) -> list[Element]:
    """The boxes of the same name beside this one, and itself, that hold a heading of the same name."""
    around, name = box.getparent(), box.get("class")
    beside = select_like(around, box) if around is not None else iter((box,))
    alike = (each for each in beside if each.get("class") == name and _has_heading(each, heading))
    return list(islice(alike, _MOST_BOXES))


def _has_heading(box: Element, heading: Element) -> bool:
    return any(each.get("class") == heading.get("class") for each in select_like(box.iter(), heading))
