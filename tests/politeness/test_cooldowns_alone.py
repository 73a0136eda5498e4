"""Which hosts are on cooldown, and until when, without a crawl."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from scrapy.http import Request

from dvcrawler.discovery.requests import META_KEY, MediaRequest, PageRequest
from dvcrawler.errors import StorageError
from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode, utc_text
from dvcrawler.normalize.urls import Address
from dvcrawler.politeness.cooldowns import HostCooldowns, lies_ahead
from dvcrawler.storage.media.database import MediaFile
from tests.sessions import counted

HOST, OLD, FOREIGN = "thu.example", "old.example", "khac.example"
SITE = SimpleNamespace(hosts={HOST: HOST, OLD: HOST}, start=(f"https://www.{HOST}/trang-chu",))
HOUR = timedelta(hours=1)
#: What is compared was written up to this much earlier.
SLACK = timedelta(minutes=5)


def page(host=HOST, **told):
    meta = {name: told.pop(name) for name in ("retry_times",) if name in told}
    return Request(f"https://{host}/bai-1", meta=meta | {META_KEY: PageRequest(**told)})


def picture(host):
    return page(host, media=MediaRequest(MediaFile(f"https://{host}/a.jpg", "image", "", "live", "", 0, 1)))


def refusal(cooldowns, host=HOST, request=None):
    with pytest.raises(RequestRefused) as refused:
        cooldowns.check(host, request or page(host))
    return refused.value.what, str(refused.value), refused.value.code


def remembered(session, host=HOST):
    return session.ledger.checkpoint(f"pace:{host}")


def now():
    return datetime.now(UTC)


def test_a_host_that_named_no_time_is_put_on_cooldown_for_this_run(session):
    cooldowns = HostCooldowns(session, SITE)
    cooldowns.check(HOST, page())
    assert HOST not in cooldowns
    cooldowns.start(HOST, "it is busy", None, PageCode.HTTP_REFUSED)
    assert HOST in cooldowns and OLD not in cooldowns
    reason = "it is busy; it gets no more requests in this run"
    assert refusal(cooldowns) == ("unsent", reason, PageCode.HTTP_REFUSED)
    assert remembered(session) is None
    (problem,) = session.outcomes.problems
    assert problem["url"] == f"https://www.{HOST}/trang-chu"
    assert (problem["outcome"], problem["reason"]) == ("blocked", reason)
    assert counted(session, "pace/left_alone") == 1
    cooldowns.start(HOST, "it is busier", None, PageCode.HTTP_REFUSED)
    assert len(session.outcomes.problems) == 1


@pytest.mark.parametrize(("asked", "kept"), [(2 * HOUR, 2 * HOUR), (24 * 365 * HOUR, 24 * HOUR)])
def test_a_time_that_it_named_holds_for_later_runs_but_for_a_day_at_most(session, asked, kept):
    cooldowns, begun = HostCooldowns(session, SITE), now()
    cooldowns.check(HOST, page())
    cooldowns.start(HOST, "it is busy", begun + asked, PageCode.HTTP_REFUSED)
    until = remembered(session)
    assert abs(datetime.fromisoformat(until) - begun - kept) < SLACK
    assert refusal(cooldowns)[1] == f"it is busy; it gets no more requests before {until}"
    reason = f"{HOST} asked for a pause until {until}"
    assert refusal(HostCooldowns(session, SITE)) == ("unsent", reason, PageCode.COOLDOWN)


def test_a_time_that_has_passed_holds_for_this_run_alone(session):
    cooldowns = HostCooldowns(session, SITE)
    cooldowns.start(HOST, "it is busy", now() - HOUR, PageCode.HTTP_REFUSED)
    assert refusal(cooldowns)[1] == "it is busy; it gets no more requests in this run"
    assert remembered(session) is None


@pytest.mark.parametrize("away", [-HOUR, 25 * HOUR])
def test_a_time_that_is_over_or_too_far_off_is_forgotten(session, away):
    session.ledger.set_checkpoint(f"pace:{HOST}", utc_text(now() + away))
    HostCooldowns(session, SITE).check(HOST, page())
    assert remembered(session) == ""


def test_an_article_that_was_sent_once_is_blocked_and_all_else_was_not_sent(session):
    cooldowns = HostCooldowns(session, SITE)
    cooldowns.start(HOST, "it is busy", None, PageCode.HTTP_REFUSED)
    article = Address("https://thu.example/bai-1", "1", None, "article")
    assert refusal(cooldowns, request=page(address=article, retry_times=1))[0] == "blocked"
    assert refusal(cooldowns, request=page(address=article))[0] == "unsent"
    assert refusal(cooldowns, request=page(retry_times=1))[0] == "unsent"


def test_each_home_host_that_is_asked_counts_once(session):
    cooldowns = HostCooldowns(session, SITE)
    for host in (HOST, HOST, FOREIGN):
        cooldowns.check(host, page(host))
    assert counted(session, "pace/homes") == 1


def test_without_a_description_every_host_is_a_home_and_is_named_by_its_front_page(session):
    cooldowns = HostCooldowns(session, None)
    cooldowns.check(FOREIGN, page(FOREIGN))
    cooldowns.start(FOREIGN, "it is busy", None, PageCode.HTTP_REFUSED)
    assert counted(session, "pace/homes") == counted(session, "pace/left_alone") == 1
    assert session.outcomes.problems[0]["url"] == f"https://{FOREIGN}/"


@pytest.mark.parametrize(
    ("host", "request_of", "is_named"),
    [
        (FOREIGN, page, True),
        (FOREIGN, picture, False),
        (HOST, picture, True),
        (OLD, page, False),
    ],
)
def test_a_host_of_pictures_alone_and_an_older_domain_do_no_harm(session, host, request_of, is_named, caplog):
    cooldowns = HostCooldowns(session, SITE)
    cooldowns.check(host, request_of(host))
    cooldowns.start(host, "it is busy", None, PageCode.HTTP_REFUSED)
    assert refusal(cooldowns, host)[0] == "unsent"
    assert len(session.outcomes.problems) == counted(session, "pace/left_alone") == is_named
    assert counted(session, "pace/alias_left_alone") == (not is_named)
    assert ("the site's other hosts continue" in caplog.text) is not is_named


def test_a_ledger_that_fails_ends_the_run(session, monkeypatch):
    def fail(*arguments):
        raise StorageError("the disk is full")

    ended = []
    session.stop.end = ended.append
    monkeypatch.setattr(session.ledger, "checkpoint", fail)
    monkeypatch.setattr(session.ledger, "set_checkpoint", fail)
    cooldowns = HostCooldowns(session, SITE)
    cooldowns.check(HOST, page())
    assert (str(session.stop.failure), ended) == ("the disk is full", ["storage"])
    session.stop.failure = None
    cooldowns.start(HOST, "it is busy", now() + HOUR, PageCode.HTTP_REFUSED)
    assert ended == ["storage"] * 2
    assert HOST in cooldowns


@pytest.mark.parametrize(
    ("away", "lies"), [(-SLACK, False), (SLACK, True), (2 * HOUR - SLACK, True), (2 * HOUR + SLACK, False)]
)
def test_a_time_lies_ahead_if_it_is_no_further_off_than_it_may_be(away, lies):
    assert lies_ahead(utc_text(now() + away), 2 * HOUR) is lies


@pytest.mark.parametrize(("away", "lies"), [(0, False), (1, True), (7200, True), (7201, False)])
def test_a_time_lies_ahead_to_the_second(monkeypatch, away, lies):
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    monkeypatch.setattr("dvcrawler.politeness.cooldowns.datetime", SimpleNamespace(now=lambda zone: at))
    assert lies_ahead(utc_text(at + timedelta(seconds=away)), 2 * HOUR) is lies
