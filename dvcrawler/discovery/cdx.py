"""Indexes of web archives: which captures there are. The Internet Archive's, and pywb's, which is alike.

Pure but for the addresses it makes: `/cdx/search/cdx` and `/web/<time>id_/<address>` of the Internet
Archive, `/<collection>/cdx` and `/<collection>/<time>id_/<address>` of a pywb.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

INTERNET_ARCHIVE = "https://web.archive.org"
COMMON_CRAWL = "https://index.commoncrawl.org"
_FIELDS = ("timestamp", "original", "mimetype", "statuscode", "digest")
_ALIASES = {"url": "original", "mime": "mimetype", "status": "statuscode"}
_STAMP = re.compile(r"\d{14}")
_RAW = re.compile(r"/(?P<stamp>\d{14})(?:id_|mp_)?/(?P<url>https?:/{1,2}[^#]+)")
_PAGE = 5000


@dataclass(frozen=True, slots=True)
class Row:
    """One capture: `original` is the address as captured, `stamp` 14 digits, UTC. `file`, `offset` and
    `length` say where its WARC record stands, where the index does; else empty and 0.
    """

    stamp: str
    original: str
    file: str = ""
    offset: int = 0
    length: int = 0

    @property
    def at(self) -> datetime:
        return datetime.strptime(self.stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """`faults`: lines that do not parse; `resume`: the key of the next page, None at the end."""

    rows: tuple[Row, ...]
    faults: int
    resume: str | None


def index_url(service: str, host: str, since: str | None = None, resume: str | None = None) -> str:
    """The index of all good pages of a host. `since` is a day; captures before it hold nothing wanted."""
    query: list[tuple[str, str]] = [
        ("url", host), ("matchType", "host"), ("output", "json"), ("filter", "statuscode:200"),
    ]  # fmt: skip
    if _is_collection(service):
        query[3] = ("filter", "=status:200")
        return f"{service.rstrip('/')}/cdx?{urlencode(query)}"
    query += [("filter", "mimetype:text/html"), ("fl", ",".join(_FIELDS)), ("limit", str(_PAGE))]
    query += [("showResumeKey", "true")]
    if since:
        query.append(("from", since.replace("-", "")))
    if resume:
        query.append(("resumeKey", resume))
    return f"{service.rstrip('/')}/cdx/search/cdx?{urlencode(query)}"


def read_collections(data: bytes) -> list[str]:
    """Addresses of Common Crawl's indexes, the newest first; none where it is no such list."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return []
    rows = found if isinstance(found, list) else []
    addresses = (row.get("cdx-api") for row in rows if isinstance(row, dict))
    return [url for url in addresses if isinstance(url, str) and urlsplit(url).scheme in ("http", "https")]


def collection_url(collection: str, host: str) -> str:
    """The good pages of a host in one of Common Crawl's indexes."""
    query = [
        ("url", f"{host}/*"),
        ("output", "json"),
        ("filter", "=status:200"),
        ("filter", "mime:text/html"),
    ]
    return f"{collection}?{urlencode(query)}"


def raw_url(service: str, row: Row) -> str:
    """Where the capture's own bytes are, without the archive's banner."""
    folder = "" if _is_collection(service) else "/web"
    return f"{service.rstrip('/')}{folder}/{row.stamp}id_/{row.original}"


def split_raw(url: str) -> Row | None:
    """The capture that a raw address names; None for any other address."""
    found = _RAW.search(url)
    return Row(found["stamp"], found["url"]) if found else None


def read_index(data: bytes) -> Answer:
    """An answer in any of its forms: a list of lists, JSON lines, or lines of plain fields."""
    text = data.decode("utf-8", "replace").strip()
    if text.startswith("[["):
        return _read_table(text)
    rows, faults = [], 0
    for line in text.splitlines():
        row = _read_line(line) if line.strip() else None
        if row is not None and _is_page(row):
            rows.append(Row(row["timestamp"], row["original"], *_place(row)))
        elif line.strip() and row is None:
            faults += 1
    return Answer(tuple(rows), faults, None)


def _read_table(text: str) -> Answer:
    try:
        table = json.loads(text)
    except (ValueError, RecursionError):
        return Answer((), 1, None)
    resume = None
    if len(table) > 2 and table[-2] == [] and isinstance(table[-1], list) and table[-1]:
        resume, table = str(table[-1][0]), table[:-2]
    names = [str(name) for name in table[0]]
    rows, faults = [], 0
    for values in table[1:]:
        row = dict(zip(names, values, strict=False)) if isinstance(values, list) else {}
        if _is_whole(row):
            rows.append(Row(row["timestamp"], row["original"]))
        else:
            faults += 1
    return Answer(tuple(rows), faults, resume)


def _read_line(line: str) -> dict[str, Any] | None:
    """A JSON object, a CDXJ line (`key time {…}`), or fields parted by blanks."""
    start = line.find("{")
    if start >= 0:
        try:
            row = json.loads(line[start:])
        except (ValueError, RecursionError):
            return None
        if not isinstance(row, dict):
            return None
        row = {_ALIASES.get(name, name): value for name, value in row.items()}
        if start and "timestamp" not in row:
            row["timestamp"] = (line[:start].split() or [""])[-1]
        return row if _is_whole(row) else None
    fields = line.split()
    if len(fields) < 5:
        return None
    row = dict(zip(("key", *_FIELDS), fields, strict=False))
    return row if _is_whole(row) else None


def _is_whole(row: dict[str, Any]) -> bool:
    stamp, original = row.get("timestamp"), row.get("original")
    if not isinstance(stamp, str) or not isinstance(original, str) or not _STAMP.fullmatch(stamp):
        return False
    try:
        datetime.strptime(stamp, "%Y%m%d%H%M%S")
        return urlsplit(original).scheme in ("http", "https")
    except ValueError:
        return False


def _place(row: dict[str, Any]) -> tuple[str, int, int]:
    file, offset, length = (str(row.get(name, "")) for name in ("filename", "offset", "length"))
    if not offset.isdecimal() or not length.isdecimal() or len(offset) > 15 or len(length) > 9:
        return "", 0, 0
    return file, int(offset), int(length)


def _is_page(row: dict[str, Any]) -> bool:
    """Good captures of pages; revisits, which pywb names so, are as good as what they repeat."""
    mime = str(row.get("mimetype", "text/html"))
    return str(row.get("statuscode", "200")) in ("200", "-") and ("html" in mime or "revisit" in mime)


def _is_collection(service: str) -> bool:
    """A pywb's address ends with the name of a collection."""
    return bool(urlsplit(service).path.strip("/"))
