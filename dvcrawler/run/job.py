"""One site to crawl in a process that may crawl several."""

from collections.abc import Mapping
from dataclasses import dataclass

from scrapy import Spider


@dataclass(frozen=True, slots=True)
class Job:
    """`arguments` are given to the spider; `recorded`, as typed, go into the run record."""

    spider: type[Spider]
    arguments: Mapping[str, str]
    recorded: Mapping[str, str]

    @property
    def site(self) -> str:
        return str(self.spider.name)
