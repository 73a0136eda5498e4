"""Name resolution by the system, where a look-up that fails in any way is a host without addresses."""

from collections.abc import Sequence
from socket import AF_INET, AF_INET6, AF_UNSPEC, IPPROTO_TCP, AddressFamily, getaddrinfo
from typing import Any, cast

from scrapy.resolver import HostResolution
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from twisted.internet.threads import deferToThreadPool
from zope.interface import implementer  # type: ignore[import-untyped]

_FAMILIES = {
    frozenset((IPv4Address,)): AF_INET,
    frozenset((IPv6Address,)): AF_INET6,
}
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
