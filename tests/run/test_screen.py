"""What a crawl prints, with a table and without one."""

import io
import logging

import pytest
from scrapy.settings import Settings

from dvcrawler.errors import ExitCode
from dvcrawler.run.screen import Screen
from tests.sessions import SITE, make_crawler


def screen(shows):
    return Screen(Settings({"DVCRAWLER_PROGRESS": "1" if shows else "0"}))


@pytest.fixture
def crawler(tmp_path):
    made = make_crawler(tmp_path)
    made.spidercls = type(made.spider)
    return made


def test_the_table_is_shown_from_the_beginning_to_the_end_and_hidden_while_a_result_is_printed(capsys):
    made = screen(True)
    with made as entered:
        assert entered is made
        assert made._table._live is not None
        with made.hidden():
            assert made._table._live is None
        assert made.show("thu: ok (0)", ExitCode.OK) is ExitCode.OK
        assert made._table._live is not None
    assert made._table._live is None
    assert "thu: ok (0)\n" in capsys.readouterr().out


def test_without_a_table_results_and_complaints_are_printed_all_the_same(crawler, capsys):
    made = screen(False)
    with made:
        made.add_site(crawler)
        with made.hidden():
            made.remove_site(SITE)
        assert made.show("thu: ok (0)", ExitCode.OK) is ExitCode.OK
    made.abandon()
    assert capsys.readouterr() == ("thu: ok (0)\n", "")


def test_a_site_has_a_row_until_its_result_and_then_counts_for_the_sum(crawler):
    made = screen(True)
    assert made._measure() == []
    made.add_site(crawler)
    crawler.signals.send_catch_log("spider_opened")
    (row,) = made._measure()
    assert (row.site, row.has_ended) == (SITE, False)
    made.remove_site("khac")
    made.remove_site(SITE)
    (row,) = made._measure()
    assert (row.site, row.queued, row.seconds_left, row.has_ended) == (SITE, 0, None, True)


@pytest.mark.parametrize("shows", [True, False])
def test_log_lines_to_the_terminal_alone_go_above_the_table(tmp_path, shows):
    made, stream = screen(shows), io.StringIO()
    to_terminal, to_file = logging.StreamHandler(stream), logging.FileHandler(tmp_path / "log")
    before = to_file.stream
    made.carry_log(to_terminal)
    made.carry_log(to_file)
    assert to_terminal.stream is (made._table if shows else stream)
    assert to_file.stream is before
    to_file.close()


def test_a_process_that_ends_at_once_shows_the_cursor_again(capsys):
    screen(True).abandon()
    assert capsys.readouterr().err == "\x1b[?25h"
