"""Counted rules: alternatives tried in order, the one that gave a value counted by name.

The counts reach the run record, so that a rule that stopped firing shows before pages go unread.
A rule is a small part of CSS, `h1.title`, `#content .desc`, `.tags a`: it is answered from the
page's index of ids and classes, twenty times quicker than a path asked of the whole document.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from dvcrawler.extract.class_index import MARKABLE, expect, marks_of
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import clean_text


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a selector: `tag` and `mark` (a class, or an id with its `#`), either may be empty."""

    tag: str
    mark: str


@dataclass(frozen=True, slots=True)
class Rule:
    """`name` is what is counted, e.g. `title/1`; the last of `steps` is selected, within the others."""

    name: str
    steps: tuple[Step, ...]


def rules(field: str, *selectors: str) -> tuple[Rule, ...]:
    """Rules of one field, numbered in the order in which they are tried."""
    made = tuple(
        Rule(f"{field}/{n}", tuple(map(_step, selector.split()))) for n, selector in enumerate(selectors, 1)
    )
    expect(step.mark for rule in made for step in rule.steps if step.mark)
    return made


def select(page: Page, rule: Rule) -> Iterator[Element]:
    """The elements that the rule selects, in document order."""
    *outer, last = rule.steps
    if not last.mark:
        for around in select(page, Rule(rule.name, tuple(outer))):
            yield from around.iter(last.tag)
        return
    boxes = [(step.tag or None, frozenset(_marked(page, step))) for step in outer]
    for element in _marked(page, last):
        if (not last.tag or element.tag == last.tag) and _is_within(element, boxes):
            yield element


def first_text(page: Page, alternatives: Sequence[Rule]) -> str | None:
    """Cleaned text of the first match that has any; None where no rule fires."""
    for rule in alternatives:
        for element in select(page, rule):
            text = clean_text(text_of(element))
            if text:
                page.hits[rule.name] += 1
                return text
    return None


def first_element(page: Page, alternatives: Sequence[Rule]) -> Element | None:
    """The first element matched; None where no rule fires."""
    for rule in alternatives:
        for element in select(page, rule):
            page.hits[rule.name] += 1
            return element
    return None


def all_texts(page: Page, alternatives: Sequence[Rule]) -> tuple[str, ...]:
    """Cleaned texts of all matches of the first rule that gives any."""
    for rule in alternatives:
        found = [text for each in select(page, rule) if (text := clean_text(text_of(each)))]
        if found:
            page.hits[rule.name] += 1
            return tuple(dict.fromkeys(found))
    return ()


def text_of(element: Element) -> str:
    """All text of the element."""
    return "".join(str(part) for part in element.itertext("*"))


def _step(text: str) -> Step:
    for sign in "#.":
        tag, found, name = text.partition(sign)
        if found:
            return Step(tag, f"#{name}" if sign == "#" else name)
    return Step(text, "")


def _marked(page: Page, step: Step) -> Iterable[Element]:
    if not step.tag or step.tag in MARKABLE:
        return page.marked.get(step.mark)
    return (element for element in page.root.iter(step.tag) if step.mark in marks_of(element))


def _is_within(element: Element, boxes: Sequence[tuple[str | None, frozenset[Element]]]) -> bool:
    return all(any(ancestor in marked for ancestor in element.iterancestors(tag)) for tag, marked in boxes)
