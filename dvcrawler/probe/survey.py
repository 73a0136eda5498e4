"""Looks at a site step by step: front page, robots.txt, feeds, sitemaps, sections, articles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from urllib.parse import urlsplit

from dvcrawler.discovery.links import section_key, section_links
from dvcrawler.discovery.menu_links import menu_links, site_map_links
from dvcrawler.discovery.page_kinds import asks_for_login
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripted_links import scripted_links
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import any_address, is_unknown, unknown_site, with_fronts
from dvcrawler.families.cms import Cms
from dvcrawler.families.data_links import data_links
from dvcrawler.families.learning.address_candidates import group_addresses
from dvcrawler.families.learning.address_rule import AddressRule
from dvcrawler.families.learning.address_shape import read_target, shape_of, show_target
from dvcrawler.families.non_sections import is_front_page
from dvcrawler.families.recognise import Recognised, recognise
from dvcrawler.items import utc_text
from dvcrawler.normalize.urls import canonical_url, is_own_host, keep_apart, read_address
from dvcrawler.probe.answers import Answer, Fetch
from dvcrawler.probe.changes import find_changes
from dvcrawler.probe.findings import Findings, LinkFile, Rule, Sample, Section, System
from dvcrawler.probe.front import open_front, read_robots
from dvcrawler.probe.hosts import find_hosts
from dvcrawler.probe.learned import as_patterns, learn, suggest
from dvcrawler.probe.link_files import Read, read_feeds, read_sitemaps
from dvcrawler.probe.obstacles import find_obstacles
from dvcrawler.probe.rule import Chosen, choose_rule, describe_rule, find_addresses
from dvcrawler.probe.samples import choose_articles, gives_record, read_again, read_sample
from dvcrawler.probe.sections import ReadSection, count_articles, name_host, read_section, try_pager

#: Requests of a whole probe: as many pages as a maintainer would open, half a minute at the usual pace.
MOST_REQUESTS = 30
#: Sections that list articles, pages that are looked at for them, and sections of a site file.
_MOST_SECTIONS, _MOST_PAGES, _MOST_NAMED = 5, 8, 12
_MOST_PAGERS, _SAMPLES, _MOST_TRIES, _MOST_TRIALS = 3, 5, 8, 6
#: Fewer sections of a front page may be the way to another one.
_FEW_SECTIONS = 3
#: Shapes of a sitemap that are tried.
_MOST_SHAPES = 5


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
        return self.system.cms if self.system is not None and self.system.is_certain else None


async def survey(site: Site, fetch: Fetch, owner: str | None = None) -> Survey:
    """Looks at `site`, which is that of the site file `owner`, or made up for an unknown host."""
    url = site.start[0]
    host = urlsplit(canonical_url(url)).hostname or ""
    front, answer = await open_front(fetch, url, dict(site.hosts))
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(front.url))
    robots = read_robots(await fetch.robots(origin))
    found = Findings(url, host, utc_text(answer.at), fetch.spent, front, robots, owner)
    if answer.page is None or front.fault is not None or front.target is not None:
        return Survey(_judge(replace(found, requests=fetch.spent)), site)
    return await _Walk(site, fetch, answer, answer.page).go(found)


def _find_sections(front: Page, site: Site, learned: AddressRule | None) -> list[str]:
    """The sections that the front page links to, as a crawl finds them, those in menus first. Of a known site
    without those that are articles by now, whose addresses have changed.
    """
    found = section_links(front, site)
    if not is_unknown(site):
        return [url for url in found if learned is None or not learned.covers(url)]
    menus = _find_in_menus(front, site)
    named = {section_key(url): url for url in menus}
    return [*menus, *(url for url in found if section_key(url) not in named)]


def _find_in_menus(page: Page, site: Site) -> list[str]:
    menus = [url for url in menu_links(page, site.hosts) if not is_front_page(url)]
    return [url for url in menus if read_address(url, site.addresses, site.hosts) is None]


def _judge(found: Findings) -> Findings:
    return replace(found, obstacles=find_obstacles(found))


class _Walk:
    """Walks from a readable front page to everything behind it."""

    def __init__(self, site: Site, fetch: Fetch, answer: Answer, front: Page) -> None:
        self._site, self._fetch, self._answer, self._front = site, fetch, answer, front
        self._system = recognise([(front, answer.headers)])
        self._chosen: Chosen | None = None
        #: Addresses in feeds.
        self._named: list[str] = []
        #: Addresses in feeds and sitemaps.
        self._evidence: list[str] = []
        #: Whether the pages that were read are articles.
        self._tried: dict[str, bool] = {}
        #: Answers of the pages tried before the samples, by address.
        self._answers: dict[str, Answer] = {}
        self._learned: AddressRule | None = None
        #: Pages linked as articles that ask for a login.
        self._logins: list[str] = []
        #: The front pages of further hosts.
        self._fronts: Mapping[str, Page] = {}

    async def go(self, found: Findings) -> Survey:
        if found.owner is None:
            self._fronts, left = await find_hosts(self._fetch, self._site, self._front)
            self._site = with_fronts(self._site, self._fronts)
            found = replace(found, fronts=tuple(self._fronts), hosts_left=left)
        cms = self._system.cms if self._system else None
        feeds = await read_feeds(self._fetch, self._front, cms)
        sitemaps = await read_sitemaps(self._fetch, found.front.url, found.robots.sitemaps, cms)
        self._named = _chain_links(feeds)
        self._evidence = _chain_links([*feeds, *sitemaps])
        is_known = found.owner is not None
        site = self._learn([self._front], is_known=is_known)
        listed = await self._read_sections(site)
        pages = [each.page for each in listed if each.page is not None]
        site = self._learn(pages, is_known=is_known)
        if not is_known:
            site = await self._try_pages(pages, site)
        listed = await self._try_pagers([count_articles(each, site) for each in listed], site)
        links = self._list_links(pages)
        samples, answers = await self._read_samples(site, listed, links)
        self._recognise_again(listed, answers)
        self._tried |= _judge_samples(samples, answers)
        last = self._learn(pages, is_known=is_known)
        if find_addresses(last.addresses, links, site.hosts):
            listed = [_recount(each, last) for each in listed]
            samples = [read_again(each, answers[each.url], last) for each in samples]
            site = last
        return self._conclude(found, site, feeds, sitemaps, listed, samples, answers, links)

    def _conclude(
        self,
        found: Findings,
        site: Site,
        feeds: Sequence[Read],
        sitemaps: Sequence[Read],
        listed: Sequence[ReadSection],
        samples: Sequence[Sample],
        answers: Mapping[str, Answer],
        links: Sequence[str],
    ) -> Survey:
        found = replace(
            found,
            requests=self._fetch.spent,
            system=self._describe_system(),
            feeds=tuple(_count_articles(each, site) for each in feeds),
            sitemaps=tuple(_count_articles(each, site) for each in sitemaps),
            sections=tuple(each.section for each in listed),
            sections_seen=len(_find_sections(self._front, site, self._learned)),
            rule=self._describe_rule(found.owner, site, links),
            articles=tuple(samples),
            logins=tuple(self._logins),
        )
        if found.owner is not None:
            found = replace(found, changes=self._find_changes(found, links))
        read = {sample.url: answers[sample.url] for sample in samples if sample.fault is None}
        seen = tuple(dict.fromkeys(links))
        return Survey(_judge(found), site, self._system, self._front, read, seen)

    def _list_links(self, pages: Sequence[Page]) -> list[str]:
        links = (chain(page.links, scripted_links(page), data_links(page)) for page in pages)
        return [*(url for url, _ in chain.from_iterable(links)), *self._evidence]

    def _learn(self, pages: Sequence[Page], *, is_known: bool) -> Site:
        """The site with the rule that the pages show; a known site keeps its own."""
        hosts = self._site.hosts
        self._learned = learn(pages, hosts, self._named, self._tried)
        if is_known:
            return self._site
        cms = self._system.cms if self._system is not None and self._system.is_certain else None
        self._chosen = choose_rule(cms, self._learned, self._list_links(pages), hosts)
        return replace(
            self._site,
            addresses=keep_apart(self._chosen.patterns, hosts),
            layouts=cms.layouts if cms else (),
            page_parameter=cms.page_parameter if cms else None,
        )

    def _describe_rule(self, owner: str | None, site: Site, links: Sequence[str]) -> Rule:
        if owner is not None or self._chosen is None:
            return describe_rule(f"the site file {site.name}", site, links)
        return describe_rule(self._chosen.source, site, links, self._chosen.evidence)

    async def _read_sections(self, site: Site) -> list[ReadSection]:
        """The sections of the site file first, then those that the front page links to first."""
        named = {url: name for name, url in site.sections.items()}
        urls = dict.fromkeys([*named, *_find_sections(self._front, site, self._learned)])
        front = ReadSection(Section("front", self._answer.url, articles=0), self._front)
        found = [
            front,
            *(ReadSection(Section(name_host(url), url), page) for url, page in self._fronts.items()),
        ]
        listing = 0
        if len(urls) < _FEW_SECTIONS:
            urls |= dict.fromkeys(site_map_links(self._front, self._site.hosts)[:1])
        waiting = list(urls)
        for number in range(max(_MOST_PAGES, min(len(named), _MOST_NAMED))):
            if number >= len(waiting) or (listing >= _MOST_SECTIONS and waiting[number] not in named):
                break
            found.append(await read_section(self._fetch, waiting[number], named.get(waiting[number])))
            listing += count_articles(found[-1], site).section.articles > 0
            if number == len(urls) - 1 < _FEW_SECTIONS:  # a page that only welcomes leads to the front page
                waiting += self._find_below(found, waiting)
        return found

    def _find_below(self, read: Sequence[ReadSection], known: Sequence[str]) -> list[str]:
        """The sections in the menus of those to which the front page leads."""
        keys = {*map(section_key, known), section_key(self._answer.url)}
        pages = [each.page for each in read[1:] if each.page is not None]
        below = {section_key(url): url for page in pages for url in _find_in_menus(page, self._site)}
        return [url for key, url in below.items() if key not in keys]

    async def _try_pages(self, pages: Sequence[Page], site: Site) -> Site:
        """The site with what single pages show of its rule: those of a sitemap, where the listings show no
        article, and those of the shapes that they leave open.
        """
        if self._learned is None:
            await self._try_sitemaps()
            site = self._learn(pages, is_known=False)
        await self._try_shapes(pages)
        return self._learn(pages, is_known=False) if self._tried else site

    async def _try_sitemaps(self) -> None:
        """Tries one page of each shape in the sitemaps, where the listings show no link: those of shapes that
        are articles count as named.
        """
        for group in group_addresses(self._evidence)[:_MOST_SHAPES]:
            answer, address = await self._fetch.get(group[0]), any_address(group[0])
            if address is not None and gives_record(answer, unknown_site(group[0]), address):
                self._named += group

    async def _try_shapes(self, pages: Sequence[Page]) -> None:
        """Tries a page of each shape that the listings leave open, as a crawl does, as far as there is room
        for the samples.
        """
        most = min(_MOST_TRIALS, MOST_REQUESTS - self._fetch.spent - _MOST_TRIES - _MOST_PAGERS)
        for url in suggest(pages, self._site.hosts, self._named, self._tried, max(0, most)):
            answer, address = await self._fetch.get(url), any_address(url)
            if answer.is_ok and address is not None:
                self._answers[url] = answer
                self._tried[url] = gives_record(answer, unknown_site(url), address)
                if not self._tried[url] and answer.page is not None and asks_for_login(answer.page):
                    self._logins.append(url)

    async def _try_pagers(self, listed: list[ReadSection], site: Site) -> list[ReadSection]:
        tried, found = 0, []
        for each in listed:
            is_section = each.section.name != "front" and each.section.articles > 1
            if is_section and tried < _MOST_PAGERS:
                each, tried = await try_pager(self._fetch, each, site), tried + 1
            found.append(each)
        return found

    async def _read_samples(
        self, site: Site, listed: Sequence[ReadSection], links: Sequence[str]
    ) -> tuple[list[Sample], dict[str, Answer]]:
        """Up to five articles that give a record; those that were tried and give none are kept too."""
        urls = choose_articles([each.links for each in listed], _MOST_TRIES)
        if len(urls) < _SAMPLES:  # feeds and sitemaps lead to them as well
            urls = choose_articles([urls, links], _MOST_TRIES * 4)
        site = self._with_listed_addresses(site, urls)
        addresses = find_addresses(site.addresses, urls, site.hosts)
        samples: list[Sample] = []
        answers: dict[str, Answer] = {}
        for url, address in list(addresses.values())[:_MOST_TRIES]:
            if sum(sample.fault is None for sample in samples) >= _SAMPLES:
                break
            answers[url] = self._answers.get(url) or await self._fetch.get(url)
            if answers[url].outcome == "ending":
                break
            samples.append(read_sample(answers[url], site, address))
        return samples, answers

    def _with_listed_addresses(self, site: Site, links: Sequence[str]) -> Site:
        """The site; with the addresses that its listings show if none of its own matches."""
        if self._learned is None or find_addresses(site.addresses, links, site.hosts):
            return site
        return replace(site, addresses=as_patterns(self._learned, links, site.hosts))

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

    def _find_changes(self, found: Findings, links: Sequence[str]) -> tuple[str, ...]:
        """`left`: links that look like articles and that the site file does not match."""
        site = self._site
        rule = self._learned
        own = [url for url in dict.fromkeys(links) if rule is not None and rule.covers(url)]
        left = [url for url in own if is_own_host(url, site.hosts)]
        left = [url for url in left if read_address(url, site.addresses, site.hosts) is None]
        shown = [show_target(target) for target in map(read_target, left[:1]) if target is not None]
        return find_changes(site, found, left, next(iter(shown), ""))


def _chain_links(files: Iterable[Read]) -> list[str]:
    return list(chain.from_iterable(file.links for file in files))


def _judge_samples(samples: Sequence[Sample], answers: Mapping[str, Answer]) -> dict[str, bool]:
    """Whether the pages that were answered are articles. A page that cannot be read although others of its
    shape can is left out: it is still an article, and shows nothing of the rule.
    """
    tried = {each.url: each.fault is None for each in samples if answers[each.url].is_ok}
    targets = {url: target for url in tried if (target := read_target(url)) is not None}
    read = {shape_of(target) for url, target in targets.items() if tried[url]}
    return {url: tried[url] for url, target in targets.items() if tried[url] or shape_of(target) not in read}


def _count_articles(read: Read, site: Site) -> LinkFile:
    return replace(read.file, articles=len(find_addresses(site.addresses, read.links, site.hosts)))


def _recount(listed: ReadSection, site: Site) -> ReadSection:
    """The section with its articles by the final rule; keeps the findings of its second page."""
    counted = count_articles(listed, site).section.articles
    return replace(listed, section=replace(listed.section, articles=counted))
