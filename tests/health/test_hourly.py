"""As the crontab has it: a run an hour, most of them with one article or none. An alarm stays until mended."""

from datetime import timedelta
from functools import cache

import pytest

from dvcrawler.health.assess import judge_site
from dvcrawler.health.stretches import MONTH
from dvcrawler.storage.journal import append_to
from dvcrawler.storage.run_records.run_line import format_run
from dvcrawler.storage.run_records.runs import runs_path
from tests.health.histories import HOUR, START, bad, daily, run, state, then, verdict

LEARNED = 24 * 40


def news(hour):
    return 1 if hour % 24 in (1, 5, 9) else 0


def hourly(hours, first=0, **more):
    """`more`: what `run` takes, or functions of the hour that give it."""
    kinds = {name: kind if callable(kind) else lambda _, kind=kind: kind for name, kind in more.items()}
    return [
        run(
            START + hour * HOUR, **{"stored": news(hour)} | {name: kind(hour) for name, kind in kinds.items()}
        )
        for hour in range(first, first + hours)
    ]


@cache
def learned():
    """Forty days of runs as they should be."""
    return tuple(hourly(LEARNED))


def after(hours, **more):
    return [*learned(), *hourly(hours, LEARNED, **more)]


FALLS = {
    "fewer links a page": {"links": 34},
    "sections that are gone": {"pages": 2, "links": 20},
    "no link at all": {"links": 0, "code": 13},
    "front page is no page": {
        "pages": 0,
        "links": 0,
        "code": 13,
        "stored": 0,
        "unread": 1,
        "problems": [{"url": "https://thu.vn/", "outcome": "unread", "reason": "a listing that is no page"}],
    },
}


@pytest.mark.sampled(2)
@pytest.mark.parametrize("fall", FALLS)
def test_lists_that_lost_their_links_alarm_from_the_second_run_until_they_are_mended(fall):
    for hours in (2, 3, 22, 23, 60, 24 * 20):
        assert state(after(hours, **FALLS[fall])) == "changed", hours
    assert state([*after(60, **FALLS[fall]), *hourly(1, LEARNED + 60)]) == "ok"


def test_what_has_been_so_for_a_month_is_the_sites_new_way():
    days = int(MONTH / 86400)
    assert state(after(24 * (days - 1), links=40)) == "changed"
    assert state(after(24 * (days + 1), links=40)) == "ok"


def test_a_field_that_is_lost_is_missed_for_weeks_and_no_longer_when_it_is_back():
    assert state(after(2, fields={"author": 0})) == "ok"
    for days in (1, 7, 14, 28):
        assert state(after(24 * days, fields={"author": 0})) == "changed", days
    assert state([*after(24 * 5, fields={"author": 0}), *hourly(10, LEARNED + 24 * 5)]) == "ok"


def test_articles_without_an_author_that_come_together_are_known_from_the_third_time_and_a_loss_is_found():
    def sundays(hour):
        return 1 if hour % (24 * 7) in range(24 * 6, 24 * 6 + 12) else news(hour)

    def signed(hour):
        return {"author": 0 if hour % (24 * 7) >= 24 * 6 else news(hour)}

    weeks = [state(hourly(24 * 7 * week - 8, stored=sundays, fields=signed)) for week in range(2, 6)]
    assert weeks == ["changed", "ok", "ok", "ok"]
    history = hourly(24 * 7 * 8, stored=sundays, fields=signed)
    lost = hourly(24 * 5, len(history), stored=sundays, fields={"author": 0})
    assert state([*history, *lost]) == "changed"


def test_one_new_page_a_run_that_no_layout_reads_alarms_with_the_second():
    def unread(hour):
        return (
            {"stored": 0, "unread": 1, "problems": bad("unread", first=hour)} if news(hour) else {"stored": 0}
        )

    history = hourly(LEARNED)
    for hour in range(LEARNED, LEARNED + 24 * 10):
        history.append(run(START + hour * HOUR, unchanged=1, code=10, **unread(hour)))
        seen = sum(map(news, range(LEARNED, hour + 1)))
        if hour < LEARNED + 12 or hour % 24 == 0:
            found = {finding.state for finding in verdict(history).findings}
            assert ("changed" in found) == (seen >= 2), hour


