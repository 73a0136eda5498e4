"""Reads packs from the shared store: their tables of contents once, and the bytes of their segments."""

import threading
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from dvcrawler.shared.chains import Fault, Link
from dvcrawler.shared.objects import MissingObjectError, Objects
from dvcrawler.shared.packing.manifest import Manifest
from dvcrawler.shared.packing.packs import Packed, read_contents, read_length
from dvcrawler.shared.segment import DamagedSegmentError, Entry, Header, Position, is_of_site

if TYPE_CHECKING:
    from dvcrawler.shared.state import State

_THREADS = 8
#: Bytes fetched for the contents of a pack, some 300 segments; longer contents need a second request.
_HEAD = 1 << 16


@dataclass(slots=True)
class Contents:
    """The segments of a site's packs; `unread`: packs whose contents are damaged."""

    entries: list[Entry] = field(default_factory=list)
    headers: dict[Position, Header] = field(default_factory=dict)
    unread: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class PackReader:
    """Thread-safe. Keeps the pack that was read last, which usually has the next segment too."""

    def __init__(self, objects: Objects, site: str) -> None:
        self._objects, self._site = objects, site
        self._lock = threading.Lock()
        self._path, self._pack = "", b""

    def contents(self, manifest: Manifest, kinds: Collection[str] | None, state: "State") -> Contents:
        """The contents of the packs that the manifest lists, of `kinds` if given. Raises SharedStoreError."""
        packs = [each for each in manifest.entries if each.kind == "pack"]
        wanted = [each for each in packs if kinds is None or each.content in kinds]
        result, known = Contents(), state.packs.contents()
        known |= self._read_new([each for each in wanted if each.path not in known], state, result)
        for pack in wanted:
            for position, header, start in known.get(pack.path, ()):
                result.entries.append(Entry(position, pack.content, pack.path, pack.size, start))
                result.headers[position] = header
        return result

    def _read_new(self, packs: Sequence[Entry], state: "State", result: Contents) -> dict[str, list[Packed]]:
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
