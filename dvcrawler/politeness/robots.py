"""Obeys robots.txt by RFC 9309: a missing file (4xx) allows everything, an unreachable one forbids it.

Scrapy's own middleware treats every failure as permission, and ignores Crawl-delay.
"""

import asyncio
import json
import logging
import math
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response
from scrapy.robotstxt import ProtegoRobotParser

from dvcrawler.discovery.feeds import MAX_ROBOTS_BYTES
from dvcrawler.discovery.requests import (
    META_KEY,
    MediaRequest,
    PageRequest,
    read_page_request,
    write_page_request,
)
from dvcrawler.errors import StorageError
from dvcrawler.failures import RequestRefused, cause_of_failure, code_of_failure, explain_failure
from dvcrawler.items import PageCode, utc_text
from dvcrawler.run.counters import Counter, CounterGroup, count
from dvcrawler.run.session import RunSession, find_session

logger = logging.getLogger(__name__)

#: A cached copy is used for at most a day (RFC 9309, 2.4).
_CACHE_LIFETIME = timedelta(hours=24)
#: Fetched before all other requests, which wait for it.
_ROBOTS_PRIORITY = 1000

_AGENT_LINE = re.compile(rb"^([ \t]*user[- ]?agent[ \t]*:)([^#\r\n]*)", re.I | re.M)
_WORD = re.compile(rb"[\w-]+")


@dataclass(slots=True)
class Rules:
    """The rules of a host. `delay`: its Crawl-delay in seconds, 0 for none.

    `refusal`: why nothing may be requested from the host; None if the parser decides. `is_reported`: the
    refusal is already in the run record.
    """

    parser: ProtegoRobotParser
    delay: float = 0.0
    refusal: RequestRefused | None = None
    body: bytes = b""
    is_reported: bool = False


