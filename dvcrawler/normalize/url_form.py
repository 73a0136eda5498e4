"""Canonical forms of the parts of an address: host, path, query, and their escapes."""

import re
from collections.abc import Collection, Mapping
from urllib.parse import SplitResult, quote, unquote_to_bytes, urlsplit

from dvcrawler.normalize.hosts import MAX_HOST_LENGTH, decode_host, encode_host
from dvcrawler.patterns import lazy_regex

#: Longest address that browsers of the time accepted; a longer one is an image, a script or an attack.
MAX_ADDRESS_LENGTH = 2083
#: A slug of 170 characters takes 1,000 if each letter is escaped as two or three bytes.
MAX_SEGMENT_LENGTH = 1024
#: Matches most links: nothing in them needs escaping, and general parsing is ten times as slow.
SIMPLE = lazy_regex(r"https?://([a-z0-9.-]+)(/[\w./~-]*)", re.ASCII)
#: Links with an unfilled template variable, such as `@PAGE_URL@` on the legacy CMS.
UNFILLED = lazy_regex(r"(?:@|%40)[A-Z]+(?:_[A-Z]+)*(?:@|%40)")
_ESCAPE = lazy_regex(r"%([0-9A-Fa-f]{2})|%")
_PLAIN_PATH = lazy_regex(r"[A-Za-z0-9/_.~-]*")
_SLASHES = lazy_regex(r"/{2,}")
#: Parameters by which advertisers, mailings and statistics count visits, whatever their value.
_TRACKING = lazy_regex(
    # Google, Facebook, Instagram, Zalo, TikTok, X, LinkedIn, Pinterest, Snapchat, Reddit, Microsoft, Yandex
    r"(?:utm_\w+|gclid|gclsrc|gbraid|wbraid|dclid|gad_(?:source|campaignid)|srsltid|_g[al]|fbclid|fb_\w+|mibextid"
    r"|__cft__(?:%5b[0-9]%5d)?|__tn__|igsh(?:id)?|zarsrc|gidzl|ttclid|twclid|li_fat_id|epik|sc(?:click|c)id|rdt_cid|msclkid"
    r"|y(?:s)?clid|_openstat"
    # Matomo, AT Internet, Webtrends, Adobe, Piano, Chartbeat
    r"|(?:mtm|pk|piwik|matomo)_(?:campaign|c(?:id)?|kwd|keyword|source|medium|content|group|placement)"
    r"|at_(?:medium|campaign|creation|custom[0-9]{1,2}|link_(?:id|type|origin)|recipient_(?:id|list))|xtor"
    r"|wt\.(?:mc|nav|ac|srch)(?:_\w+)?|s_kwcid|ef_id"
    # mailings: Mailchimp, HubSpot, Marketo, Vero, Omeda, Klaviyo, Dotdigital, Eloqua
    r"|mc_[ce]id|_hs(?:enc|mi)|hsctatracking|mkt_tok|vero_(?:id|conv)|oly_(?:enc|anon)_id|_kx|dm_i"
    r"|elqtrack(?:id)?|spm|cmpid|ncid)",
    re.IGNORECASE,
)
#: Ids of a visit that PHP, Java, ASP and forums put into addresses if the visitor keeps no cookies. `sid`
#: names a story in NukeViet 2, so it counts only with a hash as its value.
_SESSION = lazy_regex(
    r"(?:phpsessid|jsessionid|aspsessionid[a-z]{8}|asp\.net_sessionid|session_?id|cfid|cftoken|oscsid|zenid)=.*"
    r"|(?:s|sid)=[0-9a-f]{32}|(?:sid|sess(?:ion)?)=(?=[a-v]{0,30}(?:\d{1,9}[a-v]{1,20}){3})[0-9a-v]{22,40}"
    # Oracle's portals give every link new parameters of this kind, and scripts add the time against caches.
    r"|_afr[a-z]{2,20}=.*|_adf\.[a-z-]{2,20}=.*"
    r"|(?:_|_?ts?|_?time-?stamp|_?rand(?:om)?|no_?cache|cache_?bust(?:er)?)=(?:1[0-9]{9}(?:[0-9]{3})?|0\.[0-9]{3,20})",
    re.IGNORECASE,
)
#: The same as a part of the path: `/tin.jsp;jsessionid=8F2A`, `/(S(f3hx2n45k1))/tin.aspx`.
_SESSION_IN_PATH = lazy_regex(
    r";jsessionid=[^/;]*|/\((?:[A-Z]\([0-9A-Za-z_-]{1,300}\)){1,4}\)(?=/)", re.IGNORECASE
)
#: The folder or the parameter of an edition in another language than Vietnamese.
_EDITION = lazy_regex(
    r"(?:/|[?&](?:site_?)?(?:lang(?:uage)?|locale|culture|hl|ngon_?ngu)=)"
    r"((?:en|zh|cn|km|kh|lo|fr|ru|es|ja|jp|ko|kr)(?:[-_](?:us|gb|cn|tw|han[st]|kh|la|fr|ru|es|jp|kr))?|de[-_]de|eng"
    r"|english|khmer|chinese|french|russian|tieng-(?:anh|khmer|trung|hoa|lao|phap|nga|nhat|han))(?=[/&]|$)",
    re.IGNORECASE,
)
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# RFC 3986 allows "'"; it is escaped so that `'` and `%27`, which sites both link, become one form.
_PATH_SAFE = "/%~!$&()*+,;=:@"
_QUERY_SAFE = _PATH_SAFE + "?"


