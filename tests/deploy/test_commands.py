"""Every dvcrawler command that the templates and the page name is one that the real parsers take."""

import json
import re
import shlex
from pathlib import Path

import pytest
from scrapy.cmdline import ScrapyArgumentParser
from scrapy.settings import Settings

from dvcrawler.dispatch import COMMANDS

ROOT = Path(__file__).parents[2]
#: May be named before they are there.
COMING = {"health", "runs"}
#: Where a shell's command ends.
END = {"|", "||", "&", "&&", ";", ">", ">>", ")", "#", "2"}


def texts():
    """What is meant to be run: the templates without comments, the code of the pages."""
    for path in sorted((ROOT / "deploy").rglob("*")):
        if path.is_file() and path.suffix != ".lock":
            lines = path.read_text("utf-8").splitlines()
            yield path.name, "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    page = (ROOT / "docs/deploying.md").read_text("utf-8")
    code = re.findall(r"^    (.*)$", page, re.M) + re.findall(r"`([^`\n]+)`", page)
    yield "deploying.md", "\n".join(code)


def words_of(line):
    lexer = shlex.shlex(line, posix=True, punctuation_chars="();<>|&")
    lexer.whitespace_split, lexer.commenters = True, "#"
    try:
        return list(lexer)
    except ValueError:  # a sentence with an apostrophe, the output of a command
        return line.split()


def commands_in(text):
    """Each command's words after `dvcrawler`, wherever that stands in a line."""
    joined = re.sub(r"\\\n\s*", " ", text)
    for line in joined.splitlines():
        image = re.match(r"CMD (\[.*\])", line)
        if image:
            yield tuple(json.loads(image[1]))
        words = words_of(line)
        for place, word in enumerate(words):
            following = words[place + 1 : place + 2]
            if (
                re.search(r"(?:^|[/(])dvcrawler$", word)
                and following
                and re.fullmatch("[a-z]+", following[0])
            ):
                end = next((i for i in range(place, len(words)) if words[i] in END), len(words))
                yield tuple(word.rstrip(")") for word in words[place + 1 : end])


NAMED = sorted({(file, words) for file, text in texts() for words in commands_in(text)})


def parse(words):
    """(what the parser does not know, the positional arguments); SystemExit for a bad value."""
    module = __import__(f"dvcrawler.commands.{words[0]}", fromlist=["Command"])
    command = module.Command()
    command.settings = Settings()
    parser = ScrapyArgumentParser(allow_abbrev=False)
    command.add_options(parser)
    _, left = parser.parse_known_args(list(words[1:]))
    return [w for w in left if w.startswith("-")], [w for w in left if not w.startswith("-")]


@pytest.mark.parametrize(
    ("file", "words"), NAMED, ids=lambda value: value if isinstance(value, str) else " ".join(value)
)
def test_a_command_that_is_named_can_be_run_as_written(file, words):
    if words[0] in COMING and not (ROOT / f"dvcrawler/commands/{words[0]}.py").exists():
        pytest.skip(f"dvcrawler {words[0]} is not there yet")
    assert words[0] in COMMANDS, f"{file}: there is no command {words[0]}"
    unknown, arguments = parse(words)
    assert unknown == [], f"{file}: dvcrawler {words[0]} has no option {unknown}"
    if words[0] in ("crawl", "health"):
        sites = {p.stem for p in (ROOT / "dvcrawler/spiders").glob("[a-z]*.py")}
        assert {a for a in arguments if not a.startswith("$")} <= sites


def test_the_templates_use_crawl_and_health():
    for file in ("crontab", "dvcrawler.service", "Containerfile"):
        assert any(name == file and words[0] == "crawl" for name, words in NAMED), file
    for file in ("crontab", "dvcrawler-health.service"):
        assert any(name == file and words[0] == "health" for name, words in NAMED), file
    assert len(NAMED) > 12


def test_an_option_that_there_is_not_would_be_found():
    text = '5 7 * * * x=$(/srv/bin/dvcrawler crawl --everything --logfile x) || echo "$x"'
    ((name, *words),) = commands_in(text)
    assert (name, parse((name, *words))[0]) == ("crawl", ["--everything"])
