"""Every regular expression of the package takes time linear in its input, however hostile.

The patterns are discovered, not listed: by walking the modules' attributes and by reading every
`re.…(…)` call of the source. What is fed to each is derived from the pattern itself.
"""

import ast
import importlib
import pkgutil
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, pairwise
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import pytest

import dvcrawler
from dvcrawler.normalize.urls import AddressPattern
from dvcrawler.patterns import LazyRegex
from tests.growth import find_too_fast

_LONG = 5_000
#: A linear pattern needs far less for `_LONG` characters, a quadratic one far more.
_FLOOR_S = 0.008
_MOST_S = 1.0

_FUNCTIONS = ("compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")
_A_CALL = re.compile(r"\bre\.(?:" + "|".join(_FUNCTIONS) + r")\b")
_A_METHOD = re.compile(r"\b(\w+)\s*\.\s*(" + "|".join(_FUNCTIONS) + r")\b")
_ANYWHERE = frozenset(("sub", "subn", "split", "findall", "finditer"))


@dataclass(frozen=True)
class Found:
    """A pattern, where it was found, and the methods that the package calls on it."""

    place: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


# --- Discovery ---------------------------------------------------------------------------------


def _modules() -> list[ModuleType]:
    walked = pkgutil.walk_packages(dvcrawler.__path__, "dvcrawler.")
    return [importlib.import_module(name) for _, name, _ in walked if not name.endswith("__main__")]


def _source(module: ModuleType) -> str:
    path = module.__file__
    assert path is not None
    return Path(path).read_text(encoding="utf-8")


def _held(value: object, depth: int = 0) -> Iterator[re.Pattern[Any] | AddressPattern]:
    """Patterns in `value`, and in the containers and dataclasses that it is made of."""
    if isinstance(value, re.Pattern | AddressPattern):
        yield value
    elif isinstance(value, LazyRegex):
        yield value.compile()
    elif depth < 5 and isinstance(value, dict):
        for part in (*value.keys(), *value.values()):
            yield from _held(part, depth + 1)
    elif depth < 5 and isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from _held(part, depth + 1)
    elif depth < 5 and type(value).__module__.startswith("dvcrawler"):
        fields = getattr(value, "__dataclass_fields__", {})
        for name in fields:
            yield from _held(getattr(value, name, None), depth + 1)


def _attributes(module: ModuleType) -> Iterator[tuple[str, object]]:
    """The module's attributes and those of the classes defined in it."""
    for name, value in vars(module).items():
        if name.startswith("__"):
            continue
        yield name, value
        if isinstance(value, type) and value.__module__ == module.__name__:
            for inner, held in vars(value).items():
                if not inner.startswith("__"):
                    yield f"{name}.{inner}", held


def _methods_called(source: str) -> dict[str, set[str]]:
    """By the name before the dot, the pattern methods called: {"_SLASHES": {"sub"}}."""
    called: dict[str, set[str]] = {}
    for name, method in _A_METHOD.findall(source):
        called.setdefault(name, set()).add(method)
    return called


def _private_holders(modules: Iterable[ModuleType]) -> dict[tuple[str, int], list[ModuleType]]:
    """The modules that have an object under a private name."""
    holders: dict[tuple[str, int], list[ModuleType]] = {}
    for module in modules:
        for name, value in vars(module).items():
            if name.startswith("_"):
                holders.setdefault((name, id(value)), []).append(module)
    return holders


def _methods_of(
    name: str,
    module: ModuleType,
    holders: dict[tuple[str, int], list[ModuleType]],
    called: dict[str, dict[str, set[str]]],
) -> frozenset[str]:
    """The methods called on that attribute of the module; on a private one by those that have it alone."""
    last = name.rpartition(".")[2]
    if last.startswith("_"):
        value = getattr(module, last, None)
        own = [module] if value is None else [module, *holders[last, id(value)]]
        return frozenset(chain.from_iterable(called[each.__name__].get(last, ()) for each in own))
    return frozenset(chain.from_iterable(each.get(last, ()) for each in called.values()))


def _calls(source: str) -> Iterator[tuple[str, ast.Call]]:
    """(function, call) of every `re.compile(…)`, `re.search(…)` …"""
    for node in ast.walk(ast.parse(source)) if _A_CALL.search(source) else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id == "re" and node.func.attr in _FUNCTIONS:
                yield node.func.attr, node


def _evaluated(node: ast.expr, module: ModuleType) -> str | bytes | None:
    try:
        value = eval(compile(ast.Expression(node), module.__name__, "eval"), dict(vars(module)))
    except NameError:
        return None
    return value if isinstance(value, str | bytes) else None


