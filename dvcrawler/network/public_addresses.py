"""Which network addresses belong to the public internet."""

import ipaddress
import socket

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: Global unicast, all that IANA has assigned to hosts. Python also calls unassigned ranges global.
_UNICAST = ipaddress.ip_network("2000::/3")
#: NAT64 (RFC 6052): a translator forwards to the IPv4 address in the last 32 bits.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

#: Endings of names that no public name server knows.
_INTERNAL = (".local", ".internal", ".localhost", ".lan", ".home", ".test")


def is_public_name(host: str) -> bool:
    """Whether it can be a name of the public internet: neither an address nor a name of a local network."""
    name = host.rstrip(".").lower()
    return numeric_address(host) is None and "." in name.strip(".") and not name.endswith(_INTERNAL)


def is_public_address(address: Address) -> bool:
    """False for loopback, private, link-local, shared, reserved, multicast and documentation ranges.

    An IPv6 address that carries an IPv4 one (mapped, NAT64, 6to4, Teredo) is as public as what it carries.
    """
    carried = _carried(address)
    if carried is not None:
        return is_public_address(carried)
    if isinstance(address, ipaddress.IPv6Address) and address not in _UNICAST:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def numeric_address(host: str) -> Address | None:
    """The address that a host denotes without any look-up, in every form that a system's resolver accepts:
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


def _carried(address: Address) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
