"""A clock that is years off, before, between and during runs: nothing lost, nothing doubled, no date bent."""

import json

import pytest

from dvcrawler.reading import latest, new_since
from sample_portal.sites import LEGACY_HOST
from tests.faults.harness import (
    CLEAN,
    SITE,
    Clock,
    ask,
    begin_crawl,
    check_complete,
    check_ended,
    check_recovers,
    check_run_records,
    check_store,
    check_verified,
    crawl_under,
    stored_lines,
    wait_for,
)
from tests.portal import records, runs

YEAR = 365 * 86400
SLOW = ("-s", "DOWNLOAD_DELAY=0.02", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
#: A walk ends at known ground only where a section has more than a page of new articles.
MANY = 25


def at(server, data, tmp_path, years, *arguments):
    ended = crawl_under(server, data, *arguments, **Clock(tmp_path, int(years * YEAR)).environment)
    check_ended(ended, *CLEAN)
    return ended


@pytest.mark.slow
def test_what_is_new_after_the_clock_was_set_back_is_found_behind_the_first_page_too(
    server, portal, tmp_path
):
    """In one section, whose walk alone tells of it: no feed, no sitemap, no link from another article."""
    data, section = tmp_path / "data", "chinh-tri"
    at(server, data, tmp_path, 0, "-a", f"section={section}")
    portal.add(SITE, 400)
    at(server, data, tmp_path, -1, "-a", f"section={section}")
    due = {each["id"] for each in portal.expected(SITE) if f"/{section}/" in each["url"]}
    assert len(due) > 40
    assert {record["id"] for record in records(data)} >= due


@pytest.mark.slow
def test_published_at_is_as_printed_even_under_a_wrong_clock(server, portal, tmp_path):
    data = tmp_path / "data"
    at(server, data, tmp_path, -8)
    check_complete(data, portal)
    assert "0 are revised, 0 are new" in ask(data, "reparse", SITE).out


@pytest.mark.slow
@pytest.mark.parametrize("years", [-30, -8, -1, 1, 10, 70])
def test_one_run_under_a_wrong_clock(server, portal, tmp_path, years):
    data = tmp_path / "data"
    at(server, data, tmp_path, years)
    check_complete(data, portal)
    portal.add(SITE, MANY)
    check_recovers(server, portal, data)


@pytest.mark.slow
@pytest.mark.parametrize("walk", [(0, -5, 0, 5, 0), (10, 0, -1, 0), (-1, -2, -3, 0)], ids=str)
def test_a_clock_that_goes_to_and_fro_between_runs(server, portal, tmp_path, walk):
    data, told = tmp_path / "data", []
    for years in walk:
        added = portal.add(SITE, MANY)
        at(server, data, tmp_path, years)
        check_complete(data, portal)
        told.append((runs(data, SITE)[-1]["id"], set(added)))
    check_run_records(data)
    check_verified(data)
    ids = [run["id"] for run in runs(data, SITE)]
    assert len(ids) == len(set(ids)) == len(walk)
    for place, (id_, _) in enumerate(told):
        later = set().union(*(added for _, added in told[place + 1 :]))
        assert {record["id"] for record in new_since(id_, data)} == later


@pytest.mark.slow
def test_after_a_run_in_the_future_a_run_with_nothing_new_is_small_again(server, portal, tmp_path):
    data = tmp_path / "data"
    at(server, data, tmp_path, 10)
    at(server, data, tmp_path, 0)
    at(server, data, tmp_path, 0)
    assert runs(data, SITE)[-1]["requests"] <= 30


@pytest.mark.slow
def test_a_page_that_failed_in_the_future_is_asked_for_again_now(server, portal, tmp_path):
    data = tmp_path / "data"
    host, path = portal.expected(SITE)[0]["url"].removeprefix("https://").partition("/")[::2]
    hosts = (host, LEGACY_HOST, f"www.{LEGACY_HOST}")  # old links lead to the article's page there
    for each in hosts:
        portal.fail(each, 500, f"/{path}")
    for _ in range(2):
        crawl_under(server, data, "-s", "RETRY_ENABLED=False", **Clock(tmp_path, 10 * YEAR).environment)
    assert len(records(data)) == len(portal.expected(SITE)) - 1
    for each in hosts:
        portal.fail(each, None)
    at(server, data, tmp_path, 0)
    check_complete(data, portal)


@pytest.mark.slow
def test_a_correction_after_a_capture_in_the_future_is_the_latest(server, portal, tmp_path):
    data = tmp_path / "data"
    at(server, data, tmp_path, 10)
    due = portal.edit(portal.expected(SITE)[-1]["id"])
    at(server, data, tmp_path, 0, "-a", "revisit=all")
    assert next(r for r in latest(data, SITE) if r["id"] == due["id"])["body"] == due["body"]


@pytest.mark.slow
@pytest.mark.parametrize("years", [-20, 20])
@pytest.mark.parametrize("killed", [False, True], ids=["to its end", "killed"])
def test_a_clock_that_jumps_during_a_run(server, portal, tmp_path, years, killed):
    data, clock = tmp_path / "data", Clock(tmp_path)
    # One that is to be killed must still be under way then, also where this process has to wait.
    pace = ("-s", "DOWNLOAD_DELAY=0.5") if killed else ()
    run = begin_crawl(server, data, *SLOW, *pace, **clock.environment)
    wait_for(lambda: stored_lines(data) >= 5)
    clock.set(years * YEAR)
    wait_for(lambda: stored_lines(data) >= 10)
    if killed:
        assert run.kill()
    else:
        check_ended(run.wait(), *CLEAN)
        check_complete(data, portal)
    check_store(data)
    portal.add(SITE, MANY)
    check_recovers(server, portal, data)
    for line in (data / "runs" / f"{SITE}.jsonl").read_text().splitlines():
        assert json.loads(line)["ended_at"]
