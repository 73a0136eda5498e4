"""A manifest lists the objects that hold everything of a site's older epochs.

It is one of the numbered objects of the epoch whose owner wrote it, so the fence decides whether it counts as
it does for segments. If it counts, only what it lists is read of the epochs up to `through`; the rest may be
deleted. It is written twice, because without it the packs are useless.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

import orjson

from dvcrawler.shared.objects import LostManifestError, MissingObjectError, Objects
from dvcrawler.shared.segment import SCHEMA, DamagedSegmentError, Entry, parse_paths

COPIES = 2
NAME = "all.manifest"


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
