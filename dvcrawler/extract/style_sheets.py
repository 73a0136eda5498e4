"""Boxes that the page's own `<style>` keeps off a wide screen.

Only rules of one class or one id hide here. Any later rule that may show the box again, whatever its
selector, does: text that is kept in doubt is better than text that is lost.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from operator import itemgetter
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

_CLASSES = etree.XPath("descendant::*/@class", smart_strings=False)
_IDS = etree.XPath("descendant::*/@id", smart_strings=False)
#: Style sheets of a page that are read, and the characters of all of them; pages have some 50 KB.
_MOST_SHEETS, _LONGEST = 60, 500_000
#: Selectors that hide or show something; at-rules around a rule.
_MOST_RULES, _DEEPEST = 300, 8
#: Sheets whose rules are remembered: all pages of a site have the same.
_MOST_REMEMBERED = 64
#: Elements of a hidden class or id that are looked at; tags and names of what is around one.
_MOST_NAMED, _MOST_KEYS = 1_000, 500
#: The width of the screen in CSS pixels, and those of an em.
_SCREEN, _EM = 1280, 16
#: Each with a literal at its beginning, and minding case: sheets of 200 KB are searched for them.
_HIDES = (
    re.compile(r"display\s{0,3}:\s{0,3}none"),
    re.compile(r"visibility\s{0,3}:\s{0,3}(?:hidden|collapse)"),
)
_DECLARED = re.compile(
    r"(?<![\w-])(?P<property>display|visibility)\s{0,9}:\s{0,9}(?P<value>[a-z-]{1,20})\s{0,9}(?P<important>!)?",
    re.I,
)
_SIMPLE = re.compile(r"([a-z][a-z0-9]{0,20})?([.#][\w-]{1,80})", re.I)
_COMPOUND = re.compile(r"[.#][\w-]{1,80}")
_TAG = re.compile(r"[a-z][a-z0-9]{0,20}", re.I)
_COMBINATORS = re.compile(r"[\s>+~]+")
#: A box in such a state is shown after the reader did something.
_STATES = re.compile(r":(?:hover|focus|active|target|checked|visited|popover-open)|\[open", re.I)
_WIDTH = re.compile(
    r"\((min|max)-(?:device-)?width\s{0,9}:\s{0,9}([0-9]{1,5}(?:\.[0-9]{1,4})?)\s{0,9}(px|r?em)\)", re.I
)
_CONDITION = re.compile(r"\([^()]{0,200}\)")
_OTHER_MEDIA = re.compile(r"(?<![\w-])(?:print|speech|tty|not)(?![\w-])", re.I)
#: Hidden only until a script has run, to come in with an animation or once it is loaded.
_COMES_IN = re.compile(
    r"invisible|wow|anim|aos|reveal|fade|lazy|load|no-?js|(?:^|[-_.#])js(?:[-_]|$)|async|cloak|init", re.I
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """`parts`: the compounds of the selector as (tag, classes and ids), the last of the element itself."""

    parts: tuple[tuple[str, frozenset[str]], ...]
    property: str
    hides: bool
    is_important: bool


def find_hidden_by_style(root: Element, body: Element, data: bytes) -> list[Element]:
    """The elements that a style sheet of the page hides, in document order. `data`: the page's markup."""
    if b"</style" not in data and b"</STYLE" not in data:
        return []
    sheets = list(_read_sheets(root))
    named = frozenset[str]().union(*(_find_named(css) for css, _ in sheets))
    found = _find_elements(body, named) if named else []
    if not found:
        return []
    names = frozenset[str]().union(*map(_keys_of, found))
    rules = _Rules(islice(_read_rules(sheets, names), _MOST_RULES))
    return [each for each in found[:_MOST_NAMED] if rules.hide(each)]


def _find_elements(body: Element, names: frozenset[str]) -> list[Element]:
    """Those with one of the classes and ids. The values of `class` are judged first: few hold one."""
    bare = {name[1:] for name in names if name[0] == "."}
    values = set(cast("list[str]", _CLASSES(body)))
    classes = {value for value in values if not bare.isdisjoint(value.split())}
    ids = {value for value in cast("list[str]", _IDS(body)) if f"#{value}" in names}
    if ids:
        return [e for e in body.iterdescendants() if e.get("class") in classes or e.get("id") in ids]
    return [e for e in body.iterdescendants() if e.get("class") in classes] if classes else []


def _read_sheets(root: Element) -> Iterator[tuple[str, bool]]:
    """(CSS without comments, whether it is for visitors without scripts) of the sheets for a wide screen."""
    left = _LONGEST
    for sheet in islice(root.iter("style"), _MOST_SHEETS):
        css = (sheet.text or "")[:left]
        left -= len(css)
        if css and _is_wide(sheet.get("media") or ""):
            yield _without_comments(css), next(sheet.iterancestors("noscript"), None) is not None


@lru_cache(maxsize=_MOST_REMEMBERED)
def _find_named(css: str) -> frozenset[str]:
    """The classes and ids in the selectors of all rules that hide something, in whatever at-rule they are."""
    names: list[str] = []
    for found in chain.from_iterable(islice(pattern.finditer(css), _MOST_RULES) for pattern in _HIDES):
        start = css.rfind("{", 0, found.start())
        if start > 0:
            before = max(css.rfind(mark, 0, start) for mark in "{};")
            simple = map(_read_simple, css[before + 1 : start].split(","))
            names += (each[2] for each in simple if each is not None)
    return frozenset(names)


def _read_simple(selector: str) -> re.Match[str] | None:
    selector = selector.strip()
    return None if _COMES_IN.search(selector) else _SIMPLE.fullmatch(selector)


