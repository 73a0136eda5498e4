"""Looks at a site step by step: front page, robots.txt, feeds, sitemaps, sections, articles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from urllib.parse import urlsplit

from dvcrawler.discovery.links import named_sections, section_key
from dvcrawler.discovery.sections.menu_links import drop_duplicates
from dvcrawler.discovery.sections.section_hosts import count_other_hosts
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Site
from dvcrawler.families.cms import Cms
from dvcrawler.families.recognise import Recognised, find_certain_cms, recognise
from dvcrawler.items import utc_text
from dvcrawler.normalize.url_form import host_of
from dvcrawler.normalize.urls import canonical_url
from dvcrawler.probe.answers import Answer, Fetch
from dvcrawler.probe.changes import find_changes, find_move
from dvcrawler.probe.findings import Findings, LinkFile, Section, System
from dvcrawler.probe.front import open_front, read_robots
from dvcrawler.probe.front_kinds import count_again as count_fronts
from dvcrawler.probe.link_files import Read, read_feeds, read_sitemaps
from dvcrawler.probe.menus.section_names import name_apart, name_host, name_section
from dvcrawler.probe.menus.sections import ReadSection, count_again, count_articles
from dvcrawler.probe.menus.site_sections import (
    find_further_hosts,
    find_sections,
    leave_out_others,
    read_sections,
)
from dvcrawler.probe.obstacles import find_obstacles
from dvcrawler.probe.report import find_newest
from dvcrawler.probe.rules.rule import find_addresses
from dvcrawler.probe.rules.rule_search import RuleSearch
from dvcrawler.probe.sample_pages import (
    MOST_PAGERS,
    MOST_TRIES,
    SAMPLES,
    read_older,
    read_samples,
    try_pagers,
)
from dvcrawler.probe.samples import read_again

#: Requests of a whole probe: as many pages as a maintainer would open, half a minute at the usual pace.
MOST_REQUESTS = 30


@dataclass(frozen=True)
class Survey:
    """`site` reads the samples, with the rule that was found; `pages` are the answers of the samples
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
        """The system, if it is certain."""
        return find_certain_cms(self.system)


async def survey(site: Site, fetch: Fetch, owner: str | None = None) -> Survey:
    """Looks at `site`, which is that of the site file `owner`, or made up for an unknown host."""
    url = site.start[0]
    host = urlsplit(canonical_url(url)).hostname or ""
    front, answer = await open_front(fetch, url, dict(site.hosts))
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(front.url))
    robots = read_robots(await fetch.robots(origin))
    found = Findings(url, host, utc_text(answer.at), fetch.spent, front, robots, owner)
    if answer.page is None or front.fault is not None or front.target is not None:
        moved = tuple(find_move(site, front)) if owner is not None else ()
        return Survey(_judge(replace(found, requests=fetch.spent, changes=moved)), site)
    return await _Walk(site, fetch, answer, answer.page).go(found)


def _judge(found: Findings) -> Findings:
    return replace(found, newest=find_newest(found), obstacles=find_obstacles(found))


