"""An article with its revisions, and how to cite it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dvcrawler.derived.changes import Change
from dvcrawler.derived.citing import FORMATS, as_reference
from dvcrawler.derived.history import compare_records, find_revisions
from dvcrawler.derived.lookup import find_record
from dvcrawler.errors import QueryError
from dvcrawler.items import Record
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.web.archive import Archive
from dvcrawler.web.view import clean, render

#: Revisions that are compared with the one before on one page, the newest first.
_COMPARED = 8
Difference = tuple[str, list[Change]]


def show_article(request: Request) -> Response:
    archive: Archive = request.app.state.archive
    newest = _find(archive, request.path_params["id"])
    revisions = find_revisions(archive.data, newest["site"], newest["id"]) or [newest]
    record = _choose(revisions, newest, request.query_params.get("revision"))
    return render(
        request, "article.html", record=record, newest=newest, revisions=revisions,
        differences=_compare(revisions), reposts=archive.reposts(newest["id"]),
        paragraphs=[part for part in record["body"].split("\n\n") if part],
        citation=FORMATS["text"](as_reference(record, archive.title(record["site"]))),
    )  # fmt: skip


def show_citation(request: Request) -> Response:
    """The reference as plain text: text, csl, bibtex or ris."""
    archive: Archive = request.app.state.archive
    name = request.query_params.get("format", "text")
    if name not in FORMATS:
        names = ", ".join(FORMATS)
        raise QueryError(f"format: write one of {names}", "format", names)
    record = _find(archive, request.path_params["id"])
    text = FORMATS[name](as_reference(record, archive.title(record["site"])))
    return PlainTextResponse(clean(text) + "\n")


def _find(archive: Archive, id_: str) -> Record:
    record = archive.ask(lambda index: find_record(index, id_))
    if record is None:
        if archive.is_removed(id_):
            raise HTTPException(410, "error_410_article")
        raise HTTPException(404, "error_404_article")
    return record


def _choose(revisions: Sequence[Record], newest: Record, asked: str | None) -> Record:
    if asked is None:
        return newest
    number = read_whole(asked, 1)
    for record in revisions:
        if record["revision"] == number:
            return record
    raise HTTPException(404, "error_404_article")


def _compare(revisions: Sequence[Record]) -> list[tuple[Record, Record, list[Difference]]]:
    """(later, earlier, differences), the latest first."""
    pairs: list[Any] = list(pairwise(revisions))[-_COMPARED:]
    return [(later, earlier, compare_records(earlier, later)) for earlier, later in reversed(pairs)]
