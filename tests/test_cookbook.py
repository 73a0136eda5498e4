"""The commands of docs/cookbook.md and docs/vi/cookbook.md, run in a shell on the store of the sample portal."""

import os
import re
import shlex
import shutil
import sys
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pytest

from dvcrawler.derived.searching.index.search_index import open_index
from sample_portal.portal import Portal
from sample_portal.server import serve
from sample_portal.unknown_site import build_site
from tests import warm
from tests.portal import SITES, crawl
from tests.webserver import serve_pages

ROOT = Path(__file__).parents[1]
PAGES = {name: (ROOT / "docs" / name).read_text("utf-8") for name in ("cookbook.md", "vi/cookbook.md")}
#: The recipes of each page, in the same order.
RECIPES, VIETNAMESE = (
    dict(part.split("\n", 1) for part in page.split("\n## ")[1:]) for page in PAGES.values()
)
#: The programs of this environment, which need not be activated, and of the system.
PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
#: What differs from one run to the next: times, names of WARC files, ids of records, bytes, requests.
UNSTABLE = re.compile(
    r"\d{4}-\d\d-\d\dT[\d:]+Z|[a-z]+-\d{8}T\d+Z-\d+-\d+\.warc\.gz|urn:uuid:[\da-f-]+"
    r"|(?<=urldate = \{)[\d-]+|[\d-]+(?=  erased)|\d+(?= requests)"
)
#: Lines of tables and white space.
DRAWN = re.compile(r"[\s\u2500-\u257f]+")


@dataclass
class Bench:
    """The folder in which a recipe is tried, and the output of its blocks so far; None: a tool is missing."""

    folder: Path
    env: dict[str, str]
    outputs: list[list[str] | None] = field(default_factory=list)


def blocks_of(recipe, recipes=RECIPES):
    """[(command, output), …] of each block."""
    return [
        re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.M)
        for block in re.findall(r"^```console\n(.*?)^```$", recipes[recipe], re.M | re.S)
    ]


def in_vietnamese(recipe):
    """The blocks of the same recipe on the Vietnamese page."""
    return blocks_of(list(VIETNAMESE)[list(RECIPES).index(recipe)], VIETNAMESE)


def missing_tools(block):
    commands = "\n".join(command for command, _ in block)
    programs = {name for name in ("datasette", "jq", "sqlite3") if re.search(rf"\b{name} ", commands)}
    modules = set(re.findall(r"\bimport (\w+)", commands))
    if re.search(r"\.parquet|--format hf", commands):
        modules.add("pyarrow")
    return sorted(
        {p for p in programs if not shutil.which(p, path=PATH)} | {m for m in modules if not find_spec(m)}
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A data folder as `make crawl` leaves it, with the index that each recipe would build for itself."""
    data = tmp_path_factory.mktemp("cookbook") / "sample"
    with serve(Portal()) as server:
        assert crawl(server, data, *SITES).code in (0, 10)
    with open_index(data):
        return data


@pytest.fixture(scope="module")
def unknown_host():
    site = build_site("slug-number", "links")
    with serve_pages({(site.host, path): page for path, page in site.pages.items()}) as web:
        yield web.connect_to


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """A folder in which `dvcrawler` is one that has loaded its libraries already."""
    folder = tmp_path_factory.mktemp("bin")
    words = warm.in_a_shell([sys.executable, "-m", "dvcrawler"])
    (folder / "dvcrawler").write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
    (folder / "dvcrawler").chmod(0o755)
    return folder


@pytest.fixture(scope="module")
def benches(store, unknown_host, programs, tmp_path_factory):
    """A bench for each recipe, with a store of its own."""
    made = {}
    for recipe in RECIPES:
        folder = tmp_path_factory.mktemp("recipe")
        shutil.copytree(store, folder / "data/sample")
        (folder / "data/sample/dvcrawler.toml").write_text("[pace]\ndelay = 0\n")
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        env = {
            **os.environ,
            "PATH": os.pathsep.join((str(programs), PATH)),
            "PYTHONPATH": os.pathsep.join(paths),
            "DVCRAWLER_DATA": "data/sample",
            "DVCRAWLER_CONNECT_TO": unknown_host,
            "HF_HOME": str(folder / "hf"),
            "HF_HUB_OFFLINE": "1",
        }
        made[recipe] = Bench(folder, env)
    return made


def try_command(command, bench):
    ended = warm.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=bench.folder,
        env=bench.env,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert ended.returncode == 0, f"{command}\n{ended.stdout}{ended.stderr}"
    return ended.stdout


def output_of(bench, recipe, number):
    """What the commands of a block print, after those of the blocks before it."""
    for block in blocks_of(recipe)[len(bench.outputs) : number + 1]:
        skipped = bool(missing_tools(block))
        bench.outputs.append(None if skipped else [try_command(command, bench) for command, _ in block])
    return bench.outputs[number]


def matches(printed, shown):
    """Whether output is as on the page, where … is any text."""
    printed, shown = (DRAWN.sub(" ", UNSTABLE.sub("(varies)", text)).strip() for text in (printed, shown))
    return re.fullmatch(".*?".join(map(re.escape, shown.split("…"))), printed, re.S) is not None


BLOCKS = [(recipe, number) for recipe in RECIPES for number in range(len(blocks_of(recipe)))]


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("recipe", "number"), BLOCKS)
def test_a_recipe_prints_what_its_page_shows(recipe, number, benches):
    block = blocks_of(recipe)[number]
    if missing := missing_tools(block):
        pytest.skip(f"not installed: {', '.join(missing)}")
    outputs = output_of(benches[recipe], recipe, number)
    for page in (block, in_vietnamese(recipe)[number]):
        assert [command for command, _ in page] == [command for command, _ in block]
        for (command, shown), printed in zip(page, outputs, strict=True):
            assert matches(printed, shown), f"{command}\n{printed}"


def test_there_are_ten_recipes_and_only_the_one_of_the_wayback_machine_is_not_run():
    assert len(RECIPES) == len(VIETNAMESE) == 10
    assert [len(in_vietnamese(name)) for name in RECIPES] == [len(blocks_of(name)) for name in RECIPES]
    assert [name for name in RECIPES if not blocks_of(name)] == ["The past, from the Wayback Machine"]


def test_a_different_output_is_noticed():
    assert matches("a:1  2026-01-02T03:04:05Z\n  b c\n", "a:1  2025-01-01T00:00:00Z\n  …\n")
    assert not matches("27\n", "28\n")
    assert not matches("one\ntwo\n", "one\n")
