"""The docs and templates avoid phrases that readers of technical English stumble over."""

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
