"""Addresses: the canonical form of a page's address, and the article id in it.

The address forms are those found on Báo Nam Định and its sisters (2010-2024) and on the
namdinh.gov.vn party sites (2021-2023). Slugs repeat and contain typing errors; only the id counts.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlsplit

from dvcrawler.normalize.hosts import find_host_fault
from dvcrawler.normalize.url_form import (
    SIMPLE,
    UNFILLED,
    canonical_host,
    canonical_path,
    canonical_query,
    drop_pairs,
    has_long_segment,
    is_too_long,
    read_edition,
)
from dvcrawler.patterns import lazy_regex


@dataclass(frozen=True, slots=True)
class Address:
    """A parsed article address. Values that the address does not contain are None.

    `url` is canonical; `native_id` is lower case and unique within a site; `month` is the (year, month)
    of publication; `kind` is one of `items.KINDS`; `section` is the section path or channel number;
    `stamp` is the day or time of publication as `AddressPattern` describes it. `shared` is the number in
    the address if another article has that number and `native_id` was built to differ from it
    (`normalize.identity`).
    """

    url: str
    native_id: str
    month: tuple[int, int] | None
    kind: str
    section: str | None = None
    stamp: str | None = None
    shared: str | None = None


@dataclass(frozen=True, slots=True)
class AddressPattern:
    """One form of article address.

    `regex` must match the whole canonical path without its trailing slash, or path?query if the id is in
    the query. Named groups: `id`, and optionally `month` (YYYYMM), `section` and `stamp` (the day or time
    of publication, as 2020-11-3, 2020/11/03 or a run of digits). `slash`: whether the CMS itself writes this
    form with a trailing slash, where it does not end in `.html`. `prefix` precedes the id if several hosts
    number their articles separately: `{host}` is the host, `{label}` its first label. Ids of the host `bare`
    have no prefix. `ignored`: parameters of the query that only say where a link is; they belong to neither
    id nor address.
    """

    regex: str
    kind: str = "article"
    slash: bool = False
    prefix: str = ""
    bare: str = ""
    ignored: tuple[str, ...] = ()


_SECTION_KINDS = (
    (lazy_regex(r"video|truyen-hinh"), "video"),
    (lazy_regex(r"audio|podcast"), "audio"),
    (lazy_regex(r"photo|infographic|(?:hinh-)?anh(?:-|$)|(?:phong-su|chum|tin|bo)-anh$"), "photo"),
    (lazy_regex(r"multimedia$|e-?magazine|long-?form"), "emagazine"),
)


def keep_apart(patterns: Iterable[AddressPattern], hosts: Iterable[str]) -> tuple[AddressPattern, ...]:
    """The patterns for hosts that each number their articles: ids begin with the host, but for the first."""
    first, *others = hosts
    return tuple(replace(each, prefix="{host}/", bare=first) if others else each for each in patterns)


def canonical_url(url: str, hosts: Mapping[str, str] | None = None) -> str:
    """Returns the https address without `www.`, default port, fragment and tracking parameters.

    `hosts` maps aliases of a site to its host: `{"baonamdinh.com.vn": "baonamdinh.vn"}`. A trailing slash
    is kept (`read_address` decides on it for articles). Raises ValueError if `url` is not an http(s)
    address.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"not an http address: {url[:200]!r}")
    host = canonical_host(parts.hostname, hosts or {})
    if (fault := find_host_fault(host)) is not None:
        raise ValueError(f"{fault}: {url[:200]!r}")
    if parts.port not in (None, 80, 443):
        host = f"{host}:{parts.port}"
    query = canonical_query(parts.query)
    return f"https://{host}{canonical_path(parts.path)}" + (f"?{query}" if query else "")


