"""The registered domain of a host: the hosts below one domain belong to one owner."""

from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from dvcrawler.normalize.hosts import find_host_fault
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.patterns import lazy_regex

#: Labels below a country's under which names are registered, as in `example.com.vn`.
_CATEGORIES = frozenset("ac biz com edu gov health id info int io name net org pro".split())
_ADDRESSES = lazy_regex(r"https?://[^\s&#]{1,300}")


def registered_domain(host: str) -> str | None:
    """`example.com.vn` of `www.example.com.vn`; None for an IP address or a name without a dot."""
    labels = host.split(".")
    if len(labels) < 2 or ":" in host or labels[-1].isdecimal():
        return None
    own = 3 if len(labels) > 2 and labels[-2] in _CATEGORIES else 2
    return ".".join(labels[-own:]) if find_host_fault(host) is None else None


def leads_back(url: str, hosts: Mapping[str, str]) -> bool:
    """Whether the address is on a host of the site's domain, and its query names an address of the site to
    return to: `https://sso.example.vn/check?return=https%3A%2F%2Fwww.example.vn%2F`.
    """
    domain, parts = registered_domain(next(iter(hosts))), urlsplit(url)
    if domain is None or "@" in parts.netloc or not (parts.hostname or "").endswith(f".{domain}"):
        return False
    named = _ADDRESSES.findall(unquote(unquote(parts.query)))
    return any(is_own_host(each, hosts) for each in named)
