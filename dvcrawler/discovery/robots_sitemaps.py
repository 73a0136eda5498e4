"""The sitemaps that robots.txt names, or else those at the usual addresses of a site without a site file.

Which usual address has one is kept in the ledger: later runs ask for that one alone and, where there is none,
not again for a month.
"""

from collections.abc import AsyncIterator, Iterator
from datetime import date, timedelta
from functools import partial
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from dvcrawler.discovery.clock import today
from dvcrawler.discovery.feed_files.feed_reader import read_sitemap
from dvcrawler.discovery.feeds import (
    from_sitemap,
    named_sitemaps,
    note_failure,
    request_extra,
    request_sitemap,
)
from dvcrawler.discovery.requests import Output, PageRequest
from dvcrawler.discovery.sources import Sources
from dvcrawler.normalize.urls import is_own_host

USUAL_SITEMAPS = ("/sitemap.xml", "/sitemap_index.xml")
#: How long a site without a sitemap is not asked for one again.
_ABSENCE = timedelta(days=30)
#: Bytes by which a sitemap is distinguished from another page.
_BEGINNING = 1 << 15


def request_robots(sources: Sources) -> list[Request]:
    """robots.txt of every host of the site, for the sitemaps that it names. Scheme and port are those of a
    front page, because a site may have no https.
    """
    homes = {urlsplit(url).hostname: urljoin(url, "/robots.txt") for url in sources.site.start}
    hosts = dict.fromkeys(sources.site.hosts.values())
    return [_request_robots(sources, homes.get(host, f"https://{host}/robots.txt")) for host in hosts]


def _request_robots(sources: Sources, url: str) -> Request:
    page = PageRequest(is_robots_page=True)
    request = request_extra(sources, url, partial(_read_robots, sources), page)
    request.meta["handle_httpstatus_all"] = True
    return request


def _read_robots(sources: Sources, response: Response) -> Iterator[Request]:
    """Requests for sitemaps. Obeying the rules of robots.txt is the task of `politeness.robots`."""
    named = named_sitemaps(response)
    usual = _choose_usual(sources, urljoin(response.url, "/")) if sources.site.family == "any" else ()
    usual = tuple(url for url in usual if url not in named)
    for url in named:
        yield request_sitemap(sources, url).replace(
            callback=partial(_read_named, sources, usual), errback=partial(_replace_named, sources, usual)
        )
    if not any(is_own_host(url, sources.site.hosts) for url in named):
        yield from _request_next(sources, usual)


async def _read_named(sources: Sources, usual: tuple[str, ...], response: Response) -> AsyncIterator[Output]:
    """Reads the sitemap, or asks for the usual ones if a page is in its place."""
    if read_sitemap(response.body[:_BEGINNING], response.url) is None:
        for request in _request_next(sources, usual):
            yield request
    async for each in from_sitemap(sources, response):
        yield each


def _replace_named(sources: Sources, usual: tuple[str, ...], failure: Failure) -> list[Request]:
    """A robots.txt may name a sitemap that is not there."""
    note_failure(sources, failure)
    return [*_request_next(sources, usual)]


def request_usual_sitemaps(sources: Sources) -> list[Request]:
    """The usual sitemaps of a site whose pages show no articles: those in robots.txt may be missing."""
    fronts = dict.fromkeys(urljoin(url, "/") for url in sources.site.start)
    return [request for front in fronts for request in _request_next(sources, _usual_of(front))]


def _choose_usual(sources: Sources, front: str) -> tuple[str, ...]:
    """The usual sitemap that an earlier run found, or every one if that is not known."""
    known = sources.state.recall(_name_of(front))
    if known is None or _is_over(known):
        return _usual_of(front)
    return (known,) if known.startswith("http") else ()


def _is_over(known: str) -> bool:
    try:
        return date.fromisoformat(known) + _ABSENCE <= today()
    except ValueError:
        return False


def _name_of(url: str) -> str:
    return f"usual_sitemap:{urlsplit(url).hostname}"


def _usual_of(front: str) -> tuple[str, ...]:
    return tuple(urljoin(front, path) for path in USUAL_SITEMAPS)


def _request_next(sources: Sources, urls: tuple[str, ...]) -> Iterator[Request]:
    """Requests the first of the addresses, whose answer requests the next if it is not a sitemap."""
    if urls:
        read = partial(_read_usual, sources, urls)
        request = request_extra(sources, urls[0], read, PageRequest(sitemap=urls[0]))
        yield request.replace(errback=partial(_note_missing, sources, urls))


async def _read_usual(sources: Sources, urls: tuple[str, ...], response: Response) -> AsyncIterator[Output]:
    if read_sitemap(response.body[:_BEGINNING], response.url) is None:
        for request in _go_on(sources, urls):
            yield request
        return
    sources.state.remember(_name_of(urls[0]), urls[0])
    async for each in from_sitemap(sources, response):
        yield each


def _note_missing(sources: Sources, urls: tuple[str, ...], failure: Failure) -> list[Request]:
    """The next address if this one has nothing; the site may have no sitemap, which is not a failure."""
    error = failure.value
    if isinstance(error, HttpError) and error.response.status in (404, 410):
        return [*_go_on(sources, urls)]
    note_failure(sources, failure)
    return []


def _go_on(sources: Sources, urls: tuple[str, ...]) -> Iterator[Request]:
    if len(urls) == 1:
        sources.state.remember(_name_of(urls[0]), today().isoformat())
    yield from _request_next(sources, urls[1:])
