"""Checks untrusted host names and ports before a resolver sees them. Nothing here raises."""

import ipaddress
import re
from typing import TypeGuard
from urllib.parse import unquote, urlsplit

from dvcrawler.patterns import lazy_regex

#: Characters, without the trailing dot (RFC 1035, 2.3.4).
MAX_HOST_LENGTH = 253
#: Real names contain underscores, and some labels end with a hyphen; resolvers accept both.
_LABEL = lazy_regex(r"[A-Za-z0-9_-]{1,63}")
_NUMERIC = lazy_regex(r"[0-9]+|0[xX][0-9a-fA-F]*")
#: Ends of names that public DNS does not have.
_INTERNAL = (".local", ".localhost", ".internal", ".lan")
_SURROGATE = lazy_regex("[\ud800-\udfff]")


def find_host_fault(host: str) -> str | None:
    """Describes what is wrong with a host name or IP address; None if it can be requested.

    An IPv6 address may be in brackets. A name outside ASCII must have an IDNA form.
    """
    if not host:
        return "the host name is empty"
    if ":" in host or host.startswith("["):
        return None if _is_ipv6(host) else "the host is not an IPv6 address"
    host = decode_host(host)
    if len(host) > MAX_HOST_LENGTH + 1:
        return "the host name is too long"
    name = encode_host(host.removesuffix("."))
    if name is None:
        return "the host name has no IDNA form"
    if len(name) > MAX_HOST_LENGTH:
        return "the host name is too long"
    return _find_label_fault(name.split("."))


def find_address_fault(url: str, *, user_allowed: bool = False) -> str | None:
    """Describes what is wrong with an http(s) address; None if it can be requested.

    A user name is refused: no news site needs one, and it disguises where the address leads. `user_allowed`
    is for addresses that are only read and never requested, such as those of captures.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "the host or port cannot be read"
    if parts.scheme not in ("http", "https"):
        return "the scheme is neither http nor https"
    if not is_text(url):
        return "the address contains characters that are not text"
    if "@" in parts.netloc and not user_allowed:
        return "the address contains a user name"
    if "[" in parts.netloc and ":" not in host:  # "[v1.x]", which no socket accepts
        return "the host is not an IPv6 address"
    if port == 0:
        return "port 0 cannot be requested"
    return find_host_fault(host)


def is_address(url: object) -> TypeGuard[str]:
    """Whether `url` is an http(s) address that can be requested."""
    return isinstance(url, str) and find_address_fault(url) is None


def is_local(host: str) -> bool:
    """Whether the host cannot be reached from outside the network of the CMS: `localhost`, 10.0.0.5."""
    try:
        return not ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        return "." not in host.rstrip(".") or host.rstrip(".").endswith(_INTERNAL)


def split_target(target: str) -> tuple[str, int] | None:
    """Splits `host:port` or `[::1]:port` into host and port; None for anything else."""
    if find_address_fault(f"http://{target}") is not None or not re.search(r":[0-9]{1,5}$", target):
        return None
    parts = urlsplit(f"http://{target}")
    if parts.netloc != target or parts.port is None:
        return None
    return parts.hostname or "", parts.port


def is_text(text: str) -> bool:
    """Whether UTF-8 and SQLite can store the text: it has neither lone surrogates nor NUL."""
    return "\0" not in text and _SURROGATE.search(text) is None


def _find_label_fault(labels: list[str]) -> str | None:
    if "" in labels:
        return "the host name has an empty label"
    if max(map(len, labels)) > 63:
        return "the host name has a label of more than 63 characters"
    if not all(map(_LABEL.fullmatch, labels)):
        return "the host name contains invalid characters"
    if _NUMERIC.fullmatch(labels[-1]) and not _is_ip(ipaddress.IPv4Address, ".".join(labels)):
        return "the host is not an IPv4 address"
    return None


def decode_host(host: str) -> str:
    """The host without percent-encoding, in which some systems write the letters of a name outside ASCII."""
    return unquote(host) if "%" in host else host


def encode_host(host: str) -> str | None:
    """The host in ASCII; None if it has no IDNA form."""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return None


def _is_ipv6(host: str) -> bool:
    if host.startswith("[") != host.endswith("]") or "%" in host:
        return False
    return _is_ip(ipaddress.IPv6Address, host.removeprefix("[").removesuffix("]"))


def _is_ip(kind: type[ipaddress.IPv4Address | ipaddress.IPv6Address], text: str) -> bool:
    try:
        kind(text)
    except ValueError:
        return False
    return True
