"""Addresses as people type them: without a scheme, in upper case, with non-ASCII letters."""

import re
from urllib.parse import SplitResult, urlsplit

from dvcrawler.normalize.hosts import decode_host, encode_host, find_address_fault
from dvcrawler.normalize.url_form import canonical_query, escape_address, is_too_long
from dvcrawler.patterns import lazy_regex

_WITH_SCHEME = lazy_regex(r"[a-z][a-z0-9+.-]*://", re.I)
#: A name with a dot, or a host with a port, and perhaps a path: `example.vn/tin`, `localhost:8000`.
_WITHOUT_SCHEME = lazy_regex(r"[^\s/?#]+(?:\.[^\s/?#:]+|:[0-9]+)(?:[/?#].*)?", re.S)
#: Front pages that have a path: `/index.php`, `/Pages/Default.aspx`, `/vi/`, `/trang-chu`.
_HOME = lazy_regex(
    r"/*+(?:(?:[a-z-]{2,12}/){0,2}(?:index|default)\.[a-z]{2,5}"
    r"|(?:(?:vi|vn|en|vi-vn|web|portal)/)?(?:index|default|home|main|trang-?chu)(?:\.[a-z]{2,5})?"
    r"|vi|vn|en|vi-vn|web|portal)?/*+",
    re.I,
)


def looks_like_address(text: str) -> bool:
    """Whether the text is meant as a web address rather than as a name."""
    return _WITH_SCHEME.match(text) is not None or _WITHOUT_SCHEME.fullmatch(text) is not None


def read_typed_address(text: str) -> str:
    """Returns the address with a scheme (https if none was typed) and in ASCII, without its fragment.

    Raises ValueError, which says what is wrong, if it cannot be requested.
    """
    typed = text.strip()
    url = typed if _WITH_SCHEME.match(typed) else f"https://{typed}"
    fault = "the address is too long" if is_too_long(url) else find_address_fault(url)
    if fault is not None:
        raise ValueError(fault)
    if any(character.isspace() for character in url):
        raise ValueError("the address contains a space")
    parts = urlsplit(url)
    path = parts.path or "/"
    return escape_address(parts._replace(netloc=_encode_netloc(parts), path=path, fragment=""))


def is_home(url: str) -> bool:
    """Whether the path is that of a front page; an address with a query is another page's."""
    parts = urlsplit(url)
    return not canonical_query(parts.query) and _HOME.fullmatch(parts.path) is not None


def _encode_netloc(parts: SplitResult) -> str:
    host = decode_host(parts.hostname or "").rstrip(".")
    host = encode_host(host) or host
    host = f"[{host}]" if ":" in host else host
    return host if parts.port is None else f"{host}:{parts.port}"
