"""The table of rooms in docs/architecture.md, held against the syntax trees."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "dvcrawler"
ROW = re.compile(r"^\| `([\w.]+)` \| [^|]+ \| ([^|]*)\| (yes|no) \| (yes)? ?\|$", re.M)
CLOCK = {"now", "today", "utcnow", "time", "time_ns", "monotonic", "localtime", "gmtime"}


class Room(NamedTuple):
    may_import: frozenset[str]
    may_import_anything: bool
    may_import_scrapy: bool
    is_pure: bool


def read_table():
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    return {
        name: Room(
            frozenset(re.findall(r"`([\w.]+)`", names)), "everything" in names, scrapy == "yes", bool(pure)
        )
        for name, names, scrapy, pure in ROW.findall(text)
    }


ROOMS = read_table()


def room_of(module):
    """The room of a module's dotted name below the package: the longest one that has a row."""
    top, _, rest = module.partition(".")
    inner = f"{top}.{rest.partition('.')[0]}"
    return inner if inner in ROOMS else top


@cache
def modules():
    """(dotted name below the package, file) of each."""
    return tuple(_walk())


def _walk():
    for file in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        if name not in ("__init__", "__main__"):
            yield name, file


@cache
def nodes_of(file):
    """The imports of the file, and what may be calls that read the clock."""
    return tuple(
        node
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK)
    )


def imported(file):
    for node in nodes_of(file):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "dvcrawler":
            yield from (f"dvcrawler.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def strays(module, file):
    room = ROOMS[room_of(module)]
    for name in imported(file):
        if name.partition(".")[0] in ("scrapy", "twisted") and not room.may_import_scrapy:
            yield name
        if name.startswith("dvcrawler.") and not room.may_import_anything:
            other = room_of(name.removeprefix("dvcrawler."))
            if other != room_of(module) and other not in room.may_import:
                yield name


def imported_modules(file, names):
    """The project's modules that the file imports, also for type checking only. `from package import module`
    counts as both.
    """
    for node in nodes_of(file):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found = [f"{node.module}.{alias.name}" for alias in node.names] + [node.module]
        else:
            continue
        yield from {name.removeprefix("dvcrawler.") for name in found} & names


def test_the_table_allows_no_import_that_no_module_needs():
    needed = {name: set() for name in ROOMS}
    for module, file in modules():
        names = (name.removeprefix("dvcrawler.") for name in imported(file) if name.startswith("dvcrawler."))
        needed[room_of(module)].update(map(room_of, names))
    assert not {
        name: room.may_import - needed[name] for name, room in ROOMS.items() if room.may_import - needed[name]
    }


def circles(graph):
    """Every group of modules that import one another (Tarjan's strongly connected components)."""
    order, low, stack, groups = {}, {}, [], []

    def visit(module):
        order[module] = low[module] = len(order)
        stack.append(module)
        for other in graph[module]:
            if other not in order:
                visit(other)
            if other in stack:
                low[module] = min(low[module], low[other])
        if low[module] == order[module]:
            group = stack[stack.index(module) :]
            del stack[stack.index(module) :]
            if len(group) > 1 or module in graph[module]:
                groups.append(sorted(group))

    for module in graph:
        if module not in order:
            visit(module)
    return groups


def test_a_circle_of_imports_is_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}, "e": {"e"}}) == [["b", "c"], ["e"]]


def test_no_modules_import_one_another_not_even_for_their_types():
    files = dict(modules())
    assert circles({name: set(imported_modules(file, set(files))) for name, file in files.items()}) == []


def test_every_room_is_in_the_table_and_every_row_is_a_room():
    assert {room_of(name) for name, _ in modules()} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_the_table_allows(room):
    found = {name: list(strays(name, file)) for name, file in modules() if room_of(name) == room}
    assert {name: names for name, names in found.items() if names} == {}


@pytest.mark.parametrize("file", sorted((PACKAGE / "spiders").glob("[a-z]*.py")), ids=lambda f: f.stem)
def test_a_site_file_is_data_with_a_dated_docstring(file):
    text = file.read_text("utf-8")
    assert "custom_settings" not in text
    for word in ("Host:", "System:", "Listing:", "Caveats:", "History:"):
        assert word in ast.get_docstring(ast.parse(text)), f"{file.name} does not state {word}"


@pytest.mark.parametrize("room", [name for name, room in ROOMS.items() if room.is_pure])
def test_a_pure_room_never_reads_the_clock(room):
    for name, file in modules():
        if room_of(name) != room:
            continue
        for node in nodes_of(file):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = getattr(node.func.value, "id", "")
                reads = owner in ("datetime", "date", "time") and node.func.attr in CLOCK
                assert not reads, f"{file}:{node.lineno}"
