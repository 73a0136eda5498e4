"""A manifest lists the objects that hold everything of a site's older epochs.

It is one of the numbered objects of the epoch whose owner wrote it, so the fence decides whether it counts as
it does for segments. If it counts, only what it lists is read of the epochs up to `through`; the rest may be
deleted. It is written twice, because without it the packs are useless.
"""

import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Self

import orjson

from dvcrawler.shared.chains import Fault, Link
from dvcrawler.shared.objects import LostManifestError, MissingObjectError, Objects
from dvcrawler.shared.packing.packs import Packed, read_contents, read_length
from dvcrawler.shared.segment import (
    SCHEMA,
    DamagedSegmentError,
    Entry,
    Header,
    Position,
    is_of_site,
    parse_paths,
)

if TYPE_CHECKING:
    from dvcrawler.shared.state import State

COPIES = 2
NAME = "all.manifest"
_THREADS = 8
#: Bytes fetched for the contents of a pack, some 300 segments; longer contents need a second request.
_HEAD = 1 << 16


@dataclass(slots=True)
class _Contents:
    """The segments of a site's packs; `unread`: packs whose contents are damaged."""

    entries: list[Entry] = field(default_factory=list)
    headers: dict[Position, Header] = field(default_factory=dict)
    unread: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Manifest:
    """`through`: the last epoch that it covers; `entries`: packs, and segments that were not packed."""

    through: int = 0
    entries: tuple[Entry, ...] = ()

    def pack(self) -> bytes:
        objects = [(entry.path, entry.size) for entry in self.entries]
        data = orjson.dumps({"schema": SCHEMA, "through": self.through, "objects": objects})
        return sha256(data).hexdigest().encode() + b"\n" + data

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Raises DamagedSegmentError."""
        checksum, _, rest = data.partition(b"\n")
        if checksum.decode("ascii", "replace") != sha256(rest).hexdigest():
            raise DamagedSegmentError("its checksum differs")
        values = orjson.loads(rest)
        if values["schema"] != SCHEMA:
            raise DamagedSegmentError("a newer dvcrawler wrote it; update this one")
        return cls(values["through"], tuple(parse_paths(values["objects"])))

    @property
    def paths(self) -> set[str]:
        return {entry.path for entry in self.entries}

    def find_replaced(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """The listed objects that nobody reads any more."""
        kept = self.paths
        older = (each for each in entries if each.position.epoch <= self.through)
        return tuple(each for each in older if each.path not in kept)

    def find_left_over(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Packs without a manifest, left by a process that ended before it wrote one."""
        kept = self.paths
        newer = (each for each in entries if each.position.epoch > self.through)
        return tuple(each for each in newer if each.kind == "pack" and each.path not in kept)


def find_manifest(objects: Objects, entries: Collection[Entry], bounds: Mapping[int, int]) -> Manifest:
    """The newest manifest that counts, or an empty one. `bounds`: the last number of each epoch.

    Raises LostManifestError if no copy of it can be read, SharedStoreError.
    """
    copies = _find_newest_copies(entries, bounds)
    for copy in copies:
        try:
            return Manifest.parse(objects.get(copy.path))
        except (MissingObjectError, DamagedSegmentError):
            continue
    if copies:
        path = f"{objects.name}/{copies[0].path}"
        raise LostManifestError(f"{path} and its copy are missing or damaged; restore one from a back-up")
    return Manifest()


def _find_newest_copies(entries: Iterable[Entry], bounds: Mapping[int, int]) -> list[Entry]:
    found = [each for each in entries if each.kind == "manifest"]
    counted = [each for each in found if each.position.number <= bounds.get(each.position.epoch, 1 << 62)]
    newest = max((each.position.epoch for each in counted), default=0)
    return sorted(each for each in counted if each.position.epoch == newest)


class PackReader:
    """Thread-safe. Keeps the pack that was read last, which usually has the next segment too."""

    def __init__(self, objects: Objects, site: str) -> None:
        self._objects, self._site = objects, site
        self._lock = threading.Lock()
        self._path, self._pack = "", b""

    def contents(self, manifest: Manifest, kinds: Collection[str] | None, state: "State") -> _Contents:
        """The contents of the packs that the manifest lists, of `kinds` if given. Raises SharedStoreError."""
        packs = [each for each in manifest.entries if each.kind == "pack"]
        wanted = [each for each in packs if kinds is None or each.content in kinds]
        result, known = _Contents(), state.packs.contents()
        known |= self._read_new([each for each in wanted if each.path not in known], state, result)
        for pack in wanted:
            for position, header, start in known.get(pack.path, ()):
                result.entries.append(Entry(position, pack.content, pack.path, pack.size, start))
                result.headers[position] = header
        return result

    def _read_new(self, packs: Sequence[Entry], state: "State", result: _Contents) -> dict[str, list[Packed]]:
        """Reads the contents of packs that were not read before; adds the faults to the result."""
        read = {}
        with ThreadPoolExecutor(_THREADS) as pool:
            for entry, found in zip(packs, pool.map(self._read_contents, packs), strict=True):
                if isinstance(found, str):
                    result.faults.append(Fault(entry.path, found))
                    result.unread.append(entry)
                else:
                    state.packs.add(entry.path, found)
                    read[entry.path] = found
        return read

    def data(self, link: Link) -> bytes:
        """The bytes of a segment, checked. Raises DamagedSegmentError, also if the pack is gone."""
        with self._lock:
            if self._path != link.entry.path:
                try:
                    self._pack, self._path = self._objects.get(link.entry.path), link.entry.path
                except MissingObjectError as error:
                    raise DamagedSegmentError("it is missing") from error
            data = self._pack[link.entry.start :][: link.header.length]
        if sha256(data).hexdigest() != link.header.sha256:
            raise DamagedSegmentError(f"the checksum of bytes of {link.header.file} differs")
        return data

    def _read_contents(self, entry: Entry) -> list[Packed] | str:
        """The contents, or the fault."""
        try:
            start = self._objects.get_start(entry.path, _HEAD)
            length = read_length(start)
            if length > len(start):
                start = self._objects.get_start(entry.path, length)
            found = read_contents(start[:length])
        except MissingObjectError:
            return "it is missing"
        except DamagedSegmentError as error:
            return str(error)
        foreign = [each for each in found if not is_of_site(each.header.file, self._site, entry.content)]
        return f"it holds bytes of {foreign[0].header.file}" if foreign else found
