"""A reworded reason changes no verdict: health reads codes."""

import pytest

from dvcrawler.codes import PageCode
from tests.health.histories import daily, then, verdict


def page(outcome, code, reason, **more):
    return {"url": "https://thu.vn/", "outcome": outcome, "code": code.value, "reason": reason, **more}


HOME_GONE = page("failed", PageCode.HOME_GONE, "the home page is gone (404)")
LISTING = page("unread", PageCode.LISTING_UNREADABLE, "a listing that is no page: the answer is empty")
REFUSED = page("failed", PageCode.HTTP_REFUSED, "the server says 403")
MOVED = page(
    "moved", PageCode.REDIRECTED, "redirected to https://moi.vn/bai-1", target="https://moi.vn/bai-1"
)
CASES = {
    "the front page is gone": {"code": 10, "pages": 0, "links": 0, "problems": [HOME_GONE]},
    "listings cannot be read": {"code": 13, "pages": 0, "links": 0, "unread": 9, "problems": [LISTING] * 9},
    "the server refuses": {"code": 11, "pages": 0, "failed": 3, "problems": [REFUSED] * 3},
    "the site has moved": {"code": 10, "moved": 4, "problems": [MOVED] * 4},
}
WORDS = "429 other words: redirected to https://khac.vn/ the home page is gone"


def judged(odd):
    found = verdict(then(daily(20), odd, odd))
    return found.state, [(sign.state, sign.code) for sign in found.findings]


@pytest.mark.parametrize("name", CASES)
def test_a_reworded_reason_changes_no_verdict(name):
    odd = CASES[name]
    reworded = odd | {"problems": [problem | {"reason": WORDS} for problem in odd["problems"]]}
    assert judged(reworded) == judged(odd)
    assert judged(odd)[0] != "ok"


def test_the_verdict_goes_by_the_code_regardless_of_the_words():
    words = page("failed", PageCode.NO_ANSWER, "the home page is gone (404)")
    assert judged({"code": 10, "pages": 0, "links": 0, "problems": [words]})[0] != "gone"
