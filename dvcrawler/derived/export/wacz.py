"""WACZ 1.1.1: the captured pages of the articles in one file that ReplayWeb.page opens without a server.

It holds the pages as received, the pictures and documents that are archived, an index and a list of pages.
"""

import hashlib
import json
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from w3lib.url import safe_url_string

from dvcrawler.items import Record as Article
from dvcrawler.normalize.site_names import site_of_file
from dvcrawler.storage.warc.lookup import Member, find_members, find_redirects
from dvcrawler.storage.warc.message import read_answer, read_head
from dvcrawler.storage.warc.reader import Large, Record

_WARC = "data.warc.gz"
#: No file has its time of creation: the same store gives the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
#: An empty extra field (the one that marks a JAR file) in every entry. The local headers have one for sizes
#: beyond 4 GB; ReplayWeb.page reads them only where the directory has an extra field too.
_EXTRA = b"\xfe\xca\x00\x00"
#: Lines of the index in one gzip member, as other tools have it.
_LINES_A_BLOCK = 3000
_CHUNK = 1 << 16
_META = '!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n'
_PAGES_HEAD = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages", "hasText": True}


@dataclass(slots=True)
class _File:
    """One file of the archive, hashed as it is written."""

    path: str
    to: IO[bytes]
    size: int = 0
    hash: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def write(self, data: bytes) -> None:
        self.to.write(data)
        self.hash.update(data)
        self.size += len(data)

    def describe(self) -> dict[str, object]:
        name = self.path.rpartition("/")[2]
        digest = f"sha256:{self.hash.hexdigest()}"
        return {"name": name, "path": self.path, "hash": digest, "bytes": self.size}


class _Captures:
    """Copies captures to one WARC file, each once, and indexes them."""

    def __init__(self, data: Path, warc: _File) -> None:
        self._data, self._warc = data, warc
        self._written: set[str] = set()
        self.lines: list[str] = []

    def add(self, name: str) -> Member | None:
        """Adds the capture `<file>#<record id>`; None if it is not completely held."""
        file, _, record_id = name.partition("#")
        members = find_members(self._data, file, record_id)
        if not members or members[-1][1].kind == "revisit":
            return None
        for path, record in reversed(members):  # an original precedes the records that refer to it
            if record.record_id not in self._written:
                self._written.add(record.record_id)
                self._copy(path, record)
        return members[0]

    def add_file(self, url: str, name: str) -> None:
        """Adds the capture of a picture or document, with the redirects by which its address leads there."""
        found = self.add(name)
        if found is None:
            return
        path, record = found
        with suppress(ValueError):
            address = safe_url_string(url)
            if address != record.url:
                for redirect in find_redirects(self._data, site_of_file(path.parent.name), address):
                    self.add(redirect)

    def _copy(self, path: Path, record: Record | Large) -> None:
        start = self._warc.size
        for chunk in _read_member(path, record.offset):
            self._warc.write(chunk)
        self.lines.append(_index_line(record, start, self._warc.size - start))


def write_wacz(records: Iterable[Article], path: Path, data: Path) -> int:
    """Writes the articles whose page is held, and returns their number."""
    count, newest, files = 0, "", list[_File]()
    # The texts of all pages would not fit into memory; a file within a ZIP is written in one go.
    with zipfile.ZipFile(path, "w") as archive, tempfile.TemporaryFile(dir=path.parent) as pages:
        pages.write(f"{json.dumps(_PAGES_HEAD)}\n".encode())
        with _open(archive, f"archive/{_WARC}", files, is_stored=True) as warc:
            warc.write(_warcinfo())
            captures = _Captures(data, warc)
            for record in records:
                if _add_article(record, captures, pages):
                    count, newest = count + 1, max(newest, record["captured_at"])
        _write_index(archive, sorted(captures.lines), files)
        with _open(archive, "pages/pages.jsonl", files) as listed:
            pages.seek(0)
            while chunk := pages.read(_CHUNK):
                listed.write(chunk)
        _write_package(archive, files, newest)
    return count


def _add_article(record: Article, captures: "_Captures", pages: IO[bytes]) -> bool:
    """Adds the captures of an article and its files; False if its page is not held."""
    page = captures.add(record["capture"]) if record["capture"] else None
    if page is None:
        return False
    pages.write(_page_line(record, page[1]))
    for each in (*record["images"], *record["documents"]):
        if each["capture"]:
            captures.add_file(each["url"], each["capture"])
    return True


