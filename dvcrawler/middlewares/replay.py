"""Replays archived pages: of WARC files without the network, of web archives with their URL and headers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Request, Response

from dvcrawler.bodies import decode_body
from dvcrawler.discovery.archives.cdx import split_raw
from dvcrawler.discovery.archives.warc_pages import ArchivedPage
from dvcrawler.discovery.requests import read_page_request, write_page_request
from dvcrawler.normalize.dates.machine import read_served
from dvcrawler.normalize.replays import is_rewritten, undo_rewriting
from dvcrawler.normalize.urls import canonical_url
from dvcrawler.storage.warc.message import CUT, is_cut, read_answer, received
from dvcrawler.storage.warc.reader import Record, read_opened

_ORIGINAL = b"x-archive-orig-"
#: Headers that no longer hold for a page whose bytes are others.
_OF_BYTES = (b"Content-Encoding", b"Content-Length")
#: A server's clock may differ by as much from that of who captured its page.
_SAME = timedelta(days=1)


class ReplayMiddleware:
    """Handles requests before robots.txt is checked, and responses before they are archived."""

    def process_request(self, request: Request) -> Response | None:
        """Returns the response if it comes from a WARC file."""
        page = read_page_request(request)
        if page.archived is None or page.archived.answer is None:
            return None
        answer = page.archived.answer
        headers = {name: value for name, value in answer.headers.items() if name != "transfer-encoding"}
        # Free the body at once: a page may have megabytes.
        write_page_request(request, replace(page, archived=replace(page.archived, answer=None)))
        return Response(request.url, status=answer.status, headers=headers, body=received(answer))


class OriginalMiddleware:
    """Turns the response of a web archive into the archived page."""

    def process_response(self, request: Request, response: Response) -> Response:
        page = read_page_request(request)
        kept = page.archived
        if kept is not None and page.is_range and response.status in (200, 206):
            return _read_record(response, kept)
        if kept is None or response.status != 200:
            return response
        found, at = split_raw(request.url), kept.at
        if found is not None:  # the archive may lead to the nearest capture, or follow a captured redirect
            if not _is_listed(found.original, kept.listed):
                raise IgnoreRequest(f"the archive leads to this page from another one, {kept.listed}")
            at = found.at
            write_page_request(request, replace(page, archived=replace(kept, at=at)))
        headers = _read_original_headers(response.headers, at)
        original: Response = response.replace(url=kept.url, headers=headers)
        return original if found is None else _undo_rewriting(original, found.stamp)


def _read_original_headers(headers: Headers, at: datetime) -> Mapping[bytes, list[bytes]]:
    """The headers that the archive prefixed, if any; Content-Encoding is that of the archive's own answer,
    unless it gives the page as packed as it came and does not say so.

    `at`: when the page was captured. A Date of another day is when the archive answered: the page's relative
    times do not count from there.
    """
    named = [name for name in headers if name.lower().startswith(_ORIGINAL)]
    if not named:
        left_out = (b"Date",) if _is_dated_by_archive(headers, at) else ()
        return {name: headers.getlist(name) for name in headers if name not in left_out}
    found = {name[len(_ORIGINAL) :]: headers.getlist(name) for name in named}
    encoding = headers.getlist(b"Content-Encoding")
    own = {name: values for name, values in found.items() if name.lower() != b"content-encoding"}
    return own | {b"Content-Encoding": encoding} if any(encoding) else found


def _undo_rewriting(response: Response, stamp: str) -> Response:
    """The page as it was, also where the archive rewrites what it is asked for as it was. Unpacked then."""
    encodings = response.headers.get("Content-Encoding") or b""
    try:
        body = decode_body(response.body, encodings.decode("latin-1"))
    except ValueError:
        return response  # reported where pages are unpacked
    if not is_rewritten(body, stamp):
        return response
    headers = {name: response.headers.getlist(name) for name in response.headers if name not in _OF_BYTES}
    own: Response = response.replace(body=undo_rewriting(body), headers=headers)
    return own


def _is_dated_by_archive(headers: Headers, at: datetime) -> bool:
    served = read_served((headers.get(b"Date") or b"").decode("latin-1"))
    return served is not None and abs(served - at) > _SAME


def _read_record(response: Response, kept: ArchivedPage) -> Response:
    """The page in a response that is one WARC record. Raises IgnoreRequest if it is not the page that the
    index has there: an index may be wrong, and a server may send the file from its beginning.
    """
    found = next(read_opened(BytesIO(response.body), "range"), None)
    answer = read_answer(found) if isinstance(found, Record) else None
    if answer is None or not isinstance(found, Record):
        raise IgnoreRequest("no whole WARC record begins at this place")
    if found.kind != "response" or not _is_listed(found.url, kept.listed):
        raise IgnoreRequest("the WARC record at this place is not the page that the index lists")
    if is_cut(found):
        raise IgnoreRequest(CUT)
    headers = {name: value for name, value in answer.headers.items() if name != "transfer-encoding"}
    return Response(kept.url, status=answer.status, headers=headers, body=received(answer))


def _is_listed(url: str, listed: str | None) -> bool:
    """Whether both are the same address, written in one way or another."""
    try:
        return listed is None or url == listed or canonical_url(url) == canonical_url(listed)
    except ValueError:
        return False