def _read_rules(sheets: Sequence[tuple[str, bool]], names: frozenset[str]) -> Iterator[_Rule]:
    """The rules for elements with any of these names."""
    for css, is_without_scripts in sheets:
        for rule in _parse(css):
            if rule.parts[-1][1] <= names and not (rule.hides and is_without_scripts):
                yield rule


@lru_cache(maxsize=_MOST_REMEMBERED)
def _parse(css: str) -> tuple[_Rule, ...]:
    """Its rules that hide or show something on a wide screen; without those for tags alone, which yield."""
    rules = (rule for block in _read_blocks(css) for rule in _rules_of(*block))
    return tuple(rule for rule in rules if rule.is_important or any(names for _, names in rule.parts))


def _rules_of(selectors: str, declarations: str) -> Iterator[_Rule]:
    found = list(_DECLARED.finditer(declarations))
    for selector in selectors.split(",") if found else ():
        parts = _read_selector(selector)
        for each in found if parts else ():
            rule = _make_rule(selector, parts, each)
            if rule is not None:
                yield rule


def _make_rule(
    selector: str, parts: tuple[tuple[str, frozenset[str]], ...], declared: re.Match[str]
) -> _Rule | None:
    value = declared["value"].lower()
    hides = value in ("none", "hidden", "collapse")
    if hides and _read_simple(selector) is None:
        return None
    return _Rule(parts, declared["property"].lower(), hides, declared["important"] is not None)


def _without_comments(css: str) -> str:
    first, *rest = css.split("/*")
    return first + " ".join(part.partition("*/")[2] for part in rest)


def _read_blocks(css: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) of the rules that hold on a wide screen."""
    around: list[bool] = []
    for part in css.split("}")[:-1]:
        if part.count("{") == 1 and "display" not in part and "visibility" not in part:
            continue
        *at_rules, rule = part.rsplit("{", 1) if "{" in part else (part,)
        if not at_rules:
            del around[-1:]
            continue
        *opened, selectors = at_rules[0].split("{")
        around += [_holds(each) for each in opened]
        if len(around) > _DEEPEST:
            return
        selectors = selectors.rpartition(";")[2].strip()
        if all(around) and not selectors.startswith("@"):
            yield selectors, rule


def _holds(at_rule: str) -> bool:
    at_rule = at_rule.rpartition(";")[2].strip()
    return at_rule[:6].lower() == "@media" and _is_wide(at_rule[6:])


def _is_wide(media: str) -> bool:
    """Whether one of the media queries holds on a wide screen."""
    return any(_is_wide_query(query) for query in media.split(","))


def _is_wide_query(query: str) -> bool:
    widths = _WIDTH.findall(query)
    if _OTHER_MEDIA.search(query) or len(widths) != len(_CONDITION.findall(query)):
        return False
    for side, written, unit in widths:
        width = float(written) * (1 if unit.lower() == "px" else _EM)
        if (width < _SCREEN) if side.lower() == "max" else (width > _SCREEN):
            return False
    return True


def _read_selector(selector: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Its compounds; none for a state that the reader brings about."""
    if _STATES.search(selector):
        return ()
    compounds = filter(None, _COMBINATORS.split(selector.strip()))
    parts = tuple((_tag_of(each), frozenset(_COMPOUND.findall(each.partition(":")[0]))) for each in compounds)
    return parts if parts and len(parts) <= _DEEPEST else ()


def _tag_of(compound: str) -> str:
    found = _TAG.match(compound)
    return found.group().lower() if found else ""


class _Rules:
    """The rules of one page, by a name of the element that each is for."""

    def __init__(self, rules: Iterable[_Rule]) -> None:
        self._by_name: dict[str, list[tuple[int, _Rule]]] = defaultdict(list)
        self._around: dict[Element | None, frozenset[object]] = {None: frozenset()}
        for place, rule in enumerate(rules):
            self._by_name[next(iter(rule.parts[-1][1]), "")].append((place, rule))

    def hide(self, element: Element) -> bool:
        """What the rule in force says: an important one, its own style, the most specific, the last."""
        keys = _keys_of(element)
        near = sorted((each for key in ("", *keys) for each in self._by_name.get(key, ())), key=itemgetter(0))
        told = [rule for _, rule in near if self._fits(element, keys, rule)]
        own = {found["property"].lower() for found in _DECLARED.finditer(element.get("style") or "")}
        for name in ("display", "visibility"):
            held = [each for each in told if each.property == name and (each.is_important or name not in own)]
            if held and max(reversed(held), key=_rank).hides:
                return True
        return False

    def _fits(self, element: Element, keys: frozenset[str], rule: _Rule) -> bool:
        *outer, (tag, names) = rule.parts
        if not names <= keys or tag not in ("", element.tag):
            return False
        around = self._keys_around(element.getparent()) if outer else frozenset()
        return all(names <= around and (not tag or tag in around) for tag, names in outer)

    def _keys_around(self, element: Element | None) -> frozenset[object]:
        """The tags, classes and ids of the element and those around it."""
        line: list[Element] = []
        while element is not None and element not in self._around:
            line.append(element)
            element = element.getparent()
        found = self._around[element]
        for each in reversed(line):
            if len(found) < _MOST_KEYS:
                found = found | _keys_of(each) | {each.tag}
            self._around[each] = found
        return found


def _rank(rule: _Rule) -> tuple[bool, int, int]:
    names = [name for _, held in rule.parts for name in held]
    ids = sum(name[0] == "#" for name in names)
    return rule.is_important, ids, len(names) - ids


def _keys_of(element: Element) -> frozenset[str]:
    classes = (f".{name}" for name in (element.get("class") or "").split())
    own_id = element.get("id")
    return frozenset((*classes, f"#{own_id}") if own_id else classes)
