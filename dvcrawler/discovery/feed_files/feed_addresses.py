"""The links of feeds and sitemaps as addresses."""

import re
from collections.abc import Mapping

from dvcrawler.discovery.feed_files.xml_stream import LONGEST_TEXT
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.url_form import host_of
from dvcrawler.patterns import lazy_regex

LOC = lazy_regex(r"^https?://\S+$")
_ABSOLUTE = lazy_regex(r"^https?://\S", re.I)
#: A path or a query, or a name followed by a dot or slash and another part: other words are not addresses.
_RELATIVE = lazy_regex(r"^(?:[/?.]|[\w%-]+[/.?])\S*$")
#: Two addresses in one element: neither is certain.
_TWO = lazy_regex(r"\s(?:https?:)?//", re.I)


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
        return text.replace("&amp;", "&") if absolute_url(text, text) is not None else None
    if _ABSOLUTE.match(text):
        return absolute_url(text, text)
    return _resolve(base, text) if base and _RELATIVE.match(text) else None


def _resolve(base: str, text: str) -> str | None:
    link = f"//{text}" if host_of(base) == host_of(f"//{text}") != "" else text
    return absolute_url(base, link)
