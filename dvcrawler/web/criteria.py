"""The search in an address: words, facets, sorting and page, so that a search can be shared."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dvcrawler.derived.searching.query import Query, parse_query, read_day
from dvcrawler.errors import QueryError
from dvcrawler.normalize.numbers import read_whole

#: Parameters that hold a name as it is stored.
EXACT = ("site", "section", "author", "kind")
PARAMETERS = ("q", *EXACT, "year", "since", "until", "sort")
PAGE = 20
#: Number of the last page of results: each page requires reading all before it.
MOST_PAGES = 500
_LONGEST_VALUE = 500


@dataclass(frozen=True, slots=True)
class Criteria:
    """`values` are the parameters that were given; `query` is their meaning."""

    values: dict[str, str]
    query: Query
    page: int

    @property
    def is_newest_first(self) -> bool:
        return self.values.get("sort") == "newest" or not self.query.terms

    @property
    def words(self) -> str:
        """The text of the search box."""
        return self.values.get("q", "")

    @property
    def offset(self) -> int:
        return (self.page - 1) * PAGE

    def changed(self, **changes: str | None) -> dict[str, str]:
        """The parameters with some replaced, or left out if None; on the first page again."""
        merged = {**self.values, **changes}
        return {name: value for name, value in merged.items() if value is not None}


def read_criteria(parameters: Mapping[str, str]) -> Criteria:
    """Raises QueryError that names the fault in the address."""
    values = {name: parameters[name].strip() for name in PARAMETERS if parameters.get(name, "").strip()}
    for name, value in values.items():
        if name != "q" and len(value) > _LONGEST_VALUE:
            message = f"{name}: longer than {_LONGEST_VALUE} characters"
            raise QueryError(message, "value_too_long", name, _LONGEST_VALUE)
    if values.get("sort") not in (None, "newest", "best"):
        raise QueryError("sort: write newest or best", "sort")
    query = parse_query(values["q"]) if "q" in values else Query()
    exact = {name: values[name] for name in EXACT if name in values}
    return Criteria(values, _narrow(replace(query, exact=exact), values), read_page(parameters))


def read_page(parameters: Mapping[str, str]) -> int:
    """Raises QueryError."""
    page = read_whole(parameters.get("page") or "1", 1, MOST_PAGES)
    if page is None:
        raise QueryError(f"page: write a whole number from 1 to {MOST_PAGES}", "page", MOST_PAGES)
    return page


def count_pages(total: int, size: int, page: int) -> int:
    """How many pages hold `total` of `size` each. Raises QueryError for a page after the last one, which
    would show that nothing was found.
    """
    pages = min(MOST_PAGES, -(-total // size))
    if page > max(1, pages):
        raise QueryError(f"page: write a whole number from 1 to {pages or 1}", "page", pages or 1)
    return pages


def read_year(text: str) -> int:
    """Raises QueryError."""
    year = read_whole(text, 1, 9999) if len(text) == 4 else None
    if year is None:
        raise QueryError(f"{text[:20]!r} is not a year; write four digits", "year", text[:20])
    return year


def _narrow(query: Query, values: Mapping[str, str]) -> Query:
    """The innermost of all bounds; a period that is empty then finds nothing."""
    year = f"{read_year(values['year']):04}" if "year" in values else None
    first, last = _read_day(values, "since"), _read_day(values, "until")
    if first and last and first > last:
        raise QueryError(f"since:{first} is later than until:{last}", "reversed", first, last)
    since = [query.since, year and f"{year}-01-01", first]
    until = [query.until, year and f"{year}-12-31", last]
    return replace(
        query, since=max(filter(None, since), default=None), until=min(filter(None, until), default=None)
    )


def _read_day(values: Mapping[str, str], bound: str) -> str | None:
    return read_day(values[bound], bound) if bound in values else None
