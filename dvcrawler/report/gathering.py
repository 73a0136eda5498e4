"""Counts the figures that the report shows."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from dvcrawler.coverage.count import Portal, find_gaps, outlets_of
from dvcrawler.derived.searching.index.search_index import SearchIndex
from dvcrawler.derived.searching.index.search_schema import SOURCE
from dvcrawler.derived.searching.overview import list_authors
from dvcrawler.derived.searching.query import Query
from dvcrawler.derived.searching.search import places_of
from dvcrawler.derived.similarity.similar import find_all
from dvcrawler.derived.similarity.similar_index import SimilarIndex
from dvcrawler.derived.unreadable import find_unreadable
from dvcrawler.errors import StorageError
from dvcrawler.health.assess import has_record, judge_site
from dvcrawler.items import Record
from dvcrawler.normalize.site_names import split_id
from dvcrawler.report.figures import UNDATED, Figures, Period, SiteFigures
from dvcrawler.report.phrases import Phrase, find_phrases
from dvcrawler.storage.readable import readable_files
from dvcrawler.storage.run_records.runs import last_run
from dvcrawler.storage.warc.captures import warc_files

#: Caps the number of articles searched for phrases; of more, a sample evenly spread over their ids is taken.
_SAMPLE = 1500
_MOST_NAMES = 20

_MONTHS_OF_A_PERIOD = 12
_WARC = re.compile(r"-(\d{4})(\d{2})\d{2}T\d{6}Z-")


def gather(
    index: SearchIndex,
    similar: SimilarIndex,
    portals: Mapping[str, Portal],
    period: Period | None,
    health_runs: int,
) -> Figures:
    """Gathers all figures of the store. Without a period, compares the last twelve months with the rest."""
    sites = {each.name: each for each in _count_articles(index, portals)}
    as_of = _find_newest_run(index.data, sites)
    for each in sites.values():
        _look_at_site(index.data, each, portals.get(each.name), as_of, health_runs)
    flows, reposted, unknown = _count_reposts(similar, sites, portals)
    chosen = period or _choose_last_months([each.last for each in sites.values() if each.last])
    return Figures(
        sites=list(sites.values()),
        as_of=as_of,
        authors=list_authors(index, "", _MOST_NAMES, 0)[1],
        sources=_count_sources(index),
        flows=flows,
        reposted=reposted,
        unknown_origin=unknown,
        period=chosen,
        phrases=_find_phrases(index, chosen) if chosen else [],
        unreadable=sum(find_unreadable(index.data).values()),
    )


def _count_articles(index: SearchIndex, portals: Mapping[str, Portal]) -> Iterator[SiteFigures]:
    rows = index.db.execute(
        "SELECT sites.text, coalesce(substr(day, 1, 7), ?), coalesce(sections.text, ''), count(*), min(day), "
        "max(day) FROM articles JOIN names AS sites ON sites.name = articles.site "
        "LEFT JOIN names AS sections ON sections.name = articles.section GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        (UNDATED,),
    ).fetchall()
    for name, group in groupby(rows, key=itemgetter(0)):
        own = list(group)
        days = sorted(day for row in own for day in row[4:6] if day)
        yield SiteFigures(
            name,
            portals[name].title if name in portals else name,
            Counter({(row[1], row[2]): row[3] for row in own}),
            days[0] if days else None,
            days[-1] if days else None,
        )


def _count_sources(index: SearchIndex) -> list[tuple[str, int]]:
    return index.db.execute(
        "SELECT names.text, count(*) AS number FROM articles JOIN names ON names.name = articles.source "
        "WHERE names.kind = ? GROUP BY names.name ORDER BY number DESC, names.text LIMIT ?",
        (SOURCE, _MOST_NAMES),
    ).fetchall()


def _find_newest_run(data: Path, sites: Iterable[str]) -> str | None:
    """When the newest run ended; health is judged as of then, so that the same store gives the same page."""
    ends = []
    for site in sites:
        try:
            run = last_run(data, site)
        except StorageError:
            continue
        if run is not None and run.ended_at:
            ends.append(run.ended_at)
    return max(ends, default=None)


def _look_at_site(
    data: Path, figures: SiteFigures, portal: Portal | None, as_of: str | None, health_runs: int
) -> None:
    try:
        figures.gaps = find_gaps(data, figures.name, portal) if portal else []
    except StorageError:
        figures.gaps = None
    now = _read_moment(as_of)
    if now is not None:
        verdict = judge_site(data, figures.name, now, health_runs)
        figures.verdict = verdict if has_record(verdict) else None
    for file in readable_files(data, figures.name):
        figures.articles_on_disk[file.stem] += file.stat().st_size
    for file in warc_files(data, figures.name):
        found = _WARC.search(file.name)
        figures.pages_on_disk["-".join(found.groups()) if found else UNDATED] += file.stat().st_size


def _read_moment(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found


def _count_reposts(
    similar: SimilarIndex, sites: Mapping[str, SiteFigures], portals: Mapping[str, Portal]
) -> tuple[Counter[tuple[str, str]], int, int]:
    """(flows, articles with reposts, those of them with a repost of unknown origin)."""
    flows: Counter[tuple[str, str]] = Counter()
    reposted = unknown = 0
    for id_, reposts in find_all(similar, outlets_of(portals)):
        taker = split_id(id_)[0]
        origins = [each.origin for each in reposts]
        givers = {split_id(each.id)[0] for each in origins if each and each.id and each.id != id_}
        flows.update((giver, taker) for giver in givers)
        reposted += 1
        unknown += None in origins
    _add_flows(sites, flows)
    return flows, reposted, unknown


def _add_flows(sites: Mapping[str, SiteFigures], flows: Mapping[tuple[str, str], int]) -> None:
    for (giver, taker), count in flows.items():
        if giver in sites and taker in sites:
            sites[giver].given += count
            sites[taker].taken += count


def _choose_last_months(days: Sequence[str]) -> Period | None:
    if not days:
        return None
    until = max(days)
    months = int(until[:4]) * 12 + int(until[5:7]) - _MONTHS_OF_A_PERIOD
    return Period(f"{months // 12:04}-{months % 12 + 1:02}-01", until)


def _find_phrases(index: SearchIndex, period: Period) -> list[Phrase]:
    held = places_of(index, Query(since=period.since, until=period.until))
    ids = {place[0] for place in held}
    rest = [place for place in places_of(index, Query()) if place[0] not in ids]
    return find_phrases(_read_some(index, held), _read_some(index, rest), _MOST_NAMES)


def _read_some(index: SearchIndex, places: Sequence[tuple[str, str, int, int]]) -> Iterator[Record]:
    for place in places[:: max(1, -(-len(places) // _SAMPLE))]:
        record = index.record(*place[1:])
        if record is not None:
            yield record
