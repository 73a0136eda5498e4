"""Where no site answers at all, that is one alarm about this machine, not one for each site."""

from dataclasses import replace
from datetime import date

from dvcrawler.health.judge import retire
from dvcrawler.health.outage import find_outage
from dvcrawler.health.report import as_json, format_report
from tests.health.histories import daily, then, verdict

SILENT = {"code": 11, "name": "unreachable", "pages": 0, "links": 0}


def site(name, *last, days=20):
    return replace(verdict(then(daily(days), *last)), site=name)


def judged(*verdicts):
    found = find_outage(verdicts)
    return found, format_report(found)


def test_all_sites_silent_at_once_is_one_alarm():
    found, report = judged(*(site(f"bao{n}", SILENT, SILENT) for n in range(19)))
    assert report.startswith(
        "all 19 sites: unreachable (11): this machine has no network: none of 19 sites has "
    )
    assert report.count("unreachable") == 1
    assert "bao0, bao1" in report
    assert "dvcrawler doctor" in report
    assert {int(each.code) for each in found} == {11}
    assert all(len(each.findings) == 1 for each in found)
    assert all("no network" in as_json(each)["signs"][0]["what"] for each in found)


def test_one_site_that_answers_shows_that_there_is_a_network():
    found, report = judged(site("mot", SILENT, SILENT), site("hai", SILENT, SILENT), site("ba", {}, {}))
    assert "has no network" not in report
    assert [each.is_alarm for each in found] == [True, True, False]


def test_a_server_that_answers_with_errors_shows_that_there_is_a_network():
    fails = {**SILENT, "stats": {"downloader/response_count": 2}}
    _, report = judged(site("mot", SILENT, SILENT), site("hai", fails, fails))
    assert report.startswith("all 2 sites: unreachable (11): none of 2 sites can be read since ")
    assert "has no network" not in report


def test_certificates_that_are_all_refused_are_a_matter_of_this_machine_and_not_of_its_network():
    page = {
        "url": "https://thu.vn/",
        "outcome": "failed",
        "code": "tls_failed",
        "reason": "TLS failed: an authority",
    }
    fails = {**SILENT, "failed": 1, "problems": [page]}
    _, report = judged(site("mot", fails, fails), site("hai", fails, fails))
    assert report.startswith("all 2 sites: unreachable (11): none of 2 sites can be read since ")
    assert ": servers answer, but only with errors\n" in report
    assert "check this machine's proxy, its clock and its certificate authorities" in report


def test_a_refusal_is_an_answer():
    refused = {"code": 12, "name": "blocked", "links": 0}
    assert "has no network" not in judged(site("mot", SILENT, SILENT), site("hai", refused, refused))[1]


def test_sites_that_fell_silent_in_different_weeks_have_alarms_of_their_own():
    verdicts = (site("mot", *[SILENT] * 20, days=20), site("hai", *[SILENT] * 5, days=35))
    assert "has no network" not in judged(*verdicts)[1]


def test_a_site_that_was_lost_before_does_not_hide_the_outage():
    verdicts = (
        site("cu", *[SILENT] * 20, days=20),
        *(site(f"b{n}", SILENT, SILENT, days=38) for n in range(2)),
    )
    found, report = judged(*verdicts)
    assert report.count("(11)") == 1
    assert found[0].proposal == ()


def test_sites_that_share_an_alarm_for_a_month_are_proposed_for_retirement():
    found, report = judged(*(site(f"bao{n}", *[SILENT] * 40) for n in range(2)))
    assert "if the sites have ended, add these lines" in report
    assert report.count("    [retired.") == 2
    assert as_json(found[1])["proposal"]


def test_retired_sites_and_those_tried_long_ago_do_not_count():
    retired = retire(site("cu", {}, {}), date(2026, 1, 1), "ended")
    ages_ago = site("xa", {}, {}, days=2)
    verdicts = (site("mot", SILENT, SILENT), site("hai", SILENT, SILENT), retired, ages_ago)
    found, report = judged(*verdicts)
    assert report.startswith("all 2 sites: ")
    assert found[2:] == [retired, ages_ago]


def test_one_failed_round_is_not_an_alarm_yet_and_one_site_alone_proves_nothing():
    assert not any(each.is_alarm for each in judged(site("mot", SILENT), site("hai", SILENT))[0])
    assert "has no network" not in judged(site("mot", SILENT, SILENT))[1]
    assert judged() == ([], "")
