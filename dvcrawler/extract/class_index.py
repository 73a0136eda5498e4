"""The boxes of a page by class and id: one walk over the document answers all rules.

An element that is kept costs ten times as much as one that is looked at and let go, so only the
classes and ids that some rule was written for (`expect`) are kept; others are looked up when asked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from lxml.etree import _Element as Element

#: What carries the classes that rules go by; each tag more costs every page a hundredth of its parse.
MARKABLE = ("div", "span", "p", "h1", "h2", "h3", "time", "section", "article")
_expected: set[str] = set()


def expect(marks: Iterable[str]) -> None:
    """Rules will ask for these classes (`name`) and ids (`#name`). A matter of speed, not of result."""
    _expected.update(marks)
    _expected_of.cache_clear()


class ClassIndex:
    """Elements by class (`name`) and id (`#name`), in document order.

    Of `MARKABLE` tags only: links and list items are most of a menu. Pages of the new CMS repeat ids
    in their boxes, so an id may have several elements.
    """

    def __init__(self, root: Element) -> None:
        self._root = root
        self._found: dict[str, list[Element]] = defaultdict(list)
        self._covered = frozenset(_expected)
        for element in root.iter(*MARKABLE):
            names = element.get("class")
            if names and (marks := _expected_of(names)):
                for name in marks:
                    self._found[name].append(element)
            own_id = element.get("id")
            if own_id and (mark := f"#{own_id}") in _expected:
                self._found[mark].append(element)

    def get(self, mark: str) -> Sequence[Element]:
        """The elements of that class or `#id`; none where there is no such mark."""
        if mark not in self._covered and mark not in self._found:
            found = [each for each in self._root.iter(*MARKABLE) if mark in marks_of(each)]
            self._found[mark] = found
        return self._found.get(mark, ())

    def __contains__(self, mark: str) -> bool:
        return bool(self.get(mark))


def marks_of(element: Element) -> list[str]:
    """Its classes, and its id with a `#`."""
    return [*(element.get("class") or "").split(), f"#{element.get('id')}"]


@lru_cache(maxsize=4096)  # the same few hundred stand on every page of a site
def _expected_of(names: str) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names.split()) if name in _expected)
