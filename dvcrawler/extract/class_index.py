"""The elements of a page by class and id: one walk over the document answers most selectors.

Holding on to an element costs ten times as much as passing it, so only the classes and ids that some
selector names (`expect_keys`) are collected; others are looked up when asked for.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

#: The tags that carry the classes selectors name; each further tag costs every page 1 % of its parse.
INDEXED_TAGS = ("div", "span", "p", "h1", "h2", "h3", "time", "section", "article")
_HAS_CLASS_LIKE = etree.XPath("descendant-or-self::*[contains(@class, $name)]")
_HAS_ID = etree.XPath("descendant-or-self::*[@id = $name]")
_CLASSES = etree.XPath("descendant-or-self::*/@class", smart_strings=False)
_IDS = etree.XPath("descendant-or-self::*/@id", smart_strings=False)
_expected: set[str] = set()


def expect_keys(keys: Iterable[str]) -> None:
    """Collects these classes (`name`) and ids (`#name`) from now on. It changes the speed, not the result."""
    _expected.update(keys)
    _expected_in.cache_clear()


class ClassIndex:
    """Elements by key: a class (`name`) or an id (`#name`, which pages repeat), in document order."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._found: dict[str, list[Element]] = defaultdict(list)
        self._everywhere: dict[str, Sequence[Element]] = {}
        self._covered = frozenset(_expected)
        for element in root.iter(*INDEXED_TAGS):
            names = element.get("class")
            if names and (keys := _expected_in(names)):
                for key in keys:
                    self._found[key].append(element)

    def find_indexed(self, key: str) -> Sequence[Element]:
        """The elements with the key among INDEXED_TAGS."""
        if key[0] == "#":
            return [each for each in self.find(key) if each.tag in INDEXED_TAGS]
        if key not in self._covered and key not in self._found:
            self._found[key] = [each for each in self._root.iter(*INDEXED_TAGS) if key in keys_of(each)]
        return self._found.get(key, ())

    def find(self, key: str) -> Sequence[Element]:
        """The elements with the key, whatever their tag."""
        if key not in self._everywhere:
            self._everywhere[key] = self._find(key)
        return self._everywhere[key]

    def _find(self, key: str) -> Sequence[Element]:
        if key[0] == "#":
            name = key.removeprefix("#")
            return cast("list[Element]", _HAS_ID(self._root, name=name)) if name in self._ids else ()
        indexed = self.find_indexed(key)
        if key in self._covered and self._classes[key] == len(indexed):
            return indexed  # no other tag has the key
        candidates = cast("list[Element]", _HAS_CLASS_LIKE(self._root, name=key))
        return [each for each in candidates if key in keys_of(each)]

    @cached_property
    def _classes(self) -> Counter[str]:
        """How many elements of any tag have each class that is expected."""
        found: Counter[str] = Counter()
        for value, count in Counter(cast("list[str]", _CLASSES(self._root))).items():
            for name in _expected_in(value):
                found[name] += count
        return found

    @cached_property
    def _ids(self) -> frozenset[str]:
        """The ids on the page."""
        return frozenset(cast("list[str]", _IDS(self._root)))

    def __contains__(self, key: str) -> bool:
        return bool(self.find(key))


def keys_of(element: Element) -> list[str]:
    """Its classes, and its id with a `#`."""
    return [*(element.get("class") or "").split(), f"#{element.get('id')}"]


@lru_cache(maxsize=4096)  # a site's pages share a few hundred values of `class`
def _expected_in(names: str) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names.split()) if name in _expected)
