"""Completion on the command line: what is offered, and that real shells complete it."""

import os
import shutil
import sys
from argparse import ArgumentParser
from contextlib import contextmanager

import pytest

from dvcrawler.cli.known_options import list_options, list_values
from dvcrawler.completion import complete, read_script, split_line
from dvcrawler.dispatch import COMMANDS, _load_values
from tests import warm
from tests.discovery.sections.test_section_argument import pages_with_sections
from tests.portal import environment
from tests.site import SITE, crawl_site, served
from tests.terminal import Session

PROGRAM = [sys.executable, "-m", "dvcrawler"]


def offered(line, **env):
    run = warm.run(
        [*PROGRAM, "completion", "--line", line],
        env=environment(**env),
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    assert run.stderr == ""
    return [row.partition("\t")[0] for row in run.stdout.splitlines()]


def choices(line):
    found = complete(split_line(line), COMMANDS, lambda name: [(f"--{name}", "")], _load_values)
    return [word for word, _ in found]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("dvcrawler cra", ["crawl"]),
        ("dvcrawler co", ["completion", "config", "coverage"]),
        ("dvcrawler --", ["--help", "--version"]),
        ("dvcrawler crawl baonam", ["baonamdinh"]),
        ("dvcrawler crawl phunu baonam", ["baonamdinh"]),
        ("dvcrawler sites tinh", ["tinhdoan"]),
        ("dvcrawler crawl x -a s", ["since=", "section=", "source=", "start="]),
        ("dvcrawler crawl x -a source=w", ["source=warc:", "source=wayback"]),
        ("dvcrawler crawl x -a 'tls=", ["tls=legacy"]),
        ("dvcrawler crawl baonamdinh -a section=508", [f"section={n}" for n in range(5083, 5089)]),
        ("dvcrawler crawl x --log-format ", ["plain", "json"]),
        ("dvcrawler crawl x --log-format=j", ["--log-format=json"]),
        ("dvcrawler crawl x -L W", ["WARNING"]),
        ("dvcrawler export --format s", ["sqlite"]),
        ("dvcrawler report --lang=", ["--lang=vi", "--lang=en"]),
        ("dvcrawler new --site baonam", ["baonamdinh"]),
        ("dvcrawler report --since ", []),
        ("dvcrawler cluster ", ["init", "worker", "schedule", "status"]),
        ("dvcrawler cluster schedule baonam", ["baonamdinh"]),
        ("dvcrawler runs -", ["--runs"]),
        ("dvcrawler completion ", ["bash", "zsh", "fish"]),
        ("dvcrawler crawl nosuchsite", []),
        ("dvcrawler crawl nosuch -a section=", []),
        ("dvcrawler nosuch ", None),
        ('dvcrawler crawl "', None),
        ("dvcrawler crawl \\", None),
        ("", None),
    ],
)
def test_what_may_be_typed_next_is_offered(line, words):
    found = choices(line)
    assert words is None or found == words


@pytest.mark.parametrize("name", ["dir/", "dir/fi", "no/such/"])
def test_files_are_offered_where_files_are_taken(tmp_path, monkeypatch, name):
    (tmp_path / "dir").mkdir()
    (tmp_path / "dir/file.txt").touch()
    (tmp_path / "dir/.hidden").touch()
    monkeypatch.chdir(tmp_path)
    expected = [] if name.startswith("no") else ["dir/file.txt"]
    assert choices(f"dvcrawler extract {name}") == expected
    assert choices(f"dvcrawler crawl x -a source=urls:{name}") == [f"source=urls:{each}" for each in expected]
    assert choices(f"dvcrawler coverage --html {name}") == expected
    assert choices(f"dvcrawler crawl x --config={name}") == [f"--config={each}" for each in expected]


def test_the_options_of_a_command_are_those_of_its_help():
    assert set(offered("dvcrawler crawl --")) == {
        "--help",
        "--data",
        "--config",
        "--debug",
        "--all",
        "--retired",
        "--log-format",
        "--logfile",
        "--loglevel",
        "--set",
    }
    assert offered("dvcrawler nosuch --") == []


def test_the_sections_that_a_crawl_found_are_offered(tmp_path):
    with served(pages_with_sections()) as web:
        crawl_site(web, tmp_path)
    line = f"dvcrawler crawl {SITE} --data {tmp_path} -a section=k"
    assert offered(line) == ["section=kinh-te"]
    assert offered(f"dvcrawler crawl {SITE} -a section=xa", DVCRAWLER_DATA=str(tmp_path)) == [
        "section=xa-hoi"
    ]


