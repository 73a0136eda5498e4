"""Pages that are whole although their length is wrong, and connections that close at any moment of the second
they are given.
"""

import gzip

import pytest
from scrapy import Request
from scrapy.http import Response
from twisted.internet.defer import Deferred
from twisted.internet.task import Clock

from dvcrawler.network.http11 import end_within, is_looked_at_if_cut
from dvcrawler.network.whole_bodies import has_ended

PAGE = "<!DOCTYPE html><html><body><p>Mùa gặt</p></body></html>"
PASTED = "<html><body><p>Hai vụ lúa</p></body></html>"
AROUND = f"<html><body><div>{PASTED}</div></body></html>"
CUT = AROUND[: AROUND.index("</html>") + 7]


@pytest.mark.parametrize(
    "body",
    [
        PAGE,
        PAGE.upper(),
        f"{PAGE}\r\n\r\n",
        f"{PAGE}\0\0",
        f"{PAGE}\n<!-- made in 0.2 s -->",
        AROUND,
        f'{PAGE}<script>count()</script>\n<script src="//c.example/a.js"></script>',
        '<!--[if IE 8]><html class="ie"><![endif]--><!--[if gt IE 8]><!--><html><!--<![endif]--><p>a</html>',
        '<html><script>w.write("<html><body>" + t);</script></html>',
        "<rss><channel></channel></rss>\n",
        "<urlset></urlset>",
        '{"tin": [1, 2]}',
        '\ufeff[{"tin": 1}]\n',
    ],
)
def test_a_page_feed_or_json_that_ends_is_whole(body):
    assert has_ended(Response("http://a.example/", body=body.encode()))
    packed = Response(
        "http://a.example/", headers={"Content-Encoding": "gzip"}, body=gzip.compress(body.encode())
    )
    assert has_ended(packed)
    assert not has_ended(packed.replace(body=packed.body[: len(packed.body) // 2]))


@pytest.mark.parametrize(
    "body",
    [
        "",
        PAGE[:-3],
        PAGE[:40],
        CUT,
        f"{CUT}<!--EndFragment--><p>và",
        "<html><body><!-- cũ </html> <!-- hết",
        '<html><script>w.write("</body></html>',
        "<rss><channel><item></item>",
        '{"tin": [1, 2]',
        "[" * 9000,
        "User-agent: *\n",
        "\x89PNG",
    ],
)
def test_a_page_that_is_cut_is_not_whole_also_behind_the_end_of_another_within_it(body):
    assert not has_ended(Response("http://a.example/", body=body.encode()))


@pytest.mark.parametrize("status", [302, 404, 410, 503])
def test_an_answer_whose_status_says_all_needs_no_body(status):
    assert has_ended(Response("http://a.example/", status=status))


@pytest.mark.parametrize(
    ("meta", "retries", "is_looked_at"),
    [
        ({}, 2, False),
        ({"retry_times": 1}, 2, True),
        ({"retry_times": 2}, 2, False),
        ({}, 1, True),
        ({"retry_times": 1}, 1, False),
        ({}, 0, True),
        ({"max_retry_times": 0}, 2, True),
    ],
)
def test_the_last_request_but_one_shows_the_body_or_the_single_one(meta, retries, is_looked_at):
    assert is_looked_at_if_cut(Request("http://a.example/", meta=meta), retries) is is_looked_at


@pytest.mark.parametrize("at", [0.0, 0.5, 1.0, 1.5])
@pytest.mark.parametrize("is_first", [True, False])
def test_the_end_comes_once_whenever_the_connections_close(at, is_first):
    clock, closing, ends = Clock(), Deferred(), []
    if is_first:  # of two calls that are due at the same time
        clock.callLater(at, closing.callback, None)
    end_within(closing, clock, 1.0).addCallback(lambda _: ends.append(clock.seconds()))
    if not is_first:
        clock.callLater(at, closing.callback, None)
    clock.pump([0.0, 0.5, 0.5, 0.5])
    assert ends == [min(at, 1.0)]
    assert clock.getDelayedCalls() == []


def test_connections_that_fail_to_close_have_ended():
    clock, closing, ends = Clock(), Deferred(), []
    end_within(closing, clock, 1.0).addCallback(ends.append)
    closing.errback(OSError("reset"))
    assert ends == [None]
    assert clock.getDelayedCalls() == []


def test_connections_that_never_close_are_given_up():
    clock, ends = Clock(), []
    end_within(Deferred(), clock, 1.0).addCallback(ends.append)
    clock.advance(1.0)
    assert ends == [None]
