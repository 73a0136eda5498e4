"""Boxes that the page's own `<style>` keeps off a wide screen.

Only rules of one class or one id hide here. Any later rule that may show the box again, whatever its
selector, does: in doubt, text is kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from dvcrawler.extract.elements import Element, is_inside
from dvcrawler.extract.styles.style_rules import DECLARED, Compound, Rule, is_wide, iter_rules

#: Style sheets of a page that are read, and the characters of all of them; pages have some 50 KB, some 200.
_MOST_SHEETS, _MOST_CHARACTERS = 60, 500_000
#: Selectors that hide or show. With more, nothing is hidden, because the last ones would be unknown.
_MOST_RULES = 3_000
#: Elements of a hidden class or id that are looked at, and elements around each.
_MOST_NAMED, _MOST_AROUND = 1_000, 60
#: Forms of elements whose verdict is remembered: the same boxes are on every page of a site.
_MOST_JUDGED = 1_000
#: Sets of sheets whose rules are remembered.
_MOST_KNOWN = 16
#: (text, whether it is for pages without scripts)
_Sheet = tuple[str, bool]
_Sheets = tuple[_Sheet, ...]
#: Of `display` and `visibility`, whose first letter may be large: each is looked for in 100 KB.
_WORDS = ("isplay", "isibility", "ISPLAY", "ISIBILITY")


class HidingRules:
    """The rules of a page's style sheets. `classes` and `ids`: those that one of them hides."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        hiding = [name for rule in rules if rule.hides for name in rule.parts[-1][1]]
        self.classes = frozenset(name[1:] for name in hiding if name[0] == ".")
        self.ids = frozenset(name[1:] for name in hiding if name[0] == "#")
        self._judged: dict[tuple[str, str | None, str | None, str], tuple[bool, list[Rule]]] = {}
        self._by_key: defaultdict[str, list[tuple[int, Rule]]] = defaultdict(list)
        for place, rule in enumerate(rules):
            tag, names = rule.parts[-1]
            self._by_key[min(names, default=tag)].append((place, rule))

    def find_hidden(self, elements: Iterable[Element]) -> list[Element]:
        """The elements that a rule hides, unless a later rule shows them."""
        return [each for each in islice(elements, _MOST_NAMED) if self._is_hidden(each)]

    def _is_hidden(self, element: Element) -> bool:
        style = element.get("style") or ""
        form = (element.tag, element.get("class"), element.get("id"), style)
        judged = self._judged.get(form)
        if judged is None:
            if len(self._judged) >= _MOST_JUDGED:
                self._judged.clear()
            judged = self._judged[form] = self._judge(element.tag, _read_keys(element), style)
        is_hidden, rules = judged
        return is_hidden and (not rules or _are_hiding(_select_rules(element, rules), style))

    def _judge(self, tag: str, keys: frozenset[str], style: str) -> tuple[bool, list[Rule]]:
        """Whether an element of this form is hidden by rules for it alone, and all rules for it if some also
        ask for the elements around it: those may show it again.
        """
        rules = self._find(tag, keys)
        alone = [rule for rule in rules if len(rule.parts) == 1]
        return _are_hiding(alone, style), rules if len(alone) < len(rules) else []

    def _find(self, tag: str, keys: frozenset[str]) -> list[Rule]:
        """The rules for an element with these names, in the order of the sheets, as if it were alone."""
        named = (each for key in (*keys, tag, "") for each in self._by_key.get(key, ()))
        found = [each for each in named if _fits(tag, keys, each[1].parts[-1])]
        return [rule for _, rule in sorted(found, key=lambda each: each[0])]


_NONE = HidingRules(())
_known: dict[tuple[int, ...], tuple[_Sheets, HidingRules]] = {}


def read_style_sheets(sheets: Iterable[Element], data: bytes) -> HidingRules:
    """What the `<style>` elements of a page hide. `data`: the page's markup."""
    found = list(islice(sheets, _MOST_SHEETS))
    if not found or (b"</style" not in data and b"</STYLE" not in data):
        return _NONE
    return _find_rules(tuple(_read_sheets(found)))


def _read_sheets(found: Iterable[Element]) -> Iterator[_Sheet]:
    """The sheets for a wide screen that hide or show."""
    left = _MOST_CHARACTERS
    for sheet in found:
        css = (sheet.text or "")[:left]
        left -= len(css)
        if any(word in css for word in _WORDS) and is_wide(sheet.get("media") or ""):
            yield css, is_inside(sheet, "noscript")


def _find_rules(sheets: _Sheets) -> HidingRules:
    """The pages of a site share their sheets, and reading them takes longer than a page. Known ones are found
    by their lengths and then compared: hashing 200 KB takes ten times as long.
    """
    lengths = tuple(len(css) for css, _ in sheets)
    known = _known.get(lengths)
    if known is None or known[0] != sheets:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        known = _known[lengths] = sheets, _index_rules(sheets)
    return known[1]


def _index_rules(sheets: _Sheets) -> HidingRules:
    found = (
        rule
        for css, is_scriptless in sheets
        for rule in iter_rules(css)
        if not (rule.hides and is_scriptless)
    )
    rules = list(islice(found, _MOST_RULES + 1))
    return HidingRules(rules) if len(rules) <= _MOST_RULES else _NONE


def _are_hiding(rules: Sequence[Rule], style: str) -> bool:
    """The value of the rule in force: an important one, the element's style, the most specific, the last."""
    own = {found["property"].lower() for found in DECLARED.finditer(style)} if style else ()
    for name in ("display", "visibility"):
        held = [each for each in rules if each.property == name and (each.is_important or name not in own)]
        if held and max(reversed(held), key=_rank).hides:
            return True
    return False


def _rank(rule: Rule) -> tuple[bool, int, int]:
    """Importance and specificity, as CSS compares rules: ids, then classes."""
    names = [name for _, held in rule.parts for name in held]
    ids = sum(name[0] == "#" for name in names)
    return rule.is_important, ids, len(names) - ids


def _select_rules(element: Element, rules: Sequence[Rule]) -> list[Rule]:
    """The rules whose selector begins with elements around this one, and those that look at it alone."""
    around = [*islice(element.iterancestors(), _MOST_AROUND)]
    named = frozenset().union(*map(_read_keys, around))
    return [rule for rule in rules if all(_is_among(around, named, part) for part in rule.parts[:-1])]


def _is_among(elements: Sequence[Element], names: frozenset[str], part: Compound) -> bool:
    """`names`: those of all of the elements; few selectors have them."""
    if not part[1] <= names:
        return False
    return any(_fits(each.tag, _read_keys(each), part) for each in elements)


def _fits(tag: object, keys: frozenset[str], part: Compound) -> bool:
    return part[0] in ("", tag) and part[1] <= keys


def _read_keys(element: Element) -> frozenset[str]:
    return _build_keys(element.get("class") or "", element.get("id"))


@lru_cache(maxsize=2048)  # the same boxes are on every page of a site
def _build_keys(names: str, own_id: str | None) -> frozenset[str]:
    classes = (f".{name}" for name in names.split())
    return frozenset((*classes, f"#{own_id}") if own_id else classes)