@cache
def _discovered() -> tuple[list[Found], list[str]]:
    """(the patterns, the places of `re` calls whose pattern was not found in any attribute)."""
    modules = _modules()
    sources = {module.__name__: _source(module) for module in modules}
    called = {name: _methods_called(source) for name, source in sources.items()}
    holders = _private_holders(modules)
    every = frozenset(("search", "fullmatch", "finditer"))
    found: dict[tuple[object, int], Found] = {}
    for module in modules:
        for name, value in _attributes(module):
            for held in _held(value):
                if isinstance(held, AddressPattern):
                    pattern, methods = re.compile(held.regex), frozenset(("fullmatch",))
                else:
                    own = held is value or isinstance(value, LazyRegex)
                    pattern, methods = held, _methods_of(name, module, holders, called) if own else every
                key = (pattern.pattern, pattern.flags)
                if key not in found:
                    found[key] = Found(f"{module.__name__}.{name}", pattern, methods or every)
    known = {key[0] for key in found}
    missed = []
    for module in modules:
        for function, call in _calls(sources[module.__name__]):
            text = _evaluated(call.args[0], module)
            place = f"{module.__name__}:{call.lineno}"
            if text is None:
                missed.append(place)
            elif text not in known:
                flags = _evaluated_flags(call, module)
                pattern = re.compile(text, flags)
                found[text, pattern.flags] = Found(
                    place, pattern, frozenset((function,)) - {"compile"} or every
                )
    return list(found.values()), missed


def _evaluated_flags(call: ast.Call, module: ModuleType) -> int:
    named = [ast.unparse(part) for part in (*call.args[1:], *(k.value for k in call.keywords))]
    flags = [part for part in named if part.startswith("re.")]
    return int(eval("|".join(flags), dict(vars(module)))) if flags else 0


# --- Hostile input, derived from the pattern ----------------------------------------------------

_ALPHABET = "a0-. /_:@,A(&=%?<\"'\\;|\n\tđƯ–»#"
_GENERIC = (
    "a",
    "-a",
    "a-",
    " ",
    "  a",
    "0",
    "0-",
    "-",
    "@",
    "a@",
    "://",
    "a.",
    ".",
    "/",
    "/a",
    "a/",
    "&a=1",
    "%20",
    "%",
    "<",
    "<a",
    ">",
    '"',
    "\\",
    "(",
    ")",
    ",",
    ", ",
    ":",
    "| ",
    " | a",
    " - a",
    "Article",
    "A",
    "Đ",
    "đ ",
    "/20240",
    "\n",
    "\n ",
    "0:",
    "0/0/",
    "_",
    "//",
    "[",
    "{",
    "ảnh ",
    "theo ",
    "Ảnh: ",
)
_SUFFIXES = ("", "\x00", "?", ".x")


def _sample(tree: Any, pick: int = 0) -> str:
    return "".join(_sample_node(operation, value, pick) for operation, value in tree)


def _sample_node(operation: Any, value: Any, pick: int) -> str:
    """A short text that the node matches; `pick` chooses among the characters of a set.

    -1: the last of each choice, and repeated no more often than it must be.
    """
    if operation is sre.LITERAL:
        return chr(value)
    if operation in (sre.NOT_LITERAL, sre.ANY, sre.IN):
        fitting = _fitting(operation, tuple(value) if operation is sre.IN else value)
        return fitting[pick % len(fitting)] if fitting else ""
    if operation is sre.BRANCH:
        branches = value[1]
        return _sample(branches[pick % len(branches)], pick)
    if operation is sre.SUBPATTERN:
        return _sample(value[3], pick)
    if operation is sre.ATOMIC_GROUP:
        return _sample(value, pick)
    if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least = 0 if value[1] == 1 or pick < 0 else 1
        return _sample(value[2], pick) * min(max(value[0], least), 30)
    return ""


@cache
def _fitting(operation: Any, value: Any) -> str:
    """Characters of the alphabet that the node matches, else one out of a set's own members."""
    if operation is sre.ANY:
        return "a -"
    if operation is sre.NOT_LITERAL:
        return "".join(char for char in _ALPHABET if ord(char) != value)
    fitting = "".join(char for char in _ALPHABET if _is_in(value, char))
    if fitting:
        return fitting
    for operation_, member in value:
        if operation_ is sre.LITERAL:
            return chr(member)
        if operation_ is sre.RANGE:
            return chr(member[0])
    return ""


def _is_in(members: Any, char: str) -> bool:
    categories = {
        sre.CATEGORY_DIGIT: str.isdigit,
        sre.CATEGORY_SPACE: str.isspace,
        sre.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
    }
    opposites = {
        sre.CATEGORY_NOT_DIGIT: sre.CATEGORY_DIGIT,
        sre.CATEGORY_NOT_SPACE: sre.CATEGORY_SPACE,
        sre.CATEGORY_NOT_WORD: sre.CATEGORY_WORD,
    }
    negated = members[0][0] is sre.NEGATE
    inside = False
    for operation, value in members[negated:]:
        if operation is sre.LITERAL:
            inside |= ord(char) == value
        elif operation is sre.RANGE:
            inside |= value[0] <= ord(char) <= value[1]
        elif operation is sre.CATEGORY and value in categories:
            inside |= categories[value](char)
        elif operation is sre.CATEGORY:
            inside |= not categories[opposites[value]](char)
    return inside != negated


