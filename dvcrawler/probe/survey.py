"""Looks at a site step by step: front page, robots.txt, feeds, sitemaps, sections, articles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from dvcrawler.discovery.links import section_links
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import ADDRESSES
from dvcrawler.families.cms import Cms
from dvcrawler.families.recognise import Recognised, recognise
from dvcrawler.items import utc_text
from dvcrawler.normalize.urls import canonical_url
from dvcrawler.probe.answers import Answer, Fetch
from dvcrawler.probe.changes import find_changes
from dvcrawler.probe.findings import Findings, LinkFile, Rule, Sample, Section, System
from dvcrawler.probe.front import open_front, read_robots
from dvcrawler.probe.link_files import Read, read_feeds, read_sitemaps
from dvcrawler.probe.obstacles import find_obstacles
from dvcrawler.probe.rule import Candidate, choose_rule, describe_rule, find_addresses
from dvcrawler.probe.samples import choose_articles, read_sample
from dvcrawler.probe.sections import Listed, count_articles, read_section, try_pager

#: Requests of a whole probe: what a maintainer would look at by hand, half a minute at the usual pace.
MOST_REQUESTS = 30
_MOST_SECTIONS, _MOST_PAGERS, _SAMPLES, _MOST_TRIES = 5, 3, 5, 8


@dataclass(frozen=True)
class Survey:
    """`site` reads what was sampled, with the rule that was found; `pages` are the answers of the samples
    that gave a record, by address. `links`: every link that was seen.
    """

    findings: Findings
    site: Site
    system: Recognised | None = None
    front: Page | None = None
    pages: Mapping[str, Answer] = field(default_factory=dict)
    links: tuple[str, ...] = ()

    @property
    def cms(self) -> Cms | None:
        """The system, where it is certain."""
        return self.system.cms if self.system is not None and self.system.is_certain else None


async def survey(site: Site, fetch: Fetch, owner: str | None = None) -> Survey:
    """Looks at `site`, which is that of the site file `owner`, or made up for an unknown host."""
    url = site.start[0]
    host = urlsplit(canonical_url(url)).hostname or ""
    front, answer = await open_front(fetch, url, dict(site.hosts))
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(front.url))
    robots = read_robots(await fetch.robots(origin), front.url)
    found = Findings(url, host, utc_text(answer.at), fetch.spent, front, robots, owner)
    if answer.page is None or front.fault is not None:
        return Survey(_judged(replace(found, requests=fetch.spent)), site)
    return await _Walk(site, fetch, answer, answer.page).go(found)


def _judged(found: Findings) -> Findings:
    return replace(found, obstacles=find_obstacles(found))


class _Walk:
    """From a front page that can be read to everything behind it."""

    def __init__(self, site: Site, fetch: Fetch, answer: Answer, front: Page) -> None:
        self._site, self._fetch, self._answer, self._front = site, fetch, answer, front
        self._system = recognise([(front, answer.headers)])

    async def go(self, found: Findings) -> Survey:
        known = found.owner is not None
        feeds = await read_feeds(self._fetch, self._front, self._system.cms if self._system else None)
        cms = self._system.cms if self._system else None
        sitemaps = await read_sitemaps(self._fetch, found.front.url, found.robots.sitemaps, cms)
        evidence = [url for read in (*feeds, *sitemaps) for url in read.links]
        site = self._learn([*self._links(self._front), *evidence], known=known)
        listed = await self._read_sections(site)
        pages = [each.page for each in listed if each.page is not None]
        links = [*self._links(self._front), *(url for page in pages for url in self._links(page)), *evidence]
        site = self._learn(links, known=known)
        listed = await self._try_pagers([count_articles(each, site) for each in listed], site)
        samples, answers = await self._read_samples(site, listed, links)
        self._recognise_again(listed, answers)
        rule = self._describe(site, links, known=known)
        found = replace(
            found,
            requests=self._fetch.spent,
            system=self._describe_system(),
            feeds=tuple(_counted(each, site) for each in feeds),
            sitemaps=tuple(_counted(each, site) for each in sitemaps),
            sections=tuple(each.section for each in listed),
            sections_seen=len(section_links(self._front, site)),
            rule=rule,
            articles=tuple(samples),
        )
        if known:
            found = replace(found, changes=self._changes(found, links))
        read = {sample.url for sample in samples if sample.fault is None}
        pages_read = {url: answer for url, answer in answers.items() if url in read}
        return Survey(
            _judged(found), site, self._system, self._front, pages_read, tuple(dict.fromkeys(links))
        )

    def _links(self, page: Page) -> list[str]:
        return [url for url, _ in page.links]

    def _candidates(self) -> list[Candidate]:
        found = [Candidate("the shapes that news sites share", ADDRESSES)]
        if self._system is not None and self._system.is_certain:
            cms = self._system.cms
            found.insert(0, Candidate(f"the addresses of {cms.title}", cms.addresses))
        return found

    def _learn(self, links: Iterable[str], *, known: bool) -> Site:
        if known:
            return self._site
        chosen = choose_rule(self._candidates(), links, self._site.hosts)
        cms = self._system.cms if self._system is not None and self._system.is_certain else None
        return replace(
            self._site,
            addresses=chosen.patterns,
            layouts=cms.layouts if cms else (),
            page_parameter=cms.page_parameter if cms else None,
        )

    def _describe(self, site: Site, links: Sequence[str], *, known: bool) -> Rule:
        chosen = choose_rule(self._candidates(), links, site.hosts)
        source = f"the site file {site.name}" if known else chosen.source
        return describe_rule(Candidate(source, site.addresses), links, site.hosts)

    async def _read_sections(self, site: Site) -> list[Listed]:
        """The sections of the site file first, then those that the front page links to first."""
        named = {url: name for name, url in site.sections.items()}
        urls = dict.fromkeys([*named, *section_links(self._front, site)])
        front = Listed(Section("front", self._answer.url, articles=0), self._front)
        found = [front]
        for url in list(urls)[: max(_MOST_SECTIONS, min(len(named), 12))]:
            found.append(await read_section(self._fetch, url, site, named.get(url)))
        return found

    async def _try_pagers(self, listed: list[Listed], site: Site) -> list[Listed]:
        tried, found = 0, []
        for each in listed:
            is_section = each.section.name != "front" and each.section.articles > 1
            if is_section and tried < _MOST_PAGERS:
                each, tried = await try_pager(self._fetch, each, site), tried + 1
            found.append(each)
        return found

    async def _read_samples(
        self, site: Site, listed: Sequence[Listed], links: Sequence[str]
    ) -> tuple[list[Sample], dict[str, Answer]]:
        """Five articles that give a record, or as many as the tries bring; those that give none are kept."""
        urls = choose_articles([each.links for each in listed], _MOST_TRIES)
        if len(urls) < _SAMPLES:  # feeds and sitemaps lead to them as well
            urls = choose_articles([urls, links], _MOST_TRIES * 4)
        addresses = find_addresses(site.addresses, urls, site.hosts)
        samples: list[Sample] = []
        answers: dict[str, Answer] = {}
        for url, address in list(addresses.values())[:_MOST_TRIES]:
            if sum(sample.fault is None for sample in samples) >= _SAMPLES:
                break
            answers[url] = await self._fetch.get(url)
            if answers[url].outcome == "ending":
                break
            samples.append(read_sample(answers[url], site, address))
        return samples, answers

    def _recognise_again(self, listed: Sequence[Listed], answers: dict[str, Answer]) -> None:
        """By all pages together: an article shows more of its system than a front page."""
        pages: list[tuple[Page, Mapping[str, str]]]
        pages = [(each.page, {}) for each in listed if each.page is not None]
        pages += [(each.page, dict(each.headers)) for each in answers.values() if each.page is not None]
        self._system = recognise([(self._front, self._answer.headers), *pages]) or self._system

    def _describe_system(self) -> System:
        found = self._system
        if found is None:
            return System()
        return System(found.cms.name, found.cms.title, found.is_certain, found.why)

    def _changes(self, found: Findings, links: Sequence[str]) -> tuple[str, ...]:
        left = [url for url, _ in find_addresses(ADDRESSES, links, self._site.hosts).values()]
        mine = {url for url, _ in find_addresses(self._site.addresses, links, self._site.hosts).values()}
        foreign = [url for url in left if url not in mine]
        learned = describe_rule(Candidate("", ADDRESSES), foreign, self._site.hosts) if foreign else None
        return find_changes(
            self._site, found.front, found.sections, found.rule, learned, found.articles, found.system
        )


def _counted(read: Read, site: Site) -> LinkFile:
    return replace(read.file, articles=len(find_addresses(site.addresses, read.links, site.hosts)))
