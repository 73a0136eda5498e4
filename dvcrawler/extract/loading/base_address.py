"""`<base href>`: the base of the relative addresses of a page.

Joomla, DotNetNuke and NukeViet print it on every page. As in a browser the first one with an address decides,
and one without a web address is ignored.
"""

import ipaddress
from urllib.parse import urlsplit

from dvcrawler.extract.elements import Element
from dvcrawler.normalize.hosts import find_address_fault
from dvcrawler.normalize.links import absolute_url
from dvcrawler.patterns import lazy_regex

#: Browsers remove these from an address before they read it.
_LINE_BREAKS = lazy_regex(r"[\t\r\n]")


def find_base(root: Element, url: str) -> str:
    """The address in the first `<base href>`, resolved against the page's `url`; else `url`."""
    for element in root.iter("base"):
        href = element.get("href")
        if href is not None:
            return _resolve(url, href) or url
    return url


def _resolve(url: str, href: str) -> str | None:
    """None if the address is empty, not an http address, or left over from the CMS's own network."""
    base = absolute_url(url, _LINE_BREAKS.sub("", href).replace("\\", "/"))
    if base is None or find_address_fault(base) is not None:
        return None
    host = urlsplit(base).hostname or ""
    return base if host == urlsplit(url).hostname or not _is_local(host) else None


def _is_local(host: str) -> bool:
    """Whether the host cannot be reached from outside the network of the CMS: `localhost`, 10.0.0.5."""
    try:
        return not ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        return "." not in host.rstrip(".")
