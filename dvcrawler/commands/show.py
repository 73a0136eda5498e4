"""`dvcrawler show ID`: an article in the terminal, and how its revisions differ."""

import argparse
from typing import TYPE_CHECKING

from dvcrawler.article_ids import read_ids
from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.option_values import parse_number
from dvcrawler.cli.options import Option
from dvcrawler.cli.store_notices import watching
from dvcrawler.console import say, say_text, to_json, wrap
from dvcrawler.derived.changes import Change
from dvcrawler.errors import ExitCode, UsageError
from dvcrawler.items import Record
from dvcrawler.messages.printable import printable

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {"added": "bold green", "removed": "strike red", "same": ""}
#: The marks of `wdiff`, for terminals without colours.
_MARKS = {"added": ("{+", "+}"), "removed": ("[-", "-]"), "same": ("", "")}


class Command(DvcrawlerCommand):
    """Prints the newest record, or the requested revision."""

    usage = "[options] ID"
    description = (
        "Prints an article with its byline, problems and text. --diff shows word by word what a revision "
        "changed. Example: dvcrawler show baonamdinh:2540012 --revision 2 --diff"
    )
    uses_scrapy = False
    queries_indexes = True
    options = (
        Option("--revision", "which revision (default: the newest)", type=parse_number, metavar="N"),
        Option("--diff", "print what changed since the revision before"),
        Option("--json", "print the record as a JSON object"),
    )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.derived.lookup import find_records, find_revisions

        if len(args) != 1:
            raise UsageError("name one article's id, as in baonamdinh:2540012; dvcrawler search prints them")
        if opts.diff and opts.json:
            raise UsageError("--diff prints no JSON; give one of --diff and --json")
        with watching() as watch:
            (newest,) = find_records(self.find_store(), read_ids(self.settings, args), watch)
        revisions = find_revisions(self.data, newest["site"], newest["id"]) or [newest]
        record = _choose(revisions, newest, opts.revision)
        if opts.diff:
            _print_difference(record, _find_previous(revisions, record))
        elif opts.json:
            say_text(to_json(record))
        else:
            _print(record, revisions)
        return ExitCode.OK


def _choose(revisions: list[Record], newest: Record, number: int | None) -> Record:
    held = {record["revision"]: record for record in revisions}
    if number is not None and number not in held:
        there = ", ".join(map(str, held))
        raise UsageError(f"{newest['id']} has no revision {number}; there are: {there}")
    return newest if number is None else held[number]


def _find_previous(revisions: list[Record], record: Record) -> Record:
    earlier = [each for each in revisions if each["revision"] < record["revision"]]
    if not earlier:
        raise UsageError(f"{record['id']} has nothing before revision {record['revision']} to compare with")
    return earlier[-1]


def _print(record: Record, revisions: list[Record]) -> None:
    about = [record["date"] or "undated", record["id"], record["section"], record["kind"]]
    lines = [record["title"], "  ".join(filter(None, about)), record["url"]]
    lines += [f"{name}: {record[name]}" for name in ("byline_raw", "source", "capture") if record[name]]
    lines += [f"problem: {each['field']}: {each['code']} ({each['reason']})" for each in record["problems"]]
    if len(revisions) > 1:
        numbers = ", ".join(str(each["revision"]) for each in revisions)
        lines.append(f"revision: {record['revision']} of {numbers}")
    say(*wrap(*lines, *_list_text_lines(record), indent=0))


def _list_text_lines(record: Record) -> list[str]:
    """The lead and the paragraphs, each below an empty line."""
    parts = (record["summary"] or "", *record["body"].split("\n\n"))
    return [line for part in parts if part for line in ("", *part.split("\n"))]


def _print_difference(later: Record, earlier: Record) -> None:
    from dvcrawler.derived.lookup import compare_records

    fields = compare_records(earlier, later)
    say(f"{later['id']}: revision {later['revision']} compared with {earlier['revision']}")
    if not fields:
        say("no text differs")
    for name, changes in fields:
        is_whole = any(change.is_whole for change in changes)
        say("", f"{name}:" + (" (too much differs to show all of it word by word)" if is_whole else ""))
        _print_changes(changes)


def _print_changes(changes: list[Change]) -> None:
    """On a terminal, prints each line by itself: the time that rich takes grows with the square of a text's
    lines, and most lines have no colour.
    """
    from rich.console import Console

    console = Console(highlight=False)
    line: list[tuple[str, str]] = []
    for change in changes:
        begin, end = ("", "") if console.is_terminal and not console.no_color else _MARKS[change.kind]
        first, *others = f"{begin}{change.text}{end}".split("\n")
        line.append((printable(first), _STYLES[change.kind]))
        for text in others:
            _print_line(console, line)
            line = [(printable(text), _STYLES[change.kind])]
    _print_line(console, line)


def _print_line(console: "Console", parts: list[tuple[str, str]]) -> None:
    if console.is_terminal and any(text and style for text, style in parts):
        from rich.text import Text

        console.print(Text.assemble(*parts))
    else:
        say(*wrap("".join(text for text, _ in parts), indent=0))
