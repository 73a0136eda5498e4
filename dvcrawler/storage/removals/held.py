"""Finds everything held of one article: its lines, and its captures in the archive.

Call it while holding the site's lock. Listing pages, feeds and sitemaps do not belong to an article: they
cover others too.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

import orjson

from dvcrawler.storage.journal import parse_object, read_raw
from dvcrawler.storage.removals.erase import own_key
from dvcrawler.storage.removals.files import ArticleFiles, find_originals
from dvcrawler.storage.removals.log import Member, Span
from dvcrawler.storage.store import Store
from dvcrawler.storage.warc.captures import Capture, split_name, warc_folder
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.reader import Damage, read_warc

#: Whether a captured address is one of the article's.
IsOwn = Callable[[str], bool]
_NAMED = re.compile(rb'#(<urn:uuid:[0-9A-Fa-f-]{36}>)"')
_FRAGMENT = re.compile(rb'\{"schema":\d,"id":')
_NAMED_ADDRESS = re.compile(rb'"url":\s?"([!#-\[\]-~]{1,2000})"')
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
    own = list(_find_own_lines(store, id_))
    named, media, pages = _read_references(line for _, line in own)
    with closing(CaptureIndex(store.data, store.site)) as index:
        files = ArticleFiles(store, media, index)
        addresses = pages.union(files.sent)
        chosen = {
            each.record_id: each
            for each in index.all()
            if each.record_id in named or each.url in addresses or is_own(each.url)
        }
        originals = find_originals(chosen.values(), index)
        chosen |= originals
        names = files.names_of(chosen.values(), originals.keys())
        shared = _find_shared(store, {id_, *together}, index, chosen, names)
    erased = [capture for record_id, capture in chosen.items() if record_id not in shared]
    members = chain.from_iterable(_find_members(store, capture) for capture in erased)
    return Holdings(tuple(span for span, _ in own), tuple(members), tuple(sorted(shared)))


def _find_own_lines(store: Store, id_: str) -> Iterator[tuple[Span, bytes]]:
    own = {id_: re.compile(own_key(id_))}
    for path in store.files():
        place = 0
        for line in read_raw(path):
            for start, end in _find_own_parts(line, own):
                yield Span(path.name, place + start, place + end), line[start:end]
            place += len(line)
    for path in sorted(store.folder.glob("*.jsonl.torn")):
        text = b"".join(read_raw(path))
        for start, end in _divide(text, own):
            yield Span(path.name, start, end), text[start:end]


def _find_own_parts(line: bytes, own: Mapping[str, re.Pattern[bytes]]) -> list[tuple[int, int]]:
    """The bytes of the line that are of one of the articles: all, none, or parts of a damaged line."""
    value = parse_object(line)
    if value is None:
        return _divide(line, own)
    is_record = not ("removed_at" in value or "restored_at" in value)
    return [(0, len(line))] if is_record and str(value.get("id")) in own else []


def _divide(text: bytes, own: Mapping[str, re.Pattern[bytes]]) -> list[tuple[int, int]]:
    """The parts of one of the articles in a line that cannot be read, or in a file of half-written lines,
    most of which lack a newline. The beginnings of records divide them.
    """
    starts = sorted({0, *(match.start() for match in _FRAGMENT.finditer(text))})
    parts = zip(starts, [*starts[1:], len(text)], strict=True)
    return [part for part in parts if any(key.search(text, *part) for key in own.values())]


def _read_references(lines: Iterable[bytes]) -> tuple[set[str], set[str], set[str]]:
    """Record ids of captures, addresses of pictures and files, and addresses of pages that the lines name."""
    named: set[str] = set()
    media: set[str] = set()
    pages: set[str] = set()
    for line in lines:
        record = parse_object(line)
        if record is None:
            named |= {name.decode() for name in _NAMED.findall(line)}
            media |= {address.decode() for address in _NAMED_ADDRESS.findall(line)}
            continue
        with suppress(AttributeError, KeyError, TypeError):  # a torn line, or one of schema 1
            files = [*record["images"], *record.get("documents", ())]
            captures = [record["capture"], *(each.get("capture") for each in files)]
            named |= {split_name(capture)[1] for capture in captures if capture}
            media |= {each["url"] for each in files}
            pages |= {record["url"], record["fetched_from"]}
            pages |= _read_further_pages(record)
    return named, media, pages


def _read_further_pages(record: Mapping[str, Any]) -> set[str]:
    """The addresses of the further pages of an article, which its problems name."""
    reasons = (each["reason"] for each in record["problems"] if each["field"] == "body")
    return set(chain.from_iterable(map(_ADDRESS.findall, reasons)))


def _find_shared(
    store: Store,
    ids: Collection[str],
    index: CaptureIndex,
    chosen: Mapping[str, Capture],
    names: Mapping[str, Collection[str]],
) -> set[str]:
    """The chosen captures that something else needs: lines of other articles, or revisits that stay."""
    needed = _find_named_by_others(store, ids, chosen, names)
    needed |= {each.refers_to for each in index.all() if each.refers_to and each.record_id not in chosen}
    shared: set[str] = set()
    while more := (needed & chosen.keys()) - shared:
        shared |= more
        needed = {each for each in (chosen[name].refers_to for name in more) if each}
    return shared


def _find_named_by_others(
    store: Store, ids: Collection[str], chosen: Mapping[str, Capture], names: Mapping[str, Collection[str]]
) -> set[str]:
    quoted: dict[bytes, set[str]] = {}
    for record_id, texts in names.items():
        for text in texts:
            quoted.setdefault(orjson.dumps(text), set()).add(record_id)
    shared: set[str] = set()
    for line in _read_other_lines(store, ids):
        shared |= {name.decode() for name in _NAMED.findall(line)} & chosen.keys()
        for name in [name for name in quoted if name in line]:
            shared |= quoted.pop(name)
    return shared


def _read_other_lines(store: Store, ids: Collection[str]) -> Iterator[bytes]:
    """The lines without what they hold of these articles."""
    own = {id_: re.compile(own_key(id_)) for id_ in ids}
    for line in chain.from_iterable(map(read_raw, store.files())):
        for start, end in reversed(_find_own_parts(line, own)):
            line = line[:start] + line[end:]
        yield line


def _find_members(store: Store, capture: Capture) -> Iterator[Member]:
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
