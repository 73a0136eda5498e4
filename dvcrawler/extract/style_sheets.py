"""Boxes that the page's own `<style>` keeps off a wide screen.

Only rules of one class or one id hide here. Any later rule that may show the box again, whatever its
selector, does: text that is kept in doubt is better than text that is lost.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.etree import _Element as Element

#: Style sheets of a page that are read, and the characters of all of them; pages have some 50 KB.
_MOST_SHEETS, _LONGEST = 60, 500_000
#: Selectors that hide or show something; at-rules around a rule.
_MOST_RULES, _DEEPEST = 300, 8
#: Elements of a hidden class or id that are looked at, and elements around each.
_MOST_NAMED, _MOST_AROUND = 1_000, 60
#: The width of the screen in CSS pixels, and those of an em.
_SCREEN, _EM = 1280, 16
_BRACE = re.compile(r"[{}]")
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
    rules = list(islice(_read_rules(root), _MOST_RULES))
    names = {name for rule in rules if rule.hides for name in rule.parts[-1][1]}
    if not names:
        return []
    named = (each for each in body.iter() if not names.isdisjoint(_keys_of(each)) and each is not body)
    return [each for each in islice(named, _MOST_NAMED) if _is_hidden(each, rules)]


def _read_rules(root: Element) -> Iterator[_Rule]:
    left = _LONGEST
    for sheet in islice(root.iter("style"), _MOST_SHEETS):
        css = (sheet.text or "")[:left]
        left -= len(css)
        if _may_hide_or_show(css) and _is_wide(sheet.get("media") or ""):
            without_scripts = next(sheet.iterancestors("noscript"), None) is not None
            yield from (rule for rule in _rules_of(css) if not (rule.hides and without_scripts))


def _may_hide_or_show(css: str) -> bool:
    css = css.lower()
    return "display" in css or "visibility" in css


def _rules_of(css: str) -> Iterator[_Rule]:
    for selectors, declarations in _read_blocks(_without_comments(css)):
        found = list(_DECLARED.finditer(declarations))
        for selector in selectors.split(",") if found else ():
            parts = _read_selector(selector)
            for each in found if parts else ():
                rule = _make_rule(selector.strip(), parts, each)
                if rule is not None:
                    yield rule


def _make_rule(
    selector: str, parts: tuple[tuple[str, frozenset[str]], ...], declared: re.Match[str]
) -> _Rule | None:
    value = declared["value"].lower()
    hides = value in ("none", "hidden", "collapse")
    if hides and (_SIMPLE.fullmatch(selector) is None or _COMES_IN.search(selector)):
        return None
    return _Rule(parts, declared["property"].lower(), hides, declared["important"] is not None)


def _without_comments(css: str) -> str:
    first, *rest = css.split("/*")
    return first + " ".join(part.partition("*/")[2] for part in rest)


def _read_blocks(css: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) of the rules that hold on a wide screen."""
    around: list[str] = []
    place = 0
    for brace in _BRACE.finditer(css):
        text, place = css[place : brace.start()], brace.end()
        if brace.group() == "{":
            around.append(text.rpartition(";")[2].strip())
        elif around:
            selectors = around.pop()
            if not selectors.startswith("@") and all(map(_holds, around)):
                yield selectors, text
        if len(around) > _DEEPEST:
            return


def _holds(at_rule: str) -> bool:
    return at_rule.lower().startswith("@media") and _is_wide(at_rule[len("@media") :])


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


def _is_hidden(element: Element, rules: list[_Rule]) -> bool:
    """What the rule in force says: an important one, the element's own style, the most specific, the last."""
    keys, above = _keys_of(element), [*_keys_around(element)]
    told = [rule for rule in rules if _matches(element.tag, keys, above, rule)]
    own = {found["property"].lower() for found in _DECLARED.finditer(element.get("style") or "")}
    for name in ("display", "visibility"):
        held = [each for each in told if each.property == name and (each.is_important or name not in own)]
        if held and max(reversed(held), key=_rank).hides:
            return True
    return False


def _rank(rule: _Rule) -> tuple[bool, int, int]:
    names = [name for _, held in rule.parts for name in held]
    ids = sum(name[0] == "#" for name in names)
    return rule.is_important, ids, len(names) - ids


def _keys_around(element: Element) -> Iterator[tuple[object, frozenset[str]]]:
    return ((each.tag, _keys_of(each)) for each in islice(element.iterancestors(), _MOST_AROUND))


def _matches(
    tag: object, keys: frozenset[str], above: Sequence[tuple[object, frozenset[str]]], rule: _Rule
) -> bool:
    *outer, last = rule.parts
    return _fits(tag, keys, last) and all(any(_fits(*each, part) for each in above) for part in outer)


def _fits(tag: object, keys: frozenset[str], part: tuple[str, frozenset[str]]) -> bool:
    return part[0] in ("", tag) and part[1] <= keys


def _keys_of(element: Element) -> frozenset[str]:
    classes = (f".{name}" for name in (element.get("class") or "").split())
    own_id = element.get("id")
    return frozenset((*classes, f"#{own_id}") if own_id else classes)
