"""Rules of a style sheet that hide or show boxes on a wide screen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dvcrawler.patterns import lazy_regex

#: Elements around each that a selector may name, and at-rules around a rule.
_DEEPEST = 8
#: The width of the screen in CSS pixels, and those of an em.
_SCREEN, _EM = 1280, 16
_BRACE = lazy_regex(r"[{}]")
DECLARED = lazy_regex(
    r"(?<![\w-])(?P<property>display|visibility)\s{0,9}:\s{0,9}(?P<value>[a-z-]{1,20})\s{0,9}(?P<important>!)?",
    re.I,
)
_SIMPLE = lazy_regex(r"([a-z][a-z0-9]{0,20})?([.#][\w-]{1,80})", re.I)
_COMPOUND = lazy_regex(r"[.#][\w-]{1,80}")
_TAG = lazy_regex(r"[a-z][a-z0-9]{0,20}", re.I)
_COMBINATORS = lazy_regex(r"[\s>+~]+")
#: A box in such a state is shown after the reader did something.
_STATES = lazy_regex(r":(?:hover|focus|active|target|checked|visited|popover-open)|\[open", re.I)
_WIDTH = lazy_regex(
    r"\((min|max)-(?:device-)?width\s{0,9}:\s{0,9}([0-9]{1,5}(?:\.[0-9]{1,4})?)\s{0,9}(px|r?em)\)", re.I
)
_CONDITION = lazy_regex(r"\([^()]{0,200}\)")
_OTHER_MEDIA = lazy_regex(r"(?<![\w-])(?:print|speech|tty|not)(?![\w-])", re.I)
#: Hidden only until a script has run, to come in with an animation or once it is loaded.
_COMES_IN = lazy_regex(
    r"invisible|wow|anim|aos|reveal|fade|lazy|load|no-?js|(?:^|[-_.#])js(?:[-_]|$)|async|cloak|init", re.I
)


#: (tag, classes as `.name` and ids as `#name`); the tag is "" for any.
Compound = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`parts`: the compounds of the selector, the last of the element itself."""

    parts: tuple[Compound, ...]
    property: str
    hides: bool
    is_important: bool


def iter_rules(css: str) -> Iterator[Rule]:
    """The rules of one sheet, in its order. One that hides is for a class or an id alone; one that shows may
    have any selector.
    """
    for selectors, declarations in _read_blocks(_strip_comments(css)):
        found = list(DECLARED.finditer(declarations))
        for selector in selectors.split(",") if found else ():
            parts = _read_selector(selector)
            for each in found if parts else ():
                rule = _make_rule(selector.strip(), parts, each)
                if rule is not None:
                    yield rule


def _make_rule(selector: str, parts: tuple[Compound, ...], declared: re.Match[str]) -> Rule | None:
    value = declared["value"].lower()
    hides = value in ("none", "hidden", "collapse")
    if hides and (_SIMPLE.fullmatch(selector) is None or _COMES_IN.search(selector)):
        return None
    return Rule(parts, declared["property"].lower(), hides, declared["important"] is not None)


def _strip_comments(css: str) -> str:
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
    return at_rule.lower().startswith("@media") and is_wide(at_rule[len("@media") :])


def is_wide(media: str) -> bool:
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


def _read_selector(selector: str) -> tuple[Compound, ...]:
    """Its compounds; none for a state that the reader brings about."""
    if _STATES.search(selector):
        return ()
    compounds = filter(None, _COMBINATORS.split(selector.strip()))
    parts = tuple(
        (_read_tag(each), frozenset(_COMPOUND.findall(each.partition(":")[0]))) for each in compounds
    )
    return parts if parts and len(parts) <= _DEEPEST else ()


def _read_tag(compound: str) -> str:
    found = _TAG.match(compound)
    return found.group().lower() if found else ""
