"""What a run asks of a spider that may be of any kind."""

from types import SimpleNamespace

import pytest
from scrapy.settings import Settings

from dvcrawler.run.spider import find_minutes, find_requests, find_tls_exceptions, find_waiting

PIN = "ab" * 32


def spider(tls="verified", tls_pin=None, **more):
    hosts = {"thu.example": "thu.example", "www.thu.example": "thu.example"}
    return SimpleNamespace(name="thu", site=SimpleNamespace(tls=tls, tls_pin=tls_pin, hosts=hosts), **more)


@pytest.mark.parametrize(
    ("tls", "pin", "kind", "warnings"),
    [
        ("legacy", None, "legacy", ["tls=legacy"]),
        ("verified", PIN, "pinned", ["tls_pin"]),
        ("legacy", PIN, "pinned", ["tls=legacy", "tls_pin"]),
    ],
)
def test_every_host_of_a_site_without_ordinary_verification_is_named_and_each_exception_is_logged(
    caplog, tls, pin, kind, warnings
):
    assert find_tls_exceptions(spider(tls, pin)) == {"thu.example": kind, "www.thu.example": kind}
    assert len(caplog.messages) == len(warnings)
    assert all(word in message for word, message in zip(warnings, caplog.messages, strict=True))


@pytest.mark.parametrize("made", [None, SimpleNamespace(name="other"), spider()])
def test_ordinary_verification_is_not_an_exception(caplog, made):
    assert find_tls_exceptions(made) == {}
    assert caplog.messages == []


def limits_of(made):
    settings = Settings({"DVCRAWLER_MAX_MINUTES": 60, "DVCRAWLER_MAX_REQUESTS": 500})
    crawler = SimpleNamespace(spider=made, settings=settings)
    return find_minutes(crawler), find_requests(crawler)


def test_a_spider_of_another_kind_has_the_limits_of_the_settings_and_nothing_that_waits():
    other = SimpleNamespace(name="other")
    assert (
        limits_of(other)
        == limits_of(spider(arguments=SimpleNamespace(minutes=None, requests=None)))
        == (60, 500)
    )
    assert find_waiting(other) == find_waiting(None) == 0


def test_the_limits_of_the_arguments_take_precedence():
    own = spider(
        arguments=SimpleNamespace(minutes=2.5, requests=7),
        sources=SimpleNamespace(state=SimpleNamespace(waiting=3)),
    )
    assert (*limits_of(own), find_waiting(own)) == (2.5, 7, 3)
