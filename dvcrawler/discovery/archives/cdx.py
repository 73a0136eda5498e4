"""Addresses of web archives, of their indexes and of captures.

The Internet Archive has `/cdx/search/cdx` and `/web/<time>id_/<address>`, a pywb `/<collection>/cdx` and
`/<collection>/<time>id_/<address>`.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from dvcrawler.normalize.hosts import is_address
from dvcrawler.normalize.numbers import EARLIEST, read_json, read_stamp
from dvcrawler.patterns import lazy_regex

INTERNET_ARCHIVE = "https://web.archive.org"
COMMON_CRAWL = "https://index.commoncrawl.org"
#: Without `urlkey` the key of the next page names no address, and the Internet Archive goes on far behind it.
FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest")
_RAW = lazy_regex(r"/(?P<stamp>[0-9]{14})(?:[a-z]{2}_)?/(?P<url>https?:/{1,2}[^#]+)")
#: Most lines of an answer.
PAGE = 5000
#: Media types of pages, a regular expression. Old servers named none: "unk".
_PAGE_TYPES = "text/html|application/xhtml[+]xml|unk"


@dataclass(frozen=True, slots=True)
class Row:
    """One capture: `original` is the address as captured, `stamp` 14 digits, UTC. `file`, `offset` and
    `length` locate its WARC record, if the index gives them; otherwise empty and 0.
    """

    stamp: str
    original: str
    file: str = ""
    offset: int = 0
    length: int = 0

    @property
    def at(self) -> datetime:
        """When it was captured, UTC. `read_index` gives only valid stamps."""
        return read_stamp(self.stamp) or EARLIEST


def index_url(service: str, host: str, since: str | None = None, resume: str | None = None) -> str:
    """The index of all good pages of a host. `since` is a day; captures before it hold nothing wanted."""
    query: list[tuple[str, str]] = [
        ("url", host),
        ("matchType", "host"),
        ("output", "json"),
        ("filter", "statuscode:200"),
    ]
    if _is_collection(service):
        query[3] = ("filter", "=status:200")
        return f"{service.rstrip('/')}/cdx?{urlencode(query)}"
    query += [("filter", f"mimetype:({_PAGE_TYPES})"), ("fl", ",".join(FIELDS)), ("limit", str(PAGE))]
    query += [("showResumeKey", "true")]
    if since:
        query.append(("from", since.replace("-", "")))
    if resume:
        query.append(("resumeKey", resume))
    return f"{service.rstrip('/')}/cdx/search/cdx?{urlencode(query)}"


def read_collections(data: bytes) -> list[str]:
    """Addresses of Common Crawl's indexes, the newest first; empty if it is not such a list."""
    try:
        found = read_json(data)
    except ValueError:
        return []
    rows = found if isinstance(found, list) else []
    addresses = (row.get("cdx-api") for row in rows if isinstance(row, dict))
    return [url for url in addresses if is_address(url)]


def collection_url(collection: str, host: str, page: str | None) -> str:
    """The good pages of a host in one of Common Crawl's indexes. `page`: the number of a further part."""
    query = [("url", f"{host}/*"), ("output", "json"), ("filter", "=status:200"), ("filter", "mime:html")]
    return f"{collection}?{urlencode(query + ([('page', page)] if page else []))}"


def raw_url(service: str, row: Row) -> str:
    """Where the capture's own bytes are, without the archive's banner."""
    folder = "" if _is_collection(service) else "/web"
    return f"{service.rstrip('/')}{folder}/{row.stamp}id_/{row.original}"


def split_raw(url: str) -> Row | None:
    """The capture that a raw address names; None for any other address."""
    found = _RAW.search(url)
    return Row(found["stamp"], found["url"]) if found and read_stamp(found["stamp"]) else None


def _is_collection(service: str) -> bool:
    """Whether it is the address of a pywb, which ends with the name of a collection."""
    return bool(urlsplit(service).path.strip("/"))
