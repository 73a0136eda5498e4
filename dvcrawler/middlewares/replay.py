"""Replays archived pages: from WARC files without the network, from web archives under their own URL and
headers.
"""

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Request, Response

from dvcrawler.discovery.archives.cdx import split_raw
from dvcrawler.discovery.requests import read_page_request, write_page_request
from dvcrawler.storage.warc.message import read_answer, received
from dvcrawler.storage.warc.reader import Record, read_opened

_ORIGINAL = b"x-archive-orig-"


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
            return _read_record(response, kept.url)
        if kept is None or response.status != 200:
            return response
        nearest = split_raw(request.url) if page.media is not None else None
        if nearest is not None:  # the archive led to the capture nearest to the article's
            write_page_request(request, replace(page, archived=replace(kept, at=nearest.at)))
        headers = _read_original_headers(response.headers)
        original: Response = response.replace(url=kept.url, headers=headers)
        return original


def _read_original_headers(headers: Headers) -> Mapping[bytes, list[bytes]]:
    """The headers that the archive prefixed, if any; Content-Encoding is that of the archive's own answer."""
    named = [name for name in headers if name.lower().startswith(_ORIGINAL)]
    if not named:
        return headers
    found = {name[len(_ORIGINAL) :]: headers.getlist(name) for name in named}
    own = {name: values for name, values in found.items() if name.lower() != b"content-encoding"}
    encoding = headers.getlist(b"Content-Encoding")
    return own | ({b"Content-Encoding": encoding} if encoding else {})


def _read_record(response: Response, url: str) -> Response:
    """The page in a response that is one WARC record."""
    found = next(read_opened(BytesIO(response.body), "range"), None)
    answer = read_answer(found) if isinstance(found, Record) else None
    if answer is None:
        raise IgnoreRequest("no WARC record begins at this place")
    headers = {name: value for name, value in answer.headers.items() if name != "transfer-encoding"}
    return Response(url, status=answer.status, headers=headers, body=received(answer))
