"""Reads untrusted XML as a stream: memory does not grow with its length, and time is limited.

Builds no tree, except for a document with a DTD: there a tree is the only way to leave entities unresolved,
so such a document must be small.
"""

import re
import time
from collections.abc import Mapping
from typing import Protocol

from lxml import etree

from dvcrawler.discovery.feed_files.unpacking import unpack
from dvcrawler.discovery.feed_files.xml_repair import repair_xml
from dvcrawler.patterns import lazy_regex

#: The limit of the sitemap protocol, unpacked (sitemaps.org); feeds are far smaller.
LARGEST = 50 * 1024 * 1024
#: A longer text is neither an address nor a time (URLLENGTH_LIMIT is 2083).
LONGEST_TEXT = 4096
#: A tree takes some twenty times its document. Only small feeds have the DTDs of old RSS versions.
_LARGEST_WITH_DTD = 2 * 1024 * 1024
#: A tag, comment or CDATA section of this length is an attack on the parser, which processes it in one piece.
_LONGEST_PIECE = 1024 * 1024
#: The largest sitemap that the protocol allows has some 750,000 tags.
_MOST_EVENTS = 3_000_000
#: Seconds of processor time, so that a busy machine does not truncate sitemaps. The largest takes two, during
#: which the crawl waits.
_PATIENCE = 8.0
#: Bytes at the end of the document in which its last tag is searched for: plugins write comments after it.
_TAIL = 1 << 15
_ROOTS = ("urlset", "sitemapindex", "rss", "feed", "rdf")
_ROOT = rb"(?:[\w.-]{1,40}:)?(?:" + "|".join(_ROOTS).encode() + rb")"
#: `</urlset>`, or `<urlset/>` of a document without entries.
_LAST_TAG = lazy_regex(rb"</" + _ROOT + rb"(?:[\s>]|$)|<" + _ROOT + rb"(?:\s[^<>]{0,2000})?/>", re.I)


class Target(Protocol):
    """Receives the document in order: tags without namespace and prefix, texts in pieces."""

    @property
    def is_full(self) -> bool:
        """Whether it needs nothing further."""
        ...

    def start(self, name: str, attributes: Mapping[str, str]) -> None: ...
    def data(self, text: str) -> None: ...
    def end(self, name: str) -> None: ...


def read_xml(data: bytes, target: Target) -> str | None:
    """Reads a document, plain or as .gz. Returns why its end was not read, None if it was.

    Never raises for contents: the target hears nothing of data that is not XML.
    """
    source = _Source(data, LARGEST)
    relay = _Relay(target, source)
    try:
        # `feed` is not used: it gives up at errors from which this recovers.
        etree.parse(source, _create_parser(relay))  # type: ignore[arg-type]  # `read` is all that it calls
    except _DoctypeSeen:
        return None if relay.is_html else _read_with_dtd(data, target)
    except _Enough as reason:
        return str(reason) or None
    except (etree.XMLSyntaxError, ValueError):
        pass
    finally:
        relay.release()
    return source.cut or source.find_lost_end(relay.root)


class _DoctypeSeen(Exception):
    """A document type follows, perhaps with entities."""


class _Enough(Exception):
    """Ends the reading; the text says why, empty if everything wanted was read."""


class _Source:
    """The unpacked document as a file. It ends at the first limit that is exceeded, which `cut` names."""

    def __init__(self, data: bytes, most: int, longest: int = _LONGEST_PIECE) -> None:
        self._chunks, self._most, self._longest = repair_xml(unpack(data)), most, longest
        self._read = 0
        self._ends = time.thread_time() + _PATIENCE
        self.cut: str | None = None
        #: Bytes read when the parser last produced anything.
        self.used, self._tail = 0, b""

    def read(self, size: int = -1) -> bytes:
        for text in self._chunks:
            self._read += len(text)
            self.cut = self._find_cut()
            if self.cut is not None:
                break
            if text:
                self._tail = (self._tail + text)[-_TAIL:]
                return text
        return b""

    def find_lost_end(self, root: str) -> str | None:
        """Why the document is not whole if it has no last tag; tags within it may be broken."""
        is_lost = root in _ROOTS and _LAST_TAG.search(self._tail.replace(b"\0", b"")) is None
        return "its last tag was not reached" if is_lost else None

    def note_use(self) -> None:
        self.used = self._read

    def _find_cut(self) -> str | None:
        if self._read > self._most:
            return f"it has more than {self._most >> 20} MB"
        if self._read - self.used > self._longest:
            return f"a tag in it has more than {self._longest >> 20} MB"
        return f"it takes longer than {_PATIENCE:g} s" if time.thread_time() > self._ends else None


class _Relay:
    """Parser target of lxml, which would resolve entities: it is stopped before the first declaration."""

    def __init__(self, target: Target, source: _Source) -> None:
        self._target, self._source = target, source
        self._events = 0
        self.is_html, self.root = False, ""

    def doctype(self, name: str | None, public: str | None, system: str | None) -> None:
        self.is_html = (name or "").lower() == "html"
        raise _DoctypeSeen

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._note()
        self.root = self.root or _fold_tag(tag)
        self._target.start(_fold_tag(tag), _resolve(attributes))
        if self._target.is_full:
            raise _Enough

    def end(self, tag: str) -> None:
        self._target.end(_fold_tag(tag))

    def data(self, text: str) -> None:
        self._note()
        self._target.data(text)

    def comment(self, text: str) -> None:
        self._note()

    def pi(self, name: str, text: str | None = None) -> None:
        self._note()

    def close(self) -> None:
        pass

    def release(self) -> None:
        """Drops the document and the target: lxml's parser, which is in a reference cycle, holds this."""
        del self._source, self._target

    def _note(self) -> None:
        self._source.note_use()
        self._events += 1
        if self._events > _MOST_EVENTS:
            raise _Enough(f"it has more than {_MOST_EVENTS:,} tags and texts")


def _resolve(attributes: Mapping[str, str]) -> Mapping[str, str]:
    """The attributes with their ampersands, which the parser writes as references, unresolved."""
    return {name: value.replace("&#38;", "&") for name, value in attributes.items()}


def _fold_tag(tag: str) -> str:
    """The local name in lower case. An undeclared prefix is part of the name."""
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def _read_with_dtd(data: bytes, target: Target) -> str | None:
    source = _Source(data, _LARGEST_WITH_DTD, _LARGEST_WITH_DTD)
    text = b"".join(iter(source.read, b""))
    if source.cut:
        return f"{source.cut} and a DTD"
    try:
        root: etree._Element | None = etree.fromstring(text, _create_parser())
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is not None:
        _replay(root, target)
    return source.find_lost_end("" if root is None else _fold_tag(str(root.tag)))


def _create_parser(target: _Relay | None = None) -> etree.XMLParser:
    # Resolves no entities and uses no network: a bomb or a file reference in a sitemap stays text.
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        recover=True,
        target=target,  # type: ignore[arg-type]  # comments and the like are optional
    )


def _replay(root: etree._Element, target: Target) -> None:
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        name = _fold_tag(element.tag)
        if event == "end":
            target.end(name)
            target.data(element.tail or "")
            continue
        target.start(name, dict(element.attrib))
        target.data(element.text or "")
