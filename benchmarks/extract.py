"""Processor time from a page's bytes to its finished record, as a multiple of parsing the bytes.

    python -m benchmarks.extract [--generic | --layouts] [PAGE URL …]

Without pages it measures pages of the sample portal and, where the checkout has them beside it, real
ones (`../shared/corpus`); PAGE is a file, URL its address. The contestants take turns, and each reads every
page once in its turn; caches of class names and lines stay, which a crawl meets again on each page of a
site. They hold the lines of these very pages, too, so one contestant reads with empty caches: what a crawl
takes is between the two. Figures are medians over the rounds, with the least and the quartiles. `--generic`
leaves the layouts of the sites out, `--layouts` measures nothing but them. Peers are measured where they are
installed. Exits with 1 where a limit is not held.
"""

import gc
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import _lru_cache_wrapper
from pathlib import Path
from statistics import quantiles

from lxml import html

from benchmarks.rows import Row as TableRow
from dvcrawler.extract import (
    NotAPageError,
    Page,
    Provenance,
    RecordRefused,
    Site,
    address_for_url,
    read_record,
    site_for_url,
    to_record,
)
from dvcrawler.extract.layout_choice import FALLBACKS
from dvcrawler.families.any_site import any_address, unknown_site
from sample_portal.portal import Portal

ROUNDS = 9
CAPTURED = datetime(2026, 1, 1, tzinfo=UTC)
CORPUS = Path(__file__).parents[1] / "../shared/corpus"
#: Saved without an address; it is in the form of its own CMS.
VNPT_PAGE = "https://phuyen.baodaklak.vn/suc-khoe/201403/thieu-mau-d5b69ecb/"
LAYOUTS, GENERIC = "site layouts", "generic"
SAMPLE, REAL, NAMED = "sample pages", "real pages", "named pages"
#: Times the parse that must be held, and what is aimed at.
LIMITS = {LAYOUTS: 2.3, GENERIC: 3.5}
GOALS = {LAYOUTS: 2.0, GENERIC: 2.5}
PARSE, OURS, ANEW = "lxml.html", "dvcrawler", "with empty caches"
_FALLBACK_NAMES = frozenset(layout.name for layout in FALLBACKS)


@dataclass(frozen=True, slots=True)
class Sample:
    """One page to measure: what it is read as, and how a crawl would read it."""

    name: str
    data: bytes
    url: str
    origin: str
    mode: str
    layout: str
    site: Site

    def __hash__(self) -> int:
        return hash((self.name, self.mode))


@dataclass(frozen=True, slots=True)
class Spread:
    """Of the figures of all rounds."""

    least: float
    lower: float
    median: float
    upper: float

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.least:.2f}, {self.lower:.2f}–{self.upper:.2f})"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: ratios to the parse. `limit` and `goal` are None for a single layout."""

    what: str
    origin: str
    pages: int
    parse_ms: float
    ratio: Spread
    peers: Mapping[str, float]
    limit: float | None = None
    goal: float | None = None

    @property
    def is_held(self) -> bool:
        return self.limit is None or self.ratio.median <= self.limit


Contestant = Callable[[Sample], object]
#: Seconds by contestant and page, one figure a round.
Times = Mapping[tuple[str, Sample], Sequence[float]]


def measure(
    modes: Iterable[str] = (LAYOUTS, GENERIC),
    named: Sequence[tuple[str, bytes, str, str]] = (),
    *,
    refused: list[str] | None = None,
    rounds: int = ROUNDS,
) -> list[Row]:
    """Every row of the table; `named` pages stand in for those at hand, `refused` takes what is not read."""
    pages = named or [*sample_pages(), *real_pages()]
    prepared = (_prepare(page, mode, refused) for mode in modes for page in pages)
    samples = [each for each in prepared if each is not None]
    return _rows(samples, _take_turns(samples, _contestants(), rounds))


def rows() -> Iterator[TableRow]:
    """The same for `python -m benchmarks`; peers stand below the rows with a limit."""
    for each in measure():
        what, ratio = f"extract: {each.what}, {each.origin} ({each.pages})", each.ratio
        yield TableRow(
            what, ratio.median, (ratio.lower, ratio.upper), ROUNDS, "x parse", each.limit, each.goal
        )
        if each.limit is not None:
            for peer, value in each.peers.items():
                yield TableRow(f"{what}, {peer}", value, (value, value), ROUNDS, "x parse")


def sample_pages() -> Iterator[tuple[str, bytes, str, str]]:
    """(name, bytes, address, origin) of every fourth article of the sample portal."""
    portal = Portal(150)
    for story in list(portal.library.stories(None))[::4]:
        plan = story.plan
        yield plan.url, portal.respond(plan.site.host, plan.path).body, plan.url, SAMPLE


def real_pages() -> Iterator[tuple[str, bytes, str, str]]:
    """The whole articles of the corpus; none where it is not there."""
    if not CORPUS.exists():
        return
    gold = json.loads((CORPUS / "gold.json").read_text("utf-8"))
    gold.update(json.loads((CORPUS / "gold2.json").read_text("utf-8"))["articles"])
    for name, about in gold.items():
        path = CORPUS / "html" / name
        if path.exists():
            yield name, path.read_bytes(), about.get("url") or VNPT_PAGE, REAL


def _prepare(page: tuple[str, bytes, str, str], mode: str, refused: list[str] | None) -> Sample | None:
    """The page with the layout that reads it; None where it is refused, or no layout of a site reads it."""
    name, data, url, origin = page
    sample = Sample(name, data, url, origin, mode, "", _site_of(url, mode))
    layout = _read(sample)
    if layout is None or isinstance(layout, RecordRefused):
        reason = layout.reason if layout else "no address"
        if refused is not None:
            refused.append(f"{name}, {mode}: {reason}")
        return None
    if mode == LAYOUTS and layout in _FALLBACK_NAMES:
        return None
    return replace(sample, layout=layout)