def canonical_host(host: str, hosts: Mapping[str, str]) -> str:
    """Returns the host in lower case and without `www.`, unless `hosts` maps to it with `www.`.

    Raises ValueError if it is not a host name.
    """
    host = decode_host(host).lower().rstrip(".")
    if not host.isascii():
        if len(host) > MAX_HOST_LENGTH:  # the codec takes quadratic time
            raise ValueError("the host name is too long")
        host = host.encode("idna").decode("ascii")
    if ":" in host:
        host = f"[{host}]"
    if host in hosts:
        return hosts[host]
    if host in hosts.values():
        return host
    while host.startswith("www."):  # some sites link `www.www.`
        host = host.removeprefix("www.")
        if host in hosts or host in hosts.values():
            break
    return hosts.get(host, host)


def read_host(url: str) -> str:
    """The host without `www.`, as keys of `Site.hosts` are. Raises ValueError for a malformed address."""
    return canonical_host(urlsplit(url).hostname or "", {})


def host_of(url: str) -> str:
    """As `read_host`; empty if the host cannot be read."""
    try:
        return read_host(url)
    except ValueError:
        return ""


def is_too_long(url: str) -> bool:
    """Whether `url` is longer than any page's address, so that no pattern should be run on it."""
    return len(url) > MAX_ADDRESS_LENGTH


def read_edition(url: str) -> str:
    """The edition to which an address or a query belongs by its words; empty for the Vietnamese one."""
    found = _EDITION.search(url)
    return found[1].lower().replace("-", "_") if found else ""


def has_long_segment(path: str) -> bool:
    """Whether a segment of the path is longer than any slug."""
    return len(path) > MAX_SEGMENT_LENGTH and max(map(len, path.split("/"))) > MAX_SEGMENT_LENGTH


def canonical_path(path: str) -> str:
    if "//" in path:
        path = _SLASHES.sub("/", path)
    if not _PLAIN_PATH.fullmatch(path):
        path = _normalize_escapes(path, _PATH_SAFE)
    if "/." in path:
        path = _remove_dots(path)
    if ";" in path or "(" in path:
        path = _strip_session(path)
    return path or "/"


def _strip_session(path: str) -> str:
    shorter = _SESSION_IN_PATH.sub("", path)
    return canonical_path(shorter) if shorter != path else path


def _remove_dots(path: str) -> str:
    """Removes dot segments (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    parts = path.split("/")[1:]
    for part in parts:
        if part == "..":
            kept = kept[:-1]
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", ".."):
        kept.append("")
    return _SLASHES.sub("/", "/" + "/".join(kept))


def canonical_query(query: str) -> str:
    """Returns the query without tracking parameters and ids of visits; the others keep their order."""
    if not query:
        return ""
    pairs = _normalize_escapes(query, _QUERY_SAFE).split("&")  # first: a name may be escaped
    return "&".join(pair for pair in pairs if pair and not _is_of_visit(pair))


def add_query(url: str, query: str) -> str:
    """The address with more parameters after those that it has."""
    return url + ("&" if "?" in url else "?") + query if query else url


def without_parameters(url: str, names: Collection[str]) -> str:
    """The address without these parameters of its query; the others stay as they are written."""
    base, mark, query = url.partition("?")
    kept = drop_pairs(query, names)
    return base + (mark + kept if kept else "")


def drop_pairs(query: str, names: Collection[str]) -> str:
    """The query without the parameters of these names."""
    return "&".join(pair for pair in query.split("&") if pair.partition("=")[0] not in names)


def _is_of_visit(pair: str) -> bool:
    return bool(_TRACKING.fullmatch(pair.partition("=")[0]) or _SESSION.fullmatch(pair))


def _normalize_escapes(text: str, safe: str) -> str:
    """Returns the text with escapes in upper case, and only where RFC 3986 needs them.

    A stray `%` becomes `%25`.
    """
    return quote(_encode_utf8(_ESCAPE.sub(_normalize_escape, text)), safe=safe)


def _normalize_escape(found: re.Match[str]) -> str:
    if found[1] is None:
        return "%25"
    byte = unquote_to_bytes(found[0])
    return byte.decode("ascii") if byte[0] in _UNRESERVED else found[0].upper()


def _encode_utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def escape_address(parts: SplitResult) -> str:
    """Returns the address with spaces and characters outside ASCII escaped, otherwise unchanged; those of the
    host as in requests, so that all links to a page have the same host.
    """
    netloc = decode_host(parts.netloc)
    if len(netloc) <= MAX_HOST_LENGTH:  # the codec takes quadratic time
        netloc = encode_host(netloc) or parts.netloc
    path = quote(_encode_utf8(parts.path), safe=_PATH_SAFE + "'")
    query = quote(_encode_utf8(parts.query), safe=_QUERY_SAFE)
    return parts._replace(netloc=netloc, path=path, query=query).geturl()
