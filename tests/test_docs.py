"""What is written is held against what is there."""

import argparse
import ast
import json
import re
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from scrapy.settings import Settings

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.discovery import argument_parser
from dvcrawler.dispatch import COMMANDS
from dvcrawler.errors import MEANINGS, WORST_FIRST, ExitCode, worst
from dvcrawler.health.metrics import format_metrics
from dvcrawler.health.verdict import CODES, State, Verdict
from dvcrawler.health.verdict import MEANINGS as HEALTH_MEANINGS
from dvcrawler.items import RECORD_FIELDS
from dvcrawler.normalize.urls import read_address
from dvcrawler.storage.ledgers.ledger import Outcome
from tests import warm

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
    table = text("docs/fields.md").partition("\n## ")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", table, re.M)) == RECORD_FIELDS


def test_every_state_of_health_is_documented():
    for state in State:
        row = re.search(rf"^\| {state} \| (.+?) \| (.+?) \|$", text("docs/health.md"), re.M)
        assert row, state
        assert row[1] == HEALTH_MEANINGS[state]
        assert str(int(CODES[state])) in re.findall(r"\d+", row[2])


def test_every_metric_is_documented():
    at = "2026-01-01T00:00:00Z"
    whole = Verdict(
        "x",
        runs=1,
        last_run=at,
        last_success=at,
        last_new=at,
        last_exit_code=0,
        newest="2026-01-01",
        outcomes={"stored": 1},
    )
    written = format_metrics([whole], {"x": 1}, datetime.now(UTC))
    names = re.findall(r"^# TYPE (\w+) gauge$", written, re.M)
    assert sorted(names) == sorted(re.findall(r"^\| `(dvcrawler_\w+)` \|", text("docs/health.md"), re.M))


def test_every_outcome_is_documented():
    for outcome in Outcome:
        if outcome is not Outcome.FOUND:
            assert f"| {outcome} |" in text("docs/reading-a-run.md")


def test_every_fault_in_the_table_has_its_tests():
    named = set(re.findall(r"`(test_\w+\.py)`", text("docs/failures.md")))
    assert named
    for name in named:
        assert (ROOT / "tests/faults" / name).exists(), name
    codes = re.findall(r"^\| [^|]+ \| (\d+) \|", text("docs/failures.md"), re.M)
    assert {int(code) for code in codes} <= {int(code) for code in ExitCode} | {137}


def test_every_module_that_the_architecture_names_exists():
    named = set(re.findall(r"`([a-z_]+(?:\.[a-z_]+)+)`", text("docs/architecture.md"))) - {"pyproject.toml"}
    assert len(named) > 20
    for name in named:
        path = ROOT / "dvcrawler" / name.replace(".", "/")
        assert path.is_dir() or path.with_suffix(".py").exists(), name


def test_every_module_that_a_folder_describes_is_in_it():
    described = 0
    for init in (ROOT / "dvcrawler").rglob("__init__.py"):
        for name in re.findall(r"`([a-z_]+)`", _docstring_of(init)) if _is_map(init) else ():
            described += 1
            assert (init.parent / name).is_dir() or (init.parent / f"{name}.py").exists(), f"{init}: {name}"
    assert described > 100


def _is_map(init):
    """Whether the docstring goes on below its first line and is of a folder without names of its own."""
    return "\n\n" in _docstring_of(init) and "import" not in init.read_text("utf-8")


def _docstring_of(init):
    return ast.get_docstring(ast.parse(init.read_text("utf-8"))) or ""


