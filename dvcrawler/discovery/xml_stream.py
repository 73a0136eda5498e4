"""XML that a stranger wrote, read piece by piece: what it takes in memory does not grow with its length.

No tree is built, except of a document with a DTD: there a tree is the only way to leave its entities
unresolved, so such a document may be small only.
"""

import zlib
from collections.abc import Iterator
from typing import Protocol

from lxml import etree

#: What the protocol of sitemaps allows, unpacked (sitemaps.org); no feed comes near it.
LARGEST = 50 * 1024 * 1024
#: A tree takes some twenty times its document. The DTDs of old RSS versions stand in small feeds.
_LARGEST_WITH_DTD = 2 * 1024 * 1024
_CHUNK = 1 << 16
_MAGIC = b"\x1f\x8b\x08"
#: Packed twice was seen; more often is a trick.
_TIMES = 3
#: An address or a time that is longer is neither (URLLENGTH_LIMIT is 2083).
LONGEST_TEXT = 4096


class Target(Protocol):
    """Is told of the document in its order; tags without their namespace, texts in pieces."""

    def start(self, name: str, href: str) -> None: ...
    def data(self, text: str) -> None: ...
    def end(self, name: str) -> None: ...


class XmlReading:
    """One document, as it is or as .gz. `cut` says why its end was not read, None where it was."""

    def __init__(self, data: bytes, target: Target) -> None:
        self._data, self._target = data, target
        self.cut: str | None = None

    def steps(self) -> Iterator[None]:
        """Reads on, a chunk a step. Never raises for contents: what is no XML tells the target nothing."""
        relay = _Relay(self._target)
        parser = _parser(relay)
        try:
            for chunk in self._chunks(LARGEST):
                if chunk:
                    parser.feed(chunk)
                yield
            parser.close()
        except _DoctypeSeen:
            if not relay.is_html:
                self._read_tree()
        except (etree.XMLSyntaxError, ValueError):
            return

    def _chunks(self, most: int) -> Iterator[bytes]:
        left, begun = most, False
        for chunk in _unpacked(self._data):
            text = chunk if begun else chunk.lstrip()
            begun = begun or bool(text)
            yield text[:left]
            left -= len(text)
            if left < 0:
                self.cut = f"it has more than {most >> 20} MB"
                return

    def _read_tree(self) -> None:
        data = b"".join(self._chunks(_LARGEST_WITH_DTD))
        if self.cut:
            self.cut += " and a DTD"
            return
        try:
            root: etree._Element | None = etree.fromstring(data, _parser())
        except (etree.XMLSyntaxError, ValueError):
            return
        if root is not None:
            _replay(root, self._target)


class _DoctypeSeen(Exception):
    """A document type comes, and maybe entities in it."""


class _Relay:
    """What lxml calls. It would resolve entities, so it is stopped before the first is declared."""

    def __init__(self, target: Target) -> None:
        self._target, self.data = target, target.data
        self.is_html = False

    def doctype(self, name: str | None, public: str | None, system: str | None) -> None:
        self.is_html = (name or "").lower() == "html"
        raise _DoctypeSeen

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._target.start(tag.rpartition("}")[2], attributes.get("href", ""))

    def end(self, tag: str) -> None:
        self._target.end(tag.rpartition("}")[2])

    def close(self) -> None:
        pass


def _parser(target: _Relay | None = None) -> etree.XMLParser:
    # Neither entities nor the network: a bomb or a file reference in a sitemap stays text.
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, recover=True,
        target=target,  # type: ignore[arg-type]  # it may lack what it has no use for, such as comments
    )  # fmt: skip


def _replay(root: etree._Element, target: Target) -> None:
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2]
        if event == "end":
            target.end(name)
            continue
        target.start(name, element.get("href", ""))
        target.data(element.text or "")


def _unpacked(data: bytes) -> Iterator[bytes]:
    chunks: Iterator[bytes] = (data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK))
    for _ in range(_TIMES):
        first = next(filter(None, chunks), b"")
        chunks = _ahead(first, chunks)
        if not first.startswith(_MAGIC):
            break
        chunks = _gunzip(chunks)
    return chunks


def _ahead(first: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from chunks


def _gunzip(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """All members of a gzip file, up to where it is cut or broken; a chunk at least for each that goes in."""
    unpacker = zlib.decompressobj(31)
    for packed in chunks:
        yield b""
        while packed:
            if unpacker.eof:
                if not packed.startswith(_MAGIC[: len(packed)]):
                    return  # padding
                unpacker = zlib.decompressobj(31)
            try:
                text = unpacker.decompress(packed, _CHUNK)
            except zlib.error:
                return
            packed = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
            if text:
                yield text
