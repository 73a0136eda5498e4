"""`<base href>`, the base of the relative addresses of a page, and the links of pages saved out of the
Wayback Machine.

Joomla, DotNetNuke and NukeViet print it on every page. As in a browser the first one with an address decides,
and one without a web address is ignored.

The marks of replayed pages, seen 2026-11 in saved pages of public repositories: the scripts at the beginning
of `<head>`. A page that only links to the archive has none.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from dvcrawler.extract.elements import Element
from dvcrawler.normalize.hosts import find_address_fault, is_local
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.replays import undo_rewriting
from dvcrawler.patterns import lazy_regex

#: Browsers remove these from an address before they read it.
_LINE_BREAKS = lazy_regex(r"[\t\r\n]")
#: An address with somebody's name is left over from their own browser.
_ACCOUNT = lazy_regex(r"(?i:\s*https?:[/\\]{2}[^/\\?#]*@)")
#: Bytes at the beginning of a page that are searched for its scripts.
_HEAD = 4_000
_SCRIPTS = (b"Wayback Rewrite JS Include", b"wombat.js", b"bundle-playback.js")


def find_base(elements: Iterable[Element], url: str) -> str:
    """The address in the first `<base>` with one, resolved against the page's `url`; else `url`."""
    for element in elements:
        href = element.get("href")
        if href is not None:
            return _resolve(url, href) or url
    return url


def _resolve(url: str, href: str) -> str | None:
    """None if the address is empty, not an http address, or left over from the CMS's own network."""
    base = absolute_url(url, _LINE_BREAKS.sub("", href).replace("\\", "/"))
    if base is None or _ACCOUNT.match(href) or find_address_fault(base) is not None:
        return None
    host = urlsplit(base).hostname or ""
    return base if host == urlsplit(url).hostname or not is_local(host) else None


def undo_replay(data: bytes) -> bytes:
    """The page with its own addresses and without the bar; any other page as it is."""
    if not any(data.find(each, 0, _HEAD) >= 0 for each in _SCRIPTS):
        return data
    return undo_rewriting(data)
