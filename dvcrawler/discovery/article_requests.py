"""Addresses of articles, wherever a source found them, turned into requests for those of the run's period."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.crawl import Crawl
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.periods.id_days import IdDays
from dvcrawler.discovery.periods.listing_period import UndecidedLinks
from dvcrawler.discovery.periods.period import may_cover
from dvcrawler.discovery.requests import META_KEY, Output, PageRequest
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import read_named
from dvcrawler.items import PageOutcome
from dvcrawler.normalize.urls import Address, read_address
from dvcrawler.run.counters import Counter

#: Articles are requested before feeds, sitemaps and listings.
_PRIORITY = 10


@dataclass(frozen=True, slots=True)
class ArticleCallbacks:
    """The callback and errback of article requests."""

    parse: Callable[[Response, Address], Iterator[Output]]
    fail: Callable[[Failure], PageOutcome | Request | None]


class ArticleRequests:
    """Finds the articles of one site and requests them; part of `Sources`."""

    def __init__(
        self, crawl: Crawl, site: Site, arguments: Arguments, callbacks: ArticleCallbacks, id_days: IdDays
    ) -> None:
        self._crawl, self._callbacks = crawl, callbacks
        #: Replaced when the run learns the rule of its addresses.
        self.site = site
        self._arguments = arguments
        #: Articles of the run whose day no listing printed.
        self.undecided = UndecidedLinks(arguments, id_days)

    def find(self, urls: Iterable[str]) -> list[ArticleLink]:
        """The URLs that are article addresses of this site."""
        read = ((url, self._read_address(url)) for url in urls)
        return [ArticleLink(address, url) for url, address in read if address is not None]

    def find_named(self, url: str) -> ArticleLink | None:
        """The article at a URL given by the user: on an unknown site, any page may be one."""
        address = read_named(url, self.site)
        return ArticleLink(address, url) if address is not None else None

    def read_id(self, url: str) -> str | None:
        """The native id of an article's URL; None for any other URL."""
        address = self._read_address(url)
        return address.native_id if address is not None else None

    def _read_address(self, url: str) -> Address | None:
        return read_address(url, self.site.addresses, self.site.hosts)

    def request(
        self,
        found: ArticleLink,
        changed: str | None = None,
        priority: int = _PRIORITY,
        section: str | None = None,
    ) -> Request:
        """Requests the URL as printed. `changed`: `lastmod` of a sitemap, unparsed. `section`: name of
        the section whose listing has the link.
        """
        asked = PageRequest(address=found.address, changed=changed, listed=found.day, section=section)
        return Request(
            found.link,
            self._callbacks.parse,
            errback=self._callbacks.fail,
            cb_kwargs={"address": found.address},
            meta={META_KEY: asked, "handle_httpstatus_list": [403, 404, 410, 429]},
            priority=priority,
        )

    def request_all(self, found: Iterable[ArticleLink], section: str | None = None) -> Iterator[Request]:
        """Requests the articles that may be in the run's period."""
        for each in self._count_outside(found):
            if may_cover(self._arguments, each):
                yield self.request(each, section=section)

    def request_listed(
        self, found: Iterable[ArticleLink], *, is_list: bool, section: str | None = None
    ) -> Iterator[Request]:
        """Requests the articles of a page that may be in the run's period. `is_list`: the page is a
        section's, not a front page, a feed or an article. `section`: its name.
        """
        for each in self.undecided.decide(self._count_outside(found), is_list=is_list):
            yield self.request(each, section=section)

    def _count_outside(self, found: Iterable[ArticleLink]) -> Iterable[ArticleLink]:
        """The same links; of a page that is read for a period, counts those outside."""
        if not self._arguments.has_period:
            return found
        links = list(found)
        if outside := sum(not may_cover(self._arguments, each) for each in links):
            self._crawl.count(Counter.OUTSIDE_BY_DAY, outside)
        return links

    def request_known(self, url: str) -> Request | None:
        """Requests a URL from the ledger; None if it is no longer an article address by the site file, or is
        outside the run's period.
        """
        found = self.find_named(url)
        return next(self.request_all([found] if found else []), None)

    def take_undecided(self) -> list[Request]:
        """Requests some of the articles whose day no listing printed; none if none are left."""
        if outside := self.undecided.drop_outside():
            self._crawl.count(Counter.OUTSIDE_BY_NUMBER, outside)
        return [self.request(each) for each in self.undecided.take()]

    def learn_day(self, native_id: str, day: date | None) -> None:
        """Notes the day of an article that was read."""
        self.undecided.learn(native_id, day)

    def is_wanted(self, address: Address, captured: str) -> bool:
        """Whether an article captured on this day (`YYYY-MM-DD`) may be in the run's period: it was
        published before it was captured.
        """
        since = self._arguments.since
        in_period = may_cover(self._arguments, ArticleLink(address, address.url))
        return in_period and not (since and captured < since.isoformat())
