"""The application: its routes and its error pages."""

import logging
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from dvcrawler.coverage.count import Portal
from dvcrawler.errors import DvcrawlerError, QueryError, UsageError
from dvcrawler.storage.nearby import NothingStoredError
from dvcrawler.web.archive import Archive
from dvcrawler.web.articles import show_article, show_citation
from dvcrawler.web.calendars import show_calendar, show_calendars
from dvcrawler.web.captures import send_bytes, show_capture
from dvcrawler.web.guard import Guard
from dvcrawler.web.names import show_author, show_authors, show_section, show_sections
from dvcrawler.web.searching import show_feed, show_home, show_json, show_search
from dvcrawler.web.view import render, words_of

logger = logging.getLogger(__name__)

LOOPBACK_NAMES = frozenset({"localhost"})


def make_app(
    data: Path,
    portals: Mapping[str, Portal],
    names: Iterable[str] = LOOPBACK_NAMES,
    *,
    any_address: bool = False,
) -> ASGIApp:
    """The whole application over the store in `data`; `names` are the hosts it answers for.

    `any_address`: not only people at this machine may read it, so no page names a folder.
    """
    app = Starlette(
        routes=_make_routes(),
        exception_handlers={
            HTTPException: _show_missing,
            DvcrawlerError: _show_fault,
            OSError: _show_fault,
            Exception: _show_defect,
        },
    )
    app.router.redirect_slashes = False
    app.state.archive, app.state.is_public = Archive(data, portals), any_address
    return Guard(app, frozenset(names), any_address=any_address)


def _make_routes() -> list[Route]:
    return [
        Route("/", show_home),
        Route("/search", show_search),
        Route("/search.json", show_json),
        Route("/feed", show_feed),
        Route("/article/{id:path}", show_article),
        Route("/cite/{id:path}", show_citation),
        Route("/capture/{file}/{record}", show_capture),
        Route("/capture/{file}/{record}/bytes", send_bytes),
        Route("/calendar", show_calendars),
        Route("/calendar/{site:path}/{year}", show_calendar),
        Route("/authors", show_authors),
        Route("/author", show_author),
        Route("/sections", show_sections),
        Route("/section", show_section),
        Route("/style.css", _send_style),
        Route("/robots.txt", _send_robots),
    ]


def _send_style(request: Request) -> Response:
    text = files("dvcrawler.web").joinpath("static/style.css").read_bytes()
    # A captured page is sandboxed and has another origin; the bar above it needs the style too.
    return Response(text, media_type="text/css", headers={"Cross-Origin-Resource-Policy": "cross-origin"})


def _send_robots(request: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


def _show_missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    is_ours = str(error.detail).startswith("error_")
    key = str(error.detail) if is_ours else f"error_{error.status_code}"
    return _show(request, error.status_code, key)


def _show_fault(request: Request, error: Exception) -> Response:
    """Blames the reader for a bad address, the store for anything else."""
    if isinstance(error, QueryError):
        return _show(request, 400, detail=words_of(request)(f"fault_{error.fault}", *error.values))
    if isinstance(error, UsageError) and not isinstance(error, NothingStoredError):
        return _show(request, 400, detail=str(error), is_english=True)
    if request.app.state.is_public:  # the sentence names folders of this machine
        logger.error("%s cannot be shown: %s", request.url.path, error)
        return _show(request, 503)
    return _show(request, 503, detail=str(error), is_english=True)


def _show_defect(request: Request, error: Exception) -> Response:
    return _show(request, 500)


def _show(
    request: Request, status: int, key: str | None = None, *, detail: str = "", is_english: bool = False
) -> Response:
    """The search box keeps what was typed, to be corrected. A program that asked for JSON gets that."""
    if request.url.path == "/search.json":
        return JSONResponse({"error": detail or words_of(request)(key or f"error_{status}")}, status)
    typed = request.query_params.get("q", "") if request.url.path == "/search" else ""
    return render(
        request,
        "message.html",
        status,
        key=key or f"error_{status}",
        detail=detail,
        is_english=is_english,
        typed=typed[:2000],
    )