def read_address(url: str, patterns: Sequence[AddressPattern], hosts: Mapping[str, str]) -> Address | None:
    """Parses the address of an article; None for another host, a listing, a file or an invalid address.

    None as well if it is longer than an address can be (`url_form.MAX_ADDRESS_LENGTH`).
    """
    parts = _split_own(url, hosts)
    if parts is None:
        return None
    origin, path, query = parts
    if has_long_segment(path):
        return None
    for pattern in patterns:
        regex = _compile(pattern.regex)
        if (found := regex.fullmatch(path)) and found["id"]:
            slash = "/" if pattern.slash and not path.endswith(".html") else ""
            return _build_address(found, origin + path + slash + _select_edition(query), pattern)
        rest = _drop_ignored(query, pattern) if query else ""
        if rest and (found := regex.fullmatch(f"{path}?{rest}")) and found["id"]:
            return _build_address(found, _add_query(origin, path, rest), pattern)
    return None


def _select_edition(query: str) -> str:
    """The query with its mark, if it chooses an edition; empty otherwise."""
    return f"?{query}" if query and read_edition(f"?{query}") else ""


def _add_query(origin: str, path: str, query: str) -> str:
    return f"{origin}{path or '/'}?{query}"


def _drop_ignored(query: str, pattern: AddressPattern) -> str:
    return drop_pairs(query, pattern.ignored) if pattern.ignored else query


def _split_own(url: str, hosts: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Returns canonical (origin, path without trailing slash, query); None for an address of another site."""
    if is_too_long(url):
        return None
    simple = SIMPLE.fullmatch(url)
    if simple and "//" not in simple[2] and "/." not in simple[2]:
        host = canonical_host(simple[1], hosts)
        own = host in hosts or host in hosts.values()
        return (f"https://{host}", simple[2].rstrip("/"), "") if own else None
    if not is_own_host(url, hosts) or UNFILLED.search(url):
        return None
    base, _, query = canonical_url(url, hosts).partition("?")
    start = base.index("/", len("https://"))
    return base[:start], base[start:].rstrip("/"), query


def path_id(url: str) -> str:
    """Returns the id of an article that no pattern matches: path and query of its canonical URL."""
    start = url.find("/", len("https://"))
    path, mark, query = url[start:].partition("?") if start >= 0 else ("/", "", "")
    return ((path.rstrip("/") or "/") + mark + query).lower()


def is_own_host(url: str, hosts: Mapping[str, str]) -> bool:
    """Whether `url` is an http(s) address on one of `hosts`, its aliases or their targets."""
    if is_too_long(url):
        return False
    try:
        parts = urlsplit(url.strip())
        host = canonical_host(parts.hostname or "", hosts)
        _ = parts.port  # raises if the port is not a number
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and (host in hosts or host in hosts.values())


def _build_address(found: re.Match[str], url: str, pattern: AddressPattern) -> Address:
    groups = found.groupdict()
    section = groups.get("section")
    native_id = groups["id"].lower()
    return Address(
        url=url,
        native_id=_add_prefix(native_id, pattern, url) if pattern.prefix else native_id,
        month=_read_month(groups.get("month")),
        kind=_find_section_kind(section, pattern.kind),
        section=section,
        stamp=(groups.get("stamp") or "").replace("/", "-") or None,
    )


def _add_prefix(native_id: str, pattern: AddressPattern, url: str) -> str:
    host = urlsplit(url).hostname or ""
    if host == pattern.bare:
        return native_id
    prefix = pattern.prefix.format(host=host, label=host.partition(".")[0])
    is_path = bool(pattern.bare) and native_id.startswith("/")
    return (prefix.removesuffix("/") if is_path else prefix) + native_id


def _read_month(text: str | None) -> tuple[int, int] | None:
    if not text or not 1 <= int(text[4:]) <= 12:
        return None
    return int(text[:4]), int(text[4:])


@lru_cache(maxsize=512)
def _find_section_kind(section: str | None, default: str) -> str:
    """Returns the kind that the last meaningful part of a section's path names: video for `media/video`."""
    for part in reversed((section or "").lower().split("/")):
        for regex, kind in _SECTION_KINDS:
            if regex.match(part):
                return kind
    return default


@lru_cache(maxsize=256)
def _compile(regex: str) -> re.Pattern[str]:
    return re.compile(regex)
