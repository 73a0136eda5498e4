"""The codes that are documented are those that are used."""

import re
from pathlib import Path

import pytest

from dvcrawler.codes import PageCode, ProblemCode, code_of_status

DOCS = Path(__file__).parents[1] / "docs"


def documented(page, heading, column):
    text = (DOCS / page).read_text("utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.split("|") for line in text.splitlines() if line.startswith("|")][2:]
    return [code for row in rows for code in re.findall(r"`(\w+)`", row[column])]


@pytest.mark.parametrize(
    ("page", "heading", "column", "codes"),
    [
        ("fields.md", "Codes in `problems`", 2, ProblemCode),
        ("reading-a-run.md", "Codes of pages", 1, PageCode),
    ],
)
def test_each_code_is_documented_once(page, heading, column, codes):
    assert sorted(documented(page, heading, column)) == sorted(codes)


def test_a_status_has_a_code():
    statuses = (404, 410, 401, 403, 429, 500, 503, 302, 402)
    assert [code_of_status(status).value for status in statuses] == [
        *["http_gone"] * 2,
        *["http_refused"] * 3,
        *["http_error"] * 4,
    ]
