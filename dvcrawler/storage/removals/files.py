"""The captures of an article's pictures and documents, and the names by which other articles need them."""

from collections.abc import Collection, Iterable
from urllib.parse import unquote

from w3lib.url import safe_url_string

from dvcrawler.normalize.media_kinds import KINDS
from dvcrawler.storage.media.captures import held_captures, held_names
from dvcrawler.storage.media.finding import find_file
from dvcrawler.storage.store import Store
from dvcrawler.storage.warc.captures import Capture, split_name
from dvcrawler.storage.warc.index import CaptureIndex


class ArticleFiles:
    """The pictures and documents that an article's lines name.

    `sent`: the names by which lines know them, by the address that a crawl requests and by the one at which
    it found them: a redirect may have led there.
    """

    def __init__(self, store: Store, urls: Collection[str], index: CaptureIndex) -> None:
        self._store = store
        self.sent: dict[str, set[str]] = {}
        for url in urls:
            for form in {url, _quote_as_sent(url)}:
                self.sent.setdefault(form, set()).add(url)
        for url, capture in _find_held(store, urls, index).items():
            self.sent.setdefault(capture.url, set()).add(url)

    def names_of(self, captures: Collection[Capture], originals: Collection[str]) -> dict[str, set[str]]:
        """The names by which another article's line may refer to a captured file, by record id.

        Captures that are not of a file are left out. `originals`: record ids of those that hold the bytes of
        a file, under any address.
        """
        known = held_names(self._store.data, self._store.site, [capture.name for capture in captures])
        named: dict[str, set[str]] = {}
        for capture in captures:
            names = self.sent.get(capture.url, set()) | known.get(capture.name, set())
            if names or capture.record_id in originals:
                named[capture.record_id] = names | {capture.url, unquote(capture.url)}
        return named


def find_originals(chosen: Iterable[Capture], index: CaptureIndex) -> dict[str, Capture]:
    """The captures, by record id, that hold the bytes of chosen revisits.

    One may be all that is left of another article that was removed: it stayed because of such a revisit.
    """
    found: dict[str, Capture] = {}
    for capture in chosen:
        wanted = capture.refers_to
        while wanted is not None and wanted not in found:
            original = index.find(wanted)
            if original is None:
                break
            found[wanted] = original
            wanted = original.refers_to
    return found


def _find_held(store: Store, urls: Collection[str], index: CaptureIndex) -> dict[str, Capture]:
    """Searches the archive for files that are missing in the database: it may have been deleted."""
    names = held_captures(store.data, store.site, urls)
    found: dict[str, Capture | None] = {url: index.find(split_name(name)[1]) for url, name in names.items()}
    for url in urls:
        if url not in names:
            file = find_file(url, KINDS, index)
            found[url] = file.capture if file is not None else None
    return {url: capture for url, capture in found.items() if capture is not None}


def _quote_as_sent(url: str) -> str:
    try:
        return safe_url_string(url)
    except ValueError:
        return url
