"""The files in a WACZ file, written with their size and checksum, without the time of writing.

One of them is the index of captures: CDXJ in blocks of gzip, and an index of the blocks.
"""

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO
from urllib.parse import urlsplit

from dvcrawler.storage.warc.message import read_answer
from dvcrawler.storage.warc.reader import Large, Record

#: No file has its time of creation: the same store gives the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
#: An empty extra field (the one that marks a JAR file) in every entry. The local headers have one for sizes
#: beyond 4 GB; ReplayWeb.page reads them only where the directory has an extra field too.
_EXTRA = b"\xfe\xca\x00\x00"
WARC = "data.warc.gz"
#: Lines of the index in one gzip member, as other tools have it.
_LINES_A_BLOCK = 3000
_META = '!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n'


@dataclass(slots=True)
class WaczFile:
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


@contextmanager
def open_file(
    archive: zipfile.ZipFile, name: str, files: list[WaczFile], *, is_stored: bool = False
) -> Iterator[WaczFile]:
    """A new file of the archive. WARC files and compressed indexes must be readable by offset: stored."""
    info = zipfile.ZipInfo(name, _NO_TIME)
    info.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.extra = _EXTRA
    with archive.open(info, "w", force_zip64=True) as to:
        file = WaczFile(name, to)
        yield file
    files.append(file)


def pack(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def write_index_line(record: Record | Large, offset: int, length: int) -> str:
    answer = read_answer(record)
    mime = answer.headers.get("content-type", "").partition(";")[0].strip() if answer else ""
    fields = {
        "url": record.url,
        "mime": "warc/revisit" if record.is_revisit else mime or "application/octet-stream",
        "status": str(answer.status) if answer else "",
        "digest": record.headers.get("warc-payload-digest", ""),
        "length": str(length),
        "offset": str(offset),
        "filename": WARC,
    }
    stamp = re.sub(r"\D", "", record.headers.get("warc-date", ""))[:14]
    return f"{sort_key(record.url)} {stamp} {json.dumps(fields, ensure_ascii=False)}\n"


def sort_key(url: str) -> str:
    """The address as indexes sort it: host reversed, without www and scheme, in lower case."""
    parts = urlsplit(url)
    host = re.sub(r"^www\d*\.", "", (parts.hostname or "").lower())
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = f"?{'&'.join(sorted(parts.query.split('&')))}" if parts.query else ""
    reversed_host = ",".join(reversed(host.split(".")))
    return f"{reversed_host}{port}){(parts.path or '/')}{query}".lower().replace(" ", "%20")


def write_index(archive: zipfile.ZipFile, lines: list[str], files: list[WaczFile]) -> None:
    """The index in blocks, and an index of the blocks."""
    blocks = [_META]
    with open_file(archive, "indexes/index.cdx.gz", files, is_stored=True) as index:
        for start in range(0, len(lines), _LINES_A_BLOCK):
            packed = pack("".join(lines[start : start + _LINES_A_BLOCK]).encode())
            place = {
                "offset": index.size,
                "length": len(packed),
                "digest": f"sha256:{hashlib.sha256(packed).hexdigest()}",
            }
            blocks.append(f"{lines[start].partition(' {')[0]} {json.dumps(place)}\n")
            index.write(packed)
    with open_file(archive, "indexes/index.idx", files) as outer:
        outer.write("".join(blocks).encode())
