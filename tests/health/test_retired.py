"""A site that has gone is proposed for retirement after a month of alarms, and no sooner."""

import tomllib
from datetime import date

import pytest

from dvcrawler.health.judge import retire
from dvcrawler.health.report import as_json, format_report
from dvcrawler.health.verdict import State
from tests.health.histories import bad, daily, then, verdict

HOME = {"url": "https://thu.vn/", "outcome": "failed", "reason": "gone", "code": "home_gone"}
SILENT = {
    "code": 11,
    "name": "unreachable",
    "pages": 0,
    "links": 0,
    "problems": bad("failed", 'the host name "thu.vn" cannot be resolved'),
}
LOST = {
    "no answer": [SILENT],
    "no front page": [{"code": 11, "pages": 0, "links": 0, "problems": [HOME]}],
    "all pages moved": [
        {"code": 10, "moved": 4, "problems": bad("moved", "redirected to https://moi.vn/", count=4)}
    ],
    "an answer now and then, but never a page": [
        SILENT,
        {"code": 14, "name": "robots", "pages": 0, "links": 0},
    ],
}


@pytest.mark.parametrize("kinds", LOST.values(), ids=LOST)
def test_a_lost_site_is_proposed_once_it_has_alarmed_for_a_month(kinds):
    history = then(daily(20), *(kinds[n % len(kinds)] for n in range(60)))
    # The first lost run does not alarm; a month later comes the 32nd.
    assert verdict(history[: 20 + 30]).proposal == ()
    found = verdict(history[: 20 + 33])
    assert found.is_alarm
    table = tomllib.loads("\n".join(found.proposal))["retired"]["thu"]
    assert table["date"] == date(2026, 2, 26)
    assert table["reason"].startswith(found.findings[0].what[:20].replace('"', "'"))
    assert "\n    [retired.thu]\n    date = 2026-02-26\n    reason = " in format_report([found])


def test_a_quiet_site_that_fell_silent_yesterday_is_not_proposed():
    quiet = [{"code": 10, "failed": 1, "problems": bad("failed", "the server says 500")}] * 40
    assert verdict(then(daily(20), *quiet, *[SILENT] * 3)).proposal == ()


def test_a_blocked_site_and_a_changed_one_are_not_proposed():
    for kind in ({"code": 12, "name": "blocked", "links": 0}, {"code": 13, "name": "changed", "links": 0}):
        found = verdict(then(daily(20), *[kind] * 60))
        assert found.is_alarm
        assert found.proposal == ()


def test_a_site_that_answers_again_is_not_proposed():
    assert verdict(then(daily(20), *[SILENT] * 60, {"stored": 3})).proposal == ()


def test_a_retired_site_is_quiet_and_says_since_when_and_why():
    found = retire(verdict(then(daily(20), *[SILENT] * 60)), date(2026, 3, 1), "it has moved")
    assert (found.state, int(found.code), found.is_alarm, found.proposal) == (State.RETIRED, 0, False, ())
    assert format_report([found]) == "thu: retired since 2026-03-01: it has moved"
    assert as_json(found)["retired"] == "2026-03-01: it has moved"
