"""The addresses of a list, `-a source=urls:FILE`."""

from collections.abc import Iterator

from scrapy import Request

from dvcrawler.discovery.address_list import read_list
from dvcrawler.discovery.sources import Sources
from dvcrawler.items import PageCode, PageOutcome


def from_list(sources: Sources, name: str) -> Iterator[Request | PageOutcome]:
    """Requests for the articles; other addresses are reported as refused. `name`: a path, or `-`."""
    for url in read_list(name):
        found = sources.find_named(url)
        if found is not None:
            yield sources.request_article(found)
        else:
            reason = f"not an article address of {sources.name}"
            yield PageOutcome(None, url, "refused", reason, PageCode.NOT_AN_ARTICLE)
