"""Docs, templates and code avoid phrases that readers of technical English stumble over."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: Their tables quote messages of the code.
QUOTING = {"fields.md", "reading-a-run.md"}
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Makefile", "pyproject.toml")),
    *(page for page in sorted((ROOT / "docs").glob("*.md")) if page.name not in QUOTING),
    *(path for path in sorted((ROOT / "deploy").rglob("*")) if path.is_file() and path.suffix != ".lock"),
]
#: What to write instead: is not a, this many, on cooldown, rotated, is, again.
AVOIDED = re.compile(
    r"\b(?:(?<!there )(?<!There )(?:is|are) no(?! longer)|so many|let alone|left alone|put by|stands|anew)\b"
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_in_plain_english(page):
    lines = enumerate(page.read_text("utf-8").splitlines(), 1)
    assert [(number, found[0]) for number, line in lines if (found := AVOIDED.search(line))] == []


#: They quote messages that were stored once.
RECORDED = {"storage/upgrade.py"}


def test_comments_and_docstrings_are_in_plain_english():
    package = ROOT / "dvcrawler"
    found = [
        (name, number, words[0])
        for path in sorted(package.rglob("*.py"))
        if (name := str(path.relative_to(package))) not in RECORDED
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (words := AVOIDED.search(line))
    ]
    assert found == []
