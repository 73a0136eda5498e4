"""The captured page: as received, in a frame that can run, send and load nothing, below a bar of ours."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from w3lib.url import safe_url_string

from dvcrawler.storage.media.captures import held_captures
from dvcrawler.storage.media.types import DRAWING_TYPE, picture_type
from dvcrawler.storage.warc.lookup import FoundCapture, find_by_urls, find_capture
from dvcrawler.storage.warc.message import PAGE_TYPES, Answer, digest_fault, read_answer, unpack
from dvcrawler.storage.warc.reader import Large
from dvcrawler.web.archive import Archive
from dvcrawler.web.downloads import answer_range, name_download
from dvcrawler.web.links import capture_path
from dvcrawler.web.replay import decode_page, make_harmless
from dvcrawler.web.view import render

#: The frame's page inherits it. `sandbox` without allow-scripts and allow-same-origin: nothing runs, and the
#: page has a separate origin; our own links may leave the frame when clicked.
_POLICY = (
    "sandbox allow-downloads allow-top-navigation-by-user-activation; default-src 'none'; "
    "img-src 'self' data:; style-src 'self' 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
    "frame-src 'none'; frame-ancestors 'none'"
)
_BYTES_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
#: A drawing that is shown as a picture may have a style sheet and pictures inside itself.
_DRAWING_POLICY = f"{_BYTES_POLICY}; style-src 'unsafe-inline'; img-src data:"
_TEXTS = tuple(
    "text/plain text/xml application/xml application/json text/css text/javascript"
    " application/javascript application/rss+xml application/atom+xml".split()
)
#: Types that a link opens. SVG is not one of them: it can hold scripts, which `<img>` alone never runs.
_PICTURES = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/bmp")
_SHOWN = (*_PICTURES, DRAWING_TYPE)
_FILES = ("application/pdf",)
_BYTES_TYPE = "application/octet-stream"
_MOST_TEXT = 1_000_000
_LONGEST_ID = 500


@dataclass(frozen=True, slots=True)
class _Content:
    """`body` is without its Content-Encoding; `fault` is the key of the words to show instead."""

    kind: str
    content_type: str
    body: bytes
    fault: str | None = None
    detail: str = ""


def show_capture(request: Request) -> Response:
    found, answer, content = _load(request)
    archive: Archive = request.app.state.archive
    page = None if content.fault else _render_replay(archive, found, content)
    status = {"capture_lost": 404, "capture_large": 413}.get(content.fault or "", 200)
    return render(
        request,
        "capture.html",
        status,
        {"Content-Security-Policy": _POLICY},
        page=page,
        site=found.site,
        url=found.named.url,
        at=found.named.headers.get("warc-date", ""),
        http_status=answer.status,
        original_at=_find_original_date(found),
        content=content,
        is_picture=content.kind in _SHOWN,
        is_altered=found.source is not None and digest_fault(found.source) is not None,
        bytes_path=_make_path(request) + "/bytes",
        article=request.query_params.get("article", "")[:_LONGEST_ID],
    )


def send_bytes(request: Request) -> Response:
    """The bytes as received, unpacked, or the part that is asked for: a picture as itself, anything else as a
    download. A drawing is both: `<img>` shows it, a link does not open it.
    """
    found, answer, content = _load(request)
    if content.fault:
        raise HTTPException(404, "error_404_capture")
    kind = content.kind if content.kind in (*_SHOWN, *_FILES) else _BYTES_TYPE
    policy = _DRAWING_POLICY if kind == DRAWING_TYPE else _BYTES_POLICY
    headers = {"Content-Type": kind, "Content-Security-Policy": policy}
    if kind in _SHOWN:
        # A sandboxed page has an opaque origin, so that its pictures come from another one.
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if kind not in _PICTURES:
        name = name_download(found.named.url, answer.headers.get("content-disposition", ""), kind)
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return answer_range(request, Response(content.body, headers=headers))


def _load(request: Request) -> tuple[FoundCapture, Answer, _Content]:
    archive: Archive = request.app.state.archive
    found = find_capture(archive.data, request.path_params["file"], request.path_params["record"])
    answer = read_answer(found.source or found.named) if found else None
    if found is None or answer is None:
        raise HTTPException(404, "error_404_capture")
    return found, answer, _read_content(found, answer)


def _read_content(found: FoundCapture, answer: Answer) -> _Content:
    content_type = answer.headers.get("content-type", "")
    kind = content_type.partition(";")[0].strip().lower() or _BYTES_TYPE
    if found.source is None:
        return _Content(kind, content_type, b"", "capture_lost")
    if isinstance(found.source, Large):
        return _Content(kind, content_type, b"", "capture_large")
    try:
        body = unpack(answer)
    except ValueError as error:
        return _Content(kind, content_type, b"", "capture_broken", str(error))
    if not body:
        return _Content(kind, content_type, b"", "capture_empty")
    kind = _correct_type(kind, body)
    if kind == _BYTES_TYPE and body.lstrip()[:1] == b"<":
        kind = "text/html"  # the server named no type, and the crawl read it as a page
    return _Content(kind, content_type, body)


def _correct_type(said: str, body: bytes) -> str:
    """Many servers name another type than a picture's, or none."""
    found = picture_type(body)
    if found == DRAWING_TYPE and said in PAGE_TYPES:
        return said  # a page may begin with a drawing
    return found or (said if said != DRAWING_TYPE else _BYTES_TYPE)


def _render_replay(archive: Archive, found: FoundCapture, content: _Content) -> str | None:
    """The page as HTML for the frame; None for a file."""
    if content.kind in PAGE_TYPES:
        find = partial(_find_copies, archive, found.site)
        page = make_harmless(content.body, content.content_type, found.named.url, find)
        return page if page is not None else _as_text(content)
    return _as_text(content) if content.kind in _TEXTS else None


def _find_copies(archive: Archive, site: str, urls: Iterable[str]) -> dict[str, str]:
    """The path of the captured copy of each address that has one."""
    sent = {url: safe_url_string(url) for url in urls}  # as a crawl requests it
    held = find_by_urls(archive.data, site, sent.values())
    moved = held_captures(archive.data, site, [url for url, address in sent.items() if address not in held])
    paths = {url: capture_path(held.get(address) or moved.get(url)) for url, address in sent.items()}
    return {url: path for url, path in paths.items() if path}


def _as_text(content: _Content) -> str:
    from markupsafe import escape

    text = decode_page(content.body[:_MOST_TEXT], content.content_type)
    return f"<pre style='white-space:pre-wrap'>{escape(text)}</pre>"


def _find_original_date(found: FoundCapture) -> str | None:
    source = found.source
    return source.headers.get("warc-date") if source is not None and source is not found.named else None


def _make_path(request: Request) -> str:
    parts: dict[str, Any] = request.path_params
    return f"/capture/{quote(parts['file'], safe='')}/{quote(parts['record'], safe='')}"
