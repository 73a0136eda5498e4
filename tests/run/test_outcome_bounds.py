"""The exit code at its bounds: each refusal by itself, and the first count that makes a difference."""

import pytest
from scrapy.settings import Settings

from dvcrawler.errors import ExitCode
from dvcrawler.run.outcome import judge

SETTINGS = Settings({"DVCRAWLER_UNREAD_SHARE": 0.2})
LISTED = {"dvcrawler/listing/pages": 1, "dvcrawler/listing/links": 20}
FAILED = {"dvcrawler/listing/failed": 1}


def verdict(stats, reason="finished"):
    return judge({"downloader/request_count": 5, **stats}, reason, SETTINGS)


def status(**counts):
    return {f"downloader/response_status_count/{code[1:]}": count for code, count in counts.items()}


@pytest.mark.parametrize(
    "refused",
    [
        status(_401=1),
        status(_403=1),
        status(_429=1),
        {"dvcrawler/answers/challenge": 1},
        {"dvcrawler/answers/gate": 1},
    ],
)
def test_each_kind_of_refusal_alone_is_blocked(refused):
    assert verdict(FAILED | refused) is ExitCode.BLOCKED
    assert verdict(FAILED | refused | status(_500=1)) is ExitCode.BLOCKED
    assert verdict(FAILED | refused | status(_500=1, _599=1)) is ExitCode.UNREACHABLE


@pytest.mark.parametrize("other", [status(_402=1), status(_404=1), status(_430=1), {}])
def test_other_failures_are_not_a_refusal(other):
    assert verdict(FAILED | other) is ExitCode.UNREACHABLE


def test_kinds_of_refusal_add_up_against_what_fails():
    refused = status(_401=1) | {"dvcrawler/answers/challenge": 1, "dvcrawler/answers/gate": 1}
    assert verdict(FAILED | refused | status(_503=3)) is ExitCode.BLOCKED
    assert verdict(FAILED | refused | status(_503=4)) is ExitCode.UNREACHABLE


@pytest.mark.parametrize("what", ["stored", "revised", "unchanged", "outside", "gone"])
def test_one_page_that_was_answered_as_asked_is_enough(what):
    assert verdict({f"dvcrawler/outcome/{what}": 1} | status(_403=4)) is ExitCode.OK


@pytest.mark.parametrize("what", ["services", "gone", "ends", "home_gone"])
def test_one_listing_that_was_answered_as_asked_is_enough(what):
    assert verdict({f"dvcrawler/listing/{what}": 1} | status(_403=4)) is ExitCode.OK


def test_an_archives_index_that_has_answered_is_enough():
    assert verdict({"dvcrawler/index/rows": 1} | status(_403=4)) is ExitCode.OK


def test_a_home_that_has_moved_is_a_change_unless_another_host_lists():
    assert verdict({"dvcrawler/listing/home_moved": 1}) is ExitCode.CHANGED
    assert verdict(LISTED | {"dvcrawler/listing/home_moved": 1}) is ExitCode.OK


@pytest.mark.parametrize(
    ("unread", "read", "code"),
    [
        (1, 1, ExitCode.PARTIAL),
        (4, 1, ExitCode.PARTIAL),
        (4, 0, ExitCode.CHANGED),
        (5, 10, ExitCode.CHANGED),
        (5, 20, ExitCode.PARTIAL),
        (5, 19, ExitCode.CHANGED),
    ],
)
def test_few_unread_pages_are_a_change_where_none_was_read_and_many_by_their_share(unread, read, code):
    assert verdict(LISTED | {"dvcrawler/outcome/unread": unread, "dvcrawler/outcome/stored": read}) is code


def test_few_unread_pages_of_a_known_site_are_not_a_change():
    assert verdict(LISTED | {"dvcrawler/outcome/unread": 4, "dvcrawler/known": 1}) is ExitCode.PARTIAL


@pytest.mark.parametrize(
    ("left", "homes", "code"),
    [(1, 1, ExitCode.BLOCKED), (1, 2, ExitCode.OK), (2, 2, ExitCode.BLOCKED), (0, 0, ExitCode.OK)],
)
def test_left_alone_by_all_its_hosts_is_blocked(left, homes, code):
    assert verdict(LISTED | {"dvcrawler/pace/left_alone": left, "dvcrawler/pace/homes": homes}) is code


def test_a_limit_hides_no_silence_but_that_of_pages_that_fail():
    assert verdict({"dvcrawler/outcome/failed": 1}, "limit") is ExitCode.LIMIT
    assert verdict(FAILED, "limit") is ExitCode.UNREACHABLE
    assert verdict(FAILED | status(_403=1), "limit") is ExitCode.BLOCKED
    assert verdict(LISTED, "limit") is ExitCode.LIMIT
    assert verdict({"dvcrawler/listing/alias_failed": 1}) is ExitCode.UNREACHABLE


@pytest.mark.parametrize("fault", [{"spider_exceptions/count": 1}, {"dvcrawler/defects": 1}])
def test_a_defect_comes_before_all_but_a_stop(fault):
    assert verdict(LISTED | fault) is ExitCode.INTERNAL
    assert verdict(fault | FAILED, "limit") is ExitCode.INTERNAL
    assert verdict(LISTED | fault, "shutdown") is ExitCode.INTERRUPTED


def test_a_page_and_a_listing_that_failed_are_two_failures():
    stats = LISTED | FAILED | {"dvcrawler/outcome/stored": 1, "dvcrawler/outcome/failed": 1}
    assert verdict(stats) is ExitCode.PARTIAL


def test_a_run_that_asked_and_met_neither_an_answer_nor_a_failure_says_nothing_of_the_site():
    assert verdict({}) is ExitCode.OK
