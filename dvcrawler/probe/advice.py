"""What to do about a front page that cannot be read, or shows no article."""

from urllib.parse import urlsplit, urlunsplit

from dvcrawler.items import Cause, PageCode
from dvcrawler.probe.findings import Front
from dvcrawler.probe.front_kinds import FileKind

_PIN = "`crawl portal -a tls_pin=` and `probe --tls-pin` accept it alone, see docs/adding-a-site.md"
_ARCHIVE = "read a web archive (`-a source=wayback`)"
WAIT_LONGER = "try again later, or wait longer for each answer (`-s DOWNLOAD_TIMEOUT=120`)"
_BY_BROWSER = f"only a browser passes; probe pages saved with one (`--file`), or {_ARCHIVE}"
_LATER = "try again later"
#: Of a secure connection that failed for another reason.
_NO_TLS = f"try the http address; where it is only the certificate, {_PIN}"
_ROBOTS = "try again later; a crawl asks for nothing before it has read robots.txt"
_BY_CAUSE: dict[str, str] = {
    Cause.UNRESOLVED: "check how the host is written, and the network",
    Cause.TOO_LATE: WAIT_LONGER,
    Cause.NOT_HTTP: "another service answers there: check the address and its port",
    Cause.REDIRECT_LOOP: "open it in a browser, and probe the address where the browser ends",
    Cause.CERTIFICATE_EXPIRED: f"the portal has to renew it; until then {_PIN}",
    Cause.CERTIFICATE_OF_OTHER_HOST: "try the address with or without www., or the host that it names; else "
    + _PIN,
    Cause.CERTIFICATE_REFUSED: _PIN,
    FileKind.FEED: "probe the front page of the site; a crawl reads the feeds that it names",
    FileKind.SITEMAP: "probe the front page of the site; a crawl reads the sitemaps that robots.txt names",
    FileKind.EMPTY: "open it in a browser, and probe the address where the articles are",
    FileKind.OTHER: "probe the address of a page with links to articles",
}
_BY_CODE: dict[str, str] = {
    PageCode.TLS_FAILED: _NO_TLS,
    PageCode.CHALLENGE: _BY_BROWSER,
    PageCode.COOKIE_GATE: _BY_BROWSER,
    PageCode.ERROR_PAGE: _LATER,
    PageCode.PRIVATE_ADDRESS: "if that host is meant, name it in DVCRAWLER_PRIVATE_HOSTS",
    PageCode.ROBOTS_FORBIDDEN: "ask the portal for permission; a crawl ends with 14",
}
_REFUSED = f"the server refuses programs or this network; ask the portal, or {_ARCHIVE}"
_SHOWS = {
    "parked": "it looks like the page of a parked domain: look for the site's new address",
    "default": "it looks like the start page of a server without a site: look for the site's new address",
    "notice": "it looks like a notice that the site has moved or closed: probe the address that it names",
    "nothing": "it has no link to a page of its host; open it in a browser, and probe the address where the "
    "articles are",
    "unopened": "only a script or a posted form opens its headlines, which have no addresses: find a feed, "
    "a sitemap or a print version with addresses, and give those with `crawl portal -a source=urls:FILE`; "
    "else ask the portal",
    "login": "the page asks for a login; probe a page that is open to all",
    "scripts": "a script builds the page, and no feed or sitemap names articles; give their addresses with "
    "`crawl portal -a source=urls:FILE`, or probe pages saved with a browser (`--file`)",
}


def advise_unread(front: Front) -> str:
    """What to do about a front page that cannot be read."""
    known = _BY_CAUSE.get(front.cause or "") or _BY_CODE.get(front.code or "")
    if known is not None:
        return known
    if front.outcome == "robots":
        return _ROBOTS
    if front.outcome == "blocked" or front.status in (401, 403, 429):
        return _REFUSED
    if front.status == 451:
        return f"the portal may not show it here; {_ARCHIVE}"
    if front.status in (404, 410):
        return _advise_missing(front.asked)
    return "try again later, and look whether a browser reaches it"


def _advise_missing(asked: str) -> str:
    parts = urlsplit(asked)
    if parts.path not in ("", "/"):
        return f"probe the front page, {urlunsplit((*parts[:2], '/', '', ''))}"
    return "open the site in a browser, and probe the address that it shows"


def advise_without_articles(front: Front, owner: str | None) -> str:
    """What to do about a front page of which no link is an article's. `owner`: the site file of its host."""
    if front.shows in _SHOWS:
        return _SHOWS[front.shows]
    if owner is not None:
        return (
            f"where it is still the same site, correct the addresses in the site file {owner}, or "
            f"`crawl portal -a start={front.asked}`"
        )
    return (
        "say which addresses are articles, `crawl portal -a start=URL -a article=REGEX`, or probe the page "
        "of a section"
    )
