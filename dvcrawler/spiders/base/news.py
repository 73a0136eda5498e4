"""The crawl loop that all sites share: sources lead to articles, articles become drafts.

The spider requests everything that it finds; the incremental middleware drops what the ledger already knows.
The loop itself holds no state that a killed run could lose.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.archives.earlier_captures import choose_earlier, under_own_id
from dvcrawler.discovery.archives.warcs import from_warcs
from dvcrawler.discovery.archives.web_archives import from_index, request_capture
from dvcrawler.discovery.argument_parser import parse_arguments
from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.article_requests import ArticleCallbacks
from dvcrawler.discovery.failed_pages import UNASKED, failed_outcome, name_failed_page
from dvcrawler.discovery.fronts.refresh import request_ahead
from dvcrawler.discovery.links import ArticleLink, is_main_host
from dvcrawler.discovery.listings.listing import read_listing
from dvcrawler.discovery.listings.listing_requests import resume_search
from dvcrawler.discovery.live_site import from_list, from_site
from dvcrawler.discovery.requests import (
    Output,
    PageRequest,
    failed_request,
    read_page_request,
    requested_address,
    write_page_request,
)
from dvcrawler.discovery.responses import (
    Answer,
    asked_url,
    of_archive,
    published_day,
    read_answer,
    with_doubt,
)
from dvcrawler.discovery.sections.mistaken_sections import find_mistaken
from dvcrawler.discovery.sections.path_sections import request_path_sections
from dvcrawler.discovery.sources import Sources
from dvcrawler.errors import UsageError
from dvcrawler.extract.drafts import with_id_of, with_section
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import with_rule
from dvcrawler.families.learning.address_rule import LEARNED, parse_rule
from dvcrawler.items import Draft, PageCode, PageOutcome
from dvcrawler.normalize.urls import Address
from dvcrawler.run.counters import Counter, CounterGroup
from dvcrawler.spiders.base.further_pages import FurtherPages


class NewsSpider(Spider):
    """Base of every site. A site file states `name`, `site` and, if any, the site's peculiarities."""

    site: Site
    #: The `-a` arguments for single sites that `choose_site` reads.
    own_arguments: frozenset[str] = frozenset()
    arguments: Arguments = Arguments()
    #: Set by `from_crawler`.
    sources: Sources

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Raises UsageError for `-a` arguments that cannot be read."""
        spider = super().from_crawler(crawler)
        given = parse_arguments(kwargs)
        site = spider.choose_site(given)
        site = replace(site, tls="legacy") if given.tls else site
        _check_patterns(site, given)
        spider.arguments = given
        spider.site = replace(site, tls_pin=given.tls_pin) if given.tls_pin else site
        callbacks = ArticleCallbacks(spider.parse_article, spider.fail_article)
        spider.sources = Sources(crawler, spider.site, spider.arguments, callbacks, read_listing)
        return spider

    @classmethod
    def named(cls, name: str) -> type[Self]:
        """The spider for one of the sites that this one crawls, if it crawls several."""
        return cls

    @classmethod
    def site_for(cls, given: Mapping[str, str]) -> Site:
        """The site that a run with these `-a` arguments crawls; without any, the one in the site file.

        `LEARNED` among them is the rule for article addresses that an earlier run learned.
        """
        if not given:
            return cls.site
        rule = parse_rule(given.get(LEARNED, ""))
        arguments = parse_arguments({name: value for name, value in given.items() if name != LEARNED})
        site = cls(name=cls.name).choose_site(arguments)
        _check_patterns(site, arguments)
        return with_rule(site, rule) if rule is not None and site.family == "any" else site

    def choose_site(self, arguments: Arguments) -> Site:
        """The site to crawl. Spiders for any host of a CMS read the host from the arguments."""
        return self.site

    async def start(self) -> AsyncIterator[Output]:
        """Requests of the chosen source; the live site by default."""
        if self.arguments.warc:
            async for each in from_warcs(self.sources, self.arguments.warc):
                yield each
        elif self.arguments.is_backfill:
            async for each in from_index(self.sources):
                yield each
        else:
            urls = self.arguments.urls
            for each in from_list(self.sources, urls) if urls else from_site(self.sources):
                yield each

    def parse_article(self, response: Response, address: Address) -> Iterator[Output]:
        """Yields the draft, or the page's outcome instead; then the articles that it links to."""
        if response.status in (404, 410):
            elsewhere = self._request_on_main_host(response, address)
            if elsewhere is not None:
                yield elsewhere
                return
        page = read_page_request(response)
        answer = read_answer(response, self.sources.site, address, self.sources.crawl.read_seconds)
        read = answer.read
        another = self._request_other_capture(page, address, read)
        if another is not None:
            yield another
            yield from under_own_id(read, address)
            return
        if isinstance(read, PageOutcome):
            yield from self._report_unread(response, address, answer, read)
        else:
            read = self._assign_chosen_id(read, address)
            read = with_doubt(read) if self.arguments.is_apart else read
            yield from self._learn_day(read, address)
            read = self._assign_section(read, address)
            yield read if page.archived else FurtherPages(self.sources).follow(read, address)
        for name, count in answer.hits.items():
            self.sources.crawl.count(CounterGroup.RULE.counter(name), count)
        if self._follows_links(read):
            links = self.sources.state.leave_out_known(answer.links)
            yield from self.sources.articles.request_listed(links, is_list=False)
            yield from request_path_sections(self.sources, response)

    def _report_unread(
        self, response: Response, address: Address, answer: Answer, read: PageOutcome
    ) -> Iterator[Output]:
        """Yields the outcome of a page without an article, or what to request for it."""
        if read.code in (PageCode.NO_LAYOUT, PageCode.EMPTY, PageCode.NO_MARKUP):
            yield from request_ahead(self.sources, response, address, answer.page)
        mistaken = find_mistaken(self.sources, response, address, answer)
        if mistaken is None:
            yield of_archive(read) if read_page_request(response).archived else read
        else:
            yield from mistaken

    def _assign_chosen_id(self, read: Draft, asked: Address) -> Draft:
        """The draft under the id of its article, if the page gives another address than the one asked for."""
        if read.native_id == asked.native_id:
            return read
        stated = Address(read.url, read.native_id, read.url_month, asked.kind)
        chosen = self.sources.state.choose_address(asked, stated)
        if chosen is asked:
            return replace(read, native_id=asked.native_id, url=asked.url)
        return with_id_of(read, chosen)

    def _assign_section(self, read: Draft, asked: Address) -> Draft:
        """The draft with the section whose listing led to it, if the page names none."""
        return read if read.section else with_section(read, self.sources.state.led_by(asked.native_id))

    def _learn_day(self, read: Draft, address: Address) -> Iterator[Output]:
        """Requests of a search that waits for the day of the article. Only in a run with a period, because it
        reads the page's date a second time.
        """
        written = published_day(read) if self.arguments.has_period else None
        if written is not None:
            day = date.fromisoformat(written)
            self.sources.articles.learn_day(address.native_id, day)
            yield from resume_search(self.sources, address.native_id, day)

    def _follows_links(self, read: Draft | PageOutcome) -> bool:
        """Whether the run follows the links of an article to others. An article from before the period leads
        to others from before it, and so through the whole site.
        """
        arguments = self.arguments
        if arguments.is_bounded or arguments.section is not None or not self.sources.trusts_addresses:
            return False
        return arguments.since is None or (isinstance(read, Draft) and arguments.covers(published_day(read)))

    def fail_article(self, failure: Failure) -> PageOutcome | Request | None:
        """The outcome of an article page that could not be fetched; a later run tries it again."""
        request = failed_request(failure)
        address, page = requested_address(request), read_page_request(request)
        outcome = failed_outcome(failure)
        elsewhere = None
        if outcome != "ending":
            elsewhere = self._request_on_main_host(request, address)
        if outcome in UNASKED and elsewhere is None:
            self.sources.crawl.count(CounterGroup.ARTICLES.counter(outcome))
            return None
        elsewhere = elsewhere or self._request_other_capture(page, address, None)
        if elsewhere is not None:
            return elsewhere
        failed = name_failed_page(address.native_id, asked_url(request), outcome, failure)
        return of_archive(failed) if page.archived else failed

    def _request_other_capture(
        self, page: PageRequest, address: Address, read: Draft | PageOutcome | None
    ) -> Request | None:
        """Requests an earlier capture of the article if the web archive's latest one does not give it."""
        earlier = choose_earlier(page.other_captures, address, read) if page.other_captures else []
        if not earlier:
            return None
        self.sources.crawl.count(Counter.WAYBACK_OTHERS)
        return request_capture(self.sources, earlier, is_fallback=True)

    def _request_on_main_host(self, asked: Request | Response, address: Address) -> Request | None:
        """Requests the article on the site's main host if an older domain does not have it:
        baonamdinh.com.vn links to addresses that only baonamdinh.vn serves.
        """
        is_main = is_main_host(asked_url(asked), self.site)
        if is_main or self.arguments.is_apart or read_page_request(asked).is_fallback:
            return None
        request = self.sources.articles.request(ArticleLink(address, address.url))
        write_page_request(request, replace(read_page_request(request), is_fallback=True))
        return request


def _check_patterns(site: Site, given: Arguments) -> None:
    """Raises UsageError if patterns are given for a site whose file has its own."""
    if (given.article or given.listing) and site.family != "any":
        raise UsageError("article= and listing= go with portal; the file of any other site has its addresses")
