"""Joins the small segments of ended epochs into packs of up to 16 MB, and lists in a manifest what counts.

Nothing is changed or deleted here. The objects are numbered ones of the running epoch, so they count only
where its owner's segments do, and a kill before the manifest leaves packs that nobody reads. What the
manifest replaces is deleted by the next claim, when the manifest counts for good.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from dvcrawler.errors import UnreadableError
from dvcrawler.shared.chains import Link
from dvcrawler.shared.cuts import LONGEST, read_piece
from dvcrawler.shared.files import ORDER
from dvcrawler.shared.packing.manifest import COPIES, NAME, Manifest
from dvcrawler.shared.packing.packs import PackBuilder
from dvcrawler.shared.segment import DamagedSegmentError, Entry, Kind, parse_path
from dvcrawler.shared.segments import Segments
from dvcrawler.shared.view import View

#: Creates the next numbered object with this name; returns its path.
Put = Callable[[str, bytes], str]


class Compaction:
    """One compaction of a site. `folder`: where its files are, so that little is fetched.

    `longest`: bytes of a pack at most. Objects of half that size are left as they are, so each byte is
    rewritten only a few times. Memory: three times `longest`.
    """

    def __init__(self, segments: Segments, folder: Path, put: Put, longest: int = LONGEST) -> None:
        self._segments, self._folder, self._put, self._longest = segments, folder, put, longest

    def run(self, view: View, through: int) -> None:
        """Runs the compaction. `view`: of the site, with nothing published after the epoch `through`. Raises
        SharedStoreError.
        """
        objects: defaultdict[str, list[Link]] = defaultdict(list)
        for link in sorted(link for chain in view.chains.values() for link in chain.links):
            if link.entry.position.epoch <= through:
                objects[link.entry.path].append(link)
        stale = {entry.path for entry in view.superseded}
        kept = list(view.unread)
        for kind in ORDER:
            packed = [links for links in objects.values() if Kind(links[0].entry.kind) is kind]
            kept += self._pack(kind, packed, stale)
        manifest = Manifest(through, tuple(sorted(kept, key=lambda entry: entry.path))).pack()
        for _ in range(COPIES):
            self._put(NAME, manifest)

    def _pack(self, kind: Kind, objects: Sequence[list[Link]], stale: set[str]) -> Iterator[Entry]:
        """Yields the objects that hold the bytes of this kind of files from now on."""
        small = self._choose_small(objects, stale)
        small_paths = {links[0].entry.path for links in small}
        yield from (links[0].entry for links in objects if links[0].entry.path not in small_paths)
        if small:
            yield from self._join(kind, small, stale)

    def _join(self, kind: Kind, small: Iterable[list[Link]], stale: set[str]) -> Iterator[Entry]:
        """Yields the new packs, and the objects that must stay because a segment in them is damaged."""
        builder = PackBuilder()
        for links in small:
            found = self._read(links, leaves_out_damaged=links[0].entry.path in stale)
            if found is None:
                yield links[0].entry
                continue
            for link, data in found:
                if builder.size and builder.size + len(data) > self._longest:
                    yield self._write(kind, builder)
                    builder = PackBuilder()
                builder.add(link.entry.position, link.header, data)
        if not builder.is_empty:
            yield self._write(kind, builder)

    def _choose_small(self, objects: Sequence[list[Link]], stale: set[str]) -> list[list[Link]]:
        """The objects to join: small or stale ones; none if that is a single pack without stale segments."""
        small = [links for links in objects if self._is_small(links) or links[0].entry.path in stale]
        entries = [links[0].entry for links in small]
        is_joined = len(entries) == 1 and entries[0].is_packed and entries[0].path not in stale
        return [] if is_joined else small

    def _is_small(self, links: Iterable[Link]) -> bool:
        return sum(link.header.length for link in links) < self._longest // 2

    def _read(self, links: Iterable[Link], *, leaves_out_damaged: bool) -> list[tuple[Link, bytes]] | None:
        """The bytes of an object's segments; None if one is damaged, so that the object must stay."""
        found = []
        for link in links:
            try:
                found.append((link, self._read_link(link)))
            except DamagedSegmentError:
                if not leaves_out_damaged:
                    return None
        return found

    def _read_link(self, link: Link) -> bytes:
        header = link.header
        try:
            data = read_piece(self._folder / header.file, header.offset, link.end)
        except UnreadableError:
            return self._segments.data(link)
        return data if sha256(data).hexdigest() == header.sha256 else self._segments.data(link)

    def _write(self, kind: Kind, builder: PackBuilder) -> Entry:
        data = builder.build()
        path = self._put(f"{kind}.pack", data)
        entry = parse_path(path, len(data))
        assert entry is not None  # a name of the form that is listed
        return entry
