"""Removes an article for good: finds its lines and captures, and takes the steps of a removal.

Hold the site's lock and have its `Store` open, which has finished what an earlier process left. The texts
of an article's listing pages, feeds and sitemaps stay in the archive: they tell of other articles too.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

import orjson

from dvcrawler.errors import UsageError
from dvcrawler.normalize.identity import base_of
from dvcrawler.storage.erase import erase, finish, is_notice_there, own_line_start
from dvcrawler.storage.journal import parse_object, read_raw
from dvcrawler.storage.removals import Member, Removal, Span, Step, notice_line, read_removals, write_step
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


def remove(store: Store, id_: str, reason: str, at: str, found: Found, *, only_mark: bool = False) -> Removal:
    """Removes what was found of the article, or marks it as removed. `at`: ISO, UTC.

    Durable and in force once the first line is in the log; whatever follows is done again by the next opening
    of the store where it is interrupted. Raises StorageError.
    """
    step = Step.MARKED if only_mark else Step.PLANNED
    removal = Removal(id_, step, at, reason, _next_place(store, at), found.lines, found.members)
    earlier = read_removals(store.data, store.site).get(id_)
    if earlier is not None and earlier.is_in_force:
        removal = replace(removal, removed_at=earlier.removed_at, reason=earlier.reason)
        if is_notice_there(store.folder / earlier.notice[0], earlier.notice[1], notice_line(earlier)):
            removal = replace(removal, notice=earlier.notice)
    write_step(store.data, store.site, removal)
    if not only_mark:
        erase(store.data, store.site, removal)
    finish(store.data, store.site, removal)
    store.removed |= {id_}
    return removal


def find_mark(store: Store, id_: str) -> Removal:
    """The mark that can be taken back. Raises UsageError where there is none, or the article is erased."""
    removal = read_removals(store.data, store.site).get(id_)
    if removal is None or not removal.is_in_force:
        raise UsageError(f"{id_} is not removed; `dvcrawler remove --list` prints what is")
    if removal.step is not Step.MARKED:
        raise UsageError(f"{id_} was removed on {removal.removed_at[:10]} and erased; it cannot be restored")
    return removal


def find_marks(store: Store, id_: str) -> list[Removal]:
    """That mark, and those that were set with it on other ids of the article."""
    mark = find_mark(store, id_)
    others = read_removals(store.data, store.site).values()
    return [mark, *(each for each in others if _goes_with(each, mark))]


def _goes_with(other: Removal, mark: Removal) -> bool:
    is_alias = base_of(other.id)[0] == mark.id and other.removed_at == mark.removed_at
    return is_alias and other.step is Step.MARKED


def undo(store: Store, removal: Removal, at: str) -> Removal:
    """Takes back a mark. `at`: ISO, UTC. Raises StorageError."""
    undone = replace(removal.without_places(Step.UNDONE), restored_at=at, notice=_next_place(store, at))
    write_step(store.data, store.site, undone)
    finish(store.data, store.site, undone)
    store.removed -= {removal.id}
    return undone


def _next_place(store: Store, at: str) -> tuple[str, int]:
    """The end of the file of that month, where the next line of it will be."""
    file = f"{at[:7]}.jsonl"
    return file, store.sizes().get(file, 0)


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
