"""The HTTP answer inside a WARC record: status, headers, and the page as it was before it was packed."""

import zlib
from dataclasses import dataclass
from io import BytesIO

from warcio.bufferedreaders import ChunkedDataReader

from dvcrawler.storage.warc import payload_digest
from dvcrawler.storage.warc_reading import Record

#: As of a live answer: more, unpacked, is a bomb.
LARGEST_PAGE = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """`raw` is the payload as stored, `headers` have small letters; of several the last counts."""

    status: int
    headers: dict[str, str]
    raw: bytes


def read_answer(record: Record) -> Answer | None:
    """The answer of a `response` or `revisit` record; None where the block is none."""
    head, found, raw = record.block.partition(b"\r\n\r\n")
    if not found:
        head, found, raw = record.block.partition(b"\n\n")
    lines = head.decode("latin-1").splitlines()
    first = lines[0].split(None, 2) if lines else []
    if len(first) < 2 or not first[0].startswith("HTTP/") or not first[1].isdecimal():
        return None
    pairs = (line.partition(":") for line in lines[1:])
    return Answer(int(first[1]), {name.strip().lower(): value.strip() for name, _, value in pairs}, raw)


def received(answer: Answer) -> bytes:
    """The payload without the chunks of its transfer, still in its Content-Encoding."""
    chunked = "chunked" in answer.headers.get("transfer-encoding", "").lower()
    return _unchunk(answer.raw) if chunked else answer.raw


def unpack(answer: Answer) -> bytes:
    """The page's bytes. Raises ValueError where the encoding is unknown, broken, or a bomb."""
    body = received(answer)
    for encoding in reversed([each.strip().lower() for each in _encodings(answer)]):
        body = _decode(body, encoding)
    return body


def digest_fault(record: Record) -> str | None:
    """What the record's own digests say against its bytes; None where they agree or are not given.

    Only SHA-1 in base 32 is held against them, as nearly all files have it.
    """
    block = record.headers.get("warc-block-digest", "")
    if block.startswith("sha1:") and len(block) == 37 and payload_digest(record.block) != block:
        return "the block's digest is wrong"
    payload = record.headers.get("warc-payload-digest", "")
    if record.kind != "response" or not payload.startswith("sha1:") or len(payload) != 37:
        return None
    answer = read_answer(record)
    if answer is None or payload in (payload_digest(answer.raw), payload_digest(_unchunk(answer.raw))):
        return None
    return "the payload's digest is wrong"


def _encodings(answer: Answer) -> list[str]:
    return [each for each in answer.headers.get("content-encoding", "").split(",") if each.strip()]


def _unchunk(body: bytes) -> bytes:
    """Many tools write the chunks' header and store the body without chunks: then it is as it is."""
    reader = ChunkedDataReader(BytesIO(body), decomp_type=None)
    return bytes(reader.read(LARGEST_PAGE + 1))


def _decode(body: bytes, encoding: str) -> bytes:
    if encoding in ("identity", "utf-8", "none"):
        return body
    if encoding == "br":
        return _unbrotli(body)
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise ValueError(f"Content-Encoding {encoding[:20]!r} is not known")
    for window in (47, -15) if encoding == "deflate" else (47,):  # by its head, then raw deflate
        unpacker = zlib.decompressobj(window)
        try:
            text = unpacker.decompress(body, LARGEST_PAGE)
        except zlib.error:
            continue
        if unpacker.unconsumed_tail:
            raise ValueError(f"more than {LARGEST_PAGE} bytes when unpacked")
        return text
    if encoding != "deflate" and body[:2] != b"\x1f\x8b":
        return body  # stored unpacked under the header of the packed answer
    raise ValueError(f"the {encoding} stream is broken")


def _unbrotli(body: bytes) -> bytes:
    """Our own crawls never ask for it; browsers do, and their recordings hold it."""
    import brotli

    unpacker = brotli.Decompressor()
    try:
        if hasattr(unpacker, "process"):
            text: bytes = unpacker.process(body, output_buffer_limit=LARGEST_PAGE + 1)
        else:  # brotlipy, an older package of the same name, which pywb brings
            text = unpacker.decompress(body)
    except brotli.error:
        raise ValueError("the br stream is broken") from None
    if len(text) > LARGEST_PAGE:
        raise ValueError(f"more than {LARGEST_PAGE} bytes when unpacked")
    return text
