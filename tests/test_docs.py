"""What is written is held against what is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dvcrawler.__main__ import COMMANDS
from dvcrawler.cli import DvcrawlerCommand
from dvcrawler.exitcodes import MEANINGS, WORST_FIRST, ExitCode, worst
from dvcrawler.items import RECORD_FIELDS
from dvcrawler.storage.ledger import Outcome

ROOT = Path(__file__).parents[1]


def text(name):
    return (ROOT / name).read_text("utf-8")


def command_modules():
    return sorted(p.stem for p in (ROOT / "dvcrawler/commands").glob("[a-z]*.py"))


def test_every_command_is_listed_and_documented():
    assert sorted(COMMANDS) == command_modules()
    for name in COMMANDS:
        assert f"\n## `{name}" in text("docs/commands.md")


@pytest.mark.parametrize("name", command_modules())
def test_a_command_says_the_same_in_its_help_and_has_an_example(name):
    module = __import__(f"dvcrawler.commands.{name}", fromlist=["Command"])
    command = module.Command()
    assert isinstance(command, DvcrawlerCommand)
    assert command.short_desc() == COMMANDS[name]
    assert f"Example: dvcrawler {name}" in command.long_desc()


@pytest.mark.parametrize("code", list(ExitCode))
def test_every_exit_code_is_documented(code):
    assert f"| {int(code)} | {code.name.lower()} | {MEANINGS[code]} |" in text("docs/exit-codes.md")


def test_the_order_of_the_worst_is_complete_and_as_documented():
    assert sorted(WORST_FIRST) == sorted(ExitCode)
    assert ", ".join(str(int(c)) for c in WORST_FIRST) in text("docs/exit-codes.md")
    assert worst([ExitCode.OK, ExitCode.PARTIAL, ExitCode.CHANGED]) is ExitCode.CHANGED
    assert worst([]) is ExitCode.OK


def test_every_field_is_documented_in_order():
    assert tuple(re.findall(r"^\| `(\w+)` \|", text("docs/fields.md"), re.M)) == RECORD_FIELDS


def test_every_outcome_is_documented():
    for outcome in Outcome:
        if outcome is not Outcome.FOUND:
            assert f"| {outcome} |" in text("docs/reading-a-run.md")


def test_links_between_the_pages_lead_somewhere():
    for page in [ROOT / "README.md", ROOT / "README.vi.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!http)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_readers_example_runs(tmp_path):
    from dvcrawler.sample.portal import Portal
    from dvcrawler.sample.server import serve
    from tests.portal import crawl

    with serve(Portal(12)) as server:
        crawl(server, tmp_path / "data/sample", "phunu", "danguykhoi")
    (code,) = re.findall(r"```python\n(.*?)```", text("README.md"), re.S)
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert " lines\n" in run.stdout
