"""Every look-up of the system ends, however it fails."""

import errno
import socket

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from dvcrawler.network import resolver
from dvcrawler.network.resolver import SystemResolver


class Immediate:
    """A reactor and its pool that run at once what a thread would."""

    def getThreadPool(self):
        return self

    def callInThreadWithCallback(self, result, run, *words, **more):
        try:
            result(True, run(*words, **more))
        except Exception as error:
            result(False, error)

    def callFromThread(self, run, *words, **more):
        run(*words, **more)


class Receiver:
    def __init__(self):
        self.addresses, self.events = [], []

    def resolutionBegan(self, resolution):
        self.events.append(("began", resolution.name))

    def addressResolved(self, address):
        self.addresses.append(address)

    def resolutionComplete(self):
        self.events.append("complete")


def resolve(name, *words):
    receiver = Receiver()
    SystemResolver(Immediate()).resolveHostName(receiver, name, 80, *words)
    assert receiver.events == [("began", name), "complete"]
    return receiver.addresses


def test_addresses_of_both_families_are_told():
    assert resolve("127.0.0.1") == [IPv4Address("TCP", "127.0.0.1", 80)]
    assert [(type(each), each.host, each.port) for each in resolve("::1")] == [(IPv6Address, "::1", 80)]


def test_only_the_family_that_is_asked_for_is_told():
    assert resolve("::1", [IPv4Address]) == []
    assert resolve("127.0.0.1", [IPv4Address]) == [IPv4Address("TCP", "127.0.0.1", 80)]


@pytest.mark.parametrize(
    "error",
    [
        socket.gaierror(socket.EAI_NONAME, "not known"),
        OSError(errno.EINVAL, "Invalid argument"),  # without a free descriptor
        OSError(errno.EMFILE, "Too many open files"),
        PermissionError(errno.EACCES, "Permission denied"),
        UnicodeError("label too long"),
    ],
)
def test_a_look_up_that_fails_gives_no_address(monkeypatch, error):
    def fail(*words, **more):
        raise error

    monkeypatch.setattr(resolver, "getaddrinfo", fail)
    assert resolve("tin.example.vn") == []


@pytest.mark.parametrize("name", ["x" * 70 + ".vn", "a..vn", "."])
def test_what_is_no_name_gives_no_address(name):
    assert resolve(name) == []
