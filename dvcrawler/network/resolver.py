"""Name resolution that answers with public addresses only.

Every connection resolves its host here, literal addresses too, and uses exactly the addresses that pass, so
DNS rebinding cannot change them after the check.
"""

from collections.abc import Sequence
from ipaddress import ip_address
from socket import AF_INET, AF_INET6, AF_UNSPEC, IPPROTO_TCP, AddressFamily, getaddrinfo
from typing import Any, Self, cast
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.crawler import Crawler
from scrapy.resolver import CachingHostnameResolver, HostResolution
from scrapy.settings import BaseSettings
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from twisted.internet.threads import deferToThreadPool
from zope.interface import implementer  # type: ignore[import-untyped]

from dvcrawler.network.connect_to import is_public_address, parse_connect_to, parse_private_hosts, plain_host

_FAMILIES = {frozenset((IPv4Address,)): AF_INET, frozenset((IPv6Address,)): AF_INET6}
_Found = list[tuple[AddressFamily, tuple[Any, ...]]]


@implementer(IHostnameResolver)
class SystemResolver:
    """Resolves in a thread, as Twisted's own resolver. That one handles `gaierror` alone: without a free
    descriptor the system raises another OSError, and the request waited for its timeout.
    """

    def __init__(self, reactor: ReactorBase) -> None:
        self._reactor: Any = reactor

    def resolveHostName(
        self,
        resolutionReceiver: IResolutionReceiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        receiver: Any = resolutionReceiver
        resolution = cast("IHostResolution", HostResolution(hostName))
        family = _FAMILIES.get(frozenset(addressTypes or ()), AF_UNSPEC)
        receiver.resolutionBegan(resolution)
        pool = self._reactor.getThreadPool()
        found = deferToThreadPool(self._reactor, pool, _look_up, hostName, portNumber, family)
        found.addCallback(_tell, receiver)
        return resolution


def _look_up(host: str, port: int, family: AddressFamily) -> _Found:
    """Empty where the name is not known, is not a name, or cannot be asked for."""
    try:
        found = getaddrinfo(host, port, family, proto=IPPROTO_TCP)
    except (OSError, UnicodeError):
        return []
    return [(family, address) for family, _, _, _, address in found]


def _tell(found: _Found, receiver: Any) -> None:
    for family, address in found:
        kind = IPv6Address if family == AF_INET6 else IPv4Address
        receiver.addressResolved(kind("TCP", *address))
    receiver.resolutionComplete()


class PublicResolver(CachingHostnameResolver):
    """Exempts the hosts of DVCRAWLER_PRIVATE_HOSTS, proxies from the environment, and the targets of
    DVCRAWLER_CONNECT_TO, to which only the hosts named there resolve.
    """

    def __init__(self, reactor: ReactorBase, cache_size: int) -> None:
        super().__init__(reactor, cache_size)
        self.original_resolver = cast("IHostnameResolver", SystemResolver(reactor))
        self._targets: dict[str, str] = {}
        self._private: frozenset[str] = frozenset()
        self._proxies: frozenset[tuple[str, int]] = frozenset()
        self._refused: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        resolver = super().from_crawler(crawler, reactor)
        resolver.configure(crawler.settings)
        return resolver

    def configure(self, settings: BaseSettings) -> None:
        """Raises ConfigError for a setting that cannot be read."""
        self._targets = parse_connect_to(settings.get("DVCRAWLER_CONNECT_TO") or "")
        self._private = parse_private_hosts(settings.get("DVCRAWLER_PRIVATE_HOSTS") or "")
        self._proxies = _read_proxies()

    def refusal(self, host: str) -> str | None:
        """The private address for which the last lookup of this host was refused, else None."""
        return self._refused.get(plain_host(host))

    def allows(self, host: str) -> bool:
        """Whether requests for this host may go to private addresses."""
        return plain_host(host) in self._private

    def resolveHostName(
        self,
        resolutionReceiver: IResolutionReceiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        receiver: Any = resolutionReceiver
        name = hostName
        target = self._targets.get(hostName.lower())
        if target is not None:
            name = target.rpartition(":")[0].strip("[]")
        elif not self.allows(hostName) and not self._is_proxy(hostName, portNumber):
            receiver = _PublicOnly(receiver, self._refused, plain_host(hostName))
        return super().resolveHostName(receiver, name, portNumber, addressTypes, transportSemantics)

    def _is_proxy(self, host: str, port: int) -> bool:
        """Whether host and port are a proxy's. Scrapy's tunnels resolve its name without the port."""
        return any(plain_host(host) == name and port in (0, number) for name, number in self._proxies)


@implementer(IResolutionReceiver)
class _PublicOnly:
    """Drops private addresses; records the host as refused if no other address remains."""

    def __init__(self, receiver: Any, refused: dict[str, str], host: str) -> None:
        self._receiver, self._refused, self._host = receiver, refused, host
        self._private: str | None = None
        self._any = False

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:
        if is_public_address(ip_address(address.host)):
            self._any = True
            self._receiver.addressResolved(address)
        else:
            self._private = address.host

    def resolutionComplete(self) -> None:
        self._refused.pop(self._host, None)
        if self._private is not None and not self._any:
            self._refused[self._host] = self._private
        self._receiver.resolutionComplete()


def _read_proxies() -> frozenset[tuple[str, int]]:
    """Host and port of every proxy in the environment, parsed as Scrapy does."""
    found = set()
    for address in getproxies().values():
        try:
            parts = urlsplit(address if "://" in address else f"http://{address}")
            default = 443 if parts.scheme == "https" else 80
            found.add((plain_host(parts.hostname or ""), parts.port or default))
        except ValueError:
            continue  # Scrapy reports it
    return frozenset(found)