@contextmanager
def _open(
    archive: zipfile.ZipFile, name: str, files: list[_File], *, is_stored: bool = False
) -> Iterator[_File]:
    """A new file of the archive. WARC files and compressed indexes must be readable by offset: stored."""
    info = zipfile.ZipInfo(name, _NO_TIME)
    info.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.extra = _EXTRA
    with archive.open(info, "w", force_zip64=True) as to:
        file = _File(name, to)
        yield file
    files.append(file)


def _read_member(path: Path, offset: int) -> Iterator[bytes]:
    """The gzip member that begins at this byte, as it is. Raises OSError."""
    unpacker = zlib.decompressobj(31)
    with path.open("rb") as file:
        file.seek(offset)
        while not unpacker.eof and (chunk := file.read(_CHUNK)):
            rest = chunk
            while rest and not unpacker.eof:  # the bytes themselves are dropped, in bounded memory
                unpacker.decompress(rest, _CHUNK)
                rest = unpacker.unconsumed_tail
            yield chunk[: len(chunk) - len(unpacker.unused_data)]


def _warcinfo() -> bytes:
    block = b"software: dvcrawler\r\nformat: WARC File Format 1.1\r\n"
    fields = {
        "WARC-Type": "warcinfo", "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000000>",
        "WARC-Filename": _WARC, "WARC-Date": "1980-01-01T00:00:00Z",
        "Content-Type": "application/warc-fields", "Content-Length": str(len(block)),
    }  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return _pack(b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n")


def _index_line(record: Record | Large, offset: int, length: int) -> str:
    answer = read_head(record) if isinstance(record, Large) else read_answer(record)
    mime = answer.headers.get("content-type", "").partition(";")[0].strip() if answer else ""
    fields = {
        "url": record.url,
        "mime": "warc/revisit" if record.kind == "revisit" else mime or "application/octet-stream",
        "status": str(answer.status) if answer else "",
        "digest": record.headers.get("warc-payload-digest", ""),
        "length": str(length),
        "offset": str(offset),
        "filename": _WARC,
    }
    return f"{sort_key(record.url)} {_stamp(record)} {json.dumps(fields, ensure_ascii=False)}\n"


def sort_key(url: str) -> str:
    """The address as indexes sort it: host reversed, without www and scheme, in lower case."""
    parts = urlsplit(url)
    host = re.sub(r"^www\d*\.", "", (parts.hostname or "").lower())
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = f"?{'&'.join(sorted(parts.query.split('&')))}" if parts.query else ""
    reversed_host = ",".join(reversed(host.split(".")))
    return f"{reversed_host}{port}){(parts.path or '/')}{query}".lower().replace(" ", "%20")


def _stamp(record: Record | Large) -> str:
    return re.sub(r"\D", "", record.headers.get("warc-date", ""))[:14]


def _page_line(article: Article, page: Record | Large) -> bytes:
    fields = {
        "id": article["id"], "url": page.url, "ts": page.headers.get("warc-date", ""),
        "title": article["title"], "text": article["body"],
    }  # fmt: skip
    return f"{json.dumps(fields, ensure_ascii=False)}\n".encode()


def _write_index(archive: zipfile.ZipFile, lines: list[str], files: list[_File]) -> None:
    """The index in blocks, and an index of the blocks."""
    blocks = [_META]
    with _open(archive, "indexes/index.cdx.gz", files, is_stored=True) as index:
        for start in range(0, len(lines), _LINES_A_BLOCK):
            packed = _pack("".join(lines[start : start + _LINES_A_BLOCK]).encode())
            place = {
                "offset": index.size,
                "length": len(packed),
                "digest": f"sha256:{hashlib.sha256(packed).hexdigest()}",
            }
            blocks.append(f"{lines[start].partition(' {')[0]} {json.dumps(place)}\n")
            index.write(packed)
    with _open(archive, "indexes/index.idx", files) as outer:
        outer.write("".join(blocks).encode())


def _write_package(archive: zipfile.ZipFile, files: list[_File], newest: str) -> None:
    """`created` is the time of the newest capture."""
    package = {
        "profile": "data-package", "resources": [file.describe() for file in files],
        "title": "Vietnamese provincial news (dvcrawler export)", "wacz_version": "1.1.1",
        "software": "dvcrawler",
        **({"created": newest} if newest else {}),
    }  # fmt: skip
    text = json.dumps(package, ensure_ascii=False, indent=2).encode()
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(text).hexdigest()}"}
    for name, data in (("datapackage.json", text), ("datapackage-digest.json", json.dumps(digest).encode())):
        with _open(archive, name, []) as file:
            file.write(data)


def _pack(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()
