"""The authors and sections: their lists, and the articles of one of them."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dvcrawler.derived.searching.index.search_index import SearchIndex
from dvcrawler.derived.searching.overview import list_authors, list_sections
from dvcrawler.derived.searching.search import count_facets, count_hits, find_hits
from dvcrawler.web.archive import Archive
from dvcrawler.web.criteria import PAGE, Criteria, count_pages, read_criteria, read_page
from dvcrawler.web.view import render

#: Authors on one page of their list, and years by which the articles of one name are counted.
_AUTHORS = 100
_MOST_YEARS = 100


def show_authors(request: Request) -> Response:
    archive: Archive = request.app.state.archive
    part, page = request.query_params.get("q", "").strip()[:200], read_page(request.query_params)
    offset = (page - 1) * _AUTHORS
    total, authors = archive.ask(lambda index: list_authors(index, part, _AUTHORS, offset))
    pages = count_pages(total, _AUTHORS, page)
    return render(request, "authors.html", authors=authors, total=total, part=part, page=page, pages=pages)


def show_sections(request: Request) -> Response:
    archive: Archive = request.app.state.archive
    by_site: dict[str, list[tuple[str, int]]] = {}
    for site, section, count in archive.ask(list_sections):
        by_site.setdefault(site, []).append((section, count))
    return render(request, "sections.html", by_site=by_site)


def show_author(request: Request) -> Response:
    return _show(request, "author")


def show_section(request: Request) -> Response:
    return _show(request, "section")


def _show(request: Request, kind: str) -> Response:
    """Articles by year, and the newest of them. 404 for a name that no article carries."""
    archive: Archive = request.app.state.archive
    given = {"page": request.query_params.get("page", ""), "site": request.query_params.get("site", "")}
    name = request.query_params.get("name", "")
    criteria = read_criteria({kind: name, **given})
    if kind not in criteria.values:
        raise HTTPException(404)
    found = archive.ask(lambda index: _find_articles(index, criteria))
    if not found["total"]:
        raise HTTPException(404)
    pages = count_pages(found["total"], PAGE, criteria.page)
    return render(request, "name.html", kind=kind, name=name, criteria=criteria, pages=pages, **found)


def _find_articles(index: SearchIndex, criteria: Criteria) -> dict[str, Any]:
    query = criteria.query
    facets = count_facets(index, query, _MOST_YEARS)
    return {
        "total": count_hits(index, query),
        "years": facets["year"],
        "sites": facets["site"],
        "hits": find_hits(index, query, newest=True, limit=PAGE, offset=criteria.offset),
    }
