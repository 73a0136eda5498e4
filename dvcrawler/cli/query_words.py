"""The words of a search as commands take them, and why nothing was found."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dvcrawler.cli.store_notices import tell_unreadable
from dvcrawler.console import complain
from dvcrawler.derived.searching.search import count_hits
from dvcrawler.errors import ExitCode
from dvcrawler.messages.suggestions import list_known, suggest, suggest_or_list
from dvcrawler.storage.nearby import stored_elsewhere

if TYPE_CHECKING:  # it takes as long to import as a search takes
    from dvcrawler.derived.searching.index.search_index import SearchIndex
    from dvcrawler.derived.searching.query import Query
    from dvcrawler.derived.searching.unheld import Unheld

#: Nothing was found, as with grep. The number is also that of an internal error, which prints a line.
NOTHING_FOUND = ExitCode.INTERNAL


def filters_as_words() -> dict[str, str]:
    """How to write the filters, which are not options."""
    from dvcrawler.derived.searching.query import DAYS, FILTERS

    return {name: f"{name}:VALUE among the words" for name in (*FILTERS, *DAYS)}


def tell_misread(index: "SearchIndex", typed: str) -> None:
    """Names what may be meant otherwise than it is read, also where something is found: operators, and
    filters that take only the first word of a stored name, as the rest narrows the result.
    """
    from dvcrawler.derived.searching.unheld import find_cut_names, find_operators

    for cut in find_cut_names(index, typed):
        whole = f'{cut.name}:"{cut.value} {cut.rest}"'
        complain(f"{cut.name}:{cut.value} takes one word, and {cut.rest!r} is searched for; write {whole}")
    for word in find_operators(typed):
        complain(f"{word} is not an operator: all words must be there, as whole words; -WORD excludes one")


def tell_why(query: "Query", typed: str, data: Path) -> None:
    """Names the filters of a search without results that are mistyped."""
    from dvcrawler.derived.searching.index.search_index import open_index
    from dvcrawler.derived.searching.query import DAYS, FILTERS, Query
    from dvcrawler.derived.searching.unheld import find_filter_names, find_unheld
    from dvcrawler.reading.places import held_sites

    site, held = query.filters.get("site"), held_sites(data, None)
    with open_index(data) as index:
        elsewhere = stored_elsewhere(data)
        if elsewhere is not None and not count_hits(index, Query()):
            complain(str(elsewhere))
            return
        if site is not None and site not in held:
            complain(f"nothing is stored of a site {site!r}{suggest(site, held)}")
        for unheld in find_unheld(index, query):
            complain(f"no article has the {unheld.name} {unheld.value!r}{_list_held(unheld, site)}")
    for name in find_filter_names(typed):
        complain(f"{name}: is not a filter{_suggest_instead(name, held, (*FILTERS, *DAYS))}")


def _suggest_instead(name: str, sites: Sequence[str], filters: Sequence[str]) -> str:
    """What may be meant: an article's id begins with its site; a field resembles a filter by chance."""
    if name in sites:
        return f"; `dvcrawler show {name}:…` shows an article by its id, site:{name} searches the site"
    from dvcrawler.derived.searching.unheld import is_field

    return list_known(filters) if is_field(name) else suggest_or_list(name, filters)


def tell_left_out(query: "Query", data: Path) -> ExitCode:
    """Says that the sites of the search have lines that cannot be read, which makes the result PARTIAL."""
    site = query.filters.get("site")
    return tell_unreadable(data, None if site is None else [site])


def judge_found(is_found: bool, left_out: ExitCode) -> ExitCode:
    """The exit code of a search that left that out. Without a hit, only unreadable files count."""
    return left_out if is_found or left_out is ExitCode.STORAGE else NOTHING_FOUND


def _list_held(unheld: "Unheld", site: str | None) -> str:
    where = f" in {site}" if site is not None else ""
    if unheld.near:
        return f"{where}; did you mean {', '.join(unheld.near)}?"
    return f"{where}; there are: {', '.join([*unheld.frequent, *(['…'] if unheld.has_more else [])])}"


def join_words(args: Sequence[str], opts: argparse.Namespace) -> str:
    """The words of a command as one search, with those that `--not` excludes."""
    from dvcrawler.derived.searching.query import exclude_typed

    return " ".join([*args, *map(exclude_typed, opts.excluded)])