def _read(sample: Sample) -> str | RecordRefused | None:
    """What a crawl does with an answer, up to the line that is stored; gives the layout's name."""
    address = address_for_url(sample.url, sample.site) or any_address(sample.url)
    provenance = Provenance("live", sample.url, CAPTURED)
    try:
        article = read_record(Page(sample.data, sample.url), sample.site, address, provenance)
    except NotAPageError as error:
        return RecordRefused(error.page_code, str(error))
    return article if isinstance(article, RecordRefused) else str(to_record(article)["layout"])


def _site_of(url: str, mode: str) -> Site:
    """The site that the address belongs to, without its layouts where these are not measured."""
    site = site_for_url(url)
    if address_for_url(url, site) is None:
        return unknown_site(url)
    return replace(site, layouts=()) if mode == GENERIC else site


def _contestants() -> dict[str, Contestant]:
    found: dict[str, Contestant] = {PARSE: lambda sample: html.document_fromstring(sample.data), OURS: _read}
    found[ANEW] = _reader_with_empty_caches()
    with suppress(ImportError):
        found["trafilatura"] = _trafilatura()
    with suppress(ImportError):
        found["newspaper4k"] = _newspaper4k()
    return found


def _reader_with_empty_caches() -> Contestant:
    caches = [each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper) and _is_ours(each)]

    def read(sample: Sample) -> object:
        for cache in caches:
            cache.cache_clear()
        return _read(sample)

    return read


def _is_ours(cache: "_lru_cache_wrapper[object]") -> bool:
    return (cache.__module__ or "").startswith("dvcrawler.") and cache.cache_info().maxsize is not None


def _trafilatura() -> Contestant:
    from trafilatura import bare_extraction

    return lambda sample: bare_extraction(sample.data, with_metadata=True)


def _newspaper4k() -> Contestant:
    import newspaper

    def read(sample: Sample) -> object:
        article = newspaper.Article(sample.url, language="vi")
        article.download(input_html=sample.data.decode("utf-8", "replace"))
        article.parse()
        return article

    return read


def _take_turns(samples: Sequence[Sample], contestants: Mapping[str, Contestant], rounds: int) -> Times:
    times: dict[tuple[str, Sample], list[float]] = defaultdict(list)
    names = list(contestants)
    for turn in range(rounds):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            for sample in samples:
                start = time.process_time()
                contestants[name](sample)
                times[name, sample].append(time.process_time() - start)
    return times


def _rows(samples: Sequence[Sample], times: Times) -> list[Row]:
    groups: dict[tuple[str, str, str], list[Sample]] = defaultdict(list)
    for each in samples:
        if each.mode == LAYOUTS:
            groups[each.mode, each.origin, each.layout].append(each)
        groups[each.mode, each.origin, ""].append(each)
    return [_row(*key, group, times) for key, group in sorted(groups.items())]


def _row(mode: str, origin: str, layout: str, samples: Sequence[Sample], times: Times) -> Row:
    parse = _by_round(PARSE, samples, times)
    ratios = [ours / base for ours, base in zip(_by_round(OURS, samples, times), parse, strict=True)]
    others = dict.fromkeys(name for name, _ in times if name not in (PARSE, OURS))
    peers = {name: _median(_by_round(name, samples, times)) / _median(parse) for name in others}
    limits = (None, None) if layout else (LIMITS[mode], GOALS[mode])
    milliseconds = _median(parse) / len(samples) * 1000
    return Row(layout or mode, origin, len(samples), milliseconds, _spread(ratios), peers, *limits)


def _by_round(name: str, samples: Sequence[Sample], times: Times) -> list[float]:
    return [sum(figures) for figures in zip(*(times[name, each] for each in samples), strict=True)]


def _spread(figures: Sequence[float]) -> Spread:
    lower, median, upper = quantiles(figures, n=4, method="inclusive")
    return Spread(min(figures), lower, median, upper)


def _median(figures: Sequence[float]) -> float:
    return _spread(figures).median


def _print(rows: Sequence[Row], refused: Sequence[str]) -> None:
    peers = list(dict.fromkeys(name for row in rows for name in row.peers))
    heads = "".join(f"{name:>13}" for name in peers)
    head = f"{'layout':<20}{'origin':<14}{'pages':>6}{'parse ms':>10}"
    print(f"{head}  {'x parse (least, quartiles)':<28}{heads}")
    for row in rows:
        others = "".join(f"{row.peers[name]:>13.1f}" for name in peers)
        name = f"  {row.what}" if row.limit is None else row.what
        print(f"{name:<20}{row.origin:<14}{row.pages:>6}{row.parse_ms:>10.3f}  {row.ratio!s:<28}{others}")
    for row in rows:
        if row.limit is not None:
            verdict = "held" if row.is_held else "NOT held"
            print(f"{row.what}, {row.origin}: limit {row.limit} {verdict}; goal {row.goal}")
    if refused:
        print(f"{len(refused)} refused and not measured:", *refused, sep="\n  ")


def main(arguments: list[str]) -> int:
    """Prints the table. Returns 1 where a limit is not held, or nothing could be measured."""
    modes = [mode for mode in (LAYOUTS, GENERIC) if f"--{mode.rpartition(' ')[2]}" in arguments]
    words = [each for each in arguments if not each.startswith("--")]
    named = [(p, Path(p).read_bytes(), url, NAMED) for p, url in zip(words[::2], words[1::2], strict=True)]
    refused: list[str] = []
    rows = measure(modes or (LAYOUTS, GENERIC), named, refused=refused)
    _print(rows, refused)
    return 0 if rows and all(row.is_held for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
