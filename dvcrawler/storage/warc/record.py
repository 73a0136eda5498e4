"""The results of reading a WARC file: records, records too large to keep, and damage."""

import re
from dataclasses import dataclass

from dvcrawler.bodies import LARGEST_PAGE
from dvcrawler.normalize.numbers import read_whole

#: The first bytes of any record; some tools write them in small letters.
BEGINS = (b"WARC/", b"warc/")
#: Kinds of records that are captures. A revisit has no body: it refers to an equal earlier capture.
RESPONSE, REVISIT = "response", "revisit"
#: A page without its HTTP response, or a picture or log of the crawler's.
RESOURCE = "resource"
#: The first line of a record, of at most `LONGEST_START` bytes. Some tools end the lines of headers by LF.
START = re.compile(rb"(?:WARC|warc)/\d\.\d\r?\n")
LONGEST_START = len(b"WARC/1.1\r\n")
#: What may be between records: line ends, and the zeros to which some tools pad a file.
PADDING = b"\r\n\0"
#: Ends a header, and a record.
SEPARATOR = b"\r\n\r\n"
_BARE_SEPARATOR = b"\n\n"
#: A value may continue in the next line (WARC 1.0, section 4).
_FOLD = re.compile(r"\r\n[ \t]{1,99}")
_SCHEME = re.compile(r"[a-z][a-z0-9+-]{1,30}:", re.I)
#: A page with its headers, and the chunk headers that some tools keep.
LARGEST = LARGEST_PAGE + 1024 * 1024
LARGEST_HEADER = 64 * 1024


@dataclass(frozen=True, slots=True)
class _Headed:
    """`headers`: names in lower case. `offset`: of the gzip member, or of the record in a file that is not
    compressed by record.
    """

    offset: int
    headers: dict[str, str]

    @property
    def kind(self) -> str:
        return self.headers.get("warc-type", "").lower()

    @property
    def is_revisit(self) -> bool:
        return self.kind == REVISIT

    @property
    def is_capture(self) -> bool:
        return self.kind in (RESPONSE, REVISIT)

    @property
    def url(self) -> str:
        """The address. Of folders of saved pages some tools make records whose addresses have no scheme."""
        url = self.headers.get("warc-target-uri", "").strip("<>")
        return url if not url or _SCHEME.match(url) else f"https://{url.removeprefix('//')}"

    @property
    def record_id(self) -> str:
        return self.headers.get("warc-record-id", "")


@dataclass(frozen=True, slots=True)
class Record(_Headed):
    block: bytes


@dataclass(frozen=True, slots=True)
class Large(_Headed):
    """A record of more than `LARGEST` bytes: a film or an archive, not a page.

    `head`: the beginning of its block. `digest`: SHA-1 of the whole block in WARC notation, None if the
    header has no digest to compare it with.
    """

    length: int
    head: bytes
    digest: str | None


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes from `offset` on that are not a complete record."""

    file: str
    offset: int
    what: str


ReadResult = Record | Large | Damage
#: None: progress without a result, so that the caller can do other work in between.
Step = ReadResult | None


def find_separator(start: bytes) -> bytes:
    """What ends the header that begins with these bytes, at least a first line."""
    found = START.match(start)
    return SEPARATOR if found is None or found[0].endswith(b"\r\n") else _BARE_SEPARATOR


def parse_headers(head: bytes) -> dict[str, str] | None:
    """Names in lower case; None if these bytes are not the header of a record."""
    if not head.startswith(BEGINS):
        return None
    headers: dict[str, str] = {}
    if find_separator(head) is not SEPARATOR:
        head = head.replace(b"\n", b"\r\n")
    unfolded = _FOLD.sub(" ", head.decode("utf-8", "replace"))
    for line in unfolded.split("\r\n")[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    return headers if "warc-type" in headers else None


def read_length(headers: dict[str, str]) -> int | None:
    """Length of the block in bytes; None if the header gives no valid one."""
    return read_whole(headers.get("content-length"), most=10**15)
