"""The line of result of a site, without a crawl."""

import logging
from dataclasses import replace
from types import SimpleNamespace

import pytest

from dvcrawler.errors import ExitCode, StorageError, UsageError
from dvcrawler.run import process, result
from dvcrawler.storage.run_records.runs import Run
from tests import warm
from tests.portal import command, environment

RUN = Run("thu-1", "thu", {}, "2026-01-31T00:00:00Z")


def line(code=ExitCode.OK, failure=None, error=None, **fields):
    return result._describe_result(replace(RUN, **fields), code, failure, error)


def test_the_outcomes_come_first_then_requests_media_and_doubts():
    assert line() == "ok (0): nothing new; 0 requests"
    assert line(requests=1, outcomes={"stored": 2, "gone": 1}) == "ok (0): 2 stored, 1 gone; 1 request"
    stats = {"dvcrawler/media/kept": 3, "dvcrawler/media/refused": 1}
    assert line(stats=stats, implausible={"same_body": 4, "dates_alike": 1}) == (
        "ok (0): nothing new; 0 requests; media: 3 kept, 1 refused; implausible: 4 same_body, 1 dates_alike"
    )


def test_a_run_of_named_addresses_counts_those_that_it_did_not_request():
    urls, stats = {"source": "urls:list.txt"}, {"dvcrawler/known": 5, "dvcrawler/known_removed": 1}
    stats["dvcrawler/known_repeated"] = 2
    assert line(arguments=urls, stats=stats) == (
        "ok (0): nothing new; 0 requests; 2 articles known already, and read again only with -a revisit=all; "
        "2 addresses of an article that the list names before; "
        "1 article removed on request, and never fetched again"
    )
    assert "known" not in line(stats=stats)
    assert "known" not in line(arguments=urls)


def test_archived_pages_without_an_article_are_counted_and_what_names_articles_is_said():
    stats, said = (
        {"dvcrawler/warc/other_pages": 21},
        "21 pages of the site, none of them with an article's address",
    )
    advice = "; -a article=REGEX says which are articles"
    assert line(stats=stats) == f"ok (0): nothing new; 0 requests; {said}"
    assert line(stats=stats, site="portal/vidu.vn") == f"ok (0): nothing new; 0 requests; {said}{advice}"
    assert advice not in line(stats=stats, site="portal/vidu.vn", arguments={"article": "x"})
    assert line(ExitCode.PARTIAL, outcomes={"refused": 3}, stats=stats).endswith(said)
    assert said not in line(outcomes={"unchanged": 1}, stats=stats)


@pytest.mark.parametrize("source", ["wayback", "commoncrawl"])
def test_an_archive_that_does_not_know_the_site_is_named(source):
    said = "; the archive's index lists no page of the site"
    asked = {"source": source}
    assert line(arguments=asked) == f"ok (0): nothing new; 0 requests{said}"
    assert said not in line(arguments=asked, stats={"dvcrawler/index/rows": 3})
    assert said not in line(arguments=asked, stats={"dvcrawler/known": 3})
    assert said not in line(arguments=asked, outcomes={"failed": 1})
    assert said not in result._describe_result(
        replace(RUN, arguments=asked, failure="the archive answers 429"), ExitCode.BLOCKED, None, None
    )
    assert said not in line()


def test_an_unread_address_of_an_unknown_site_may_be_a_front_page():
    asked = {"source": "urls:https://vidu.vn/xa-hai-minh/"}
    said, one = "; a front page in a folder is named with -a start=", {"unread": 1}
    assert line(arguments=asked, outcomes=one, site="portal/vidu.vn").endswith(said)
    assert said not in line(arguments=asked, outcomes=one)
    assert said not in line(arguments=asked, outcomes={"failed": 1}, site="portal/vidu.vn")
    assert said not in line(arguments={"source": "urls:list.txt"}, outcomes=one, site="portal/vidu.vn")


def test_listings_without_an_article_link_are_named_where_nothing_else_shows_why_the_site_has_changed():
    one, two = ({"dvcrawler/listing/pages": n, "dvcrawler/listing/links": 0} for n in (1, 2))
    said = "changed (13): nothing stored; 0 requests"
    assert line(ExitCode.CHANGED, stats=one) == f"{said}; 1 listing page without an article link"
    assert line(ExitCode.CHANGED, stats=two) == f"{said}; 2 listing pages without an article link"
    assert line(ExitCode.CHANGED, stats=two | {"dvcrawler/listing/links": 3}) == said
    assert line(ExitCode.CHANGED) == said
    assert "listing" not in line(ExitCode.LIMIT, stats=one)


@pytest.mark.parametrize(
    ("kind", "looks"),
    [
        ("parked", "the page of a parked domain"),
        ("default", "the start page of a server without a site"),
        ("notice", "a notice that the site has moved or closed"),
        ("login", "a login form"),
    ],
)
def test_a_front_page_that_is_not_the_sites_own_is_named(kind, looks):
    stats = {"dvcrawler/listing/pages": 1, f"dvcrawler/listing/home_{kind}": 1}
    told = "1 listing page without an article link; the front page looks like"
    assert line(ExitCode.CHANGED, stats=stats).endswith(f"{told} {looks}")
    told = f"ok (0): nothing new; 0 requests; the front page looks like {looks}"
    assert line(stats=stats | {"dvcrawler/listing/links": 3}) == told


