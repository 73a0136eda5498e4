"""Components of Scrapy that are off by default, and loaded only if a setting enables them.

Scrapy would import all of them for every crawl, only to learn that they are off. They import aiohttp,
requests and Twisted's terminal: a tenth of the time that a crawl takes to start.
"""

from importlib import import_module
from typing import Any, ClassVar, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class _Optional:
    """Replaces the component `path` if the setting `switch` is off."""

    switch: ClassVar[str]
    path: ClassVar[str]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The component itself. Raises NotConfigured if it is off."""
        if not crawler.settings.getbool(cls.switch):
            raise NotConfigured
        module, _, name = cls.path.rpartition(".")
        component: Any = getattr(import_module(module), name)
        made: Self = component.from_crawler(crawler)
        return made


class Cookies(_Optional):
    switch, path = "COOKIES_ENABLED", "scrapy.downloadermiddlewares.cookies.CookiesMiddleware"


class TelnetConsole(_Optional):
    switch, path = "TELNETCONSOLE_ENABLED", "scrapy.extensions.telnet.TelnetConsole"


class RemoteControl(_Optional):
    switch, path = "REMOTE_CONTROL_ENABLED", "scrapy.extensions.remote_control.RemoteControl"
