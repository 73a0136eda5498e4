"""Links of a page as absolute addresses."""

import re
from functools import lru_cache
from urllib.parse import urldefrag, urljoin, urlsplit

from dvcrawler.normalize.hosts import find_host_fault
from dvcrawler.normalize.url_form import SIMPLE, UNFILLED, escape_address, is_too_long
from dvcrawler.patterns import lazy_regex

_SCHEME = lazy_regex(r"([A-Za-z][A-Za-z0-9+.-]*):")
_QUERY = lazy_regex(r"[?#]")
_SIMPLE_QUERY = r"\?[\w./~=&+,-]+"
#: Links that a query follows have a host in which nothing can be wrong.
_SIMPLE_LINK = lazy_regex(
    rf"{SIMPLE.pattern}|https?://(?:[a-z0-9-]{{1,40}}\.){{1,5}}[a-z][a-z0-9-]{{0,40}}/[\w./~-]*{_SIMPLE_QUERY}",
    re.ASCII,
)
_SIMPLE_PATH = lazy_regex(rf"/(?:[\w~-][\w./~-]*)?(?:{_SIMPLE_QUERY})?", re.ASCII)
_SIMPLE_ORIGIN = lazy_regex(r"https?://[a-z0-9.-]+(?=/)")


def names_page(href: str) -> bool:
    """Whether an `href` names a page: it is neither empty, a place on this page, nor a script."""
    href = href.strip()
    return href[:1] not in ("", "#") and href[:11].lower() != "javascript:"


def absolute_url(base: str, href: str) -> str | None:
    """Resolves an `href` found on the page at `base`, without its fragment.

    None if it does not lead to a page: empty, `#…`, another scheme, an unfilled template variable, invalid,
    or longer than an address can be.
    """
    href = href.strip()
    if not href or href[0] == "#" or is_too_long(href):
        return None
    if (simple := _resolve_simple(base, href)) is not None:
        return simple
    scheme = _SCHEME.match(href)
    if UNFILLED.search(href) or (scheme and scheme[1].lower() not in ("http", "https")):
        return None
    return _resolve(base, _turn_slashes(href).replace("&amp;", "&"))  # escaped twice


def _turn_slashes(href: str) -> str:
    """With slashes for backslashes in host and path, as browsers read them: editors type paths of Windows."""
    if "\\" not in href:
        return href
    end = _QUERY.search(href)
    path = href[: end.start()] if end else href
    return path.replace("\\/", "/").replace("\\", "/") + href[len(path) :]


def _resolve_simple(base: str, href: str) -> str | None:
    """Resolves the links that need no parsing; None for all others."""
    if "//" in href[8:] or "/." in href:
        return None
    if _SIMPLE_LINK.fullmatch(href):
        return href
    if _SIMPLE_PATH.fullmatch(href) and (origin := _match_origin(base)):
        return origin + href
    return None


def _resolve(base: str, href: str) -> str | None:
    try:
        url = urldefrag(urljoin(base, href)).url
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or find_host_fault(parts.hostname or "") is not None:
        return None
    if "@" in parts.netloc:  # the password of somebody who copied the address out of their own browser
        parts = parts._replace(netloc=parts.netloc.rpartition("@")[2])
        url = parts.geturl()
    is_plain = url.isascii() and url.isprintable() and " " not in url and "%" not in parts.netloc
    return url if is_plain else escape_address(parts)


@lru_cache(maxsize=64)
def _match_origin(url: str) -> str | None:
    found = _SIMPLE_ORIGIN.match(url)
    return found[0] if found else None
