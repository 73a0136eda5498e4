"""Where connections may lead: settings that send a host's requests to another address, and public addresses
told from private ones.
"""

import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

from scrapy.settings import Settings

from dvcrawler.errors import ConfigError
from dvcrawler.normalize.hosts import encode_host, find_host_fault, split_target

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
#: Global unicast, the only range IANA assigns to hosts; Python also treats unassigned ranges as global.
_UNICAST = ipaddress.ip_network("2000::/3")
#: NAT64 (RFC 6052): a translator forwards to the IPv4 address in the last 32 bits.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
#: Suffixes of names that public DNS does not have.
_INTERNAL_SUFFIXES = (".local", ".internal", ".localhost", ".lan", ".home", ".test")


def parse_connect_to(value: str) -> dict[str, str]:
    """Parses `host=address:port,…`: where each host's requests are sent instead, like curl's `--connect-to`.

    Raises ConfigError for anything else.
    """
    pairs = [part.strip().partition("=") for part in value.split(",") if part.strip()]
    for host, _, target in pairs:
        if find_host_fault(host) is not None or split_target(target) is None:
            raise ConfigError(
                f"DVCRAWLER_CONNECT_TO: {host}={target} is not of the form host=address:port, port 1 to 65535"
            )
    return {_as_requested(host): target for host, _, target in pairs}


def _as_requested(host: str) -> str:
    """The host as the address of a request has it: in ASCII, an IPv6 address without brackets."""
    name = host.lower().strip("[]")
    return encode_host(name) or name


def parse_private_hosts(value: str) -> frozenset[str]:
    """Parses `host,host,…`: names and addresses without scheme or port. Raises ConfigError for others."""
    hosts = [part.strip() for part in value.split(",") if part.strip()]
    for host in hosts:
        if numeric_address(host) is None and any(character in host for character in "/:@*= "):
            raise ConfigError(
                f"DVCRAWLER_PRIVATE_HOSTS: {host} is not a host; write names or addresses, "
                "without scheme, port and network mask"
            )
    return frozenset(map(plain_host, hosts))


def plain_host(host: str) -> str:
    """The normal form of a host: an address in its usual notation, a name in ASCII without www."""
    number = numeric_address(host)
    if number is not None:
        return str(number)
    name = host.lower().rstrip(".").removeprefix("www.")
    return encode_host(name) or name  # without an IDNA form it cannot resolve


def allow_typed(settings: Settings, addresses: Iterable[str]) -> None:
    """Adds local hosts that the operator typed to DVCRAWLER_PRIVATE_HOSTS: `http://127.0.0.1:8080/`,
    `http://localhost/`. Public names are not added: they must resolve to public addresses. Nor are link-local
    addresses, at which clouds serve the machine's credentials.
    """
    allowed = [settings.get("DVCRAWLER_PRIVATE_HOSTS") or ""]
    for address in addresses:
        try:
            host = urlsplit(address).hostname
        except ValueError:
            continue  # reported by the code that parses it
        if host and not is_public_name(host) and not is_link_local(host):
            allowed.append(host)
    settings.set("DVCRAWLER_PRIVATE_HOSTS", ",".join(filter(None, allowed)), priority="cmdline")


def is_public_name(host: str) -> bool:
    """Whether the host is neither an address nor a name of a local network."""
    name = host.rstrip(".").lower()
    return numeric_address(host) is None and "." in name.strip(".") and not name.endswith(_INTERNAL_SUFFIXES)


def is_public_address(address: Address) -> bool:
    """False for loopback, private, link-local, shared, reserved, multicast and documentation ranges.

    An IPv6 address that embeds an IPv4 one (mapped, NAT64, 6to4, Teredo) is judged by that.
    """
    embedded = _extract_ipv4(address)
    if embedded is not None:
        return is_public_address(embedded)
    if isinstance(address, ipaddress.IPv6Address) and address not in _UNICAST:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def is_link_local(host: str) -> bool:
    """Whether the host is an address of the link itself, such as 169.254.169.254, in any notation."""
    address = numeric_address(host)
    inner = _extract_ipv4(address) if address is not None else None
    return address is not None and (address.is_link_local or (inner is not None and inner.is_link_local))


def numeric_address(host: str) -> Address | None:
    """The address that a host name denotes without DNS, in every notation that system resolvers accept:
    `127.1`, `0x7f.1`, `0177.0.0.1`, `2130706433`, `[::1]`, a trailing dot. None for a name.
    """
    text = host.strip("[]").rstrip(".")
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(text)) if text and " " not in text else None
    except (OSError, UnicodeError, ValueError):
        return None


def _extract_ipv4(address: Address) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
