"""Pages that were recorded out of a web archive, such as https://web.archive.org/web/20240301020000/https://…:
their links lead into the archive, and its banner stands above them.
"""

import re
from dataclasses import replace
from datetime import datetime

from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.numbers import read_stamp
from dvcrawler.storage.warc.message import Answer, digest_fault, unpack
from dvcrawler.storage.warc.record import Large, Record

#: An address in a web archive below a folder: archive.today has none, nor pages as they were.
_CAPTURE = re.compile(
    r"https?:(?P<host>//[^/]+)(?P<folder>/(?:[^/?#]+/)+)(?P<stamp>[0-9]{14})(?P<kind>[a-z]{2}_)?/"
    r"(?P<scheme>https?):/{1,2}(?P<rest>[^/].*)"
)
_BANNER = (b"<!-- BEGIN WAYBACK TOOLBAR INSERT -->", b"<!-- END WAYBACK TOOLBAR INSERT -->")
#: Headers of the archive's own answer. Those of the page follow a prefix.
_OF_ARCHIVE = ("date", "content-encoding", "content-length", "transfer-encoding")
_SERVED = "x-archive-orig-date"
_ALTERED = Problem("capture", ProblemCode.ALTERED_CAPTURE, "the archive states another digest of these bytes")


def find_doubts(record: Record | Large) -> tuple[Problem, ...]:
    """The problem of a page whose bytes are not those of the digest in its record."""
    return (_ALTERED,) if digest_fault(record) else ()


def restore_page(url: str, at: datetime | None, answer: Answer) -> tuple[str, datetime | None, Answer]:
    """The page's own address, when it was captured, and its answer as before the archive changed it.

    Gives back what it gets for an address outside a web archive, and for a body that cannot be unpacked.
    """
    found = _CAPTURE.fullmatch(url)
    moment = read_stamp(found["stamp"]) if found else None
    if found is None or moment is None:
        return url, at, answer
    rewriting = _compile_rewriting(found)
    try:
        body = unpack(answer)
    except ValueError:
        return url, at, answer
    if found["kind"] != "id_":
        body = rewriting.sub(b"", _cut_banner(body))
    headers = {name: value for name, value in answer.headers.items() if name not in _OF_ARCHIVE}
    headers |= {"date": headers[_SERVED]} if _SERVED in headers else {}
    if "location" in headers:
        headers["location"] = rewriting.sub(b"", headers["location"].encode("latin-1")).decode("latin-1")
    own = f"{found['scheme']}://{found['rest']}"
    return own, moment, replace(answer, headers=headers, raw=body)


def _compile_rewriting(found: re.Match[str]) -> re.Pattern[bytes]:
    """What the archive writes before an address, whole or from its path on; scripts escape its slashes."""
    host, folder = (re.escape(found[name]).replace("/", r"\\?/") for name in ("host", "folder"))
    text = rf"(?:(?:https?:)?{host})?{folder}[0-9]{{14}}(?:[a-z]{{2}}_)?\\?/(?=https?:\\?/)"
    return re.compile(text.encode())


def _cut_banner(body: bytes) -> bytes:
    before, _, banner = body.partition(_BANNER[0])
    _, end, after = banner.partition(_BANNER[1])
    return before + after if end else body