def _repeats(tree: Any, before: str = "") -> Iterator[tuple[str, Any, str]]:
    """(what can stand before it, body, what can follow) of every repeat, those within others too."""
    items = list(tree)
    for place, (operation, value) in enumerate(items):
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            if value[1] > 8:
                yield before, value[2], _sample(items[place + 1 :], -1)
            yield from _repeats(value[2], before)
        elif operation is sre.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, before)
        elif operation is sre.SUBPATTERN:
            yield from _repeats(value[3], before)
        elif operation is sre.ATOMIC_GROUP:
            yield from _repeats(value, before)
        elif operation in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeats(value[1], before)
        before += _sample_node(operation, value, 0)


def _hostile(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str, str]]:
    """(before, what is repeated, behind)."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(
        source, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    )
    made: dict[tuple[str, str, str], None] = {}
    repeats = list(_repeats(tree))
    for before, body, after in repeats:
        pumps = [_sample(body, pick) for pick in range(4)]
        for pump in filter(None, pumps):
            made.update(dict.fromkeys((before, pump, suffix) for suffix in _SUFFIXES))
        for pump in (after, after + pumps[0], pumps[0] + after, pumps[0].replace("a", after)):
            if pump:
                made["", pump, "\x00"] = made[before, pump, "#"] = None
        for pump in ("a", "-a", "0", " ") if before else ():
            made[before, pump, "\x00"] = None
    for (_, one, _), (_, other, _) in pairwise(repeats):
        made["", _sample(one) + _sample(other), "\x00"] = None
    whole = _sample(tree)
    if whole:
        made["", whole, "\x00"] = made["", whole[:-1] or whole, ""] = None
    for pump in _GENERIC:
        made["", pump, "\x00"] = made["a", pump, "a"] = None
    yield from made


# --- Measuring ---------------------------------------------------------------------------------


def _run(pattern: re.Pattern[Any], method: str) -> Callable[[Any], object]:
    if method in _ANYWHERE:
        return lambda text: deque(pattern.finditer(text), maxlen=0)
    return getattr(pattern, method)  # type: ignore[no-any-return]


def _text(pattern: re.Pattern[Any], parts: tuple[str, str, str], length: int) -> Any:
    before, pump, behind = parts
    text = before + pump * (length // len(pump)) + behind
    return text if isinstance(pattern.pattern, str) else text.encode("utf-8", "replace")


def _slow_input(found: Found) -> str | None:
    """The first input that the pattern takes more than linear time for, described; None: none."""
    inputs = list(_hostile(found.pattern))
    for method in sorted({"finditer" if m in _ANYWHERE else m for m in found.methods} - {"compile"}):
        run = _run(found.pattern, method)
        works = {parts: partial(_prepared, run, found.pattern, parts) for parts in inputs}
        for before, pump, behind in find_too_fast(works, _LONG, floor=_FLOOR_S, most=_MOST_S):
            return f"{found.place}.{method}: {before!r} + n * {pump!r} + {behind!r}"
    return None


def _prepared(
    run: Callable[[Any], object], pattern: re.Pattern[Any], parts: tuple[str, str, str], length: int
) -> Callable[[], object]:
    return partial(run, _text(pattern, parts, length))


#: One test a room, not one a pattern: those would have to be discovered by each process of the suite.
ROOMS = sorted({name for _, name, _ in pkgutil.iter_modules(dvcrawler.__path__)} - {"__main__"})


def test_every_pattern_of_the_source_is_found() -> None:
    found, missed = _discovered()
    assert len(found) > 500
    assert {_room(each) for each in found} <= set(ROOMS)
    # Calls that compile what a value holds: `AddressPattern.regex` and `LazyRegex`, found by their values; the
    # words of a search and the beginnings of a removed article's lines, escaped; the
    # frozen sentences of schema 1, which are in a table; patterns given on the command line; and rules that are learned, whose parts
    # tests/families/learning/test_address_rule.py holds to linear time.
    assert sorted({place.partition(":")[0] for place in missed}) == [
        "dvcrawler.derived.searching.spotting",
        "dvcrawler.discovery.argument_parser",
        "dvcrawler.families.files.site_files",
        "dvcrawler.families.learning.address_rule",
        "dvcrawler.families.learning.rule_learning",
        "dvcrawler.normalize.urls",
        "dvcrawler.patterns",
        "dvcrawler.spiders.portal",
        "dvcrawler.storage.removals.erase",
        "dvcrawler.storage.removals.held",
        "dvcrawler.storage.set_aside",
        "dvcrawler.storage.upgrade",
    ]


def _room(found: Found) -> str:
    return found.place.partition(":")[0].split(".")[1]


@pytest.mark.parametrize("room", ROOMS)
def test_the_patterns_of_a_room_take_linear_time(room: str) -> None:
    patterns, _ = _discovered()
    slow = [_slow_input(found) for found in patterns if _room(found) == room]
    assert [text for text in slow if text] == []
