"""Of the addresses of a name only the public ones are told; a proxy may be anywhere."""

from socket import AF_INET, AF_INET6

import pytest
from scrapy.resolver import dnscache
from scrapy.settings import BaseSettings

from dvcrawler.network import resolver
from tests.network.test_system_resolver import Immediate, Receiver

PUBLIC, PRIVATE, PUBLIC_6, PRIVATE_6 = "113.160.0.1", "10.0.0.7", "2405:4800::1", "fd00::1"


@pytest.fixture
def resolve(monkeypatch):
    """Resolves a name that has these addresses: what is told, and why the name is refused."""
    reactor = Immediate()
    reactor.nameResolver = None

    def ask(addresses, name="tin.example.vn", port=443, **environment):
        found = [(AF_INET6 if ":" in each else AF_INET, (each, port)) for each in addresses]
        monkeypatch.setattr(resolver, "_look_up", lambda *asked: found)
        monkeypatch.setattr(resolver, "getproxies", lambda: environment)
        dnscache.clear()
        asked = resolver.PublicResolver(reactor, 10)
        asked.configure(BaseSettings())
        told = []
        for _ in range(2):  # the second time out of the cache
            receiver = Receiver()
            asked.resolveHostName(receiver, name, port)
            told.append([each.host for each in receiver.addresses])
        assert told[0] == told[1]
        return told[0], asked.refusal(name)

    yield ask
    dnscache.clear()


@pytest.mark.parametrize(
    ("addresses", "told", "refused"),
    [
        ([PUBLIC], [PUBLIC], None),
        ([PRIVATE, PUBLIC], [PUBLIC], None),
        ([PUBLIC, PRIVATE], [PUBLIC], None),
        ([PRIVATE_6, PUBLIC_6, PUBLIC], [PUBLIC_6, PUBLIC], None),
        ([PRIVATE], [], PRIVATE),
        ([PRIVATE, PRIVATE_6], [], PRIVATE_6),
        ([], [], None),
    ],
)
def test_a_name_is_refused_only_if_all_of_its_addresses_are_private(resolve, addresses, told, refused):
    assert resolve(addresses) == (told, refused)


@pytest.mark.parametrize(
    ("proxy", "port", "is_reached"),
    [
        ("http://tin.example.vn", 80, True),
        ("http://tin.example.vn", 443, False),
        ("https://tin.example.vn", 443, True),
        ("https://tin.example.vn", 80, False),
        ("tin.example.vn:3128", 3128, True),
        ("tin.example.vn:3128", 0, True),
        ("http://khac.example.vn", 80, False),
        ("http://tin.example.vn:port", 80, False),
    ],
)
def test_a_proxy_of_the_environment_may_be_at_a_private_address_at_its_own_port(
    resolve, proxy, port, is_reached
):
    told, refused = resolve([PRIVATE], port=port, http=proxy)
    assert (told, refused) == (([PRIVATE], None) if is_reached else ([], PRIVATE))
