"""Counted rules: alternatives tried in order, the one that gave a value counted by name.

The counts reach the run record, so that a rule that stopped firing shows before pages go unread.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import clean_text

_LITERAL = re.compile(r"'([^']*)'")


@dataclass(frozen=True, slots=True)
class Rule:
    """`name` is what is counted, e.g. `title/1`; `path` selects elements or strings.

    `needs`: words of the path without which it cannot match. Looking for them in the bytes first
    is a hundred times cheaper than asking a path of a whole document.
    """

    name: str
    path: etree.XPath
    needs: tuple[bytes, ...]

    def matches(self, page: Page, within: Element | None = None) -> list[object]:
        """What the path selects, in document order."""
        if not all(word in page.data for word in self.needs):
            return []
        found = self.path(page.root if within is None else within)
        return found if isinstance(found, list) else [found]


def rules(field: str, *paths: str) -> tuple[Rule, ...]:
    """Rules of one field, numbered in the order in which they are tried."""
    return tuple(
        Rule(f"{field}/{n}", etree.XPath(path), _needs(path)) for n, path in enumerate(paths, 1)
    )


def _needs(path: str) -> tuple[bytes, ...]:
    words = (word.strip() for word in _LITERAL.findall(path))
    return tuple(word.encode() for word in words if word) if " or " not in path else ()


def first_text(page: Page, alternatives: Sequence[Rule], within: Element | None = None) -> str | None:
    """Cleaned text of the first match that has any; None where no rule fires."""
    for rule in alternatives:
        for match in rule.matches(page, within):
            text = clean_text(text_of(match))
            if text:
                page.hits[rule.name] += 1
                return text
    return None


def first_element(page: Page, alternatives: Sequence[Rule]) -> Element | None:
    """The first element matched; None where no rule fires."""
    for rule in alternatives:
        for match in rule.matches(page):
            if isinstance(match, Element):
                page.hits[rule.name] += 1
                return match
    return None


def all_texts(page: Page, alternatives: Sequence[Rule]) -> tuple[str, ...]:
    """Cleaned texts of all matches of the first rule that gives any."""
    for rule in alternatives:
        found = [text for match in rule.matches(page) if (text := clean_text(text_of(match)))]
        if found:
            page.hits[rule.name] += 1
            return tuple(dict.fromkeys(found))
    return ()


def text_of(match: object) -> str:
    """The text of an element or of a string result; `<br>` counts as a space."""
    if isinstance(match, Element):
        return " ".join(str(part) for part in match.itertext())
    return str(match)


def class_is(name: str) -> str:
    """XPath condition: the class attribute holds this whole word."""
    return f"contains(@class, '{name}')][contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"