def test_a_front_page_without_articles_is_named_where_other_lists_have_some():
    stats = {"dvcrawler/listing/pages": 3, "dvcrawler/listing/home_bare": 1}
    assert line(stats=stats | {"dvcrawler/listing/links": 9}).endswith("; the front page has no article link")
    assert line(ExitCode.CHANGED, stats=stats).endswith("; 3 listing pages without an article link")


def test_a_failure_and_an_error_are_named_with_the_code():
    failure, error = StorageError("the disk is full"), KeyError("x")
    assert line(ExitCode.STORAGE, failure) == "storage (15): nothing stored; 0 requests; the disk is full"
    assert line(ExitCode.INTERNAL, None, error).endswith("; 0 requests; KeyError: 'x'")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (UsageError("no such section"), (ExitCode.USAGE, "usage (2): no such section")),
        (KeyError("x"), (ExitCode.INTERNAL, "internal (1): KeyError: 'x'")),
        (None, (ExitCode.INTERNAL, "internal (1): NoneType: None")),
    ],
)
def test_a_run_that_did_not_begin_has_the_code_of_its_error(error, told):
    assert result.describe_start_failure(error) == told


def test_ten_pages_are_named_then_where_the_others_are_and_the_files_that_grew(tmp_path):
    def lines(number, site="thu"):
        problems = [
            {"outcome": "gone", "url": f"https://thu.example/{n}", "reason": "4\x1b04"} for n in range(number)
        ]
        session = SimpleNamespace(
            run=replace(RUN, problems=problems, files={"2024.jsonl": (5, 6)}),
            data=tmp_path,
            site=site,
            stop=SimpleNamespace(failure=None),
            store=SimpleNamespace(folder=tmp_path / "articles"),
        )
        return result.describe_run(session, ExitCode.OK, None).split("\n")[1:]

    grown = f"  {tmp_path}/articles/2024.jsonl: +1 byte"
    assert lines(0) == [grown]
    (named, _) = lines(1)
    assert named.startswith("  gone https://thu.example/0: 4") and named.isprintable()
    assert (len(lines(10)), lines(10)[-1]) == (11, grown)
    assert lines(11)[-2:] == [f"  … and more: {tmp_path}/runs/thu.jsonl", grown]
    assert lines(11, "portal/a.vn:81")[-2] == f"  … and more: {tmp_path}/runs/portal+a.vn+81.jsonl"


def test_the_log_has_the_first_line_of_each_result_at_its_level(caplog):
    caplog.set_level(logging.INFO)
    process._log_results(
        {"a": (ExitCode.OK, "ok (0): x\n  more"), "b": (ExitCode.PARTIAL, "partial (10): y")}
    )
    assert [(each.levelname, each.message) for each in caplog.records] == [
        ("INFO", "a: ok (0): x"),
        ("WARNING", "b: partial (10): y"),
    ]


@pytest.mark.parametrize(
    ("settings", "sources", "warns"),
    [
        ({}, [""], True),
        ({}, ["warc:a.warc.gz"], False),
        ({}, ["warc:a.warc.gz", ""], True),
        ({"DVCRAWLER_CONTACT": "a@b.vn"}, [""], False),
        ({"DVCRAWLER_CONNECT_TO": "x=127.0.0.1:1"}, [""], False),
    ],
)
def test_portals_are_not_asked_without_a_contact_unsaid(caplog, settings, sources, warns):
    told = {"DVCRAWLER_CONTACT": "", "DVCRAWLER_CONNECT_TO": ""} | settings
    process._check_contact(told, [SimpleNamespace(arguments={"source": each}) for each in sources])
    assert ("DVCRAWLER_CONTACT is not set" in caplog.text) is warns


def test_a_crawl_warns_of_a_missing_contact_and_logs_its_result(tmp_path):
    """Nothing listens on port 1."""
    log = tmp_path / "log"
    words = command(tmp_path, "https://localhost:1/", "-s", "RETRY_ENABLED=False", "-s", f"LOG_FILE={log}")
    env = {name: value for name, value in environment().items() if name != "DVCRAWLER_CONTACT"}
    ended = warm.run(words, env=env, capture_output=True, text=True, check=False, timeout=300)
    assert "DVCRAWLER_CONTACT is not set" in log.read_text("utf-8")
    assert ended.stdout.splitlines()[0] in log.read_text("utf-8")


def test_articles_that_wait_are_counted_where_no_page_of_the_run_is_named():
    said = "; 2 known articles could not be read so far, see `dvcrawler coverage"
    assert said in line(stats={"dvcrawler/waiting": 2})
    assert said not in line(ExitCode.PARTIAL, outcomes={"failed": 2}, stats={"dvcrawler/waiting": 2})
