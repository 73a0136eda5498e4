"""Reads a site's segments from the shared store: each header once, several at a time."""

from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from dvcrawler.shared.chains import Fault, Link
from dvcrawler.shared.fence import Begin, read_begin
from dvcrawler.shared.known import list_all, list_new, remember
from dvcrawler.shared.objects import MissingObjectError, Objects
from dvcrawler.shared.packing.manifest import Manifest, PackReader, find_manifest
from dvcrawler.shared.segment import (
    DamagedSegmentError,
    Entry,
    Header,
    Position,
    is_of_site,
    read_header,
    unpack,
)
from dvcrawler.shared.view import View, build_view, find_bounds, is_segment

if TYPE_CHECKING:
    from dvcrawler.shared.state import State

#: Concurrent requests; a response of any size takes tens of milliseconds.
_THREADS = 8
#: Bytes fetched for a header. Most segments of articles are smaller and need no second request.
_HEAD = 1 << 16
#: Bytes of small segments that are kept between reading the header and the data.
_KEPT = 64 << 20
#: More epochs than there will ever be.
ALL_EPOCHS = 1 << 53


class Segments:
    """The segments of one site. `site`: as the name of a file."""

    def __init__(self, objects: Objects, site: str) -> None:
        self.objects, self.site = objects, site
        self._kept: dict[str, bytes] = {}
        self._room = _KEPT
        self._packs = PackReader(objects, site)

    def view(
        self,
        state: "State",
        kinds: Collection[str] | None = None,
        below: int = ALL_EPOCHS,
        *,
        is_whole: bool = True,
    ) -> View:
        """The segments that count; only of `kinds`, if given, and of epochs up to `below`, inclusive. Damaged
        headers are among the faults. Unless `is_whole`, closed epochs are taken from the last listing.

        Raises SharedStoreError.
        """
        entries = self._list(state, below, is_whole=is_whole)
        headers, begins = state.headers(), state.begins()
        manifest = self._find_manifest(entries, headers, begins, state)
        newer = [each for each in entries if each.position.epoch > manifest.through]
        loose = [*newer, *filter(is_segment, manifest.entries)]
        faults = self._read_headers([each for each in loose if _is_wanted(each, kinds)], headers, state)
        self._read_begins({each.position.epoch for each in newer}, begins, state)
        if below < ALL_EPOCHS:  # a claim by an owner; readers list everything each time
            remember(state, entries, begins, headers, manifest)
            state.packs.loose = len(newer)
        headers = _forget_replaced(headers, {each.position for each in loose}, manifest, state)
        packs = self._packs.contents(manifest, kinds, state)
        view = build_view([*loose, *packs.entries], begins, headers | packs.headers, manifest.through)
        return replace(
            view,
            faults=(*faults, *packs.faults, *view.faults),
            unread=(*view.unread, *packs.unread),
            manifest=manifest,
            replaced=manifest.find_replaced(entries),
            left_over=manifest.find_left_over(entries),
        )

    def data(self, link: Link) -> bytes:
        """The bytes of a segment, checked. Raises DamagedSegmentError, also if it is gone."""
        if link.entry.is_packed:
            return self._packs.data(link)
        try:
            held = self._kept.pop(link.entry.path, None)
            header, data = unpack(held if held is not None else self.objects.get(link.entry.path))
        except MissingObjectError as error:
            raise DamagedSegmentError("it is missing") from error
        if header != link.header:
            raise DamagedSegmentError("it differs from what it was")
        return data

    def _list(self, state: "State", below: int, *, is_whole: bool) -> list[Entry]:
        listed = list_all(self.objects, self.site) if is_whole else list_new(self.objects, self.site, state)
        return [each for each in listed if each.position.epoch <= below]

    def _find_manifest(
        self,
        entries: Sequence[Entry],
        headers: dict[Position, Header],
        begins: dict[int, Begin],
        state: "State",
    ) -> Manifest:
        """The newest manifest that counts, which the following epoch determines."""
        epochs = {each.position.epoch + 1 for each in entries if each.kind == "manifest"}
        after = [each for each in entries if each.position.epoch in epochs]
        self._read_begins({each.position.epoch for each in after}, begins, state)
        # The segments of an epoch repeat what its begin.json says.
        instead = [each for each in after if each.position.epoch not in begins and is_segment(each)]
        self._read_headers(instead, headers, state)
        return find_manifest(self.objects, entries, find_bounds(after, begins, headers))

    def _read_headers(
        self, entries: Sequence[Entry], headers: dict[Position, Header], state: "State"
    ) -> list[Fault]:
        fresh = [each for each in entries if each.position not in headers]
        faults, found = [], dict[Position, Header]()
        with ThreadPoolExecutor(_THREADS) as pool:
            for entry, result in zip(fresh, pool.map(self._read_header, fresh), strict=True):
                if isinstance(result, Header):
                    found[entry.position] = result
                else:
                    faults.append(Fault(entry.path, result))
        state.add_headers(found)
        headers |= found
        return faults

    def _read_header(self, entry: Entry) -> Header | str:
        """The header, or the fault."""
        try:
            start = self.objects.get_start(entry.path, _HEAD) if entry.size else b""
            header, length = read_header(start)
            if not is_of_site(header.file, self.site, entry.kind):
                return f"it holds bytes of {header.file}"
        except (DamagedSegmentError, MissingObjectError) as error:
            return str(error) if isinstance(error, DamagedSegmentError) else "it is missing"
        if len(start) == header.length + length and self._room > len(start):
            self._kept[entry.path] = start
            self._room -= len(start)
        return header

    def _read_begins(self, epochs: Collection[int], begins: dict[int, Begin], state: "State") -> None:
        with ThreadPoolExecutor(_THREADS) as pool:
            fresh_epochs = sorted(set(epochs) - begins.keys())
            found = list(pool.map(lambda epoch: read_begin(self.objects, self.site, epoch), fresh_epochs))
        fresh = [begun for begun in found if begun is not None]
        state.add_begins(fresh)
        begins |= {begun.epoch: begun for begun in fresh}


def _is_wanted(entry: Entry, kinds: Collection[str] | None) -> bool:
    return is_segment(entry) and (kinds is None or entry.kind in kinds)


def _forget_replaced(
    headers: dict[Position, Header], held: Collection[Position], manifest: Manifest, state: "State"
) -> dict[Position, Header]:
    """Returns the headers of the `held` objects; forgets what the manifest has replaced."""
    gone = [each for each in headers if each not in held and each.epoch <= manifest.through]
    packs = state.packs.paths() - manifest.paths
    if gone or packs:
        state.packs.forget(packs, gone, manifest.through)
    return {position: header for position, header in headers.items() if position in held}
