"""The files in a WACZ file, written with their size and checksum, without the time of writing."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO

#: No file has its time of creation: the same store gives the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
#: An empty extra field (the one that marks a JAR file) in every entry. The local headers have one for sizes
#: beyond 4 GB; ReplayWeb.page reads them only where the directory has an extra field too.
_EXTRA = b"\xfe\xca\x00\x00"


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
