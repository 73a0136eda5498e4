"""Feeds and sitemaps: whether they are there, what they list, and how far back."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from dvcrawler.discovery.feed_files.feed_links import feed_links, linked_feeds
from dvcrawler.discovery.feed_files.feed_reader import Sitemap, read_feed, read_sitemap
from dvcrawler.discovery.robots_sitemaps import USUAL_SITEMAPS
from dvcrawler.extract.page import Page
from dvcrawler.families.cms import Cms
from dvcrawler.probe.answers import Answer, Fetch
from dvcrawler.probe.findings import LinkFile

#: Number of files requested, out of 30 requests in all.
_MOST_FEEDS, _MOST_SITEMAPS, _MOST_CHILDREN = 2, 2, 2
#: Addresses of one file that are held as evidence.
_MOST_LINKS = 2000
_LINKED = "a link"
_DAY = re.compile(r"(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]")


@dataclass(frozen=True, slots=True)
class Read:
    """A file and the addresses in it."""

    file: LinkFile
    links: tuple[str, ...] = ()


async def read_feeds(fetch: Fetch, front: Page, cms: Cms | None) -> list[Read]:
    """The feeds that the front page names, or else the usual one of its system."""
    named = [(url, "the page's head") for url in feed_links(front)]
    named += [(url, _LINKED) for url in linked_feeds(front)]
    if not named and cms is not None:
        named = [(urljoin(front.url, path), f"usual for {cms.title}") for path in cms.feeds]
    found = []
    for url, by in list(dict(reversed(named)).items())[::-1][:_MOST_FEEDS]:
        found += await _read_feed(fetch, url, by)
        if by.startswith("usual") and found[-1].file.fault is None:
            break
    return found


async def _read_feed(fetch: Fetch, url: str, by: str) -> list[Read]:
    """The feed or, where a link leads to a page that lists feeds, some of those."""
    answer = await fetch.get(url)
    read = _read_feed_answer(answer, url, by)
    if by != _LINKED or read.file.fault is None or answer.page is None:
        return [read]
    urls = [each for each in linked_feeds(answer.page) if each != url][:_MOST_FEEDS]
    return [_read_feed_answer(await fetch.get(each), each, _LINKED) for each in urls] or [read]


async def read_sitemaps(fetch: Fetch, front: str, named: Sequence[str], cms: Cms | None) -> list[Read]:
    """The sitemaps that robots.txt names, or else the usual ones; of an index the first and the last."""
    found = await _read_first(fetch, [(url, "robots.txt") for url in named])
    if any(each.file.fault is None for each in found):
        return found
    paths = dict.fromkeys((*(cms.sitemaps if cms is not None else ()), *USUAL_SITEMAPS))
    usual = [(url, "usual") for url in (urljoin(front, path) for path in paths) if url not in named]
    return found + await _read_first(fetch, usual)


async def _read_first(fetch: Fetch, asked: Sequence[tuple[str, str]]) -> list[Read]:
    """The first of the sitemaps that lists anything, and those before it. Each comes with who names it."""
    found: list[Read] = []
    for url, by in asked[:_MOST_SITEMAPS]:
        answer = await fetch.get(url)
        sitemap = _read_sitemap(answer)
        found.append(_read_sitemap_answer(answer, url, by, sitemap))
        if sitemap is not None and sitemap.is_index:
            found += await _read_children(fetch, sitemap)
        if sitemap is not None and sitemap.entries:
            break
    return found


def _read_sitemap(answer: Answer) -> Sitemap | None:
    return read_sitemap(answer.body, answer.url) if answer.is_ok else None


async def _read_children(fetch: Fetch, sitemap: Sitemap) -> list[Read]:
    """Two sitemaps of an index, preferring those whose address mentions posts or news."""
    urls = list(dict.fromkeys(entry.url for entry in sitemap.entries if entry.is_sitemap))
    likely = [url for url in urls if re.search(r"post|news|article|tin|bai|20[0-9]{2}", url, re.I)] or urls
    found = []
    for url in dict.fromkeys((likely[0], likely[-1])):
        answer = await fetch.get(url)
        found.append(_read_sitemap_answer(answer, url, "the index", _read_sitemap(answer)))
    return found[:_MOST_CHILDREN]


def _read_feed_answer(answer: Answer, url: str, by: str) -> Read:
    if not answer.is_ok:
        return Read(LinkFile(url, by, answer.fault))
    links = tuple(entry.url for entry in read_feed(answer.body, answer.url).entries[:_MOST_LINKS])
    fault = None if links else "it is not a feed, or it is empty"
    return Read(LinkFile(url, by, fault, entries=len(links)), links)


def _read_sitemap_answer(answer: Answer, url: str, by: str, sitemap: Sitemap | None) -> Read:
    if sitemap is None:
        return Read(LinkFile(url, by, answer.fault or "it is not a sitemap"))
    days = sorted(_find_days(entry.changed for entry in sitemap.entries))
    file = LinkFile(
        url,
        by,
        fault=None if sitemap.entries else "it is empty",
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )
    if sitemap.is_index:
        return Read(replace(file, children=sum(entry.is_sitemap for entry in sitemap.entries)))
    links = tuple(entry.url for entry in sitemap.entries[:_MOST_LINKS])
    return Read(replace(file, entries=len(sitemap.entries)), links)


def _find_days(texts: Iterable[str | None]) -> Iterable[str]:
    for text in texts:
        found = _DAY.match((text or "").strip())
        if found is not None:
            yield found[0]
