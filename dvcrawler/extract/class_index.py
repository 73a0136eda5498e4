"""The elements of a page by class and id: one walk over the document answers most selectors.

Keeping an element costs ten times as much as passing it, so only the classes that some selector names
(`expect_keys`) are collected; others are looked up on demand. Ids are looked up by the parser.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import cast

from lxml import etree

from dvcrawler.extract.elements import Element

_HAS_CLASS_LIKE = etree.XPath("descendant-or-self::*[contains(@class, $name)]")
_HAS_ID = etree.XPath("descendant-or-self::*[@id = $name]")
FIRST_WITH_ID = etree.XPath("id($name)")
_IDS = etree.XPath("descendant-or-self::*/@id", smart_strings=False)
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
    """Collects these classes (`name`) and ids (`#name`) from now on. This only affects the speed, not the
    result.
    """
    _expected.update(keys)
    _expected_in.clear()


class ClassIndex:
    """Elements by key: a class (`name`) or an id (`#name`, which pages repeat), in document order."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._by_id: dict[str, Sequence[Element]] = {}
        self._covered = frozenset(_expected)

    def find(self, key: str) -> Sequence[Element]:
        if key[0] == "#":
            if key not in self._by_id:
                self._by_id[key] = self._find_id(key[1:])
            return self._by_id[key]
        if key not in self._covered and key not in self._by_class:
            candidates = cast("list[Element]", _HAS_CLASS_LIKE(self._root, name=key))
            self._by_class[key] = [each for each in candidates if key in (each.get("class") or "").split()]
        return self._by_class.get(key, ())

    @cached_property
    def _by_class(self) -> dict[str, list[Element]]:
        """Collected once a class is looked up: a layout that does not match often asks for ids alone."""
        found: dict[str, list[Element]] = defaultdict(list)
        expected_in = _expected_in
        for element in self._root.iter():
            names = element.get("class")
            if names and (keys := expected_in[names]):
                for key in keys:
                    found[key].append(element)
        return found

    def _find_id(self, name: str) -> Sequence[Element]:
        times = self._ids.count(name)
        if not times:
            return ()
        first = cast("list[Element]", FIRST_WITH_ID(self._root, name=name))
        if times == 1 and len(first) == 1 and first[0].get("id") == name:
            return first
        return cast("list[Element]", _HAS_ID(self._root, name=name))

    @cached_property
    def _ids(self) -> list[str]:
        return cast("list[str]", _IDS(self._root))

    def __contains__(self, key: str) -> bool:
        return bool(self.find(key))
