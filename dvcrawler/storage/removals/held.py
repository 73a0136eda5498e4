"""Finds everything held of one article: its lines, and its captures in the archive.

Call it while holding the site's lock. Listing pages, feeds and sitemaps do not belong to an article: they
cover others too.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import orjson
from w3lib.url import safe_url_string

from dvcrawler.storage.journal import parse_object, read_raw
from dvcrawler.storage.media.captures import held_captures
from dvcrawler.storage.removals.erase import own_line_start
from dvcrawler.storage.removals.log import Member, Span
from dvcrawler.storage.store import Store
from dvcrawler.storage.warc.captures import Capture, warc_folder
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.reader import Damage, read_warc

#: Whether a captured address is one of the article's.
IsOwn = Callable[[str], bool]
_NAMED = re.compile(rb'#(<urn:uuid:[0-9A-Fa-f-]{36}>)"')
_FRAGMENT = re.compile(rb'\{"schema":\d,"id":')
_ADDRESS = re.compile(r"https?://[^\s,;|]+")


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything held of an article. `shared`: captures that stay because other articles' lines or revisit
    records need them.
    """

    lines: tuple[Span, ...]
    members: tuple[Member, ...]
    shared: tuple[str, ...]


def find_held(store: Store, id_: str, is_own: IsOwn, together: Collection[str] = ()) -> Holdings:
    """Finds the article's lines and captures, including half-written lines that were set aside.

    `together`: ids of articles that are removed with it, and so do not need its captures.
    """
    lines, records = [], []
    for span, line in _own_lines(store, id_):
        lines.append(span)
        records.append(parse_object(line) or {})
    named, media, pages = _references(records)
    held = {url: name.partition("#")[2] for url, name in held_captures(store.data, store.site, media).items()}
    files = _Files(media, held)
    named |= set(held.values())
    with closing(CaptureIndex(store.data, store.site)) as index:
        chosen = {
            each.record_id: each
            for each in index.all()
            if each.record_id in named or each.url in files.sent or each.url in pages or is_own(each.url)
        }
        shared = _find_shared(store, {id_, *together}, index, chosen, files)
        members = [
            member
            for capture in chosen.values()
            if capture.record_id not in shared
            for member in _members(store, capture)
        ]
    return Holdings(tuple(lines), tuple(members), tuple(sorted(shared)))


class _Files:
    """The addresses of the article's pictures and documents. `sent`: as a crawl requests them."""

    def __init__(self, urls: Collection[str], held: Mapping[str, str]) -> None:
        """`held`: the record ids of those that are held; a redirect may have led there."""
        self._held = held
        self.sent: dict[str, set[str]] = {}
        for url in urls:
            for form in {url, _as_sent(url)}:
                self.sent.setdefault(form, set()).add(url)

    def names_of(self, capture: Capture) -> set[str]:
        """The names by which another article's line may refer to the captured file; empty if it is not one of
        the files.
        """
        names = self.sent.get(capture.url, set()) | {
            url for url, record_id in self._held.items() if record_id == capture.record_id
        }
        return names | {capture.url, unquote(capture.url)} if names else set()


def _as_sent(url: str) -> str:
    try:
        return safe_url_string(url)
    except ValueError:
        return url


def _own_lines(store: Store, id_: str) -> Iterator[tuple[Span, bytes]]:
    own = re.compile(own_line_start(id_))
    for path in store.files():
        end = 0
        for line in read_raw(path):
            start, end = end, end + len(line)
            if _is_of(line, id_, own):
                yield Span(path.name, start, end), line
    for path in sorted(store.folder.glob("*.jsonl.torn")):
        yield from _torn_lines(path, own)


def _torn_lines(path: Path, own: re.Pattern[bytes]) -> Iterator[tuple[Span, bytes]]:
    """The article's lines in a file of half-written lines, most of which lack a newline."""
    text = b"".join(read_raw(path))
    starts = [match.start() for match in _FRAGMENT.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        if own.match(text, start):
            yield Span(path.name, start, end), text[start:end]


def _is_of(line: bytes, id_: str, own: re.Pattern[bytes]) -> bool:
    """Whether the line holds the article; a damaged line is recognised by its beginning."""
    if id_.encode() not in line:
        return False
    value = parse_object(line)
    if value is None:
        return own.match(line) is not None
    return value.get("id") == id_ and not ("removed_at" in value or "restored_at" in value)


def _references(records: Iterable[Mapping[str, Any]]) -> tuple[set[str], set[str], set[str]]:
    """Record ids of captures, addresses of pictures and files, and addresses of pages that the lines name."""
    named: set[str] = set()
    media: set[str] = set()
    pages: set[str] = set()
    for record in records:
        with suppress(AttributeError, KeyError, TypeError):  # a torn line, or one of schema 1
            files = [*record["images"], *record.get("documents", ())]
            captures = [record["capture"], *(each.get("capture") for each in files)]
            named |= {capture.partition("#")[2] for capture in captures if capture}
            media |= {each["url"] for each in files}
            pages |= {record["url"], record["fetched_from"]}
            reasons = [each["reason"] for each in record["problems"] if each["field"] == "body"]
            pages |= set(chain.from_iterable(map(_ADDRESS.findall, reasons)))  # an article on several pages
    return named, media, pages


def _find_shared(
    store: Store, ids: Collection[str], index: CaptureIndex, chosen: Mapping[str, Capture], files: _Files
) -> set[str]:
    """The chosen captures that something else needs: lines of other articles, or revisits that stay."""
    needed = _named_by_others(store, ids, chosen, files)
    needed |= {each.refers_to for each in index.all() if each.refers_to and each.record_id not in chosen}
    shared: set[str] = set()
    while more := (needed & chosen.keys()) - shared:
        shared |= more
        needed = {each for each in (chosen[name].refers_to for name in more) if each}
    return shared


def _named_by_others(
    store: Store, ids: Collection[str], chosen: Mapping[str, Capture], files: _Files
) -> set[str]:
    own = {id_: re.compile(own_line_start(id_)) for id_ in ids}
    quoted: dict[bytes, set[str]] = {}
    for capture in chosen.values():
        for name in files.names_of(capture):
            quoted.setdefault(orjson.dumps(name), set()).add(capture.record_id)
    shared: set[str] = set()
    for path in store.files():
        for line in read_raw(path):
            if any(_is_of(line, id_, pattern) for id_, pattern in own.items()):
                continue
            shared |= {name.decode() for name in _NAMED.findall(line)} & chosen.keys()
            for text in [text for text in quoted if text in line]:
                shared |= quoted.pop(text)
    return shared


def _members(store: Store, capture: Capture) -> Iterator[Member]:
    """The gzip member of the capture, and that of its request."""
    path = warc_folder(store.data, store.site) / capture.file
    try:
        size = path.stat().st_size
        found = list(islice(read_warc(path, capture.offset), 3))
    except OSError:
        return
    ends = [*(each.offset for each in found[1:]), size]
    for number, (each, end) in enumerate(zip(found, ends, strict=False)):
        if isinstance(each, Damage):
            return
        is_request = each.headers.get("warc-concurrent-to") == capture.record_id
        if (each.record_id == capture.record_id) if number == 0 else (number == 1 and is_request):
            yield Member(capture.file, each.offset, end - each.offset, each.record_id)
