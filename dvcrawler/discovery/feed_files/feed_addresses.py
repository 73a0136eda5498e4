"""The links of feeds and sitemaps as addresses."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from dvcrawler.discovery.feed_files.xml_stream import LONGEST_TEXT
from dvcrawler.normalize.hosts import is_local
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.url_form import host_of
from dvcrawler.patterns import lazy_regex

LOC = lazy_regex(r"^https?://\S+$")
_ABSOLUTE = lazy_regex(r"^https?://\S", re.I)
#: A path or a query, or a name followed by a dot or slash and another part: other words are not addresses.
_RELATIVE = lazy_regex(r"^(?:[/?.]|[\w%-]+[/.?])\S*$")
_LINK = lazy_regex(r"<a\s[^<>]{0,300}?\bhref\s{0,3}=\s{0,3}[\"']?([^\"'\s<>]{1,2083})(?=[\"'\s>])", re.I)
_STAGING = lazy_regex(r"(?:staging|stage|stg|dev|test|demo|uat|preview)[0-9]{0,2}\.")
#: Two addresses in one element: neither is certain.
_TWO = lazy_regex(r"\s(?:https?:)?//", re.I)


def find_links(markup: str) -> list[str]:
    """The addresses to which the text of an item links, each once."""
    return list(dict.fromkeys(_LINK.findall(markup)))


def join_base(base: str | None, inner: str | None) -> str | None:
    return (absolute_url(base, inner) if base else inner) if inner else base


def find_base(attributes: Mapping[str, str]) -> str | None:
    """`xml:base`: what relative addresses within the element are resolved with."""
    bases = (value for key, value in attributes.items() if key.endswith(("}base", ":base")))
    return next(bases, "").strip() or None


def read_link(text: str, base: str | None) -> str | None:
    """The text as an address; None if it is not one, or relative without a `base`.

    Line breaks within it are indentation, blanks part of a name; quotation marks and a lost scheme are slips.
    """
    if len(text) > LONGEST_TEXT or _TWO.search(text):
        return None
    text = "".join(line.strip() for line in text.splitlines()).strip("\"'<>")
    if LOC.match(text):
        return (
            _on_own_host(text.replace("&amp;", "&"), base) if absolute_url(text, text) is not None else None
        )
    if _ABSOLUTE.match(text):
        return absolute_url(text, text)
    return _resolve(base, text) if base and _RELATIVE.match(text) else None


def _on_own_host(url: str, base: str | None) -> str:
    """The address on the host of the file, where it is on one of the CMS's own network, or on the one where
    the site is tried before it is published: `http://localhost/tin-1`, `https://staging.bao.vn/tin-1`.
    """
    if base is None or url.split("/", 3)[:3] == base.split("/", 3)[:3]:
        return url
    host, own = host_of(url), host_of(base)
    is_staging = _STAGING.match(host) is not None and host.endswith(f".{own}")
    if is_local(own) or not (is_staging or is_local(host)):
        return url
    parts = urlsplit(base)
    return urlsplit(url)._replace(scheme=parts.scheme, netloc=parts.netloc).geturl()


def _resolve(base: str, text: str) -> str | None:
    link = f"//{text}" if host_of(base) == host_of(f"//{text}") != "" else text
    return absolute_url(base, link)
