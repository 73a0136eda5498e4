"""Makes the local files of a site equal to the published ones, with as little fetching as possible."""

import os
import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dvcrawler.shared.chains import Chain, Fault, Link
from dvcrawler.shared.fence import Fence
from dvcrawler.shared.files import published_files
from dvcrawler.shared.known import WHOLE_LISTING_EVERY
from dvcrawler.shared.objects import Objects
from dvcrawler.shared.segment import DamagedSegmentError, Kind, kind_of
from dvcrawler.shared.segments import ALL_EPOCHS, Segments
from dvcrawler.shared.state import FileState, Stamp, State, stamp_of
from dvcrawler.shared.sweep import sweep
from dvcrawler.shared.view import View
from dvcrawler.storage.databases.database_files import delete_database
from dvcrawler.storage.disk import check_site, closing_descriptor, disk_errors, sync_folder, write_at
from dvcrawler.storage.folders import make_folder
from dvcrawler.storage.ledgers.ledger import ledger_path
from dvcrawler.storage.removals.erase import clear_derived
from dvcrawler.storage.warc.captures import index_path

#: Matches no file, so that the content is compared the next time.
_UNKNOWN = Stamp(-1, 0, 0)
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """`changed`: files that are different now; `discarded`: bytes that were here and not published.

    `faults`: segments that are missing or damaged. Their bytes are replaced by filler of the same length, so
    that all other offsets stay valid.
    """

    changed: tuple[str, ...]
    fetched: int
    discarded: int
    faults: tuple[Fault, ...]


def restore(
    store: Objects, site: str, folder: Path, fence: Fence | None = None, kinds: Collection[str] | None = None
) -> RestoreResult:
    """Makes the site's files in the folder equal to the published ones.

    With a fence, for its owner, who crawls next: unpublished bytes are discarded, unless the last owner
    was this folder, so that nobody has published since; segments that do not count are deleted. Without one,
    a copy for readers. `kinds`: only files of these. Hold the folder's lock of the site. Raises
    SharedStoreError, StorageError.
    """
    segments = Segments(store, check_site(site))
    with State(folder, site) as state:
        epoch = fence.begun.epoch if fence is not None else 0
        is_whole = epoch % WHOLE_LISTING_EVERY == 0  # readers always list everything
        view = segments.view(state, kinds, below=epoch or ALL_EPOCHS, is_whole=is_whole)
        work = _Restoring(segments, folder, state, keeps_tails=fence is not None and fence.is_same_owner)
        with disk_errors(folder):
            work.restore(site, view, kinds)
        if fence is not None:
            sweep(fence, state, view)
    faults = (*view.faults, *work.faults)
    return RestoreResult(tuple(work.changed), work.fetched, work.discarded, faults)


