"""The import table of the rooms, held against the syntax trees."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "dvcrawler"
SAMPLES = Path(__file__).parents[1] / "sample_portal"
#: Reading of WARC files, whoever made them: not the project's own store.
WARC = ("storage.warc_reading", "storage.warc_http")
#: A backfill's own list of what to fetch, which the crawl loop works off.
BACKLOG = "storage.backlog"
#: Pages that are none of the site's: known to the crawl before they are read.
STOP_PAGES = "extract.stop_pages"
#: Packed bodies, which come so from servers and out of archives alike.
PACKED = ("normalize.packed", "normalize.encodings")
#: Room: what of the project it may import (prefixes), and whether Scrapy is allowed.
ROOMS = {
    "items.py": ((), False),
    "errors.py": (("exitcodes",), False),
    "setting_checks.py": (("errors",), True),
    "normalize": (("items", "normalize"), False),
    "extract": (("items", "normalize", "extract", "errors", "exitcodes"), False),
    "storage": (("items", "storage", "errors", *PACKED), False),
    "reading.py": (("items", "storage", "errors"), False),
    "discovery": (("extract", "normalize", "discovery", "errors", *WARC), True),
    "spiders/base": (
        (
            "spiders.base",
            "discovery",
            "extract",
            "normalize",
            "items",
            "errors",
            "refusals",
            "failures",
            *WARC,
            BACKLOG,
        ),
        True,
    ),
    "middlewares": (
        (
            "middlewares",
            "items",
            "normalize",
            "storage",
            "errors",
            "refusals",
            "failures",
            "extensions",
            STOP_PAGES,
        ),
        True,
    ),
    "pipelines": (("items", "normalize", "storage", "errors", "extensions", "exitcodes", ""), True),
    "extensions": (
        ("items", "normalize", "storage", "errors", "extensions", "exitcodes", "setting_checks", ""),
        True,
    ),
    "coverage": (("normalize", "coverage"), False),
    "health": (("health", "exitcodes", "storage.runs", "normalize.printable"), False),
    "reparse": (("items", "normalize", "extract", "storage", "reparse", "errors", ""), False),
}
#: The sample portal, beside the package, knows the shape of a record and the exit codes.
FOR_SAMPLES = ("items", "exitcodes")
SITE_FILES = ("spiders.base", "extract", "normalize", "errors")
CLOCK = {"now", "today", "utcnow", "time", "time_ns", "monotonic", "localtime", "gmtime"}


def files(room):
    path = PACKAGE / room
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def strays(file, allowed, scrapy):
    for name in imported(ast.parse(file.read_text("utf-8"))):
        if name.split(".")[0] == "scrapy" and not scrapy:
            yield name
        if name == "dvcrawler" and "" not in allowed:
            yield name
        own = name.removeprefix("dvcrawler.")
        if own != name and not any(own == a or own.startswith(a + ".") for a in allowed if a):
            yield name


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_it_may(room):
    allowed, scrapy = ROOMS[room]
    assert files(room)
    found = {str(f.relative_to(PACKAGE)): list(strays(f, allowed, scrapy)) for f in files(room)}
    assert {name: names for name, names in found.items() if names} == {}


def test_the_sample_portal_uses_little_of_the_package_and_the_package_nothing_of_it():
    found = {f.name: list(strays(f, FOR_SAMPLES, scrapy=False)) for f in SAMPLES.rglob("*.py")}
    assert found
    assert {name: names for name, names in found.items() if names} == {}
    package = {name for f in PACKAGE.rglob("*.py") for name in imported(ast.parse(f.read_text("utf-8")))}
    assert not {name for name in package if name.split(".")[0] == SAMPLES.name}


@pytest.mark.parametrize("file", sorted((PACKAGE / "spiders").glob("[a-z]*.py")), ids=lambda f: f.stem)
def test_a_site_file_is_data_over_its_family(file):
    assert list(strays(file, SITE_FILES, scrapy=False)) == []
    tree = ast.parse(file.read_text("utf-8"))
    assert "custom_settings" not in file.read_text("utf-8")
    for word in ("Host:", "System:", "Listing:", "Caveats:", "History:"):
        assert word in ast.get_docstring(tree), f"{file.name} does not state {word}"


@pytest.mark.parametrize("room", ["items.py", "normalize", "extract", "storage", "health"])
def test_a_pure_room_never_reads_the_clock(room):
    for file in files(room):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = getattr(node.func.value, "id", "")
                assert not (owner in ("datetime", "date", "time") and node.func.attr in CLOCK), (
                    f"{file}:{node.lineno}"
                )
