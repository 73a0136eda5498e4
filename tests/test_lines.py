"""Every warning and error that an operator can meet stands in docs/reading-a-run.md, and no other."""

import re
from functools import cache
from pathlib import Path

import pytest
import scrapy

from tests.lines import errors_of, has_words, unnamed_lines_of, warnings_of

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "dvcrawler"
PAGE = "docs/reading-a-run.md"


def table(head):
    """(line, remedy) of each row of a table of the page."""
    text = (ROOT / PAGE).read_text("utf-8")
    rows = re.findall(rf"^\| {head} \|.*\n\|[-|]+\n((?:\|.*\n)+)", text, re.M)
    assert rows, f"{PAGE} has no table with the head | {head} |"
    found = [re.fullmatch(r"\| `(.+?)` \| (.*) \|", row) for row in "".join(rows).splitlines() if "`" in row]
    return [(row[1].replace(r"\|", "|"), row[2].strip()) for row in found if row]


def documented():
    """Outcomes have no backquotes in their table, so only lines are met here."""
    return dict(table("line"))


@cache
def emitted():
    return [line for line in [*warnings_of(PACKAGE), *errors_of(PACKAGE)] if has_words(line.text)]


def test_every_line_that_the_code_can_print_is_documented():
    known = documented()
    missing = {line.text: line.where for line in emitted() if line.text not in known}
    rows = "\n".join(
        f"{where} prints a line that {PAGE} lacks. Add to its table:\n| `{text}` | cause and remedy |"
        for text, where in missing.items()
    )
    assert not missing, rows


def test_every_documented_line_is_printed_by_some_code():
    printed = {line.text for line in emitted()}
    left = [text for text in documented() if text not in printed]
    assert not left, f"no code prints these lines any more; take them out of {PAGE}: {left}"


def test_every_documented_line_has_a_cause_and_remedy():
    assert [line for line, remedy in [*table("line"), *table("line of Scrapy")] if len(remedy) < 8] == []


def test_no_line_is_documented_twice():
    lines = [line for line, _ in table("line")]
    assert sorted(lines) == sorted(set(lines))


def test_a_log_call_states_its_text_where_it_stands():
    """A text handed in as a variable could not be held against the page."""
    assert unnamed_lines_of(PACKAGE) == []


def test_the_lines_of_scrapy_are_scrapys():
    source = "".join(p.read_text("utf-8") for p in Path(scrapy.__file__).parent.rglob("*.py"))
    for line, _ in table("line of Scrapy"):
        assert f'"{line.removesuffix("…")}%(' in source, line


CODE = """
import logging, sys
from dvcrawler.errors import UsageError
logger = logging.getLogger(__name__)
class OwnError(UsageError): ...
def f(site, n, error):
    logger.warning("%s: %d pages " "are odd", site, n)
    logger.info("%s: not a warning", site)
    logger.log(logging.ERROR, f"{site}: broken {n}")
    logger.error("%s: %s", site, error)
    logging.getLogger("x." + site).error("%s: lost", site)
    text = f"{site}: waits until {n}"
    give_up(OwnError(text))
    print(f"dvcrawler: {n} bytes left", file=sys.stderr)
    print("not an error")
    raise UsageError(f"{n} is odd; " + ("halve it" if n else "leave it"))
def g(text):
    logger.warning(text)
"""


@pytest.fixture
def package(tmp_path):
    (tmp_path / "errors.py").write_text(
        "class DvcrawlerError(Exception): ...\nclass UsageError(DvcrawlerError): ..."
    )
    (tmp_path / "code.py").write_text(CODE)
    return tmp_path


def test_the_walk_finds_lines_however_they_are_written(package):
    found = [line.text for line in warnings_of(package) if has_words(line.text)]
    assert sorted(found) == ["broken …", "lost", "… pages are odd"]
    errors = [line.text for line in errors_of(package) if has_words(line.text)]
    assert sorted(errors) == ["waits until …", "… bytes left", "… is odd; halve it", "… is odd; leave it"]
    assert [line.text for line in unnamed_lines_of(package)] == ["text"]
