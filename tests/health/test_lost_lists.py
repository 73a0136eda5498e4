"""A front page or a section of the site file that is lost while the others still answer."""

import pytest

from tests.health.histories import HOUR, START, bad, daily, run, state, then, verdict

FRONT, SECTION = "https://thu.vn/", "https://thu.vn/kinh-te"


def lost(kind, outcome, code, reason, url=None):
    """A run that read all else and names such a list."""
    url = url or (FRONT if kind == "front" else SECTION)
    page = {"url": url, "outcome": outcome, "code": code, "reason": reason, "list": kind}
    return {"code": 0 if outcome == "gone" else 10, outcome: 1, "problems": [page]}


LOST = {
    "404": (lost("section", "gone", "section_gone", "the section is gone (404)"), "changed"),
    "410": (lost("section", "gone", "section_gone", "the section is gone (410)"), "changed"),
    "home": (lost("section", "moved", "section_gone", "the section leads to the front page"), "changed"),
    "other host": (lost("section", "moved", "redirected", "redirected to https://moi.vn/"), "changed"),
    "no page": (lost("section", "unread", "listing_unreadable", "a listing that is not a page"), "changed"),
    "403": (lost("section", "blocked", "http_refused", "the server says 403"), "blocked"),
    "robots": (lost("section", "robots", "robots_forbidden", "robots.txt forbids it"), "blocked"),
    "500": (lost("section", "failed", "http_error", "the server says 500"), "unreachable"),
    "silence": (lost("section", "failed", "no_answer", "no connection"), "unreachable"),
    "other system": (lost("front", "unread", "listing_unreadable", "links that no rule allows"), "changed"),
    "front moved": (lost("front", "moved", "redirected", "redirected to https://moi.vn/"), "changed"),
    "front gone": (lost("front", "failed", "home_gone", "the home page is gone (404)"), "changed"),
    "front refused": (lost("front", "blocked", "http_refused", "the server says 403"), "blocked"),
    "front broken": (lost("front", "failed", "http_error", "the server says 500"), "unreachable"),
    "front parked": ({"stats": {"dvcrawler/listing/home_parked": 1}}, "changed"),
    "front bare": ({"stats": {"dvcrawler/listing/home_bare": 1}}, "changed"),
    "front notice": ({"stats": {"dvcrawler/listing/home_notice": 1}}, "changed"),
}


@pytest.mark.parametrize("case", LOST)
def test_a_list_that_is_lost_alarms_from_the_second_run_until_it_is_back(case):
    kind, expected = LOST[case]
    history = daily(20)
    assert state(then(history, kind)) == "ok"
    assert state(then(history, kind, {}, kind)) == "ok"
    for many in (2, 3, 12):
        found = verdict(then(history, *[kind] * many))
        assert str(found.state) == expected
        assert len(found.findings) == 1
        assert f"gives no articles, while other lists do: the last {many} runs since 2026-01-25" in (
            found.findings[0].what
        )
    for page in kind.get("problems", ()):
        assert page["url"] in found.findings[0].what
        assert page["reason"] in found.findings[0].what
    assert state(then(history, *[kind] * 3, {})) == "ok"


def test_a_list_that_was_never_read_is_no_change():
    assert state(daily(20, **LOST["404"][0])) == "ok"


def test_the_same_page_of_an_article_or_of_a_menu_is_no_list_of_the_site_file():
    page = {key: value for key, value in LOST["500"][0]["problems"][0].items() if key != "list"}
    assert state(then(daily(20), *[{"code": 10, "failed": 1, "problems": [page]}] * 4)) == "ok"


def test_runs_that_met_a_limit_or_read_a_part_say_nothing_of_the_lists():
    gone = LOST["404"][0]
    assert state(then(daily(20), gone, gone, {"code": 17})) == "changed"
    assert state(then(daily(20), gone, {**gone, "arguments": {"section": "kinh-te"}})) == "ok"


def test_several_sections_are_one_finding_and_do_not_move_the_site():
    urls = [f"{SECTION}-{n}" for n in range(4)]
    pages = [
        lost("section", "moved", "redirected", "redirected to https://moi.vn/", url)["problems"][0]
        for url in urls
    ]
    found = verdict(
        then(daily(20, stored=1), *[{"code": 10, "moved": 4, "stored": 0, "problems": pages}] * 2)
    )
    assert [str(each.state) for each in found.findings] == ["changed"]
    assert f"each of 4 sections, such as {urls[0]}, gives no articles" in found.findings[0].what


@pytest.mark.parametrize(
    ("outcome", "code"), [("unread", "no_layout"), ("refused", "no_body"), ("refused", "no_title")]
)
@pytest.mark.parametrize(
    ("lost_pages", "good", "hours"), [(2, 1, 2), (3, 1, 2), (2, 0, 2), (3, 2, 2), (1, 1, 6), (1, 2, 10)]
)
def test_new_articles_that_are_unread_in_small_numbers_every_hour_are_a_change(
    outcome, code, lost_pages, good, hours
):
    def hour(n):
        if n < 240:
            return {"stored": 3 * (n % 24 < 9)}
        pages = bad(outcome, first=n * 10, count=lost_pages)
        return {
            "stored": good,
            "code": 10,
            outcome: lost_pages,
            "problems": [{**page, "code": code} for page in pages],
        }

    def history(more):
        return [run(START + n * HOUR, **hour(n)) for n in range(240 + more)]

    assert state(history(1)) == "ok"
    assert state(history(hours)) == "changed"
    assert state(history(hours + 30)) == "changed"
    mended = [run(START + (300 + n) * HOUR, 3) for n in range(2)]
    assert state([*history(hours), *mended]) == "ok"
