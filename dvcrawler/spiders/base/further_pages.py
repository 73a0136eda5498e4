"""Articles on several pages: requests the pages one after the other; the last one completes the article."""

from typing import cast

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.requests import (
    META_KEY,
    PageRequest,
    failed_request,
    read_page_request,
    redirects_of,
)
from dvcrawler.discovery.responses import asked_url, read_further
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.paging.joining import PageWalk
from dvcrawler.items import Draft
from dvcrawler.normalize.urls import Address

#: Requested before all other articles, because until then the fetched pages are only in memory.
_PRIORITY = 20


class FurtherPages:
    """Follows the pages of articles. A page that cannot be fetched leaves the article with a problem."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def follow(self, draft: Draft, address: Address) -> Request | Draft:
        """The request for the second page, or the draft itself if it is the whole article."""
        return self._go_on(PageWalk(draft), address) if draft.pages else draft

    def _go_on(self, walk: PageWalk, address: Address) -> Request | Draft:
        url = walk.next_url()
        if url is None:
            return walk.joined()
        return Request(
            url,
            self._parse,
            errback=self._fail,
            cb_kwargs={"address": address},
            meta={META_KEY: PageRequest(walk=walk)},
            priority=_PRIORITY,
            dont_filter=True,  # a request dropped as a duplicate would lose the article
        )

    def _parse(self, response: Response, address: Address) -> Request | Draft:
        request = cast(Request, response.request)
        part = None
        if self._is_of_article(response, request):
            part = read_further(response, self._sources.site, address, self._sources.crawl.read_seconds)
        return self._add(request, part, address)

    def _is_of_article(self, response: Response, request: Request) -> bool:
        """Whether the response is a further page still: sites redirect those they lack to the first page or
        to the front page.
        """
        walk = read_page_request(request).walk
        return not redirects_of(request) or (walk is not None and walk.has_page(response.url))

    def _fail(self, failure: Failure) -> Request | Draft:
        request = failed_request(failure)
        return self._add(request, None, request.cb_kwargs["address"])

    def _add(self, request: Request, part: Draft | None, address: Address) -> Request | Draft:
        walk = read_page_request(request).walk
        assert walk is not None
        walk.add(asked_url(request) if part is None else request.url, part)
        return self._go_on(walk, address)
