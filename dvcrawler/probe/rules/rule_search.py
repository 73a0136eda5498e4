"""Finds the rule of a site's article addresses: in its listings, its files, and pages fetched for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from dvcrawler.discovery.links import is_article_address, section_key
from dvcrawler.discovery.listings.page_kinds import asks_for_login
from dvcrawler.discovery.pagers.page_addresses import page_number
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.families.cms import Cms
from dvcrawler.families.learning.address_candidates import group_addresses
from dvcrawler.families.learning.address_rule import AddressRule
from dvcrawler.families.learning.link_block import LinkBlock
from dvcrawler.families.learning.link_origins import drop_origins, find_origins
from dvcrawler.families.learning.link_votes import count_votes
from dvcrawler.families.learning.listing_blocks import find_blocks
from dvcrawler.families.learning.rule_learning import learn_rule
from dvcrawler.families.learning.trials import suggest_trials
from dvcrawler.families.lists.data_links import all_links
from dvcrawler.normalize.url_form import without_parameters
from dvcrawler.normalize.urls import is_own_host, keep_apart, read_address
from dvcrawler.probe.answers import Answer, Fetch
from dvcrawler.probe.findings import Rule, Sample
from dvcrawler.probe.menus.heading_links import find_heading_links
from dvcrawler.probe.menus.site_sections import is_list
from dvcrawler.probe.rules.learned import as_patterns
from dvcrawler.probe.rules.other_kinds import OtherKinds
from dvcrawler.probe.rules.rule import Chosen, choose_rule, describe_rule, find_addresses
from dvcrawler.probe.samples import gives_record, judge_samples

_MOST_TRIALS = 6
#: Links over lists, and links beside those to sections, that are tried.
_MOST_HEADINGS, _MOST_BESIDE = 4, 8
#: Shapes of a sitemap that are tried.
_MOST_SHAPES = 5


class RuleSearch:
    """`named`: addresses in feeds. `evidence`: those in feeds and sitemaps. `has_file`: the site has a site
    file, whose rule is kept.
    """

    def __init__(
        self, site: Site, fetch: Fetch, named: Sequence[str], evidence: Sequence[str], *, has_file: bool
    ) -> None:
        self._site, self._fetch, self._has_file = site, fetch, has_file
        self._named, self._evidence = list(named), evidence
        self._kinds = OtherKinds(site.hosts, evidence)
        #: Whether the pages that were read are articles.
        self._tried: dict[str, bool] = {}
        #: Where links to articles were redirected.
        self._landed: list[str] = []
        #: The answers of the pages tried here, by address.
        self.answers: dict[str, Answer] = {}
        self._asked: set[str] = set()
        self._chosen: Chosen | None = None
        #: The rule that the pages show, also of a site with a site file.
        self.learned: AddressRule | None = None
        #: Pages linked as articles that ask for a login.
        self.logins: list[str] = []
        #: Sections to which links look like those to articles, with their pages.
        self.lists: dict[str, Page] = {}
        #: The links of pages that were read, each of which is learned from several times.
        self._blocks: dict[Page, list[LinkBlock]] = {}

    def learn(self, pages: Sequence[Page], cms: Cms | None) -> Site:
        """The site with the rule that the pages show; a known site keeps its own."""
        hosts = self._site.hosts
        self.learned = self._learn_rule(pages)
        if self._has_file:
            return self._site
        self._chosen = choose_rule(cms, self.learned, self.list_links(pages), hosts)
        return replace(
            self._site,
            addresses=keep_apart(self._chosen.patterns, hosts),
            layouts=cms.layouts if cms else (),
            page_parameter=cms.page_parameter if cms else None,
        )

    def _learn_rule(self, pages: Sequence[Page]) -> AddressRule | None:
        blocks, origins = self._find_links(pages)
        blocks = [block for block in blocks if block.url not in self.lists]
        named = {without_parameters(url, origins) for url in (*self._named, *self._landed)}
        tried = {without_parameters(url, origins): each for url, each in self._tried.items()}
        rule = learn_rule(blocks, named, tried)
        return replace(rule.without_sections(self.lists), ignored=origins) if rule is not None else None

    def _find_links(self, pages: Sequence[Page]) -> tuple[list[LinkBlock], tuple[str, ...]]:
        """The links of the pages without the parameters that say where they are, and those parameters."""
        blocks = self._list_blocks(pages)
        origins = find_origins(blocks)
        return drop_origins(blocks, origins), origins

    def _list_blocks(self, pages: Sequence[Page]) -> list[LinkBlock]:
        for page in pages:
            if page not in self._blocks:
                self._blocks[page] = find_blocks(page, self._site.hosts)
        return [*chain.from_iterable(self._blocks[page] for page in pages)]

    def list_links(self, pages: Sequence[Page]) -> list[str]:
        """All links of the pages, then those in feeds and sitemaps, and where redirects led."""
        links = map(all_links, pages)
        return [*(url for url, _ in chain.from_iterable(links)), *self._evidence, *self._landed]

    async def try_pages(self, pages: Sequence[Page], cms: Cms | None, most: int) -> Site:
        """The site with what single pages show of its rule: those of a sitemap, where the listings show no
        article, and those of the shapes that they leave open. `most`: requests for the latter.
        """
        site = self.learn(pages, cms)
        if self._has_file:
            return site
        if self.learned is None:
            await self._try_sitemaps()
            site = self.learn(pages, cms)
        await self._try_shapes(pages, min(_MOST_TRIALS, most - self._fetch.spent))
        await self._try_headings(pages, most)
        await self.try_beside_lists(pages, most)
        return self.learn(pages, cms) if self._tried else site

    async def _try_sitemaps(self) -> None:
        """Tries one page of each shape in the sitemaps, where the listings show no link: those of shapes that
        are articles count as named.
        """
        for group in group_addresses(self._evidence)[:_MOST_SHAPES]:
            answer, address = await self._fetch.get(group[0]), any_address(group[0])
            if address is not None and gives_record(answer, unknown_site(group[0]), address):
                self._named += group

    async def _try_shapes(self, pages: Sequence[Page], most: int) -> None:
        """Tries a page of each shape that the listings leave open, as a crawl does."""
        blocks, _ = self._find_links(pages)
        for url in suggest_trials(blocks, self._named, self._tried, max(0, most)):
            await self._try(url)

    async def _try_headings(self, pages: Sequence[Page], most: int) -> None:
        """Tries some links above lists: those to sections may have the shape of articles."""
        urls = find_heading_links(self._list_blocks(pages))
        for url in [url for url in urls if self._is_unread(url, pages)][:_MOST_HEADINGS]:
            if self._fetch.spent < most:
                await self._try(url)

    def _is_unread(self, url: str, pages: Sequence[Page]) -> bool:
        """Whether the page was not read so far, and is not a further one of a list."""
        if page_number(url) is not None:
            return False
        read = (*self._asked, *self.lists, *(page.url for page in pages))
        return section_key(url) not in {*map(section_key, read)}

    async def try_other_kinds(self, pages: Sequence[Page], cms: Cms | None, most: int) -> Site:
        """The site with the kinds of addresses that its rule leaves out, and that pages and files show in the
        place of articles. `most`: requests of the probe after which none is tried.
        """
        site = self.learn(pages, cms)
        if self._has_file or self.learned is None:
            return site
        chosen = self._kinds.choose_listed(pages, self.learned, partial(is_article_address, site=site))
        for url in [url for url in chosen if self._is_unread(url, pages)]:
            if self._fetch.spent < most:
                await self._try(url)
        await self._try_files(pages, most)
        return self.learn(pages, cms)

    async def _try_files(self, pages: Sequence[Page], most: int) -> None:
        """Tries the address with the longest name of each kind, which is the least likely to be a section."""
        rule = self._learn_rule(pages)
        sections = {url for url, each in count_votes(self._list_blocks(pages)).items() if each.is_section}
        known = {*self._tried, *self.lists, *(page.url for page in pages)}
        for group in self._kinds.find_in_files(rule, known) if rule is not None else ():
            url = max(group, key=len)
            if self._fetch.spent < most:
                await self._try(url)
            if self._tried.get(url):
                self._named += [each for each in group if each not in sections]

    def find_left(self, site: Site) -> list[str]:
        """The links listed among articles that the rule leaves out, and on which no trial has decided."""
        return self._kinds.find_left(self._tried, partial(is_article_address, site=site))

    async def try_beside_lists(self, pages: Sequence[Page], most: int) -> None:
        """Tries the links beside those that led to sections, such as the headings over the lists of a front
        page. `most`: requests of the probe after which none is tried.
        """
        tried = 0
        while not self._has_file and self._fetch.spent < most and tried < _MOST_BESIDE:
            url = next(self._find_beside(pages), None)
            if url is None:
                break
            await self._try(url)
            tried += 1

    def _find_beside(self, pages: Sequence[Page]) -> Iterator[str]:
        blocks = self._list_blocks(pages)
        places = {(block.page, block.group) for block in blocks if block.url in self.lists}
        beside = (block.url for block in blocks if (block.page, block.group) in places and not block.is_page)
        yield from (url for url in beside if self._is_unread(url, pages))

    async def _try(self, url: str) -> None:
        """Reads a page that may be an article or a section."""
        self._asked.add(url)
        answer, address = await self._fetch.get(url), any_address(url)
        if not answer.is_ok or address is None:
            return
        self.answers[url] = answer
        if self.note_list(url, answer.page):
            return
        self._tried[url] = gives_record(answer, unknown_site(url), address)
        if not self._tried[url] and answer.page is not None and asks_for_login(answer.page):
            self.logins.append(url)

    def note_list(self, url: str, page: Page | None) -> bool:
        """Whether the page is a section, which the rule then leaves out."""
        if page is None or not is_list(page, self._site):
            return False
        self.lists[url] = page
        return True

    def add_samples(self, samples: Sequence[Sample], answers: Mapping[str, Answer]) -> None:
        read = [sample for sample in samples if self._note_landed(sample, answers[sample.url])]
        self._tried |= judge_samples([each for each in samples if each not in read], answers)

    def _note_landed(self, sample: Sample, answer: Answer) -> bool:
        """Whether the sample was redirected to an article, whose address the rule then covers as well."""
        landed = any_address(answer.url) if answer.is_ok and answer.url != sample.url else None
        if self._has_file or landed is None or not gives_record(answer, unknown_site(answer.url), landed):
            return False
        self._landed.append(answer.url)
        return True

    def describe(self, site: Site, links: Sequence[str]) -> Rule:
        if self._chosen is None:
            return describe_rule(f"the site file {site.name}", site, links)
        return describe_rule(self._chosen.source, site, links, self._chosen.evidence)

    def with_listed_addresses(self, site: Site, links: Sequence[str]) -> Site:
        """The site; with the addresses that its listings show if none of its own matches."""
        if self.learned is None or find_addresses(site.addresses, links, site.hosts):
            return site
        return replace(site, addresses=as_patterns(self.learned, links, site.hosts))

    def find_unmatched(self, links: Sequence[str]) -> list[str]:
        """The links that look like articles and that the site file does not match."""
        rule, site = self.learned, self._site
        own = (url for url in dict.fromkeys(links) if rule is not None and rule.covers(url))
        left = (url for url in own if is_own_host(url, site.hosts))
        return [url for url in left if read_address(url, site.addresses, site.hosts) is None]
