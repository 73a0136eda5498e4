"""What the live table shows where, and when there is one; without a crawl or a terminal."""

import io
import sys

import pytest
from rich.console import Console
from scrapy.settings import Settings

from dvcrawler.run.live_table import LiveTable, build_table, is_table_wanted
from dvcrawler.run.progress import SiteProgress
from tests.terminal import Terminal


def row(site="thu", **more):
    return SiteProgress(
        **{"site": site, "done": 7, "queued": 8, "stored": 6, "seconds_left": 60.0, "page": "/p"} | more
    )


def lines_of(rows, width=80, most=19):
    console = Console(width=width, force_terminal=False)
    with console.capture() as shown:
        console.print(build_table(rows, width, most))
    return [line.split() for line in shown.get().splitlines()]


def test_the_headings_alone_are_bold_and_figures_are_below_one_another():
    table = build_table([row(), row("khac")], 80, 19)
    assert [each.style for each in table.rows] == ["bold", "", "", ""]
    assert [each.justify for each in table.columns] == ["left", "right", "right", "right", "left", "left"]


def test_a_single_site_has_no_sum_and_several_have_one():
    assert lines_of([row()]) == [
        ["site", "done", "queued", "stored", "left", "page"],
        ["thu", *"786", "1", "min", "/p"],
    ]
    rows = [
        row(),
        row("khac", seconds_left=None),
        row("xong", done=100, queued=0, seconds_left=120.0, has_ended=True),
    ]
    assert lines_of(rows)[1:] == [
        ["thu", *"786", "1", "min", "/p"],
        ["khac", *"786", "/p"],
        ["all", "114", "16", "18", "2", "min", "1", "of", "3", "sites", "ended"],
    ]


def test_rows_that_have_no_line_are_counted_and_none_is_where_all_are_shown():
    rows = [row(f"site{number}") for number in range(3)]
    assert lines_of(rows, most=2)[-1][-2:] == ["not", "shown"]
    assert lines_of(rows, most=3)[-1][-2:] == ["sites", "ended"]


def test_the_page_is_shown_from_a_room_of_twelve_columns():
    # Columns of 4, 4, 6, 6 and 5 characters, each with two blanks behind it.
    assert lines_of([row()], width=25 + 10 + 12)[1][-1] == "/p"
    assert lines_of([row()], width=25 + 10 + 11)[1][-1] == "min"


def test_a_site_is_starting_until_its_first_page_and_reading_where_that_has_no_name():
    assert lines_of([row(done=0, page=None)])[1][-1] == "starting"
    assert lines_of([row(page=None)])[1][-1] == "reading"


@pytest.mark.parametrize(
    ("seconds", "left"),
    [
        (30, "< 1 min"),
        (31, "1 min"),
        (3569, "59 min"),
        (3571, "1 h 00 min"),
        (86_340, "23 h 59 min"),
        (86_400, "1 d 0 h"),
        (97_200, "1 d 3 h"),
    ],
)
def test_the_time_left_is_given_in_the_largest_units(seconds, left):
    assert lines_of([row(seconds_left=float(seconds))])[1][4:-1] == left.split()


class _Errors(io.StringIO):
    def __init__(self, is_terminal):
        super().__init__()
        self._is_terminal, self.flushed = is_terminal, 0

    def isatty(self):
        return self._is_terminal

    def flush(self):
        self.flushed += 1


@pytest.mark.parametrize(
    ("is_terminal", "term", "is_wanted"),
    [
        (True, "xterm", True),
        (False, "xterm", False),
        (True, "dumb", False),
        (True, "unknown", False),
        (True, "", False),
        (True, None, False),
    ],
)
def test_there_is_a_table_on_a_terminal_that_can_move_its_cursor(monkeypatch, is_terminal, term, is_wanted):
    monkeypatch.setattr("sys.stderr", _Errors(is_terminal))
    monkeypatch.delenv("TERM", raising=False)
    if term is not None:
        monkeypatch.setenv("TERM", term)
    assert is_table_wanted(Settings()) is is_wanted
    assert is_table_wanted(Settings({"DVCRAWLER_PROGRESS": "1"})) is True
    assert is_table_wanted(Settings({"DVCRAWLER_PROGRESS": "0"})) is False


def test_a_process_that_ends_at_once_shows_the_cursor_again(monkeypatch):
    errors = _Errors(False)
    monkeypatch.setattr("sys.stderr", errors)
    table = LiveTable(list)
    table.abandon()
    assert errors.getvalue().endswith("\x1b[?25h")
    assert errors.flushed
    table.start()
    drawing = table._live
    assert drawing.is_started
    table.abandon()
    assert not drawing.is_started, "it would be drawn over what is printed next"
    assert table._live is None


def test_a_table_that_is_hidden_is_shown_again_and_one_that_was_not_shown_is_not():
    table = LiveTable(list)
    with table.hidden():
        pass
    assert table._live is None
    table.start()
    first = table._live
    with table.hidden():
        assert table._live is None
    assert table._live is not None and table._live is not first
    table.stop()
    assert not first.is_started


def test_what_is_written_is_a_whole_line_that_is_not_wrapped(capsys):
    text = "x" * 300 + "\n"
    assert LiveTable(list).write(text) == 301
    assert capsys.readouterr().err == text


def show_on_terminal(monkeypatch):
    """Makes standard error a terminal of 60 columns and 10 lines; returns what reads it."""
    for name, value in (("TERM", "xterm"), ("COLUMNS", "60"), ("LINES", "10")):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    errors = _Errors(True)
    monkeypatch.setattr("sys.stderr", errors)

    def shown():
        terminal = Terminal(60)
        terminal.feed(errors.getvalue().replace("\n", "\r\n"))
        return [line.rstrip() for line in terminal.shown() if line.strip()]

    return shown


def test_the_table_is_shown_at_once_and_nothing_of_it_is_left(monkeypatch):
    terminal, out = show_on_terminal(monkeypatch), io.StringIO()
    monkeypatch.setattr("sys.stdout", out)
    table = LiveTable(lambda: [row()])
    table.start()
    try:
        assert [line.split()[0] for line in terminal()] == ["site", "thu"]
        assert sys.stdout is out
        table.write("a result\n")
        assert terminal()[0] == "a result"
    finally:
        table.stop()
    assert terminal() == ["a result"]


def test_two_columns_and_five_lines_of_the_terminal_are_left_free(monkeypatch):
    terminal = show_on_terminal(monkeypatch)
    table = LiveTable(lambda: [row(f"site{number}", page="/" + "a" * 99) for number in range(9)])
    table.start()
    try:
        assert [line.split()[0] for line in terminal()] == [
            "site",
            *(f"site{number}" for number in range(5)),
            "all",
        ]
        assert len(terminal()[1]) == 58
    finally:
        table.stop()


def test_a_terminal_of_few_lines_has_room_for_one_site(monkeypatch):
    monkeypatch.setenv("LINES", "3")
    table = LiveTable(lambda: [row("a"), row("b")])
    assert table._render().row_count == 3


def test_a_terminal_that_is_too_narrow_cuts_the_figures_and_has_a_line_for_each_site():
    rows = [row("trang-tin-cua-tinh"), row("khac")]
    for width in range(8, 40):
        assert len(lines_of(rows, width)) == 4
