"""The home page, the search page, and the same search as JSON and as an Atom feed."""

from typing import Any
from urllib.parse import quote, urlencode

import orjson
from starlette.requests import Request
from starlette.responses import Response

from dvcrawler.derived.searching.index.search_index import SearchIndex
from dvcrawler.derived.searching.overview import count_months
from dvcrawler.derived.searching.query import DAYS, FILTERS, Query
from dvcrawler.derived.searching.search import FACETS, Hit, count_facets, count_hits, find_hits
from dvcrawler.derived.searching.unheld import find_cut_names, find_filter_names, find_operators
from dvcrawler.web.archive import Archive
from dvcrawler.web.criteria import PAGE, Criteria, count_pages, read_criteria
from dvcrawler.web.view import article_link, link, render

_NEWEST = 10
_FEED = 50
#: Years whose months the home page shows one by one; with more it leads to the calendars.
_MOST_YEARS = 200


def show_home(request: Request) -> Response:
    archive: Archive = request.app.state.archive

    def look(index: SearchIndex) -> dict[str, Any]:
        return {
            "held": (held := count_months(index)),
            "has_months": sum(len(each.by_year()) for each in held) <= _MOST_YEARS,
            "newest": find_hits(index, Query(), newest=True, limit=_NEWEST),
        }

    found = archive.ask(look)
    return render(request, "home.html", unreadable=archive.count_unreadable(), **found)


def show_search(request: Request) -> Response:
    archive: Archive = request.app.state.archive
    criteria = read_criteria(request.query_params)

    def look(index: SearchIndex) -> dict[str, Any]:
        return {
            "total": count_hits(index, criteria.query),
            "hits": _find_hits(index, criteria),
            "cut_names": find_cut_names(index, criteria.words),
            "operators": find_operators(criteria.words),
            "facets": _select_facets(count_facets(index, criteria.query), criteria),
        }

    found = archive.ask(look)
    pages = count_pages(found["total"], PAGE, criteria.page)
    return render(
        request,
        "search.html",
        criteria=criteria,
        pages=pages,
        not_filters=find_filter_names(criteria.words),
        filter_names=", ".join((*FILTERS, *DAYS)),
        **found,
    )


def show_json(request: Request) -> Response:
    """As `dvcrawler search --json`, a page of it."""
    archive: Archive = request.app.state.archive
    criteria = read_criteria(request.query_params)

    def look(index: SearchIndex) -> dict[str, Any]:
        return {
            "total": count_hits(index, criteria.query),
            "page": criteria.page,
            "hits": [hit.as_json() for hit in _find_hits(index, criteria)],
            "facets": {name: dict(counts) for name, counts in count_facets(index, criteria.query).items()},
        }

    return Response(orjson.dumps(archive.ask(look)), media_type="application/json")


def show_feed(request: Request) -> Response:
    """The newest articles of a search, as Atom (RFC 4287)."""
    archive: Archive = request.app.state.archive
    criteria = read_criteria(request.query_params)
    hits = archive.ask(lambda index: find_hits(index, criteria.query, newest=True, limit=_FEED))
    base = str(request.base_url).rstrip("/")
    entries = [(hit.record, base + article_link(request, hit.record["id"])) for hit in hits]
    updated = max((hit.record["captured_at"] for hit in hits), default="1970-01-01T00:00:00Z")
    query = urlencode(criteria.values)
    return render(
        request,
        "feed.xml",
        media_type="application/atom+xml",
        entries=entries,
        updated=updated,
        self_link=f"{base}/feed?{query}",
        page_link=base + link(request, "/search", **criteria.values),
        feed_id=tag_of("feed", query),
        tag_of=tag_of,
        criteria=criteria,
    )


def tag_of(kind: str, name: str) -> str:
    """An id by which readers of feeds know an entry again on any port and host (RFC 4151)."""
    return f"tag:dvcrawler,2024:{kind}/{quote(name, safe=':/=&+%')}"


def _find_hits(index: SearchIndex, criteria: Criteria) -> list[Hit]:
    return find_hits(
        index, criteria.query, newest=criteria.is_newest_first, limit=PAGE, offset=criteria.offset
    )


def _select_facets(
    counts: dict[str, list[tuple[str, int]]], criteria: Criteria
) -> dict[str, list[tuple[str, int]]]:
    """The facets that are not chosen yet and divide the hits."""
    return {name: counts[name] for name in FACETS if name not in criteria.values and len(counts[name]) > 1}
