"""Reads web archives of other forms than WARC: ARC, WACZ (a zip of WARC files), and WARC packed with zstd,
xz, bzip2, or gzip once more.

The first bytes decide the format, not the name. A file packed as a whole is unpacked into a temporary file
first, because records are looked for by seeking.
"""

import sys
import zlib
from bz2 import BZ2File
from collections.abc import Iterator
from functools import partial
from gzip import GzipFile
from lzma import LZMAError, LZMAFile
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from dvcrawler.normalize.numbers import read_whole
from dvcrawler.storage.warc.reader import LARGEST, Damage, Large, Record, Step, read_opened

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: How the files are named in a WACZ, and in a folder.
ENDINGS = (".warc.gz", ".warc", ".warc.zst", ".warc.xz", ".warc.bz2", ".arc", ".arc.gz", ".arc.bz2", ".wacz")
#: A collection of WACZ files in one, whose WARC files are packed.
_MOST_LAYERS = 3
_ZSTD, _XZ, _GZIP, _BZIP2 = b"\x28\xb5\x2f\xfd", b"\xfd7zXZ\x00", b"\x1f\x8b", b"BZh"
_OPENERS: dict[bytes, Any] = {_XZ: LZMAFile, _BZIP2: BZ2File, _GZIP: partial(GzipFile, None, "rb", 9)}
_ZIP, _ARC = b"PK\x03\x04", b"filedesc:"
#: Marks a first frame with the dictionary for all others (the IIPC's proposal for `.warc.zst`).
_DICTIONARY = b"\x5d\x2a\x4d\x18"
#: A file that begins so is packed as a whole; so is one with these, or another gzip, in a gzip member.
_PACKED = (_ZSTD, _DICTIONARY, _XZ, _BZIP2)
_DICTIONARY_MAGIC = b"\x37\xa4\x30\xec"
_LARGEST_DICTIONARY = 16 * 1024 * 1024
_CHUNK = 1024 * 1024
#: A file that unpacks to more than this many times its size, and to more than a gigabyte, is a bomb.
_MOST_TIMES, _ALWAYS = 100, 1_000_000_000
_HEAD = 64 * 1024
#: Errors of the ARC reader for unexpected lines.
_DEFECTS = (ValueError, TypeError, AttributeError, IndexError)


def read_archive(path: Path) -> Iterator[Step]:
    """Yields records and damage as `read_in_steps` does, from a file of any form. Raises OSError."""
    with path.open("rb") as file:
        yield from _read_file(file, path.name)


def _read_wacz(file: IO[bytes], name: str, layers: int) -> Iterator[Step]:
    try:
        with ZipFile(file) as packed:
            members = [each for each in packed.infolist() if each.filename.lower().endswith(ENDINGS)]
            if not members:
                yield Damage(name, 0, "this zip file holds no WARC file")
            for member in members:
                with packed.open(member) as source:
                    place = f"{name}/{member.filename}"
                    yield from _read_unpacked(source, place, member.compress_size, layers)
    except (BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError) as error:
        yield Damage(name, 0, f"a broken zip file ({error})")


def _read_file(file: IO[bytes], name: str, layers: int = _MOST_LAYERS) -> Iterator[Step]:
    """`layers`: how often it may be packed, one in the other."""
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    if head.startswith(_ZIP) and layers:
        yield from _read_wacz(file, name, layers - 1)
    elif layers and (head.startswith(_PACKED) or _is_packed_inside(_unzip(head))):
        yield from _read_packed(file, name, head, layers - 1)
    elif head.startswith(_ARC) or _unzip(head).startswith(_ARC):
        yield from _read_arc(file, name)
    else:
        yield from read_opened(file, name)  # type: ignore[arg-type]


