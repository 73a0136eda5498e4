"""Every failure that docs/failures.md names has the test that it names, and a code that there is."""

import re
from pathlib import Path

import pytest

from dvcrawler.errors import ExitCode

ROOT = Path(__file__).parents[1]
ENDS = (ROOT / "docs/failures.md").read_text("utf-8").partition("## What a fault leaves on disk")[0]
ROWS = [line for line in ENDS.splitlines() if re.match(r"\| (?!failure)[^-]", line)]
TESTS = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split(" | ")[0][2:])
def test_the_named_tests_are_there_and_so_is_the_code(row):
    _, codes, named = row.strip("| ").split(" | ")
    tests = re.findall(r"`(test_\w+)`", named)
    assert tests
    assert [name for name in tests if f"def {name}(" not in TESTS] == []
    known = {str(int(code)) for code in ExitCode}
    assert codes == "–" or set(codes.split(", ")) <= known


def test_every_code_of_a_failing_run_has_a_failure_but_a_defect_of_ours():
    shown = {code for row in ROWS for code in row.split(" | ")[1].split(", ")}
    assert {str(int(code)) for code in ExitCode} - shown <= {str(int(ExitCode.INTERNAL))}
