"""Each state, and beside each what is like it and must not alarm."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvcrawler.errors import ExitCode
from dvcrawler.health.judge import judge
from dvcrawler.health.report import as_json, format_report
from dvcrawler.health.rhythm import span
from dvcrawler.health.verdict import CODES, MEANINGS, State
from dvcrawler.storage.run_records.runs import Run
from tests.health.histories import DAY, HOUR, START, bad, daily, run, state, then, verdict

ZERO = {"code": 13, "links": 0}


def hourly(days, news, *, skip=()):
    """A run an hour; `news(moment)` says whether it stored something."""
    moments = (START + n * HOUR for n in range(days * 24))
    return [run(at, 1 if news(at) else 0) for at in moments if at.date() not in skip]


def office_hours(at):
    return 1 <= at.hour <= 10  # 8 to 17 o'clock in Vietnam


def weekdays(n):
    return 2 if (START + n * DAY).weekday() < 5 else 0


# --- ok -------------------------------------------------------------------------------------------


def test_a_site_with_news_is_ok():
    found = verdict(daily(40))
    assert (found.state, found.code, found.findings) == (State.OK, ExitCode.OK, ())
    assert found.last_new == found.last_success == found.last_run == "2026-02-13T08:02:00Z"


def test_one_run_alone_is_ok_whatever_it_found_but_a_full_disk():
    for code in (0, 10, 11, 12, 13, 14, 17, None):
        assert state([run(START, 0, code=code, links=0)]) == "ok", code
    assert state([run(START, code=15)]) == "failing"


# --- quiet ----------------------------------------------------------------------------------------


def test_a_daily_paper_that_stops_is_quiet_after_days():
    history = daily(60)
    assert state(then(history, *[{}] * 3)) == "ok"
    found = verdict(then(history, *[{}] * 6))
    assert (found.state, found.code) == (State.QUIET, ExitCode.PARTIAL)
    assert "nothing new in 6 runs over 6 days" in found.findings[0].what
    assert found.findings[0].runs[-1] == "thu-20260311T0800"


#: Hours from one look to the next: each hour of the day comes up with both.
LOOKS = pytest.mark.parametrize("hours", [25, pytest.param(5, marks=pytest.mark.slow)])


@LOOKS
def test_nights_and_a_long_weekend_are_not_silence(hours):
    weekend = hourly(40, lambda at: office_hours(at) and at.weekday() < 5)
    for end in range(24 * 28, len(weekend), hours):
        assert state(weekend[:end]) == "ok", weekend[end - 1].started_at


def test_a_week_of_tet_on_a_site_that_rests_at_weekends_is_not_silence():
    tet = range(42, 51)  # Monday to the next Tuesday: eleven days without news, from Friday on

    def news(n):
        return 0 if n in tet else weekdays(n)

    for end in range(29, 70):
        assert state(daily(end, news)) == "ok", end


def test_a_paper_of_every_day_may_rest_in_tet_and_is_quiet_three_days_after_it():
    for end in range(29, 70):
        assert state(daily(end, lambda n: 0 if n in range(40, 49) else 3)) == "ok", end
    stopped = [state(daily(end, lambda n: 3 if n < 40 else 0)) for end in range(40, 60)]
    assert stopped.index("quiet") == 17, "the last run is of day 56; Tết of 2026 ends on day 52"


def test_a_site_with_news_once_a_month_is_left_its_months():
    history = daily(250, lambda n: 1 if n % 30 == 0 else 0)
    for end in range(30, 250):
        assert state(history[:end]) == "ok"
    assert state(then(history, *[{}] * 120)) == "quiet"


@LOOKS
def test_a_backlog_does_not_teach_impatience(hours):
    backlog = [run(START + n * HOUR, 500) for n in range(14 * 24)]
    after = [run(START + 14 * DAY + n * HOUR, weekdays(14 + n // 24) and n % 24 == 3) for n in range(30 * 24)]
    for end in range(0, 30 * 24, hours):
        assert state([*backlog, *after[:end]]) == "ok"


def test_what_nobody_looked_at_is_not_silence_of_the_site():
    away = daily(40)
    later = START + 80 * DAY
    assert state([*away, run(later), run(later + DAY)]) == "ok"
    down = then(daily(40), *[{"code": 11}] * 10)
    assert state(then(down, {}, {})) == "ok"


def test_runs_over_a_period_a_section_or_an_archive_tell_nothing_of_silence():
    history = daily(60)
    for arguments in (
        {"reparse": "all"},
        {"since": "2020-01-01", "until": "2020-12-31"},
        {"section": "5083"},
        {"limit": "5"},
        {"source": "wayback"},
        {"source": "urls:list"},
    ):
        found = verdict(then(history, *[{"arguments": arguments}] * 12))
        assert {finding.state for finding in found.findings} <= {State.STALE}, arguments
    quiet = then(history, *[{}] * 6)
    assert state(then(quiet, {"stored": 9, "arguments": {"source": "wayback"}})) == "quiet"
    for count in (9, 1):
        assert state(then(quiet, {"stored": count, "arguments": {"limit": str(count)}})) == "ok"


def test_a_crontab_that_bounds_every_run_is_judged_by_those():
    bounded = daily(60, arguments={"limit": "100"})
    assert state(bounded) == "ok"
    assert state(then(bounded, *[{"arguments": {"limit": "100"}}] * 6)) == "quiet"
    assert state(then(bounded, *[{"arguments": {"limit": "100"}, **ZERO}] * 2)) == "changed"


# --- changed --------------------------------------------------------------------------------------


def test_listings_without_links_are_plain_where_they_had_some():
    found = verdict(then(daily(20), ZERO))
    assert (found.state, found.code) == (State.CHANGED, ExitCode.CHANGED)
    assert found.findings[0].what == (
        "in the last run: 17 listing pages without an article link; usually 170 links per run"
    )


@pytest.mark.parametrize(
    ("kind", "looks"),
    [("parked", "the page of a parked domain"), ("default", "the start page of a server without a site")],
)
def test_a_front_page_that_is_not_the_sites_own_is_named(kind, looks):
    history = then(daily(20), {**ZERO, "pages": 1}, {**ZERO, "pages": 1})
    history[-1].stats[f"dvcrawler/listing/home_{kind}"] = 1
    found = verdict(history)
    assert (found.state, found.code) == (State.CHANGED, ExitCode.CHANGED)
    assert found.findings[0].what.endswith(f"; the front page looks like {looks}")
    assert "look for the site's new address" in found.findings[0].advice
    # It was so in an earlier run only: today's page is another one.
    assert "looks like" not in verdict(then(history, {**ZERO, "pages": 1})).findings[0].what


def test_a_single_13_is_not_plain():
    assert state(then(daily(20), {"code": 13, "links": 0, "pages": 1})) == "ok"
    assert state(then(daily(20), {"code": 13, "unread": 6, "problems": bad("unread", count=6)})) == "ok"
    assert state(then([], ZERO)) == "ok"


def test_two_runs_without_links_are_changed_even_on_a_new_site():
    assert (
        state(then([], {"code": 13, "links": 0, "pages": 1}, {"code": 13, "links": 0, "pages": 1}))
        == "changed"
    )


def test_fewer_links_a_page_than_usual_twice_are_changed():
    history = daily(20)
    assert state(then(history, {"links": 60})) == "ok"
    assert state(then(history, {"links": 60}, {"links": 160})) == "ok"
    assert state(then(history, {"links": 100}, {"links": 100})) == "ok"
    found = verdict(then(history, {"links": 60}, {"links": 50}))
    assert found.state == State.CHANGED
    assert "3.2 article links per listing page, usually 10.0" in found.findings[0].what
    assert found.findings[0].runs == ("thu-20260125T0800", "thu-20260126T0800")


def test_a_front_page_that_no_longer_leads_to_its_sections_is_changed():
    history = daily(20)
    few = {"pages": 1, "links": 20}
    assert state(then(history, few)) == "ok"  # a run of three requests
    assert state(then(history, few, few)) == "changed"
    assert state(then(history, {**few, "failed": 8}, {**few, "failed": 8})) == "ok"
    assert state(then(history, {**few, "code": 17}, {**few, "code": 17})) == "ok"


def test_pages_that_no_layout_reads_are_changed_after_two_runs():
    first, second = bad("unread", first=0, count=3), bad("unread", first=10, count=3)
    one = {"code": 10, "unread": 3, "problems": first}
    assert state(then(daily(20), one)) == "ok"
    found = verdict(then(daily(20), one, {"code": 10, "unread": 3, "problems": second}))
    assert found.state == State.CHANGED
    assert (
        "no layout reads 6 of 6 article pages; usually 0%; e.g. https://thu.vn/bai-10.html"
        in found.findings[0].what
    )


def unread(first, count, stored=0):
    return {
        "code": 10,
        "stored": stored,
        "unread": count,
        "problems": bad("unread", first=first, count=count),
    }


def test_three_pages_are_a_change_of_a_new_site_and_not_of_one_that_is_often_misread():
    new = [unread(0, 2), unread(10, 1)]
    assert state(then([], *new)) == "changed"
    assert state(then([], unread(0, 1), unread(10, 1))) == "ok"
    often = [unread(10 * n, 2, stored=3) for n in range(20)]
    assert state(then([], *often, unread(300, 2, stored=1), unread(310, 2, stored=1))) == "ok"
    assert state(then([], *often, unread(300, 5, stored=1), unread(310, 5, stored=1))) == "changed"


def test_the_same_odd_pages_unread_again_and_again_are_not_a_change():
    odd = {"code": 13, "unread": 6, "problems": bad("unread", count=6)}
    assert state(then(daily(20), *[odd] * 10)) == "ok"
    mixed = [{"stored": 9, "unread": 1, "problems": bad("unread", first=n)} for n in range(10)]
    assert state(then(daily(20), *mixed)) == "ok"


def test_pages_that_only_the_generic_layout_reads_are_changed():
    odd = {"stored": 3, "layout": "generic"}
    assert state(then(daily(20), odd)) == "ok"
    assert state(then(daily(20), odd, odd)) == "changed"
    few, one = {**odd, "stored": 2}, {**odd, "stored": 1}
    assert state(then(daily(2), one, one)) == "ok"
    assert state(then(daily(2), few, one)) == "changed"
    assert state(daily(20, layout="generic")) == "ok"


def test_a_field_that_is_lost_is_changed_after_two_runs():
    lost = {"stored": 3, "fields": {"author": 0}}
    assert state(then(daily(20), lost)) == "ok"
    found = verdict(then(daily(20), lost, lost))
    assert found.state == State.CHANGED
    assert found.findings[0].what == "in the last 2 runs: 0 of 6 articles have `author`, usually 100%"


def test_a_field_that_is_often_missing_is_not_missed():
    history = daily(30, stored=4, fields={"author": 2})
    assert state(then(history, *[{"stored": 3, "fields": {"author": 0}}] * 2)) == "ok"
    assert state(then(history, *[{"stored": 4, "fields": {"author": 0}}] * 6)) == "changed"


def test_a_backlog_of_old_pages_does_not_outvote_the_pages_of_today():
    backlog = [run(START - DAY, 5000)]
    today = daily(80, fields={"author": 1})
    assert state([*backlog, *today]) == "ok"


def test_implausible_values_in_most_articles_are_changed_after_two_runs():
    odd = {"stored": 3, "implausible": {"author_is_site": 3}}
    assert state(then(daily(20), odd)) == "ok"
    assert state(then(daily(20), odd, odd)) == "changed"
    assert state(daily(20, implausible={"author_is_site": 3})) == "ok"
    alike = {"stored": 5, "implausible": {"dates_alike": 1}}
    assert state(then(daily(20), alike, alike)) == "changed"


# --- blocked, gone, unreachable -------------------------------------------------------------------


def test_the_front_page_says_why_a_site_is_unreachable():
    old_host = bad("failed", "the host name cannot be resolved", count=30)
    front = [{"url": "https://thu.vn/", "outcome": "failed", "reason": "the server shows a maintenance page"}]
    down = {"code": 11, "pages": 0, "links": 0, "problems": [*old_host, *front]}
    assert "maintenance page" in verdict(then(daily(20), down, down)).findings[0].what


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("tls_failed", "the certificate expired on 2026-01-20"),
        ("no_answer", "TLS failed: the certificate expired on 2026-01-20"),  # of a run before the code
        (None, "robots.txt cannot be fetched: TLS failed: the certificate expired on 2026-01-20"),
    ],
)
def test_a_failing_certificate_is_no_matter_of_this_network(code, reason):
    expired = [each | ({"code": code} if code else {}) for each in bad("failed", reason)]
    down = {"code": 11, "pages": 0, "links": 0, "problems": expired}
    finding = verdict(then(daily(20), down, down)).findings[0]
    assert (str(finding.state), "-a tls_pin=" in finding.advice) == ("unreachable", True)


@pytest.mark.parametrize(
    ("outcome", "expected", "code"),
    [
        ({"code": 12, "pages": 0}, "blocked", 12),
        ({"code": 14, "pages": 0}, "blocked", 14),
        ({"code": 10, "blocked": 4}, "blocked", 12),
        ({"code": 11, "pages": 0}, "unreachable", 11),
        (
            {
                "code": 10,
                "pages": 0,
                "links": 0,
                "problems": [
                    {"url": "https://thu.vn/", "outcome": "failed", "reason": "the home page is gone (404)"}
                ],
            },
            "gone",
            11,
        ),
        (
            {"code": 10, "moved": 4, "problems": bad("moved", "redirected to https://moi.vn/bai-1")},
            "gone",
            11,
        ),
    ],
    ids=["403", "robots", "challenges", "no answer", "no front page", "moved"],
)
def test_a_site_that_is_not_there_twice_alarms_and_once_does_not(outcome, expected, code):
    assert state(then(daily(20), outcome)) == "ok"
    found = verdict(then(daily(20), outcome, outcome))
    assert (str(found.state), int(found.code)) == (expected, code)
    assert found.findings[0].runs == ("thu-20260125T0800", "thu-20260126T0800")
    assert state(then(daily(20), outcome, outcome, {"stored": 1})) == "ok"


@pytest.mark.parametrize(
    ("status", "outcome", "code", "what", "advice"),
    [
        (
            12,
            "blocked",
            "http_error",
            "overloaded, under maintenance or turns",
            "if it fails there too, wait; else",
        ),
        (12, "blocked", "http_refused", "the site refuses requests", "crawl less often or slower; set"),
        (12, "blocked", "challenge", "the site refuses requests", "crawl less often or slower; set"),
        (12, "blocked", "crawl_delay", "the site refuses requests", "crawl less often or slower; set"),
        (12, "blocked", None, "the site refuses requests", "crawl less often or slower; set"),
        (14, "robots", "robots_unavailable", "robots.txt fails", "if it fails there too, wait; else"),
        (14, "robots", "http_refused", "robots.txt forbids crawling or is unavailable", "respect it; set"),
        (
            14,
            "robots",
            "robots_forbidden",
            "robots.txt forbids crawling or is unavailable",
            "respect it; set",
        ),
        (11, "failed", "http_error", "nothing could be fetched", "if it fails there too, wait; else"),
        (11, "failed", "error_page", "nothing could be fetched", "if it fails there too, wait; else"),
        (11, "failed", "no_answer", "nothing could be fetched", "check this machine's network"),
        (11, "failed", "tls_failed", "nothing could be fetched", "look at its certificate"),
    ],
)
def test_a_server_that_is_down_is_told_from_one_that_refuses(status, outcome, code, what, advice):
    page = {"url": "https://thu.vn/", "outcome": outcome, "reason": "thu.vn answers so"} | (
        {"code": code} if code else {}
    )
    down = {"code": status, "pages": 0, "links": 0, outcome: 1, "problems": [page]}
    found = verdict(then(daily(20), down, down))
    assert int(found.code) == status
    assert what in found.findings[0].what
    assert "(thu.vn answers so)" in found.findings[0].what
    assert advice in found.findings[0].advice


def test_where_the_pages_moved_to_is_named():
    odd = {"code": 10, "moved": 4, "problems": bad("moved", "redirected to https://moi.vn/bai-1")}
    assert "to moi.vn, none was read" in verdict(then(daily(20), odd, odd)).findings[0].what
    told = [
        {"url": "https://thu.vn/", "outcome": "moved", "reason": "elsewhere", "target": "https://kia.vn/"}
    ]
    odd = {"code": 10, "moved": 1, "links": 0, "pages": 0, "problems": told}
    assert "to kia.vn, none was read" in verdict(then(daily(20), odd, odd)).findings[0].what


def test_two_weeks_without_an_answer_are_gone():
    assert state(then(daily(20), *[{"code": 11}] * 14)) == "unreachable"
    assert state(then(daily(20), *[{"code": 11}] * 16)) == "gone"


def test_article_pages_that_fail_while_the_listings_work_are_named():
    def failing(n, reason):
        return {"code": 10, "failed": 3, "problems": bad("failed", reason, first=n, count=3)}

    down = then(daily(20), failing(0, "the server says 500"), failing(3, "the server says 500"))
    assert state(down) == "unreachable"
    refused = then(daily(20), failing(0, "the server says 403"), failing(3, "the server says 403"))
    assert state(refused) == "blocked"
    same = then(daily(20), failing(0, "the server says 500"), failing(0, "the server says 500"))
    assert state(same) == "ok"


# --- stale ----------------------------------------------------------------------------------------


def test_no_run_for_much_longer_than_usual_is_stale():
    assert state(daily(20), later=2 * DAY) == "ok"
    found = verdict(daily(20), later=4 * DAY)
    assert (found.state, found.code) == (State.STALE, ExitCode.PARTIAL)
    assert "no run for 4 days; usually one every 24 h (alarm from 3 days)" in found.findings[0].what


def test_an_hourly_crontab_is_stale_after_hours_and_one_of_weekdays_not_at_weekends():
    hours = [run(START + n * HOUR, 1) for n in range(40)]
    assert state(hours, later=5 * HOUR) == "ok"
    assert state(hours, later=8 * HOUR) == "stale"
    weekly = [each for each in daily(26) if datetime.fromisoformat(each.started_at).weekday() < 5]
    assert state(weekly, later=3 * DAY + HOUR) == "ok"
    office = [each for each in hourly(20, office_hours) if 1 <= int(each.started_at[11:13]) <= 10]
    assert state(office, later=15 * HOUR) == "ok"


def test_two_runs_by_hand_make_no_crontab():
    assert state(daily(2), later=300 * DAY) == "ok"


def test_a_run_under_way_is_not_stale_unless_it_hangs():
    began = run(START + 20 * DAY, code=None)
    now = START + 22 * DAY
    assert judge("thu", daily(20), now - DAY, began, is_alive=True).state == State.OK
    found = judge("thu", daily(20), now, began, is_alive=True)
    assert found.state == State.STALE
    assert found.running == began.started_at
    assert "under way for 2 days" in found.findings[0].what or "under way for 48 h" in found.findings[0].what


@pytest.mark.parametrize(("runs", "expected"), [(4, "ok"), (5, "stale")])
def test_a_run_hangs_only_if_five_have_shown_how_long_one_takes(runs, expected):
    history, began = daily(runs), START + runs * DAY
    now = began + 2 * DAY
    assert str(judge("thu", history, now, run(began, code=None), is_alive=True).state) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "0 min"),
        (3599, "60 min"),
        (3600, "1 h"),
        (27000, "7.5 h"),
        (172799, "48 h"),
        (172800, "2 days"),
        (1036800, "12 days"),
    ],
)
def test_a_duration_is_told_in_the_unit_that_people_would_take(seconds, expected):
    assert span(seconds) == expected


def test_a_clock_that_was_set_back_raises_no_alarm():
    ahead = [
        replace(each, started_at="2030" + each.started_at[4:], ended_at="2030" + each.ended_at[4:])
        for each in daily(5)
    ]
    assert state([*ahead, *daily(40)]) == "ok"


def test_a_last_run_dated_in_the_future_is_said_and_nothing_else_is_concluded_from_it():
    for history in (daily(1), daily(40), then(daily(5), {"code": None}), then(daily(5), {"code": 143})):
        found = judge("thu", history, START - 1000 * DAY)
        assert (found.state, found.code, len(found.findings)) == (State.STALE, ExitCode.PARTIAL, 1)
        assert re.match(
            "the last run is dated 2026-.*, 10[0-4][0-9](.[0-9])? days in the future by this machine's clock",
            found.findings[0].what,
        )
        assert found.findings[0].runs == (history[-1].id,)
        assert "`date -u`" in found.findings[0].advice


def test_a_last_run_that_began_before_the_clock_was_set_forward_is_dated_in_the_future():
    last = replace(daily(20)[-1], ended_at="2030-01-01T00:00:00Z")
    assert "the last run is dated 2030-01-01T00:00:00Z" in verdict([*daily(19), last]).findings[0].what
    last = replace(last, ended_at="9999-12-31T23:59:59-10:00")
    assert verdict([*daily(19), last]).state == State.STALE


def test_a_run_under_way_that_began_in_the_future_is_said_and_ended_ones_no_longer_count():
    began = run(START + 20 * DAY, code=None)
    found = judge("thu", daily(20), START, began, is_alive=True)
    assert found.state == State.STALE
    assert "the run under way is dated 2026-01-25T08:00:00Z, 20 days in the future" in found.findings[0].what
    ahead = replace(daily(20)[-1], ended_at="2030-01-01T00:00:00Z")
    assert judge("thu", [*daily(19), ahead], START + 20 * DAY, began, is_alive=True).state == State.OK


def test_clocks_of_machines_that_share_a_store_may_differ_by_minutes():
    assert state(daily(20), later=-40 * timedelta(minutes=1)) == "ok"
    assert state(daily(20), later=-2 * HOUR) == "stale"


def test_only_runs_that_crawled_the_site_are_judged_by_their_date():
    archived = run(START + 900 * DAY, arguments={"source": "wayback"})
    assert state([*daily(20), archived], later=HOUR - 881 * DAY) == "ok"


# --- failing --------------------------------------------------------------------------------------


def test_a_full_disk_is_plain_and_names_the_error():
    full = replace(run(START + 20 * DAY, code=15), failure="cannot write /x: No space left on device; …")
    found = verdict([*daily(20), full])
    assert (found.state, found.code) == (State.FAILING, ExitCode.STORAGE)
    assert "No space left on device" in found.findings[0].what


def test_a_defect_alarms_after_two_runs():
    assert state(then(daily(20), {"code": 1})) == "ok"
    found = verdict(then(daily(20), {"code": 1}, {"code": 1}))
    assert (found.state, found.code) == (State.FAILING, ExitCode.INTERNAL)


@pytest.mark.parametrize("code", [None, 143])
def test_runs_cut_short_again_and_again_are_failing(code):
    cut = {"code": code}
    assert state(then(daily(20), cut, cut)) == "ok"
    found = verdict(then(daily(20), cut, {}, cut, cut))
    assert (found.state, found.code) == (State.FAILING, ExitCode.PARTIAL)
    assert state(then(daily(20), cut, cut, cut, {"stored": 1})) == "ok"


def test_a_dead_run_that_no_other_has_closed_counts():
    history = then(daily(20), {"code": None}, {"code": None})
    dead = run(START + 22 * DAY, code=None)
    assert judge("thu", history, START + 22 * DAY + HOUR, dead).state == State.FAILING
    assert judge("thu", history, START + 22 * DAY + HOUR, dead).last_result == "dead"
    closed = [*history, dead]
    assert judge("thu", closed, START + 22 * DAY + HOUR, dead).runs == len(closed)


def test_the_worst_sign_comes_first_and_the_others_are_reported():
    found = verdict(then(daily(20), ZERO), later=30 * DAY)
    assert [str(finding.state) for finding in found.findings] == ["changed", "stale"]
    assert found.code == ExitCode.CHANGED
    report = format_report([found])
    assert report.startswith("thu: changed (13): in the last run")
    assert "\n  also stale: no run for 30 days" in report


# --- never run ------------------------------------------------------------------------------------


def test_a_site_never_run_is_an_alarm_only_by_name():
    assert (state([]), int(verdict([]).code)) == ("never_run", 0)
    assert int(verdict([], is_named=True).code) == 10
    assert format_report([verdict([])]) == "never run: thu"


# --- anything -------------------------------------------------------------------------------------

moments = (
    st.sampled_from(
        [
            "",
            "2026-01-31T08:00:00Z",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-14:00",
            "2026-01-31",
            "today",
        ]
    )
    | st.datetimes().map(datetime.isoformat)
    | st.text(max_size=5)
)
counts = st.dictionaries(
    st.sampled_from(
        ["stored", "revised", "unread", "failed", "moved", "blocked", "author", "dates_alike", ""]
    ),
    st.integers(-5, 10**6),
    max_size=4,
)
numbers = st.integers(-3, 10**9) | st.floats(allow_nan=True) | st.text(max_size=3) | st.booleans()
histories = st.lists(
    st.builds(
        Run,
        id=st.text(max_size=4),
        site=st.just("thu"),
        started_at=moments,
        ended_at=st.none() | moments,
        arguments=st.dictionaries(
            st.sampled_from(["since", "reparse", "source", "limit", "x"]), st.text(max_size=4), max_size=2
        ),
        requests=st.integers(),
        outcomes=counts,
        fields=counts,
        implausible=counts,
        newest=st.none() | st.text(max_size=4),
        exit_code=st.none() | st.sampled_from([0, 1, 3, 10, 11, 12, 13, 14, 15, 17, 130, 143, 99, -1]),
        exit_name=st.text(max_size=4),
        failure=st.none() | st.text(max_size=5),
        stats=st.dictionaries(
            st.sampled_from(
                [
                    "dvcrawler/listing/pages",
                    "dvcrawler/listing/links",
                    "dvcrawler/layout/generic",
                    "dvcrawler/layout/a",
                ]
            ),
            numbers,
        ),
        problems=st.lists(
            st.dictionaries(
                st.sampled_from(["url", "outcome", "reason"]),
                st.sampled_from(["unread", "moved", "failed", "the home page is gone", "http://"]),
            ),
            max_size=3,
        ),
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(histories, st.datetimes(timezones=st.just(UTC)), st.booleans(), st.integers(1, 12))
def test_no_history_makes_the_judge_fail(history, now, is_alive, times):
    found = judge("thu", history * times, now, history[0] if history else None, is_alive=is_alive)
    assert found.code == (found.findings[0].exit_code if found.findings else CODES[found.state])
    assert "\n\n" not in format_report([found])
    as_json(found)


def test_every_state_has_a_code_and_a_meaning():
    assert set(CODES) == set(MEANINGS) == set(State)


# --- left, and still ------------------------------------------------------------------------------

NOW_AT = {"dvcrawler/now_at/moi.example.vn": 1}


def test_a_front_page_that_names_its_new_host_for_days_is_gone_unless_it_has_news():
    left = then(daily(9), *[{"stats": NOW_AT}] * 5)
    found = verdict(left)
    assert (str(found.state), found.code) == ("gone", 11)
    assert "says that the site is at moi.example.vn now" in found.findings[0].what
    assert state(left[:-2]) == "ok", "two days"
    assert state(then(left, {"stats": NOW_AT, "stored": 1})) == "ok"
    assert state(then(left, {})) == "ok", "it does not say so any more"


def test_a_site_that_was_still_when_its_crawls_began_is_quiet_after_a_month():
    old, few = ([replace(run(START, 40), newest=day)] for day in ("2025-03-01", "2025-12-20"))
    assert state(then(old, *[{}] * 40)) == "quiet"
    assert "the newest article is of 2025-03-01" in verdict(then(old, *[{}] * 40)).findings[0].what
    assert state(then(old, *[{}] * 20)) == "ok", "not watched for a month"
    assert state(then(few, *[{}] * 40)) == "ok", "it had news some weeks ago"
    assert state(then(old, *[{}] * 30, {"stored": 1}, *[{}] * 9)) == "ok"
