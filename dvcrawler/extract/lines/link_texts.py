"""The links of a box with their texts, and which of them a line has. Those of a box with many are read once
for all of its lines: each line asks, and old portals print thousands of lines in one box.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from dvcrawler.extract.elements import Element, text_length, text_of
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

#: Links of a box that are read again for each line, and of a larger one with a text that the line has once.
FEW = 30
_WORD = lazy_regex(r"\w+")


class LinkText(NamedTuple):
    """`text` is cleaned."""

    link: Element
    text: str


def read_links(box: Element, line: str) -> Sequence[LinkText]:
    """The links in the box, and the box itself if it is one, whose text is in its line or holds the line."""
    links = list_first_links(box)
    if len(links) == FEW:
        return list(_read_many(box).find(line))
    return [each for each in _read(links) if each.text in line or line in each.text]


def measure_links(box: Element) -> int:
    """Characters of the links in the box, and of the box itself if it is one."""
    links = list_first_links(box)
    return _measure_many(box) if len(links) == FEW else sum(map(text_length, links))


class _ManyLinks:
    """Finds links by the rarest word of their texts."""

    def __init__(self, links: Sequence[LinkText]) -> None:
        self._links: dict[str, list[LinkText]] = defaultdict(list)
        for each in links:
            self._links[each.text].append(each)
        words = {text: frozenset(_WORD.findall(text)) for text in self._links}
        self._number = Counter(chain.from_iterable(words.values()))
        self._by_rarest: dict[str, list[str]] = defaultdict(list)
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for text, own in words.items():
            self._by_rarest[self._find_rarest(own)].append(text)
            for word in own:
                self._by_word[word].append(text)

    def find(self, line: str) -> Iterator[LinkText]:
        words = frozenset(_WORD.findall(line))
        within = _list_of(self._by_rarest, ("", *words))
        around = _list_of(self._by_word, (self._find_rarest(words),))
        found = chain((text for text in within if text in line), (text for text in around if line in text))
        for text in dict.fromkeys(found):
            yield from islice(self._links[text], max(FEW, line.count(text)))

    def _find_rarest(self, words: frozenset[str]) -> str:
        """Empty if there are no words."""
        return min(words, key=lambda word: (self._number[word], word), default="")


def _list_of(texts: Mapping[str, Sequence[str]], words: Sequence[str]) -> Iterator[str]:
    return chain.from_iterable(texts.get(word, ()) for word in words)


# Only of the last box: it keeps its document in memory.


@lru_cache(maxsize=1)
def list_first_links(box: Element) -> Sequence[Element]:
    """The first links in the box, and the box itself if it is one; at most `FEW`."""
    return list(islice(box.iter("a"), FEW))


@lru_cache(maxsize=1)
def _read_many(box: Element) -> _ManyLinks:
    return _ManyLinks(_read(list(box.iter("a"))))


@lru_cache(maxsize=1)
def _measure_many(box: Element) -> int:
    return sum(map(text_length, box.iter("a")))


def _read(links: Sequence[Element]) -> Sequence[LinkText]:
    return [LinkText(each, clean_text(text_of(each))) for each in links]
