"""Connections that close at any moment of the second they are given."""

import pytest
from twisted.internet.defer import Deferred
from twisted.internet.task import Clock

from dvcrawler.network.downloadhandlers import end_within


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
