"""Publishes the growth of a site's files as segments."""

import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from dvcrawler.shared.cuts import LONGEST, find_pieces, read_piece
from dvcrawler.shared.fence import Fence
from dvcrawler.shared.files import published_files, rewritten_files
from dvcrawler.shared.objects import SharedStoreError
from dvcrawler.shared.packing.compact import Compaction
from dvcrawler.shared.segment import Header, Kind, Position, kind_of, object_path, pack, read_header
from dvcrawler.shared.segments import Segments
from dvcrawler.shared.state import FileState, Stamp, State, stamp_of
from dvcrawler.shared.sweep import sweep

#: Number of objects from which on old ones are joined: one page of a listing, ten days of hourly runs.
COMPACT_OBJECTS = 1000


class Publisher:
    """Publishes one site of a folder under a fence. Call `restore` before: it notes which segments exist.

    Thread-safe: may be called while a crawl appends to the files; calls wait for each other.
    """

    def __init__(
        self, fence: Fence, folder: Path, longest: int = LONGEST, compact_at: int = COMPACT_OBJECTS
    ) -> None:
        """`compact_at`: number of objects from which on old ones are joined, 0 for never."""
        self.fence, self.folder, self._longest = fence, folder, longest
        self._compact_at, self._has_compacted = compact_at, False
        self._number = 0
        #: Name and bytes of an object whose creation was not confirmed; it is created again, unchanged.
        self._pending: tuple[str, bytes] | None = None
        self._lock = threading.Lock()

    def publish(self) -> int:
        """Publishes all whole records that are not published yet, and again the files whose published bytes
        a removal has changed. Returns the number of new segments.

        Raises NewerOwnerError if the site was claimed by another: the run must end. Raises SharedStoreError
        if the store does not answer: all is still here, and published by the next call or the next run.
        Raises StorageError for the local disk.
        """
        with self._lock, State(self.folder, self.fence.site) as state:
            self.fence.check()
            sizes = self._measure_files()
            every = published_files(self.folder, self.fence.site)
            names = [name for name in every if name in sizes or kind_of(name) is Kind.WARC]
            again = self._find_changed(state, sizes)
            added = self._repeat(state)
            # Rewritten files first: the log of removals must not say "erased" before it is true.
            for name in sorted(names, key=lambda name: name not in again):
                added += self._publish_file(state, name, sizes.get(name), is_again=name in again)
            self._tidy(state, is_rewritten=bool(again))
            return added

    def _measure_files(self) -> dict[str, int]:
        """The sizes of all files but captures, taken before those are read: the capture of a line is on disk
        before the line, and must be published before it.
        """
        names = (name for name in published_files(self.folder, self.fence.site) if kind_of(name) != Kind.WARC)
        stamps = ((name, stamp_of(self.folder / name)) for name in names)
        return {name: stamp.size for name, stamp in stamps if stamp is not None}

    def _find_changed(self, state: State, sizes: Mapping[str, int]) -> set[str]:
        """Published files that are shorter now, or in which a removal has overwritten bytes."""
        log = next((name for name in sizes if kind_of(name) is Kind.REMOVALS), None)
        known = state.file(log) if log is not None else None
        erased = rewritten_files(self.folder, self.fence.site, known.end if known is not None else 0)
        shorter = {name for name, file in state.files().items() if self._measure_growth(name, file) < 0}
        return {name for name in erased | shorter if state.file(name) is not None}

    def _measure_growth(self, name: str, known: FileState) -> int:
        """Bytes that the file has more than were published, negative if it has fewer."""
        stamp = stamp_of(self.folder / name)
        return stamp.size - known.end if stamp is not None else 0

    def _publish_file(self, state: State, name: str, size: int | None, *, is_again: bool) -> int:
        """Publishes the file's growth, or all of it; returns the number of segments."""
        known = state.file(name)
        if is_again:
            # Also higher than an unfinished generation, whose segments must not be confused with these.
            generation, start = state.newest_generation(name) + 1, 0
        elif known is None:
            generation, start = 1, 0
        elif self._measure_growth(name, known) > 0:
            generation, start = known.generation, known.end
        else:
            return 0  # a site of years has thousands of files
        pieces = find_pieces(self.folder / name, start, size, self._longest)
        if is_again and not pieces:
            pieces = [(0, 0)]  # the file is empty now, and a new generation needs a segment
        whole = pieces[-1][1] if is_again else 0
        for begin, end in pieces:
            data = read_piece(self.folder / name, begin, end)
            header = Header(name, generation, begin, end - begin, "", whole, self.fence.begun.previous)
            self._create(state, pack(header, data))
        return len(pieces)

    def _create(self, state: State, segment: bytes) -> None:
        header, _ = read_header(segment)
        self._put(f"{kind_of(header.file)}.seg", segment)
        position = Position(self.fence.begun.epoch, self._number)
        state.add_headers({position: header})
        stamp = stamp_of(self.folder / header.file) or Stamp(0, 0, 0)
        end = header.offset + header.length
        state.put_file(header.file, FileState(header.generation, end, position, stamp))

    def _put(self, name: str, data: bytes) -> str:
        """Creates the next object; one that the store refuses is kept, to be created by the next call."""
        path = object_path(self.fence.site, Position(self.fence.begun.epoch, self._number + 1), name)
        self._pending = name, data
        if not self.fence.objects.create(path, data):
            raise SharedStoreError(
                f"{self.fence.objects.name} has another {path} already: two processes publish "
                f"{self.fence.site} from copies of one folder; end one of them"
            )
        self._pending, self._number = None, self._number + 1
        return path

    def _repeat(self, state: State) -> int:
        if self._pending is None:
            return 0
        name, data = self._pending
        if not name.endswith(".seg"):  # an object of a compaction, which starts over
            self._put(name, data)
            return 0
        self._create(state, data)
        return 1

    def _tidy(self, state: State, *, is_rewritten: bool) -> None:
        """Deletes what was rewritten, from packs too; joins old segments if there are many."""
        if is_rewritten or state.packs.is_stale:
            self._renew(state)
            if state.packs.is_stale:
                self._compact_segments(state, is_due=True)
                self._renew(state)
        elif not self._has_compacted and 0 < self._compact_at <= state.packs.loose:
            self._has_compacted = True  # once a claim
            with suppress(SharedStoreError):  # everything is published; the next run starts over
                self._compact_segments(state)

    def _renew(self, state: State) -> None:
        self.fence, self._number = self.fence.renew(), 0
        sweep(self.fence, state)

    def _compact_segments(self, state: State, *, is_due: bool = False) -> None:
        """Joins old segments, but nothing damaged or unfinished, unless removed text would survive."""
        segments, epoch = Segments(self.fence.objects, self.fence.site), self.fence.begun.epoch
        view = segments.view(state, below=epoch, is_whole=False)
        if is_due or not (view.faults or view.superseded or view.unfinished):
            Compaction(segments, self.folder, self._put, self._longest).run(view, epoch - 1)