class RobotsMiddleware:
    """Fetches one file per host and run. The ledger keeps a copy for when the server fails."""

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
        """Raises RequestRefused. A request of the crawl loop for the file itself is answered from memory."""
        if request.meta.get("dont_obey_robotstxt"):
            return None
        key = _read_origin(request.url)
        page = read_page_request(request)
        if key not in self._rules:
            self._rules[key] = asyncio.ensure_future(self._fetch(*key, page.media))
        rules = await asyncio.shield(self._rules[key])
        if rules.refusal is not None:
            refusal = rules.refusal
            unsent = RequestRefused("unsent", str(refusal), refusal.code) if rules.is_reported else refusal
            # Sitemaps, feeds and trials of a survey, which may be requested first, are only counted.
            rules.is_reported |= any((page.address, page.listing, page.media))
            raise unsent
        if page.is_robots_page:
            write_page_request(request, replace(page, is_unarchived=True))
            return Response(request.url, body=rules.body)
        if not rules.parser.allowed(request.url, self._agent):
            count(self._crawler.stats, Counter.ROBOTS_FORBIDDEN)
            raise RequestRefused("robots", "robots.txt forbids it", PageCode.ROBOTS_FORBIDDEN)
        return None

    def crawl_delay(self, url: str) -> float:
        """Seconds between two requests to the host; 0 if it names none, or is not fetched yet."""
        known = self._rules.get(_read_origin(url))
        if known is None or not known.done() or known.cancelled():
            return 0.0
        return known.result().delay

    async def _fetch(self, scheme: str, host: str, media: MediaRequest | None) -> Rules:
        """`media`: set if pictures or documents are requested of the host, None for pages."""
        meta = {"dont_obey_robotstxt": True, META_KEY: PageRequest(is_robots_check=True, media=media)}
        url = f"{scheme}://{host}/robots.txt"
        asked = Request(url, priority=_ROBOTS_PRIORITY, meta=meta, dont_filter=True)
        try:
            response = await self._crawler.engine.download_async(asked)
            return self._read(host, response)
        except RequestRefused as refusal:
            reason = f"robots.txt cannot be fetched: {refusal}"
            what = "robots" if refusal.what == "moved" else refusal.what
            return self._choose_fallback(
                host, RequestRefused(what, reason, refusal.code, cause=refusal.cause)
            )
        except StorageError as error:
            if self._session is not None:
                self._session.stop.abort(error)
            return self._choose_fallback(host, RequestRefused("ending", str(error), PageCode.RUN_ENDING))
        except Exception as error:
            if self._session is not None and self._session.stop.failure is not None:
                # The run is ending: that says nothing about the host.
                return self._choose_fallback(host, RequestRefused("ending", str(error), PageCode.RUN_ENDING))
            reason = f"robots.txt cannot be fetched: {explain_failure(error)}"
            refused = RequestRefused("failed", reason, code_of_failure(error), cause=cause_of_failure(error))
            return self._choose_fallback(host, refused)

    def _read(self, host: str, response: Response) -> Rules:
        count(self._crawler.stats, CounterGroup.ROBOTS.counter(str(response.status)))
        if response.status == 429 or response.status >= 500:
            reason = f"robots.txt cannot be fetched: the server says {response.status}"
            code = PageCode.HTTP_REFUSED if response.status == 429 else PageCode.ROBOTS_UNAVAILABLE
            return self._choose_fallback(host, RequestRefused("robots", reason, code))
        # A proxy that changed the file says 203, a server that believes in ranges 206.
        body = response.body[:MAX_ROBOTS_BYTES] if 200 <= response.status < 300 else b""
        if body.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):  # "Unicode", as editors on Windows call it
            body = body.decode("utf-16", "replace").encode()
        self._save(host, body)
        return self._parse(body)

    def _choose_fallback(self, host: str, refusal: RequestRefused) -> Rules:
        """The rules of a copy of the last day; without one, rules that refuse everything."""
        copy = self._load(host) if refusal.what != "ending" else None
        if copy is not None:
            logger.warning("%s: %s; the copy of the last day is used", host, refusal)
            count(self._crawler.stats, Counter.ROBOTS_COPIES)
            return self._parse(copy)
        return Rules(self._parse(b"").parser, refusal=refusal)

    def _parse(self, body: bytes) -> Rules:
        parser = ProtegoRobotParser.from_crawler(self._crawler, name_by_token(body, self._agent))
        return Rules(parser, _read_delay(parser, self._agent), body=body)

    def _save(self, host: str, body: bytes) -> None:
        if self._session is not None:
            copy = {"at": utc_text(datetime.now(UTC)), "text": body.decode("utf-8", "replace")}
            self._session.ledger.set_checkpoint(f"robots:{host}", json.dumps(copy))

    def _load(self, host: str) -> bytes | None:
        text = self._session.ledger.checkpoint(f"robots:{host}") if self._session is not None else None
        if text is None:
            return None
        now = datetime.now(UTC)
        try:
            copy = json.loads(text)
            # A later time was written while the clock was ahead.
            fresh = utc_text(now - _CACHE_LIFETIME) < copy["at"] <= utc_text(now)
            return copy["text"].encode("utf-8", "replace") if fresh else None
        except (AttributeError, KeyError, RecursionError, TypeError, ValueError):  # the ledger is corrupt
            return None


def name_by_token(body: bytes, agent: str) -> bytes:
    """The file with each group that names the crawler in more words than its product token named by the
    token alone (RFC 9309, 2.2.1), as the parser compares: `dvcrawler/0.1.0`, `dvcrawler (news archive)`.
    """

    def name(line: re.Match[bytes]) -> bytes:
        is_ours = agent.encode() in {word.lower() for word in _WORD.findall(line[2])}
        return line[1] + b" " + agent.encode() if is_ours else line[0]

    return _AGENT_LINE.sub(name, body.replace(b"\xef\xbb\xbf", b""))


def _read_delay(parser: ProtegoRobotParser, agent: str) -> float:
    """Seconds; 0 for negative or non-finite values (`nan`, `1e400`)."""
    delay = float(parser.crawl_delay(agent) or 0.0)
    return delay if math.isfinite(delay) and delay > 0 else 0.0


def _read_origin(url: str) -> tuple[str, str]:
    """Scheme and host with port: each origin has its own robots.txt (RFC 9309, 2.3)."""
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
