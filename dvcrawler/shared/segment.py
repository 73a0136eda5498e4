"""A segment: bytes of one local file, preceded by a line of JSON that identifies them and has their checksum.

Segments are created once and never changed. They lie at `sites/<site>/<epoch>/<number>-<kind>.seg`; an
*epoch* is the time of one owner, whom `begin.json` in its folder names. Old segments are joined into
packs (`packs.py`), which a manifest lists (`manifest.py`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple

import orjson

SCHEMA = 1
_NAME = re.compile(
    r"sites/([a-z0-9_.+-]+)/(\d{10})/(?:(\d{8})-([a-z]+)\.(seg|gone|pack|manifest)|begin\.json)", re.ASCII
)
_FILE = re.compile(
    r"articles/[a-z0-9_.+-]+/(?:\d{4}-\d{2}\.jsonl|removals\.log)"
    r"|warc/[a-z0-9_.+-]+/[\w.+-]+\.warc\.gz"
    r"|runs/[a-z0-9_.+-]+\.jsonl",
    re.ASCII,
)
#: Longer than any header; a header that does not end within it is damaged.
_LONGEST_HEADER = 4096


class Kind(StrEnum):
    """The kind of a segment's file, so that readers that do not need captures skip them."""

    ARTICLES = "articles"
    REMOVALS = "removals"
    RUNS = "runs"
    WARC = "warc"


class Position(NamedTuple):
    """The order of segments: by epoch, then by number, which counts from 1."""

    epoch: int
    number: int


class Entry(NamedTuple):
    """A listed object. `kind` is that of a segment's file; or "begin" for a
    begin.json, "gone" for what is left of a segment that was deleted because a newer generation of its file
    replaces it, "pack", or "manifest".

    Of a segment in a pack, `path` and `size` are the pack's, and `start` is where its bytes begin there.
    """

    position: Position
    kind: str
    path: str
    size: int
    start: int = 0

    @property
    def gone_path(self) -> str:
        """Path of the empty object that remains of a deleted one."""
        return self.path.rpartition(".")[0] + ".gone"

    @property
    def content(self) -> str:
        """The kind of files that the object has bytes of, "all" for a manifest."""
        return self.path.rpartition("-")[2].partition(".")[0]

    @property
    def is_packed(self) -> bool:
        """Whether it is a pack, or a segment in one."""
        return self.path.endswith(".pack")


@dataclass(frozen=True, slots=True)
class Header:
    """`file`: path in the data folder. `offset`, `length`: the bytes of it that the segment holds.

    `generation` counts from 1 and rises when a file is published again as a whole because bytes in it were
    changed; `whole` is then the file's length at that time, else 0. `previous`: the last number of the epoch
    before that counts, a copy of what begin.json says.
    """

    file: str
    generation: int
    offset: int
    length: int
    sha256: str
    whole: int
    previous: int


class DamagedSegmentError(ValueError):
    """The bytes are not a segment, or not those that were published; the message gives the fault."""


def kind_of(file: str) -> Kind:
    """The kind of a file in the data folder."""
    if file.endswith("/removals.log"):
        return Kind.REMOVALS
    return Kind(file.partition("/")[0])


def is_of_site(file: str, site: str, kind: str) -> bool:
    """Whether the file is one of the site's, of the kind that the object's name promises."""
    folder, _, rest = file.partition("/")
    is_own = rest == f"{site}.jsonl" if folder == "runs" else rest.startswith(f"{site}/")
    return is_own and kind_of(file) == kind


def object_path(site: str, position: Position, name: str) -> str:
    """`name`: what follows the number."""
    return f"{epoch_folder(site, position.epoch)}/{position.number:08d}-{name}"


def epoch_folder(site: str, epoch: int) -> str:
    """`site`: as the name of a file."""
    return f"sites/{site}/{epoch:010d}"


def begin_path(site: str, epoch: int) -> str:
    return f"{epoch_folder(site, epoch)}/begin.json"


def parse_path(path: str, size: int) -> Entry | None:
    """The object as an entry, number 0 for a begin.json; None for a path of another form."""
    match = _NAME.fullmatch(path)
    if match is None:
        return None
    kind = match[4] if match[5] == "seg" else match[5] or "begin"
    return Entry(Position(int(match[2]), int(match[3] or 0)), kind, path, size)


def parse_paths(listed: Iterable[Sequence[Any]]) -> list[Entry]:
    """The (path, size) pairs of a listing as entries, without those of another form."""
    return [entry for each in listed if (entry := parse_path(*each)) is not None]


def pack(header: Header, data: bytes) -> bytes:
    """The segment's bytes; checksum and length are set from `data`."""
    whole = replace(header, length=len(data), sha256=sha256(data).hexdigest())
    values = {"schema": SCHEMA} | {name: getattr(whole, name) for name in Header.__slots__}
    return orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE) + data


def read_header(segment: bytes) -> tuple[Header, int]:
    """The header and its own length. Raises DamagedSegmentError."""
    end = segment.find(b"\n", 0, _LONGEST_HEADER) + 1
    try:
        return _parse_header(orjson.loads(segment[:end])), end
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise DamagedSegmentError("its header cannot be read") from error


def unpack(segment: bytes) -> tuple[Header, bytes]:
    """The header and the checked bytes. Raises DamagedSegmentError."""
    header, start = read_header(segment)
    data = segment[start:]
    if len(data) != header.length:
        raise DamagedSegmentError(f"it has {len(data)} bytes instead of {header.length}")
    if sha256(data).hexdigest() != header.sha256:
        raise DamagedSegmentError("its checksum differs")
    return header, data


def _parse_header(values: object) -> Header:
    if not isinstance(values, dict) or values.pop("schema") != SCHEMA:
        raise ValueError("another schema")
    return check_header(Header(**values))


def check_header(header: Header) -> Header:
    """Raises ValueError or TypeError."""
    if not _FILE.fullmatch(header.file) or ".." in header.file:
        raise ValueError("not a file of a store")  # it will be written to
    numbers = (header.generation, header.offset, header.length, header.whole, header.previous)
    if any(type(number) is not int or not 0 <= number < 1 << 53 for number in numbers):
        raise ValueError("not a number")
    return header
