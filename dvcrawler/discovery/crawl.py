"""What sources ask of the crawl that they run in: its limits, its counters and its queue."""

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from dvcrawler.run.counters import Counter, GroupedCounter, count


class Crawl:
    """Reads Scrapy's crawler, so that no source has to."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self.name: str = crawler.spidercls.name

    @property
    def max_pages(self) -> int:
        """Most pages of a listing that a run walks."""
        return self._crawler.settings.getint("DVCRAWLER_MAX_PAGES")

    @property
    def read_seconds(self) -> float:
        """CPU seconds allowed for reading a page."""
        return self._crawler.settings.getfloat("DVCRAWLER_READ_SECONDS")

    @property
    def max_sections(self) -> int:
        """Most sections, and most feeds, followed from one home page."""
        return self._crawler.settings.getint("DVCRAWLER_MAX_SECTIONS")

    @property
    def commoncrawl_files(self) -> str:
        """Base URL of Common Crawl's WARC files."""
        return str(self._crawler.settings["DVCRAWLER_COMMONCRAWL_FILES"]).rstrip("/")

    def count(self, counter: Counter | GroupedCounter, by: int = 1) -> None:
        """Adds to a counter of the run."""
        count(self._stats, counter, by)

    def has_counted(self, counter: Counter) -> bool:
        return bool(self._stats.get_value(counter.value, 0))

    def note_fact(self, name: str, value: str) -> None:
        """Sets a value of the run's statistics."""
        self._stats.set_value(name, value)

    def count_queued(self) -> int:
        """Number of requests in Scrapy's queue."""
        get = self._stats.get_value
        return int(get("scheduler/enqueued", 0) - get("scheduler/dequeued", 0))

    async def wait_for_empty_queue(self) -> None:
        await self._crawler.signals.wait_for(signals.scheduler_empty)

    @property
    def _stats(self) -> StatsCollector:
        stats = self._crawler.stats
        assert stats is not None  # the crawler makes them before the spider
        return stats