def _read_packed(file: IO[bytes], name: str, head: bytes, layers: int) -> Iterator[Step]:
    size = file.seek(0, 2)
    file.seek(0)
    try:
        with _open_packed(file, head) as source:
            yield from _read_unpacked(source, name, size, layers)
    except (zstd.ZstdError, LZMAError, zlib.error, EOFError, ValueError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:  # of the disk
            raise
        kind = {_XZ[:2]: "xz", _BZIP2[:2]: "bzip2", _GZIP: "gzip"}.get(head[:2], "zstd")
        yield Damage(name, 0, f"a broken {kind} file ({error})")


def _open_packed(file: IO[bytes], head: bytes) -> Any:
    opener = next((each for magic, each in _OPENERS.items() if head.startswith(magic)), None)
    return opener(file) if opener else zstd.ZstdFile(file, zstd_dict=_read_dictionary(file))


def _read_dictionary(file: IO[bytes]) -> Any:
    """The dictionary in the first frame, if there is one. Raises ValueError if it is implausibly large."""
    if file.read(4) != _DICTIONARY:
        file.seek(0)
        return None
    size = int.from_bytes(file.read(4), "little")
    if size > _LARGEST_DICTIONARY:
        raise ValueError("its dictionary is too large")
    data = file.read(size)
    data = zstd.decompress(data) if data.startswith(_ZSTD) else data
    return zstd.ZstdDict(data, is_raw=not data.startswith(_DICTIONARY_MAGIC))


def _read_unpacked(source: Any, name: str, size: int, layers: int) -> Iterator[Step]:
    """The records in the packed `source` of `size` bytes, unpacked into a temporary file."""
    most, total = max(size * _MOST_TIMES, _ALWAYS), 0
    with TemporaryFile() as unpacked:
        while chunk := source.read(_CHUNK):
            total += len(chunk)
            if total > most:
                yield Damage(name, 0, f"it unpacks to more than {most:,} bytes")
                return
            unpacked.write(chunk)
            yield None
        yield from _read_file(unpacked, name, layers)


def _read_arc(file: IO[bytes], name: str) -> Iterator[Step]:
    records = ArchiveIterator(file, no_record_parse=True, arc2warc=True)
    parser = records.loader.arc_parser
    parser.parse = partial(_read_line, parser.parse)
    try:
        for found in records:
            url = found.rec_headers.get_header("WARC-Target-URI") or ""
            if read_whole(found.rec_headers.get_header("Content-Length") or "") is None:
                yield Damage(name, file.tell(), "an ARC record without a length")
            elif found.rec_type == "response" and url.startswith("http"):
                yield _as_record(found, records, name)
            else:
                yield None
    except (ArchiveLoadFailed, zlib.error, EOFError, *_DEFECTS) as error:
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        yield Damage(name, file.tell(), f"a broken ARC file ({reason})")


def _read_line(read: Any, source: Any, line: str | bytes | None = None) -> Any:
    """Reads the line above an ARC record. Version 2 has five more fields before the length."""
    text = source.readline() if line is None else line
    fields = (text if isinstance(text, str) else text.decode("utf-8", "replace")).split(" ")
    is_second = len(fields) == 10 and len(fields[2]) == 14 and fields[2].isdecimal()
    return read(source, " ".join((*fields[:4], fields[-1]) if is_second else fields))


def _as_record(found: Any, records: ArchiveIterator, name: str) -> Record | Large | Damage:
    block = found.raw_stream.read(LARGEST + 1)
    offset = records.get_record_offset()  # reads to the record's end
    headers = {key.lower(): value for key, value in found.rec_headers.headers}
    if len(block) > LARGEST:
        return Large(offset, headers, found.length, block[:_HEAD], None)
    if len(block) < found.length:
        return Damage(name, offset, "the file is cut here")
    return Record(offset, headers, block)


def _unzip(head: bytes) -> bytes:
    """The first bytes in the gzip member; none if it is not one."""
    try:
        return zlib.decompressobj(31).decompress(head, _HEAD)
    except zlib.error:
        return b""


def _is_packed_inside(member: bytes) -> bool:
    """Whether a gzip member is a whole file: packed itself, or ARC with more than its first record."""
    line, _, rest = member.partition(b"\n")
    length = read_whole(line.rpartition(b" ")[2].decode("latin-1")) if line.startswith(_ARC) else None
    return member.startswith((_GZIP, *_PACKED)) or (length is not None and len(rest[length:].strip()) > 0)