class _Walk:
    """Walks from a readable front page to everything that it leads to."""

    def __init__(self, site: Site, fetch: Fetch, answer: Answer, front: Page) -> None:
        self._site, self._fetch, self._answer, self._front = site, fetch, answer, front
        self._system = recognise([(front, answer.headers)])
        #: The front pages of further hosts, by address.
        self._fronts: Mapping[str, Page] = {}

    async def go(self, found: Findings) -> Survey:
        found = await self._find_fronts(found)
        feeds, sitemaps = await self._read_files(found)
        named, evidence = _chain_links(feeds), _chain_links([*feeds, *sitemaps])
        rule = RuleSearch(self._site, self._fetch, named, evidence, has_file=found.owner is not None)
        listed, pages = await self._read_sections(rule)
        listed, site = await self._read_further(listed, pages, rule)
        samples, answers = await read_samples(self._fetch, site, listed, rule.list_links(pages), rule)
        await rule.try_beside_lists(pages, MOST_REQUESTS)
        listed = _add_lists(listed, rule)
        self._recognise_again(listed, answers)
        rule.add_samples(samples, answers)
        last, links = rule.learn(pages, find_certain_cms(self._system)), rule.list_links(pages)
        if find_addresses(last.addresses, links, site.hosts):
            listed = [count_again(each, last) for each in listed]
            samples = [read_again(each, answers[each.url], last) for each in samples]
            site = last
        found = replace(
            found,
            feeds=tuple(_count_articles(each, site) for each in feeds),
            sitemaps=tuple(_count_articles(each, site) for each in sitemaps),
            articles=tuple(samples),
        )
        return self._conclude(found, site, rule, links, listed, answers)

    async def _find_fronts(self, found: Findings) -> Findings:
        """The findings with the further hosts of a site without a site file."""
        if found.owner is not None:
            return found
        hosts = await find_further_hosts(self._fetch, self._front, self._site)
        self._site, self._fronts = hosts.site, hosts.fronts
        left = {host_of(url) for url in hosts.left}
        others = (each for each in count_other_hosts(self._front, self._site.hosts) if each not in left)
        return replace(
            found,
            fronts=tuple(hosts.fronts),
            bare_hosts=hosts.bare,
            hosts_left=hosts.left,
            other_hosts=(*others,),
        )

    async def _read_files(self, found: Findings) -> tuple[list[Read], list[Read]]:
        """The feeds and the sitemaps."""
        cms = self._system.cms if self._system else None
        feeds = await read_feeds(self._fetch, self._front, cms)
        return feeds, await read_sitemaps(self._fetch, found.front.url, found.robots.sitemaps, cms)

    async def _read_sections(self, rule: RuleSearch) -> tuple[list[ReadSection], list[Page]]:
        """The front pages and the sections, and those of their pages that could be read."""
        site = rule.learn([self._front], find_certain_cms(self._system))
        front = ReadSection(Section("front", self._answer.url, articles=0), self._front)
        further = (ReadSection(Section(name_host(url), url), page) for url, page in self._fronts.items())
        named = find_sections(self._front, site, rule.learned)
        listed = await read_sections(self._fetch, [front, *further], named, self._front, site)
        listed = leave_out_others(listed, self._front, site)
        for each in listed[1:]:
            rule.note_list(each.section.url, each.page)
        return listed, [each.page for each in listed if each.page is not None]

    async def _read_further(
        self, listed: Sequence[ReadSection], pages: list[Page], rule: RuleSearch
    ) -> tuple[list[ReadSection], Site]:
        """The sections with what their second pages show, and the site with the rule of all pages: `pages`,
        to which those that are read here are added.
        """
        cms, most = find_certain_cms(self._system), MOST_REQUESTS - MOST_TRIES
        site = await rule.try_pages(pages, cms, most - MOST_PAGERS)
        counted = [count_articles(each, site) for each in _add_lists(listed, rule)]
        paged = await try_pagers(self._fetch, counted, site)
        pages += await read_older(self._fetch, paged, most)
        site = await rule.try_other_kinds(pages, cms, MOST_REQUESTS - SAMPLES)
        return [count_again(each, site) for each in _add_lists(paged, rule)], site

    def _conclude(
        self,
        found: Findings,
        site: Site,
        rule: RuleSearch,
        links: Sequence[str],
        listed: Sequence[ReadSection],
        answers: Mapping[str, Answer],
    ) -> Survey:
        seen = len(find_sections(self._front, site, rule.learned))
        read = {sample.url: answers[sample.url] for sample in found.articles if sample.fault is None}
        listed = _leave_out_articles(listed, read)
        menu = named_sections(self._front, self._site)
        others = [*(each.page for each in listed[1:]), *(answer.page for answer in answers.values())]
        found = replace(
            found,
            requests=self._fetch.spent,
            system=self._describe_system(),
            sections=tuple(name_apart([each.section for each in listed], menu)),
            sections_seen=seen,
            rule=rule.describe(site, links),
            fronts_again=count_fronts(self._front, [page for page in others if page is not None]),
            logins=tuple(rule.logins),
            links_left=tuple(rule.find_left(site)),
            ended=self._fetch.ended,
        )
        if found.owner is not None:
            found = replace(found, changes=find_changes(self._site, found, rule.find_unmatched(links)))
        return Survey(_judge(found), site, self._system, self._front, read, tuple(dict.fromkeys(links)))

    def _recognise_again(self, listed: Sequence[ReadSection], answers: dict[str, Answer]) -> None:
        """Recognises the system by all pages together: an article shows more of it than a front page."""
        pages: list[tuple[Page, Mapping[str, str]]]
        pages = [(each.page, {}) for each in listed if each.page is not None]
        pages += [(each.page, dict(each.headers)) for each in answers.values() if each.page is not None]
        self._system = recognise([(self._front, self._answer.headers), *pages]) or self._system

    def _describe_system(self) -> System:
        found = self._system
        if found is None:
            return System()
        return System(found.cms.name, found.cms.title, found.is_certain, found.why)


def _add_lists(listed: Sequence[ReadSection], rule: RuleSearch) -> list[ReadSection]:
    """The sections, and those that were mistaken for articles."""
    known = {section_key(each.section.url) for each in listed}
    left = [url for url in drop_duplicates(rule.lists) if section_key(url) not in known]
    return [*listed, *(ReadSection(Section(name_section(url), url), rule.lists[url]) for url in left)]


def _leave_out_articles(listed: Sequence[ReadSection], read: Mapping[str, Answer]) -> list[ReadSection]:
    """The sections without articles that were first looked at as sections."""
    return [each for each in listed if each.section.url not in read]


def _chain_links(files: Iterable[Read]) -> list[str]:
    return list(chain.from_iterable(file.links for file in files))


def _count_articles(read: Read, site: Site) -> LinkFile:
    return replace(read.file, articles=len(find_addresses(site.addresses, read.links, site.hosts)))
