"""A run's session in the test's own process: real store, ledger and archive, no engine around them."""

from types import SimpleNamespace

from scrapy import Spider
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager
from scrapy.statscollectors import MemoryStatsCollector

from dvcrawler.run.session import RunSession

SITE = "thu"


class _Spider(Spider):
    name = SITE

    def __init__(self):
        super().__init__()
        self.arguments = SimpleNamespace(requests=0, minutes=None, covers=lambda day: True)
        hosts = {"thu.example": "thu.example"}
        self.site = SimpleNamespace(
            tls="verified", tls_pin=None, hosts=hosts, start=("https://thu.example/",), family="vnpt"
        )


class _Sender:
    """Of the signals of one crawler. (A namespace has no weak references, which disconnect the dead.)"""


def make_crawler(data, **more):
    """What the components ask of Scrapy's crawler; `more` are settings."""
    settings = Settings()
    settings.setmodule("dvcrawler.settings")
    settings.update({"DVCRAWLER_RUN": True, "DVCRAWLER_DATA": str(data), "DVCRAWLER_MIN_FREE_MB": 0, **more})
    downloader = SimpleNamespace(slots={}, middleware=SimpleNamespace(middlewares=[]))
    crawler = SimpleNamespace(
        settings=settings,
        spider=_Spider(),
        engine=SimpleNamespace(downloader=downloader),
        get_downloader_middleware=lambda kind: None,
    )
    # Components of an earlier test may still be connected to the sender that is the default.
    crawler.signals = SignalManager(_Sender())
    crawler.stats = MemoryStatsCollector(crawler)
    return crawler


def open_session(data, **more):
    """Components find it by `from_crawler(session.crawler)`."""
    crawler = make_crawler(data, **more)
    session = RunSession(crawler)
    crawler.get_extension = lambda kind: session
    return session


def counted(session, name):
    return session.crawler.stats.get_value(f"dvcrawler/{name}", 0)
