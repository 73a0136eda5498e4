"""An article with its revisions and long lists, a part of each at a time, and how to cite it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Generic, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dvcrawler.derived.citing import FORMATS, as_reference
from dvcrawler.derived.lookup import compare_records, find_record, find_revisions
from dvcrawler.derived.similarity.similar import Repost
from dvcrawler.errors import QueryError
from dvcrawler.items import Record
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.web.archive import Archive
from dvcrawler.web.view import clean, render

#: Caps the revisions that a page compares with the one before, and the characters of their texts; links lead
#: to pages that compare the others.
_MOST_COMPARED, _MOST_CHARACTERS = 8, 200_000
#: Later, earlier.
_Pair = tuple[Record, Record]
T = TypeVar("T")
#: Entries of a page.
SIZE = 60
#: Number of the last page that an address may name.
_MOST_PARTS = 100_000


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """The entries of a page, and the number of those before. `name` is the parameter that names the page."""

    name: str
    entries: Sequence[T]
    before: int
    total: int
    page: int
    pages: int


def show_article(request: Request) -> Response:
    archive: Archive = request.app.state.archive
    newest = _find(archive, request.path_params["id"])
    revisions = find_revisions(archive.data, newest["site"], newest["id"]) or [newest]
    record = _choose(revisions, newest, request.query_params.get("revision"))
    pairs = [(later, earlier) for earlier, later in pairwise(revisions)][::-1]
    compared = _select(pairs, record)
    parts = _read_parts(request, record, revisions, archive.reposts(newest["id"]))
    listed = {each["revision"] for each in parts["revisions"].entries}
    shown = {later["revision"] for later, _ in compared}
    return render(
        request,
        "article.html",
        record=record,
        newest=newest,
        first_revision=revisions[0]["revision"],
        differences=[(*pair, compare_records(pair[1], pair[0])) for pair in compared],
        not_compared=[pair for pair in pairs if pair[0]["revision"] in listed - shown],
        parts=parts,
        paragraphs=[part for part in record["body"].split("\n\n") if part],
        citation=FORMATS["text"](as_reference(record, archive.title(record["site"]))),
    )


def _read_parts(
    request: Request, record: Record, revisions: Sequence[Record], reposts: Sequence[Repost]
) -> dict[str, Part[Any]]:
    """The lists of the article that may be long, each with the page of it that was asked for."""
    lists: dict[str, Sequence[Any]] = {
        "pictures": record["images"],
        "documents": record["documents"],
        "problems": record["problems"],
        "reposts": reposts,
        "revisions": revisions[::-1],
    }
    return {name: read_part(entries, name, request.query_params) for name, entries in lists.items()}


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
    raise HTTPException(404, "error_404_revision")


def _select(pairs: Sequence[_Pair], shown: Record) -> list[_Pair]:
    """The revisions to compare: the one shown, of any size, then the latest."""
    first = [pair for pair in pairs if pair[0] is shown] or list(pairs[:1])
    left = _MOST_CHARACTERS - sum(map(_count_characters, first))
    chosen = first
    for pair in pairs:
        if pair is first[0]:
            continue
        left -= _count_characters(pair)
        if left < 0 or len(chosen) == _MOST_COMPARED:
            break
        chosen = [*chosen, pair]
    return sorted(chosen, key=lambda pair: pair[0]["revision"], reverse=True)


def _count_characters(pair: _Pair) -> int:
    return sum(len(record["body"]) for record in pair)


def read_part(entries: Sequence[T], name: str, parameters: Mapping[str, str]) -> Part[T]:
    """The page that the parameter names, else the first; the last one where there are fewer pages.

    Raises QueryError.
    """
    asked = read_whole(parameters.get(name) or "1", 1, _MOST_PARTS)
    if asked is None:
        raise QueryError(f"{name}: write a whole number from 1 to {_MOST_PARTS}", "part", name, _MOST_PARTS)
    pages = max(1, -(-len(entries) // SIZE))
    page = min(asked, pages)
    before = (page - 1) * SIZE
    return Part(name, entries[before : before + SIZE], before, len(entries), page, pages)
