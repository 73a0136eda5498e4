"""The exit code from the counts of a run."""

import pytest
from scrapy.settings import Settings

from dvcrawler.errors import ExitCode
from dvcrawler.run.outcome import judge

SETTINGS = Settings({"DVCRAWLER_UNREAD_SHARE": 0.2})


def verdict(reason="finished", **counts):
    names = {
        "status_": "downloader/response_status_count/",
        "robots_": "dvcrawler/robots/",
        "outcome_": "dvcrawler/outcome/",
        "listing_": "dvcrawler/listing/",
        "pace_": "dvcrawler/pace/",
    }
    stats = {"downloader/request_count": 5}
    for key, count in counts.items():
        prefix = next((p for p in names if key.startswith(p)), "")
        stats[names.get(prefix, "dvcrawler/") + key.removeprefix(prefix)] = count
    return judge(stats, reason, SETTINGS)


GOOD = {"status_200": 10, "listing_pages": 2, "listing_links": 20}


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        (GOOD, ExitCode.OK),
        (GOOD | {"outcome_stored": 9}, ExitCode.OK),
        (GOOD | {"outcome_gone": 3, "outcome_outside": 2, "outcome_unchanged": 1}, ExitCode.OK),
        (GOOD | {"outcome_stored": 9, "outcome_failed": 1}, ExitCode.PARTIAL),
        (GOOD | {"outcome_stored": 9, "outcome_unread": 2}, ExitCode.PARTIAL),
        (GOOD | {"outcome_stored": 9, "outcome_refused": 1}, ExitCode.PARTIAL),
        (GOOD | {"outcome_stored": 9, "outcome_moved": 1}, ExitCode.PARTIAL),
        (GOOD | {"outcome_stored": 100, "outcome_unread": 20}, ExitCode.PARTIAL),
        (GOOD | {"outcome_stored": 10, "outcome_unread": 10}, ExitCode.CHANGED),
        (GOOD | {"outcome_unread": 2}, ExitCode.CHANGED),
        (GOOD | {"outcome_unread": 2, "known": 50}, ExitCode.PARTIAL),
        (GOOD | {"outcome_gone": 1}, ExitCode.CHANGED),
        (GOOD | {"outcome_gone": 9, "outcome_failed": 1}, ExitCode.PARTIAL),
        (GOOD | {"outcome_gone": 9, "outcome_blocked": 1}, ExitCode.PARTIAL),
        (GOOD | {"outcome_gone": 9, "known": 20}, ExitCode.CHANGED),
        (GOOD | {"known": 20, "known_gone": 9}, ExitCode.CHANGED),
        (GOOD | {"outcome_gone": 9, "outcome_stored": 1}, ExitCode.OK),
        (GOOD | {"outcome_gone": 9, "outcome_outside": 1}, ExitCode.OK),
        (GOOD | {"outcome_gone": 9, "known": 20, "known_read": 1}, ExitCode.OK),
        (GOOD | {"outcome_gone": 9, "outcome_refused": 1}, ExitCode.PARTIAL),
        ({"status_404": 1, "outcome_gone": 1}, ExitCode.OK),  # one that was named by hand
        (GOOD | {"known_gone": 1, "outside_by_day": 19}, ExitCode.OK),  # a period without articles
        (GOOD | {"known_gone": 9, "outside_by_number": 11}, ExitCode.OK),
        (GOOD | {"outcome_gone": 2, "listing_searches": 1}, ExitCode.OK),
        (GOOD | {"outcome_gone": 1, "left_by_limit": 19}, ExitCode.OK),  # `-a limit=1`
        (GOOD | {"outcome_gone": 3, "left_by_limit": 17}, ExitCode.CHANGED),
        (GOOD | {"outcome_gone": 9, "outside_by_day": 11}, ExitCode.CHANGED),
        (GOOD | {"outcome_unread": 1, "outside_by_day": 19}, ExitCode.PARTIAL),
        (GOOD | {"outcome_unread": 2, "left_by_limit": 18}, ExitCode.PARTIAL),
        (GOOD | {"outcome_unread": 3, "left_by_limit": 17}, ExitCode.CHANGED),
        ({"status_200": 2, "listing_pages": 2}, ExitCode.CHANGED),
        ({"status_403": 4, "listing_failed": 1}, ExitCode.BLOCKED),
        ({"status_429": 4, "listing_failed": 1}, ExitCode.BLOCKED),
        ({"status_500": 4, "listing_failed": 1}, ExitCode.UNREACHABLE),
        ({"listing_failed": 1}, ExitCode.UNREACHABLE),
        ({"status_200": 1, "robots_200": 1, "listing_failed": 1, "status_503": 2}, ExitCode.UNREACHABLE),
        ({"status_200": 1, "robots_200": 1, "listing_robots": 1}, ExitCode.ROBOTS),
        (GOOD | {"pace_left_alone": 1, "pace_homes": 1, "outcome_blocked": 1}, ExitCode.BLOCKED),
        (GOOD | {"pace_left_alone": 1, "pace_homes": 2, "outcome_blocked": 1}, ExitCode.PARTIAL),
        (GOOD | {"pace_alias_left_alone": 1, "pace_homes": 1, "outcome_stored": 9}, ExitCode.OK),
        ({"pace_left_alone": 1, "outcome_blocked": 1}, ExitCode.BLOCKED),  # a web archive
        (GOOD | {"defects": 1, "outcome_stored": 9}, ExitCode.INTERNAL),
    ],
    ids=str,
)
def test_the_counts_of_a_run_give_its_exit_code(counts, code):
    assert verdict(**counts) is code


def test_a_stopped_run_is_interrupted_whatever_it_found():
    assert verdict("shutdown", **GOOD, defects=1) is ExitCode.INTERRUPTED


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        ({"status_500": 4, "outcome_failed": 4}, ExitCode.LIMIT),
        ({"status_500": 4, "outcome_failed": 4, "listing_failed": 1}, ExitCode.UNREACHABLE),
        ({"status_403": 4, "outcome_blocked": 4}, ExitCode.BLOCKED),
        (GOOD | {"outcome_stored": 9, "outcome_failed": 1}, ExitCode.LIMIT),
        (GOOD | {"outcome_gone": 9}, ExitCode.LIMIT),  # those that were not requested may be there
    ],
    ids=str,
)
def test_a_run_that_ended_at_a_limit_says_of_the_site_only_what_a_listing_told(counts, code):
    assert verdict("limit", **counts) is code
