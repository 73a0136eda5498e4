"""The page in a record of a foreign archive. One that was recorded out of a web archive, such as
https://web.archive.org/web/20240301020000/https://…, has links into it, and its banner is above the page.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.numbers import read_stamp, read_whole
from dvcrawler.normalize.replays import is_rewritten, undo_rewriting
from dvcrawler.storage.warc.message import (
    Answer,
    build_resource_answer,
    digest_fault,
    read_answer,
    read_capture_time,
    unpack,
)
from dvcrawler.storage.warc.record import RESOURCE, Large, Record

#: An address in a web archive below a folder: archive.today has none, nor pages as they were.
_CAPTURE = re.compile(
    r"https?://[^/]+/(?:[^/?#]+/)+(?P<stamp>[0-9]{14})(?P<kind>[a-z]{2}_)?/"
    r"(?P<scheme>https?):/{1,2}(?P<rest>[^/].*)"
)
#: Headers of the archive's own answer. Those of the page follow a prefix.
_OF_ARCHIVE = ("date", "content-encoding", "content-length", "transfer-encoding")
_SERVED = "x-archive-orig-date"
_ALTERED = Problem("capture", ProblemCode.ALTERED_CAPTURE, "the archive states another digest of these bytes")


def find_doubts(record: Record | Large) -> tuple[Problem, ...]:
    """The problem of a page whose bytes are not those of the digest in its record."""
    return (_ALTERED,) if digest_fault(record) else ()


def read_page(found: Record | Large) -> tuple[str, datetime | None, Answer] | None:
    """The page's address, when it was captured (UTC), and its answer; None without an HTTP answer.

    A revisit may be stored without the head of its response, and a range may be the whole page.
    """
    answer = build_resource_answer(found) if found.kind == RESOURCE else read_answer(found)
    if answer is None:
        answer = Answer(304, {}, b"") if found.is_revisit else None
    elif answer.status == 206:
        end, _, length = answer.headers.get("content-range", "").removeprefix("bytes 0-").partition("/")
        is_whole = (last := read_whole(end)) is not None and length == str(last + 1)
        answer = replace(answer, status=200) if is_whole else answer
    return None if answer is None else restore_page(found.url, read_capture_time(found), answer)


def restore_page(url: str, at: datetime | None, answer: Answer) -> tuple[str, datetime | None, Answer]:
    """A page as it was before a web archive changed it. Any other page stays as it is."""
    found = _CAPTURE.fullmatch(url)
    moment = read_stamp(found["stamp"]) if found else None
    if found is None or moment is None:
        return url, at, answer
    own = f"{found['scheme']}://{found['rest']}"
    try:
        body = unpack(answer)
    except ValueError:
        return own, moment, answer
    if found["kind"] != "id_" or is_rewritten(body, found["stamp"]):
        body = undo_rewriting(body)
    return own, moment, replace(answer, headers=_restore_headers(answer.headers), raw=body)


def _restore_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers of the page itself."""
    own = {name: value for name, value in headers.items() if name not in _OF_ARCHIVE}
    own |= {"date": own[_SERVED]} if _SERVED in own else {}
    if "location" in own:
        own["location"] = undo_rewriting(own["location"].encode("latin-1")).decode("latin-1")
    return own
