"""Commands that only read start without Scrapy, and behave as those that Scrapy's own command line runs."""

import json
import os
import subprocess
import sys

import pytest
from scrapy.cmdline import ScrapyArgumentParser
from scrapy.commands import ScrapyCommand, ScrapyHelpFormatter
from scrapy.settings import Settings

from dvcrawler import settings as project
from dvcrawler.commandline import make_parser
from dvcrawler.commands import search
from dvcrawler.dispatch import COMMANDS
from dvcrawler.families.files.site_names import site_names
from dvcrawler.plain_settings import PlainSettings
from dvcrawler.site_lists import describe_held_sites, list_held_sites, load_held_sites, load_sites
from tests.derived.store import article, write

#: Each command with arguments that make it answer.
READING = {
    "runs": [],
    "sites": [],
    "health": [],
    "verify": [],
    "search": ["mua"],
    "coverage": [],
    "cite": ["baonamdinh:1"],
    "show": ["baonamdinh:1"],
    "new": ["--cursor", "cursor.json"],
    "export": ["--to", "all.jsonl"],
    "similar": ["baonamdinh:1"],
    "reindex": [],
    "schema": [],
    "report": ["--html", "report.html"],
    "open": ["baonamdinh:1"],
}
#: Runs the commands one after the other in one process, and writes down what each has loaded.
CODE = """
import contextlib, json, sys
from dvcrawler.commandline import run_command
loaded = {}
for name, words in json.loads(sys.argv[1]).items():
    with contextlib.suppress(SystemExit):
        run_command(name, words)
    loaded[name] = [each for each in ("scrapy", "twisted", "dateparser", "trafilatura") if each in sys.modules]
    if name in ("runs", "health", "verify"):
        loaded[name] += [each for each in ("lxml", "rich", "dvcrawler.extract") if each in sys.modules]
    if name == "sites":
        loaded[name] += [each for each in ("lxml", "rich", "dvcrawler.normalize.dates") if each in sys.modules]
json.dump(loaded, open("loaded.json", "w"))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    empty = data / "empty"
    empty.mkdir()
    write(data, article("1", "Mưa lớn ở Nam Định", "Trời mưa.", site="baonamdinh", date="2024-03-01"))
    first = ("runs", "health", "verify", "sites")  # of nothing: before any other has loaded more
    words = {name: [*READING[name], "--data", str(empty)] for name in first}
    words |= {name: [*more, "--data", str(data)] for name, more in READING.items() if name not in first}
    ended = subprocess.run(
        [sys.executable, "-c", CODE, json.dumps(words)], cwd=data, text=True, capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads((data / "loaded.json").read_text())


@pytest.mark.parametrize("name", READING)
def test_a_command_that_reads_does_not_load_scrapy(loaded, name):
    assert loaded[name] == []


@pytest.mark.parametrize(
    "name", sorted({*COMMANDS} - {"probe"})
)  # Scrapy takes a line of its help for a heading
def test_the_help_of_a_command_is_laid_out_as_scrapys_own(name, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    command = __import__(f"dvcrawler.commands.{name}", fromlist=["Command"]).Command()
    parser = make_parser(command)
    ours = parser.format_help()
    if name != "crawl":  # whose help is a table of its own
        parser.formatter_class = ScrapyHelpFormatter
    assert ours == parser.format_help().replace("-" * len("general options"), "=" * len("general options"))


def test_scrapys_own_command_line_takes_our_commands_for_its_own():
    code = "import sys; from scrapy.cmdline import execute; sys.argv[1:] = ['runs', '--json', '--data', '.']; execute()"
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "dvcrawler.settings"}
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environment, text=True, capture_output=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (0, "[]\n")
    assert ScrapyCommand.register  # the way by which it does


def test_scrapys_own_command_line_reads_the_words_of_a_search_as_ours(capsys):
    parser = ScrapyArgumentParser(conflict_handler="resolve")
    search.Command().add_options(parser)
    opts, words = parser.parse_known_args(["nông", "-hội", "--limit", "-1"])
    assert (words, opts.excluded, opts.limit) == (["nông"], ["hội"], -1)
    with pytest.raises(SystemExit):
        parser.parse_known_args(["nông", "--limit"])
    assert len(capsys.readouterr().err.splitlines()) == 1


def settings_of(value):
    return Settings({"X": value}), PlainSettings({"X": value})


@pytest.mark.parametrize(
    "method", ["get", "getint", "getfloat", "getbool", "getlist", "__getitem__", "getpriority"]
)
@pytest.mark.parametrize(
    "value",
    [0, 1, 7, 1.5, True, None, "", "0", "1", "-3", "1.5", "True", "false", "yes", "a,b", ["a"], ("a", 2), {}],
)
def test_plain_settings_are_read_as_scrapys_are(method, value):
    answers = []
    for settings in settings_of(value):
        try:
            answers.append(getattr(settings, method)("X"))
        except (TypeError, ValueError) as error:
            answers.append(type(error))
    assert answers[0] == answers[1]


def test_the_higher_priority_wins_whatever_comes_first():
    for settings in (Settings(), PlainSettings()):
        settings.setdict({"A": 1, "B": 1}, priority="cmdline")
        settings.set("A", 2, 25)
        settings.set("B", 3, 40)
        settings.set("C", 4)
        assert [settings["A"], settings["B"], settings["C"], settings["D"]] == [1, 3, 4, None]
        assert [settings.getpriority(name) for name in "ABCD"] == [40, 40, 20, None]


def test_plain_settings_hold_all_that_the_project_sets():
    plain, whole = PlainSettings.of_project(), Settings()
    whole.setmodule(project)
    assert {name: plain[name] for name in plain} == {
        name: whole[name] for name in vars(project) if name.isupper()
    } | {name: plain[name] for name in plain if isinstance(plain[name], dict)}


def test_names_descriptions_and_spiders_are_of_the_same_sites(tmp_path):
    for folder in ("baonamdinh", "portal+tinmot.vn"):
        (tmp_path / "articles" / folder).mkdir(parents=True)
    given = {"SPIDER_MODULES": ["dvcrawler.spiders"], "DVCRAWLER_DATA": str(tmp_path)}
    for settings in (Settings(given), PlainSettings(given)):
        spiders = load_held_sites(settings)
        assert list_held_sites(settings) == list(describe_held_sites(settings)) == list(spiders)
        assert describe_held_sites(settings) == {name: spider.site for name, spider in spiders.items()}
        assert list(site_names()) == list(load_sites(settings))
    assert "portal/tinmot.vn" in spiders


def test_sites_of_other_modules_are_listed_too(tmp_path, monkeypatch):
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "__init__.py").write_text("")
    (tmp_path / "others" / "one.py").write_text(
        "from dataclasses import replace\n"
        "from dvcrawler.spiders.baonamdinh import BaoNamDinh\n"
        "class One(BaoNamDinh):\n    name, site = 'one', replace(BaoNamDinh.site, name='one')\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    settings = PlainSettings({"SPIDER_MODULES": "others", "DVCRAWLER_DATA": str(tmp_path)})
    assert list_held_sites(settings) == ["one"]
    assert list(describe_held_sites(settings)) == ["one"]
