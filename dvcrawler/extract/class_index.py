"""The elements of a page by class and id, out of those with such an attribute.

Keeping an element costs ten times as much as passing it, so only the classes that some selector names
(`expect_keys`) are collected; others are looked up on demand.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from dvcrawler.extract.elements import Element

_expected: set[str] = set()
_MOST_NAMES = 2048


class _ExpectedIn(dict[str, tuple[str, ...]]):
    """The expected classes in a value of `class`; a site's pages share a few hundred values."""

    def __missing__(self, names: str) -> tuple[str, ...]:
        if len(self) >= _MOST_NAMES:
            self.clear()
        keys = tuple(name for name in dict.fromkeys(names.split()) if name in _expected)
        self[names] = keys
        return keys


_expected_in = _ExpectedIn()


def expect_keys(keys: Iterable[str]) -> None:
    """Collects these classes (`name`) and ids (`#name`) from now on. The result is the same, only sooner."""
    _expected.update(keys)
    _expected_in.clear()


class ClassIndex:
    """Elements by key: a class (`name`) or an id (`#name`, which pages repeat), in document order.

    `holders`: the elements with each attribute (`tag_index.index_attributes`).
    """

    def __init__(self, holders: Mapping[str, Sequence[Element]]) -> None:
        self._holders = holders
        self._covered = frozenset(_expected)

    def find(self, key: str) -> Sequence[Element]:
        if key[0] == "#":
            return self._by_id.get(key[1:], ())
        if key not in self._covered and key not in self._by_class:
            classed = ((each, each.get("class") or "") for each in self._holders["class"])
            self._by_class[key] = [each for each, names in classed if key in names and key in names.split()]
        return self._by_class.get(key, ())

    @cached_property
    def _by_class(self) -> dict[str, list[Element]]:
        """Collected once a class is looked up: a layout that does not match often asks for ids alone."""
        found: dict[str, list[Element]] = defaultdict(list)
        expected_in = _expected_in
        for element in self._holders["class"]:
            for key in expected_in[element.get("class") or ""]:
                found[key].append(element)
        return found

    @cached_property
    def _by_id(self) -> Mapping[str, Sequence[Element]]:
        found: dict[str, list[Element]] = defaultdict(list)
        for element in self._holders["id"]:
            found[element.get("id") or ""].append(element)
        return found

    def __contains__(self, key: str) -> bool:
        return bool(self.find(key))