@pytest.mark.parametrize("words", [[], ["tcsh"], ["zhs"], ["bash", "zsh"]])
def test_another_shell_is_a_usage_error(words):
    run = warm.run(
        [*PROGRAM, "completion", *words],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert ("did you mean zsh?" in run.stderr) == (words == ["zhs"])


@pytest.fixture
def path(tmp_path):
    """A PATH with `dvcrawler` on it."""
    program = tmp_path / "bin/dvcrawler"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dvcrawler "$@"\n')
    program.chmod(0o755)
    return f"{program.parent}{os.pathsep}{os.environ['PATH']}"


#: How shells are started without anyone's configuration.
STARTED = {"bash": ["bash", "--norc", "--noprofile", "-i"], "zsh": ["zsh", "-f", "-i"]}


@contextmanager
def open_shell(shell, folder, path):
    """A terminal in which the shell has loaded its script."""
    (folder / "script").write_text(read_script(shell) + "\n")
    env = environment(PATH=path, HOME=str(folder), PS1="$ ", XDG_CACHE_HOME=str(folder))
    with Session(STARTED[shell], env, columns=200, cwd=folder) as session:
        session.type("source ./script; echo rea''dy\n")
        session.wait_for("ready")
        yield session


CASES = pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("dvcrawler cra", "dvcrawler crawl"),
        pytest.param("dvcrawler crawl baonamd", "dvcrawler crawl baonamdinh", marks=pytest.mark.slow),
        pytest.param(
            "dvcrawler crawl baonamdinh -a minu",
            "dvcrawler crawl baonamdinh -a minutes=",
            marks=pytest.mark.slow,
        ),
        ("dvcrawler crawl baonamdinh -a section=5090", "dvcrawler crawl baonamdinh -a section=5090"),
        pytest.param(
            "dvcrawler crawl baonamdinh -a tls=l",
            "dvcrawler crawl baonamdinh -a tls=legacy",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            "dvcrawler crawl baonamdinh -a source=comm",
            "dvcrawler crawl baonamdinh -a source=commoncrawl",
            marks=pytest.mark.slow,
        ),
        pytest.param("dvcrawler runs --wi", "dvcrawler runs --wide", marks=pytest.mark.slow),
        pytest.param("dvcrawler cite --format=b", "dvcrawler cite --format=bibtex", marks=pytest.mark.slow),
    ],
)


@pytest.mark.parametrize("shell", ["bash", pytest.param("zsh", marks=pytest.mark.slow)])
def test_the_space_in_the_name_of_a_file_is_escaped(tmp_path, path, shell):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "my list.txt").touch()
    with open_shell(shell, tmp_path, path) as session:
        for typed in ("extract my", "crawl x -a source=urls:my"):
            session.type(f"dvcrawler {typed}\t")
            shown = rf"{typed}\ list.txt"
            session.wait_until(lambda lines, shown=shown: any(line.endswith(shown) for line in lines))
            session.type("\x15")  # empties the line


@pytest.mark.parametrize("shell", STARTED)
@CASES
def test_a_real_shell_completes(tmp_path, path, shell, typed, completed):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    with open_shell(shell, tmp_path, path) as session:
        session.type(f"{typed}\t")
        session.wait_until(lambda lines: any(line.endswith(f" {completed}") for line in lines))


@CASES
def test_fish_completes_words_with_the_script(tmp_path, path, typed, completed):
    if shutil.which("fish") is None:
        pytest.skip("fish is not installed")
    (tmp_path / "script").write_text(read_script("fish") + "\n")
    asked = warm.run(
        ["fish", "--no-config", "-c", f"source ./script; complete -C '{typed}'"],
        cwd=tmp_path,
        env=environment(PATH=path, HOME=str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    assert [line.partition("\t")[0] for line in asked.stdout.splitlines()] == [completed.split()[-1]]


@pytest.mark.parametrize(
    "line", ["dvcrawler runs {}", "dvcrawler crawl {}", "dvcrawler new --site {}", "dvcrawler new --site={}"]
)
def test_sites_of_which_only_the_data_folder_knows_are_offered(tmp_path, monkeypatch, line):
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs/own.jsonl").touch()
    (tmp_path / "articles/portal+bao.example").mkdir(parents=True)
    monkeypatch.setenv("DVCRAWLER_DATA", str(tmp_path))
    assert choices(line.format("ow"))[-1].endswith("own")
    assert choices(line.format("portal/"))[-1].endswith("portal/bao.example")


@pytest.mark.parametrize("names", ["-L LEVEL, --loglevel LEVEL", "-L, --loglevel LEVEL"])
def test_options_of_one_value_take_it_in_either_form_of_the_help(names):
    """The second form is that of Python 3.13 and later."""

    class Parser(ArgumentParser):
        def format_help(self):
            return f"options:\n  -h, --help            show this help\n  {names}  least level\n  --since DAY  a day\n"

    assert list_values(Parser()) == {"-L": "LEVEL", "--loglevel": "LEVEL", "--since": "DAY"}
    assert set(list_options(Parser())) == {"-h", "--help", "-L", "--loglevel", "--since"}