def test_one_article_a_run_that_only_the_generic_layout_reads_alarms_with_the_second():
    assert state(after(5, layout="generic")) == "ok"
    for hours in (6, 30, 24 * 7, 24 * 20):
        assert state(after(hours, layout="generic")) == "changed", hours
    one_a_day = daily(60, 1)
    assert state(then(one_a_day, {"stored": 1, "layout": "generic"})) == "ok"
    assert state(then(one_a_day, *[{"stored": 1, "layout": "generic"}] * 2)) == "changed"


def test_a_layout_that_some_pages_have_always_lacked_is_not_a_change():
    mixed = [run(START + hour * HOUR, 1, layout=("party", "generic")[hour % 3 == 0]) for hour in range(900)]
    for end in range(2, 900, 62):
        assert state(mixed[:end]) == "ok", end


def test_a_site_that_is_crawled_or_writes_once_a_month_is_judged_too():
    monthly = [run(START + n * 31 * 24 * HOUR, 30) for n in range(12)]
    lost = [run(START + (12 + n) * 31 * 24 * HOUR, 30, fields={"author": 0}) for n in range(2)]
    assert state(monthly) == "ok"
    assert state([*monthly, *lost]) == "changed"
    unread = [
        run(
            START + (12 + n) * 31 * 24 * HOUR,
            code=13,
            unread=30,
            problems=bad("unread", first=n * 30, count=30),
        )
        for n in range(2)
    ]
    assert state([*monthly, *unread]) == "changed"


@pytest.mark.sampled(2)
@pytest.mark.parametrize("every", [2, 3])
def test_a_field_or_a_layout_that_is_lost_in_most_articles_is_not_a_matter_of_the_last_one(every):
    history = hourly(LEARNED)
    found = set()
    for hour in range(LEARNED, LEARNED + 24 * 14):
        kept = news(hour) and (sum(map(news, range(LEARNED, hour + 1))) % (2 * every) == 0)
        layout = "party" if kept else "generic"
        history.append(run(START + hour * HOUR, news(hour), layout=layout, fields={"author": int(kept)}))
        if hour > LEARNED + 24 * 4 and hour % 20 == 0:  # at all times of a day in turn
            found.add(state(history))
    assert found == {"changed"}


def test_a_layout_that_was_mended_is_well_with_the_first_run_of_three_pages():
    unread = [{"code": 13, "unread": 3, "problems": bad("unread", first=3 * n, count=3)} for n in range(5)]
    assert state(then(daily(20), *unread)) == "changed"
    assert state(then(daily(20), *unread, {"stored": 18})) == "ok"
    generic = [{"stored": 3, "layout": "generic"}] * 5
    assert state(then(daily(20), *generic)) == "changed"
    assert state(then(daily(20), *generic, {"stored": 3})) == "ok"


# --- runs that come to nothing --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((11, 14), "unreachable"),
        ((12, 11), "unreachable"),
        ((1, 11), "failing"),
        ((11, None, 12), "unreachable"),
    ],
)
def test_failures_that_take_turns_alarm_too(codes, expected):
    kinds = [{"code": codes[n % len(codes)], "pages": 0, "links": 0, "failed": 1} for n in range(30)]
    assert state(then(daily(60), *kinds[:1])) == "ok"
    assert state(then(daily(60), *kinds)) in (expected, "failing")
    assert state(then(daily(60), *kinds, {"stored": 1})) == "ok"


