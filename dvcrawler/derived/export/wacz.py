"""WACZ 1.1.1: the captured pages of the articles in one file that ReplayWeb.page opens without a server.

It holds the pages as received, the pictures and documents that are archived, an index and a list of pages.
"""

import hashlib
import json
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from w3lib.url import safe_url_string

from dvcrawler.derived.export.wacz_files import WARC, WaczFile, open_file, pack, write_index, write_index_line
from dvcrawler.items import Record as Article
from dvcrawler.normalize.site_names import site_of_file
from dvcrawler.storage.warc.captures import split_name
from dvcrawler.storage.warc.lookup import Member, find_members, find_redirects
from dvcrawler.storage.warc.reader import Large, Record

_CHUNK = 1 << 16
_PAGES_HEAD = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages", "hasText": True}


class _Captures:
    """Copies captures to one WARC file, each once, and indexes them."""

    def __init__(self, data: Path, warc: WaczFile) -> None:
        self._data, self._warc = data, warc
        self._written: set[str] = set()
        self.lines: list[str] = []

    def add(self, name: str) -> Member | None:
        """Adds the capture `<file>#<record id>`; None if it is not completely held."""
        members = find_members(self._data, *split_name(name))
        if not members or members[-1][1].is_revisit:
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
        self.lines.append(write_index_line(record, start, self._warc.size - start))


def write_wacz(records: Iterable[Article], path: Path, data: Path) -> int:
    """Writes the articles whose page is held, and returns their number."""
    count, newest, files = 0, "", list[WaczFile]()
    # The texts of all pages would not fit into memory; a file within a ZIP is written in one go.
    with zipfile.ZipFile(path, "w") as archive, tempfile.TemporaryFile(dir=path.parent) as pages:
        pages.write(f"{json.dumps(_PAGES_HEAD)}\n".encode())
        with open_file(archive, f"archive/{WARC}", files, is_stored=True) as warc:
            warc.write(_build_warcinfo())
            captures = _Captures(data, warc)
            for record in records:
                if _add_article(record, captures, pages):
                    count, newest = count + 1, max(newest, record["captured_at"])
        write_index(archive, sorted(captures.lines), files)
        with open_file(archive, "pages/pages.jsonl", files) as listed:
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
    pages.write(_format_page_line(record, page[1]))
    for each in (*record["images"], *record["documents"]):
        if each["capture"]:
            captures.add_file(each["url"], each["capture"])
    return True


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


def _build_warcinfo() -> bytes:
    block = b"software: dvcrawler\r\nformat: WARC File Format 1.1\r\n"
    fields = {
        "WARC-Type": "warcinfo",
        "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000000>",
        "WARC-Filename": WARC,
        "WARC-Date": "1980-01-01T00:00:00Z",
        "Content-Type": "application/warc-fields",
        "Content-Length": str(len(block)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return pack(b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n")


def _format_page_line(article: Article, page: Record | Large) -> bytes:
    fields = {
        "id": article["id"],
        "url": page.url,
        "ts": page.headers.get("warc-date", ""),
        "title": article["title"],
        "text": article["body"],
    }
    return f"{json.dumps(fields, ensure_ascii=False)}\n".encode()


def _write_package(archive: zipfile.ZipFile, files: list[WaczFile], newest: str) -> None:
    """`created` is the time of the newest capture."""
    package = {
        "profile": "data-package",
        "resources": [file.describe() for file in files],
        "title": "Vietnamese provincial news (dvcrawler export)",
        "wacz_version": "1.1.1",
        "software": "dvcrawler",
        **({"created": newest} if newest else {}),
    }
    text = json.dumps(package, ensure_ascii=False, indent=2).encode()
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(text).hexdigest()}"}
    for name, data in (("datapackage.json", text), ("datapackage-digest.json", json.dumps(digest).encode())):
        with open_file(archive, name, []) as file:
            file.write(data)
