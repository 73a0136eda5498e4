"""Looks at a site step by step: front page, robots.txt, feeds, sitemaps, sections, articles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from urllib.parse import urlsplit

from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import is_generic
from dvcrawler.families.cms import Cms
from dvcrawler.families.recognise import Recognised, find_certain_cms, recognise
from dvcrawler.items import utc_text
from dvcrawler.normalize.urls import canonical_url
from dvcrawler.probe.answers import Answer, Fetch
from dvcrawler.probe.changes import find_changes, find_move
from dvcrawler.probe.findings import Findings, LinkFile, Sample, Section, System
from dvcrawler.probe.front import open_front, read_robots
from dvcrawler.probe.front_kinds import count_again as count_fronts
from dvcrawler.probe.link_files import Read, read_feeds, read_sitemaps
from dvcrawler.probe.menus.further_hosts import find_further_hosts
from dvcrawler.probe.menus.section_names import name_apart
from dvcrawler.probe.menus.section_pagers import find_last
from dvcrawler.probe.menus.sections import ReadSection, count_again, count_articles, try_pager
from dvcrawler.probe.menus.short_names import name_host, name_section
from dvcrawler.probe.menus.site_sections import find_sections, leave_out_others, read_sections
from dvcrawler.probe.newest import find_newest
from dvcrawler.probe.obstacles import find_obstacles
from dvcrawler.probe.rules.rule import find_addresses
from dvcrawler.probe.rules.rule_search import RuleSearch
from dvcrawler.probe.samples import choose_articles, read_again, read_sample

#: Requests of a whole probe: as many pages as a maintainer would open, half a minute at the usual pace.
MOST_REQUESTS = 30
_MOST_PAGERS, _SAMPLES, _MOST_TRIES = 3, 5, 8


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


def _is_section(section: Section) -> bool:
    return section.name != "front" and section.articles > 1


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
        most = MOST_REQUESTS - _MOST_TRIES - _MOST_PAGERS
        site = await rule.try_pages(pages, find_certain_cms(self._system), most)
        listed = _add_lists(listed, rule)
        listed = await self._try_pagers([count_articles(each, site) for each in listed], site)
        pages += await self._read_older(listed)
        site = await rule.try_other_kinds(pages, find_certain_cms(self._system), MOST_REQUESTS - _SAMPLES)
        listed = [count_again(each, site) for each in _add_lists(listed, rule)]
        links = rule.list_links(pages)
        samples, answers = await self._read_samples(site, listed, links, rule)
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
            system=self._describe_system(),
            feeds=tuple(_count_articles(each, site) for each in feeds),
            sitemaps=tuple(_count_articles(each, site) for each in sitemaps),
            sections=tuple(name_apart([each.section for each in listed])),
            rule=rule.describe(site, links),
            articles=tuple(samples),
        )
        return self._conclude(found, site, rule, links, listed, answers)

    async def _find_fronts(self, found: Findings) -> Findings:
        """With the further hosts of a site without a site file."""
        if found.owner is not None:
            return found
        hosts = await find_further_hosts(self._fetch, self._front, self._site)
        self._site, self._fronts = hosts.site, hosts.fronts
        return replace(found, fronts=tuple(hosts.fronts), bare_hosts=hosts.bare, hosts_left=hosts.left)

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
        others = [*(each.page for each in listed[1:]), *(answer.page for answer in answers.values())]
        found = replace(
            found,
            requests=self._fetch.spent,
            sections_seen=seen,
            fronts_again=count_fronts(self._front, [page for page in others if page is not None]),
            logins=tuple(rule.logins),
            links_left=tuple(rule.find_left(site)),
            ended=self._fetch.ended,
        )
        if found.owner is not None:
            found = replace(found, changes=find_changes(self._site, found, rule.find_unmatched(links)))
        read = {sample.url: answers[sample.url] for sample in found.articles if sample.fault is None}
        return Survey(_judge(found), site, self._system, self._front, read, tuple(dict.fromkeys(links)))

    async def _try_pagers(self, listed: list[ReadSection], site: Site) -> list[ReadSection]:
        tried, found = 0, []
        for each in listed:
            if _is_section(each.section) and tried < _MOST_PAGERS:
                before = self._fetch.spent
                each = await try_pager(self._fetch, each, site)
                tried += self._fetch.spent > before or each.section.pager_fault is not None
            found.append(each)
        if _may_go_on(site) and found and not any(each.section.pager for each in found):
            found[0] = await self._try_front(found[0], site)
        return found

    async def _try_front(self, front: ReadSection, site: Site) -> ReadSection:
        """The front page, whose pager may lead to all articles, as that of a blog does. The boxes of others
        have pagers for themselves, which bring nothing.
        """
        tried = await try_pager(self._fetch, front, site)
        return tried if tried.section.new_on_second and tried.section.pager_fault is None else front

    async def _read_older(self, listed: Sequence[ReadSection]) -> list[Page]:
        """The second pages, and the last ones: the oldest articles may have addresses of another kind."""
        paged = [each for each in listed if each.second is not None]
        older = [each.second for each in paged]
        for each in paged[:_MOST_PAGERS]:
            url = find_last(each.page) if each.page is not None else None
            if url is not None and self._fetch.spent < MOST_REQUESTS - _MOST_TRIES:
                older.append((await self._fetch.get(url)).page)
        return [page for page in older if page is not None]

    async def _read_samples(
        self,
        site: Site,
        listed: Sequence[ReadSection],
        links: Sequence[str],
        rule: RuleSearch,
    ) -> tuple[list[Sample], dict[str, Answer]]:
        """Up to five articles that give a record; those that were tried and give none are kept too. Pages
        that the search for the rule has read are not requested again.
        """
        urls = choose_articles([each.links for each in listed], _MOST_TRIES)
        if len(urls) < _SAMPLES:  # feeds and sitemaps lead to them as well
            urls = choose_articles([urls, links], _MOST_TRIES * 4)
        site = rule.with_listed_addresses(site, urls)
        addresses = find_addresses(site.addresses, urls, site.hosts)
        samples: list[Sample] = []
        answers: dict[str, Answer] = {}
        for url, address in list(addresses.values())[:_MOST_TRIES]:
            if sum(sample.fault is None for sample in samples) >= _SAMPLES:
                break
            answers[url] = rule.answers.get(url) or await self._fetch.get(url)
            if answers[url].outcome == "ending":
                break
            samples.append(read_sample(answers[url], site, address))
        return [each for each in samples if not _is_list(each, answers, rule)], answers

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


def _is_list(sample: Sample, answers: Mapping[str, Answer], rule: RuleSearch) -> bool:
    """Whether the page without a record is a section, which the search for the rule notes."""
    return sample.fault is not None and rule.note_list(sample.url, answers[sample.url].page)


def _add_lists(listed: Sequence[ReadSection], rule: RuleSearch) -> list[ReadSection]:
    """With the sections that were mistaken for articles."""
    known = {each.section.url for each in listed}
    left = [(url, page) for url, page in rule.lists.items() if url not in known]
    return [*listed, *(ReadSection(Section(name_section(url), url), page) for url, page in left)]


def _chain_links(files: Iterable[Read]) -> list[str]:
    return list(chain.from_iterable(file.links for file in files))


def _may_go_on(site: Site) -> bool:
    """Whether a crawl follows the pages of the front page."""
    return is_generic(site) or site.front_pages


def _count_articles(read: Read, site: Site) -> LinkFile:
    return replace(read.file, articles=len(find_addresses(site.addresses, read.links, site.hosts)))
