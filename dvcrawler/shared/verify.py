"""Checks a site's segments in the shared store: checksums, order, gaps, and the fence. Changes nothing."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dvcrawler.shared.chains import LOST_BEGIN, LOST_MANIFEST, Fault, Link
from dvcrawler.shared.fence import read_begin
from dvcrawler.shared.objects import LostManifestError, MissingObjectError, Objects
from dvcrawler.shared.packing.manifest import Manifest
from dvcrawler.shared.segment import DamagedSegmentError, begin_path, parse_path
from dvcrawler.shared.segments import Segments
from dvcrawler.shared.state import State
from dvcrawler.shared.view import View
from dvcrawler.storage.disk import check_site

_THREADS = 4
#: Number of segments held in memory at a time.
_AT_ONCE = 8
_SWEPT = "nobody reads it; the next crawl deletes it"


def verify_segments(store: Objects, site: str, folder: Path) -> Iterator[Fault]:
    """Yields every fault; reads every segment that counts. `folder`: the mirror. Raises SharedStoreError."""
    name = check_site(site)
    epochs = set[int]()
    for path, size in store.listing(f"sites/{name}"):
        entry = parse_path(path, size)
        if entry is None:
            yield Fault(path, "it is not an object of a shared store")
        else:
            epochs.add(entry.position.epoch)
    segments = Segments(store, name)
    try:
        with State(folder, site) as state:
            view = segments.view(state)
    except LostManifestError:
        yield Fault(f"sites/{name}", LOST_MANIFEST)
        return
    yield from view.faults
    yield from _check_begins(store, name, view, epochs)
    yield from _check_manifests(store, name, view)
    for entry in view.superseded:
        yield Fault(entry.path, "a newer generation of its file replaces it", _SWEPT)
    for entry in view.ignored:
        yield Fault(entry.path, "it was published after another owner had claimed the site", _SWEPT)
    links = [link for chain in view.chains.values() for link in chain.links]
    with ThreadPoolExecutor(_THREADS) as pool:
        for start in range(0, len(links), _AT_ONCE):
            yield from filter(None, pool.map(lambda link: _check(segments, link), links[start:][:_AT_ONCE]))


def _check_begins(store: Objects, site: str, view: View, epochs: Iterable[int]) -> Iterator[Fault]:
    """Reads each begin.json that counts: the view may remember what one said that is gone since."""
    newer = sorted(epoch for epoch in epochs if epoch > view.manifest.through)
    named = {fault.place for fault in view.faults}
    with ThreadPoolExecutor(_THREADS) as pool:
        begins = pool.map(lambda epoch: read_begin(store, site, epoch), newer)
        for epoch, begun in zip(newer, begins, strict=True):
            if begun is None and begin_path(site, epoch) not in named:
                yield Fault(begin_path(site, epoch), LOST_BEGIN)


def _check_manifests(store: Objects, site: str, view: View) -> Iterator[Fault]:
    """Names the copies of a manifest that count and cannot be read."""
    dropped = {each.path for each in (*view.ignored, *view.replaced)}
    for path, _ in store.listing(f"sites/{site}"):
        if path.endswith(".manifest") and path not in dropped:
            try:
                Manifest.parse(store.get(path))
            except DamagedSegmentError as error:
                yield Fault(path, str(error))
            except MissingObjectError:  # deleted since it was listed
                continue


def _check(segments: Segments, link: Link) -> Fault | None:
    try:
        segments.data(link)
    except DamagedSegmentError as error:
        return Fault(link.entry.path, str(error))
    return None