def test_links_between_the_pages_lead_somewhere():
    for page in [ROOT / "README.md", ROOT / "README.vi.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!http)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("readme", ["README.md", "README.vi.md"])
def test_every_page_of_the_docs_is_in_the_index_of_a_readme(readme):
    index = re.findall(r"^\| \[[a-z -]+\]\(docs/([a-z-]+\.md)\) \| .+ \|$", text(readme), re.M)
    assert sorted(index) == sorted(page.name for page in (ROOT / "docs").glob("*.md"))


def test_the_vietnamese_readme_has_every_section_command_and_link_of_the_english_one():
    english, vietnamese = text("README.md"), text("README.vi.md")
    assert english.count("\n## ") == vietnamese.count("\n## ")
    for kind in (r"dvcrawler [a-z]+ ?(?:--?[a-z]+)?", r"make [a-zA-Z]+", r"-a [a-z]+=", r"docs/[a-z-]+\.md"):
        code = "|".join((r"`[^`\n]+`", r"^    .+", r"\]\(.+?\)"))
        wanted, found = (
            {word for line in re.findall(code, page, re.M) for word in re.findall(kind, line)}
            for page in (english, vietnamese)
        )
        assert wanted and wanted - found == set()


def test_the_readers_example_runs(tmp_path):
    from sample_portal.portal import Portal
    from sample_portal.server import serve
    from tests.portal import crawl

    with serve(Portal(12)) as server:
        crawl(server, tmp_path / "data/sample", "phunu", "danguykhoi")
    (code,) = re.findall(r"```python\n(.*?)```", text("README.md"), re.S)
    run = warm.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert run.returncode == 0, run.stderr
    assert " lines\n" in run.stdout


def test_the_readme_shows_a_record_with_every_field_in_order():
    (shown,) = re.findall(r"```json\n(.*?)```", text("README.md"), re.S)
    assert tuple(json.loads(shown)) == RECORD_FIELDS


def section(name):
    return text("docs/commands.md").partition(f"\n## `{name}")[2].partition("\n## ")[0]


@pytest.mark.parametrize("name", command_modules())
def test_a_commands_own_options_are_documented_and_no_others(name):
    parser = argparse.ArgumentParser()
    command = __import__(f"dvcrawler.commands.{name}", fromlist=["Command"]).Command()
    command.settings = Settings()
    command.add_options(parser)
    own = {word for action in parser._actions for word in action.option_strings if word.startswith("--")}
    shared = {
        "--help",
        "--data",
        "--config",
        "--debug",
        "--logfile",
        "--loglevel",
        "--nolog",
        "--profile",
        "--pidfile",
        "--set",
        "--pdb",
    }
    mentioned = set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", section(name)))
    assert own - shared == mentioned - shared


def test_every_argument_of_a_crawl_is_documented():
    assert [name for name in argument_parser.NAMES if f"`-a {name}=" not in section("crawl")] == []


def test_every_setting_and_every_key_of_the_file_is_on_the_page_of_settings():
    from dvcrawler import settings as ours
    from dvcrawler.config.schema import KEYS

    table = text("docs/settings.md").partition("\n## All settings")[2]
    listed = dict(re.findall(r"^\| `(DVCRAWLER_\w+)` \| (.+?) \|", table, re.M))
    own = {name: value for name, value in vars(ours).items() if name.startswith("DVCRAWLER_")}
    assert sorted(listed) == sorted(own)
    for name, value in own.items():
        if isinstance(value, int | float):
            assert float(listed[name]) == float(value), name
    rows = {
        name: (scope, setting)
        for name, scope, setting in re.findall(
            r"^\| `([a-z_.]+)` \| (\w*) ?\| (?:`(\w+)` )?\| .+ \|$", text("docs/settings.md"), re.M
        )
    }
    assert rows == {
        key.name: ("" if not key.is_for_site else "site" if key.is_general else "only", key.setting or "")
        for key in KEYS
    }


def test_the_example_of_a_settings_file_is_valid(tmp_path):
    from dvcrawler.config.load import load_config
    from dvcrawler.site_lists import load_sites

    (example,) = re.findall(r"```toml\n(.*?)```", text("docs/settings.md"), re.S)
    path = tmp_path / "dvcrawler.toml"
    path.write_text(example, "utf-8")
    names = load_sites(Settings({"SPIDER_MODULES": ["dvcrawler.spiders"]}))
    assert len(load_config(path, lambda: names, datetime.now(UTC).date()).entries) > 5


def test_the_files_and_folders_of_tests_that_the_makefile_names_exist():
    named = set(re.findall(r"\btests/[a-z][\w./]*\w", text("Makefile")))
    assert len(named) > 5
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_target_that_the_readmes_name_is_in_the_makefile():
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.M))
    for page in ("README.md", "README.vi.md", "docs/adding-a-site.md"):
        named = set(re.findall(r"(?:^    |`)make (?:[A-Z]+=\S+ )?([a-z-]+)", text(page), re.M))
        assert named <= targets, page


def test_the_example_of_a_new_site_takes_its_address():
    (code,) = re.findall(r"```python\n(.*?)```", text("docs/adding-a-site.md"), re.S)
    names = {"__name__": "an_example"}
    exec(code, names)
    site = names["BaoViDu"].site
    url = "https://baovidu.vn/kinh-te/202401/ten-bai-8830dd4/"
    assert url in text("docs/adding-a-site.md")
    assert read_address(url, site.addresses, site.hosts).native_id == "8830dd4"


def test_the_lock_holds_every_dependency_at_a_version_that_is_asked_for():
    project = tomllib.loads(text("pyproject.toml"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    locked = dict(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", text("requirements.lock"), re.M))
    for requirement in map(Requirement, wanted):
        version = locked.get(requirement.name)
        assert version, f"{requirement.name} is not locked; run make lock"
        assert requirement.specifier.contains(version), f"{requirement.name}: run make lock"
