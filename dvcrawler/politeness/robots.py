"""robots.txt obeyed as RFC 9309 has it: none (4xx) allows everything, one that cannot be had forbids it.

Scrapy's own takes any failure for a permission, and does not heed Crawl-delay.
"""

import asyncio
import json
import logging
import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response
from scrapy.robotstxt import ProtegoRobotParser

from dvcrawler.errors import StorageError
from dvcrawler.failures import RequestRefused, explain_failure
from dvcrawler.items import PageCode, utc_text
from dvcrawler.run.session import RunSession, find_session

logger = logging.getLogger(__name__)

#: As much of the file as crawlers read (RFC 9309, 2.5).
_LARGEST = 500 * 1024
#: A copy serves for a day at the most (RFC 9309, 2.4).
_SERVES = timedelta(hours=24)
_FIRST = 1000


@dataclass(slots=True)
class Rules:
    """What a host allows, and how many seconds it wants between two requests.

    `refusal`: why nothing may be asked of it; None where the parser decides. `named`: the refusal
    is in the run record already.
    """

    parser: ProtegoRobotParser
    delay: float = 0.0
    refusal: RequestRefused | None = None
    body: bytes = b""
    named: bool = False


class RobotsMiddleware:
    """One file a host and run; a fresh copy stays in the ledger for the day the server fails."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured("robots.txt is not obeyed")
        self._crawler = crawler
        self._session: RunSession | None = find_session(crawler)
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._rules: dict[tuple[str, str], asyncio.Future[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> Response | None:
        """Raises Refusal; answers the crawl loop's own question for the file from what is known."""
        if request.meta.get("dont_obey_robotstxt"):
            return None
        key = _origin(request.url)
        if key not in self._rules:
            self._rules[key] = asyncio.ensure_future(self._ask(*key))
        rules = await asyncio.shield(self._rules[key])
        if rules.refusal is not None:
            unsent = (
                RequestRefused("unsent", str(rules.refusal), rules.refusal.code)
                if rules.named
                else rules.refusal
            )
            rules.named = True
            raise unsent
        if request.meta.get("robots"):
            request.meta["unkept"] = True
            return Response(request.url, body=rules.body)
        if not rules.parser.allowed(request.url, self._agent):
            self._crawler.stats.inc_value("dvcrawler/robots/forbidden")
            raise RequestRefused("robots", "robots.txt forbids it", PageCode.ROBOTS_FORBIDDEN)
        return None

    def crawl_delay(self, url: str) -> float:
        """Seconds that the host wants between two requests; 0 where it says nothing, or not yet."""
        known = self._rules.get(_origin(url))
        if known is None or not known.done() or known.cancelled():
            return 0.0
        return known.result().delay

    async def _ask(self, scheme: str, host: str) -> Rules:
        meta = {"dont_obey_robotstxt": True, "for_robots": True}
        asked = Request(f"{scheme}://{host}/robots.txt", priority=_FIRST, meta=meta, dont_filter=True)
        try:
            response = await self._crawler.engine.download_async(asked)
            return self._read(host, response)
        except RequestRefused as refusal:
            reason = f"robots.txt cannot be had: {refusal}"
            what = "robots" if refusal.what == "moved" else refusal.what
            return self._failed(host, RequestRefused(what, reason, refusal.code))
        except StorageError as error:
            if self._session is not None:
                self._session.fail(error)
            return self._failed(host, RequestRefused("ending", str(error), PageCode.RUN_ENDING))
        except Exception as error:
            reason = f"robots.txt cannot be had: {explain_failure(error)}"
            return self._failed(host, RequestRefused("failed", reason, PageCode.NO_ANSWER))

    def _read(self, host: str, response: Response) -> Rules:
        self._count(f"robots/{response.status}")
        if response.status == 429 or response.status >= 500:
            reason = f"robots.txt cannot be had: the server says {response.status}"
            code = PageCode.HTTP_REFUSED if response.status == 429 else PageCode.ROBOTS_UNAVAILABLE
            return self._failed(host, RequestRefused("robots", reason, code))
        body = response.body[:_LARGEST] if response.status == 200 else b""
        self._keep(host, body)
        return self._parsed(body)

    def _failed(self, host: str, refusal: RequestRefused) -> Rules:
        """By a copy of the last day where there is one; else the host is left alone."""
        kept = self._kept(host) if refusal.what != "ending" else None
        if kept is not None:
            logger.warning("%s: %s; the copy of the last day serves", host, refusal)
            self._count("robots/copies")
            return self._parsed(kept)
        return Rules(self._parsed(b"").parser, refusal=refusal)

    def _parsed(self, body: bytes) -> Rules:
        parser = ProtegoRobotParser.from_crawler(self._crawler, body)
        return Rules(parser, _read_delay(parser, self._agent), body=body)

    def _keep(self, host: str, body: bytes) -> None:
        if self._session is not None:
            copy = {"at": utc_text(datetime.now(UTC)), "text": body.decode("utf-8", "replace")}
            self._session.ledger.set_checkpoint(f"robots:{host}", json.dumps(copy))

    def _kept(self, host: str) -> bytes | None:
        text = self._session.ledger.checkpoint(f"robots:{host}") if self._session is not None else None
        if text is None:
            return None
        now = datetime.now(UTC)
        try:
            copy = json.loads(text)
            fresh = utc_text(now - _SERVES) < copy["at"] <= utc_text(now)  # later: a clock was ahead
            return copy["text"].encode("utf-8", "replace") if fresh else None
        except (AttributeError, KeyError, RecursionError, TypeError, ValueError):  # a garbled ledger
            return None

    def _count(self, name: str) -> None:
        self._crawler.stats.inc_value(f"dvcrawler/{name}")


def _read_delay(parser: ProtegoRobotParser, agent: str) -> float:
    """Seconds; 0 for what is negative or no number (`nan`, `1e400`)."""
    delay = float(parser.crawl_delay(agent) or 0.0)
    return delay if math.isfinite(delay) and delay > 0 else 0.0


def _origin(url: str) -> tuple[str, str]:
    """Scheme and host with port: each has a robots.txt of its own (RFC 9309, 2.3)."""
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
