"""What is held of one article: its lines, and its captures in the archive.

Call it while holding the site's lock. The articles' listing pages, feeds and sitemaps are not theirs: they
tell of other articles too.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

import orjson

from dvcrawler.storage.erase import own_line_start
from dvcrawler.storage.journal import parse_object, read_raw
from dvcrawler.storage.removals import Member, Span
from dvcrawler.storage.store import Store
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.reader import Damage, read_warc
from dvcrawler.storage.warc.writer import Capture, warc_folder

#: Whether a captured address is one of the article's.
IsOwn = Callable[[str], bool]
_NAMED = re.compile(rb'#(<urn:uuid:[0-9A-Fa-f-]{36}>)"')
_FRAGMENT = re.compile(rb'\{"schema":\d,"id":')
_ADDRESS = re.compile(r"https?://[^\s,;|]+")


@dataclass(frozen=True, slots=True)
class Found:
    """What is held of an article. `shared`: captures that other articles' lines or revisit records need,
    which stay.
    """

    lines: tuple[Span, ...]
    members: tuple[Member, ...]
    shared: tuple[str, ...]


def find_held(store: Store, id_: str, is_own: IsOwn) -> Found:
    """The article's lines and captures, half-written lines that were set aside among them."""
    lines, records = [], []
    for span, line in _own_lines(store, id_):
        lines.append(span)
        records.append(parse_object(line) or {})
    named, media, pages = _references(records)
    with closing(CaptureIndex(store.data, store.site)) as index:
        chosen = {
            each.record_id: each
            for each in index.all()
            if each.record_id in named or each.url in media or each.url in pages or is_own(each.url)
        }
        shared = _shared(store, id_, index, chosen, media)
        members = [
            member
            for capture in chosen.values()
            if capture.record_id not in shared
            for member in _members(store, capture)
        ]
    return Found(tuple(lines), tuple(members), tuple(sorted(shared)))


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
    """Half-written lines one behind the other, most of them without a newline."""
    text = b"".join(read_raw(path))
    starts = [match.start() for match in _FRAGMENT.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        if own.match(text, start):
            yield Span(path.name, start, end), text[start:end]


def _is_of(line: bytes, id_: str, own: re.Pattern[bytes]) -> bool:
    """Whether the line holds the article; one that is damaged goes by how it begins."""
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


def _shared(
    store: Store, id_: str, index: CaptureIndex, chosen: Mapping[str, Capture], media: set[str]
) -> set[str]:
    """The chosen captures that something else needs: lines of other articles, or revisits that stay."""
    needed = _named_by_others(store, id_, chosen, media)
    needed |= {each.refers_to for each in index.all() if each.refers_to and each.record_id not in chosen}
    shared: set[str] = set()
    while more := (needed & chosen.keys()) - shared:
        shared |= more
        needed = {each for each in (chosen[name].refers_to for name in more) if each}
    return shared


def _named_by_others(store: Store, id_: str, chosen: Mapping[str, Capture], media: set[str]) -> set[str]:
    own = re.compile(own_line_start(id_))
    quoted = {url: orjson.dumps(url) for url in media & {each.url for each in chosen.values()}}
    shared: set[str] = set()
    for path in store.files():
        for line in read_raw(path):
            if _is_of(line, id_, own):
                continue
            shared |= {name.decode() for name in _NAMED.findall(line)} & chosen.keys()
            for url in [url for url, text in quoted.items() if text in line]:
                del quoted[url]
                shared |= {record_id for record_id, each in chosen.items() if each.url == url}
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