def test_limits_that_leave_a_run_nothing_are_failing():
    nothing = {"code": 17, "pages": 0, "links": 0, "stored": 0}
    assert state(then(daily(20), *[nothing] * 4)) == "failing"
    assert state(then(daily(20), *[{**nothing, "pages": 3, "links": 30}] * 4)) == "ok"


def test_a_front_page_that_leads_to_another_paper_is_gone_though_old_pages_answer():
    odd = {
        "code": 13,
        "pages": 0,
        "links": 0,
        "unchanged": 4,
        "moved": 1,
        "problems": [
            {"url": "https://thu.vn/", "outcome": "moved", "reason": "redirected to https://moi.vn/"}
        ],
    }
    history = then(daily(20), odd, odd)
    for each in history[-2:]:
        each.stats["dvcrawler/listing/home_moved"] = 1
    found = verdict(history)
    assert (str(found.state), int(found.code)) == ("gone", 11)
    assert "the front page redirects to moi.vn" in found.findings[0].what


def test_one_of_several_hosts_that_leads_away_or_is_on_cooldown_is_not_the_whole_site():
    moved = {
        "code": 10,
        "moved": 1,
        "stored": 3,
        "problems": [{"url": "https://a.vn/", "outcome": "moved", "reason": "redirected to https://b.vn/"}],
    }
    history = then(daily(20), moved, moved)
    for each in history[-2:]:
        each.stats["dvcrawler/listing/home_moved"] = 1
    assert state(history) == "ok"
    history = then(daily(20), *[{"code": 10, "blocked": 1}] * 3)
    for each in history[-3:]:
        each.stats["dvcrawler/pace/left_alone"] = 1
    assert state(history) == "ok"


def test_lists_that_are_back_in_a_run_that_met_its_limit_are_back():
    gone = {"code": 10, "pages": 0, "links": 0, "failed": 1, "problems": bad("failed", "the server says 500")}
    caught_up = {"code": 17, "stored": 50}
    assert state(then(daily(40), gone, gone)) == "unreachable"
    assert state(then(daily(40), gone, gone, caught_up)) == "ok"


def test_a_front_page_that_fails_while_articles_answer_is_unreachable():
    odd = {
        "code": 10,
        "pages": 0,
        "links": 0,
        "unchanged": 4,
        "failed": 1,
        "problems": bad("failed", "the server says 500"),
    }
    assert state(then(daily(20), odd)) == "ok"
    found = verdict(then(daily(20), odd, odd))
    assert str(found.state) == "unreachable"
    assert "0 listing pages were read per run, usually 17 (the server says 500)" in found.findings[0].what
    sections = {**odd, "pages": 1, "links": 20, "failed": 16}
    assert state(then(daily(20), sections, sections)) == "unreachable"


def test_a_pause_that_a_host_has_asked_for_is_reported_once():
    refused = run(START + 20 * timedelta(days=1), code=12, pages=0, blocked=1)
    waits = [run(START + 20 * timedelta(days=1) + n * HOUR, code=12, pages=-1) for n in (1, 2)]
    assert [each.requests for each in waits] == [0, 0]
    assert state([*daily(20), refused, *waits]) == "ok"
    again = run(START + 21 * timedelta(days=1), code=12, pages=0, blocked=1)
    assert state([*daily(20), refused, *waits, again]) == "blocked"


# --- silence --------------------------------------------------------------------------------------


def test_a_silence_longer_than_the_runs_that_are_read_is_still_one(tmp_path):
    history = [*hourly(24 * 100), *hourly(24 * 120, 24 * 100, stored=0)]
    path = runs_path(tmp_path, "thu")
    path.parent.mkdir(parents=True)
    append_to(path, b"".join(map(format_run, history)))
    now = START + 24 * 220 * HOUR
    found = judge_site(tmp_path, "thu", now, 2000)
    assert (str(found.state), found.usual_silence) == ("quiet", 16 * 3600.0)
    assert judge_site(tmp_path, "thu", now, 2000, 256 * 1024).usual_silence is None, "sites looks no further"