class _Restoring:
    """One `restore` and its counts."""

    def __init__(self, segments: Segments, folder: Path, state: State, *, keeps_tails: bool) -> None:
        self._segments, self._folder, self._state = segments, folder, state
        self._keeps_tails, self._known = keeps_tails, state.files()
        #: Files in which bytes were changed or removed, not only added.
        self._replaced: set[str] = set()
        self.changed: list[str] = []
        self.faults: list[Fault] = []
        self.fetched = self.discarded = 0

    def restore(self, site: str, view: View, kinds: Collection[str] | None) -> None:
        for parent in {(self._folder / name).parent for name in view.chains}:
            make_folder(parent)
        for name, chain in sorted(view.chains.items()):
            self._restore_file(name, chain)
        if not self._keeps_tails:
            self._discard_files(site, view, kinds)
        self._drop_derived(site)

    def _drop_derived(self, site: str) -> None:
        """Deletes files derived from bytes that are no longer there; they are rebuilt when needed."""
        kinds = {kind_of(name) for name in self._replaced}
        if kinds & {Kind.ARTICLES, Kind.REMOVALS}:
            delete_database(ledger_path(self._folder, site))
        if Kind.WARC in kinds:
            delete_database(index_path(self._folder, site))
        if kinds or Kind.REMOVALS in map(kind_of, self.changed):
            clear_derived(self._folder)  # it holds the words of articles that were removed

    def _restore_file(self, name: str, chain: Chain) -> None:
        path = self._folder / name
        stamp = stamp_of(path)
        if not self._keeps_tails or stamp is None or stamp.size < chain.end:
            self._make_equal(path, name, chain, stamp.size if stamp is not None else 0)
            stamp = stamp_of(path) if not self.faults else _UNKNOWN  # a damaged segment may be replaced
        assert stamp is not None  # it was written, or found equal
        last = chain.links[-1].entry.position
        state = FileState(chain.generation, chain.end, last, stamp)
        if self._known.get(name) != state:  # a site crawled for years has thousands of files
            self._state.put_file(name, state)

    def _make_equal(self, path: Path, name: str, chain: Chain, size: int) -> None:
        held = self._count_held(path, name, chain)
        end = max((link.end for link in chain.links[:held]), default=0)
        if held < len(chain.links) or size != end:
            if size > end:
                self._replaced.add(name)
            self._complete(path, chain.links[held:], end, chain.end, size)
            self.changed.append(name)

    def _count_held(self, path: Path, name: str, chain: Chain) -> int:
        """Number of the chain's leading segments that the local file has."""
        known, stamp = self._known.get(name), stamp_of(path)
        if stamp is None:
            return 0
        if known is not None and known.generation == chain.generation and known.stamp == stamp:
            done = [link for link in chain.links if link.entry.position <= known.position]
            if done and known.end == stamp.size == max(link.end for link in done):
                return len(done)
        return _count_equal(path, chain.links)

    def _complete(self, path: Path, links: Sequence[Link], start: int, end: int, size: int) -> None:
        """Fetches the rest of a file that is correct up to byte `start`.

        Existing bytes are never changed while someone may be reading them: the file is replaced instead.
        """
        if size > start:
            self.discarded += max(0, size - max(start, end))
            target = path.with_name(path.name + ".new")
            _copy_start(path, target, start)
        else:
            target = path
        with closing_descriptor(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)) as fd:
            self._fill(fd, path, links, start)
            os.fsync(fd)
        if target != path:
            target.replace(path)
        sync_folder(path.parent)

    def _fill(self, fd: int, path: Path, links: Sequence[Link], start: int) -> None:
        end = start
        for link in links:
            offset = link.header.offset
            if offset > end:
                write_at(fd, end, _make_filler(path, offset - end))
            write_at(fd, offset, self._fetch(link, path))
            end = max(end, link.end)

    def _fetch(self, link: Link, path: Path) -> bytes:
        try:
            data = self._segments.data(link)
        except DamagedSegmentError as error:
            self.faults.append(Fault(link.entry.path, str(error)))
            return _make_filler(path, link.header.length)
        self.fetched += len(data)
        return data

    def _discard_files(self, site: str, view: View, kinds: Collection[str] | None) -> None:
        """Deletes files that are not published, and the mark of a run that died here."""
        for name in published_files(self._folder, site):
            if name not in view.chains and (kinds is None or kind_of(name) in kinds):
                path = self._folder / name
                self.discarded += path.stat().st_size
                self.changed.append(name)
                self._replaced.add(name)
                path.unlink()
                self._state.drop_file(name)
        for torn in (self._folder / "articles" / check_site(site)).glob("*.torn"):
            torn.unlink()
        (self._folder / "state" / f"{check_site(site)}.run.json").unlink(missing_ok=True)


def _count_equal(path: Path, links: Sequence[Link]) -> int:
    """How many of the first links the file holds as they are published."""
    with path.open("rb") as file:
        for count, link in enumerate(links):
            file.seek(link.header.offset)
            digest, rest = sha256(), link.header.length
            while rest and (block := file.read(min(_BLOCK, rest))):
                digest.update(block)
                rest -= len(block)
            if rest or digest.hexdigest() != link.header.sha256:
                return count
    return len(links)


def _copy_start(path: Path, target: Path, length: int) -> None:
    shutil.copyfile(path, target)
    os.truncate(target, length)


def _make_filler(path: Path, length: int) -> bytes:
    """Replaces lost bytes: by a line that no reader accepts as a record, or by zeros in an archive."""
    if path.name.endswith(".gz"):
        return bytes(length)
    return b" " * (length - 1) + b"\n" if length else b""
