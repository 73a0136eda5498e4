"""A site out of a dict, for surveys in the test's own process: (host, path with query) -> page."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from urllib.parse import urljoin, urlsplit

from dvcrawler.families.any_site import unknown_site
from dvcrawler.probe.answers import Answer
from dvcrawler.probe.survey import survey
from tests.webserver import Answer as Served

AT = datetime(2024, 12, 1, tzinfo=UTC)


class Site:
    """Answers as `tests.webserver` does."""

    def __init__(self, pages):
        self.pages, self.asked = pages, []

    @property
    def spent(self):
        return len(self.asked)

    ended = None

    async def get(self, url, form=None):
        self.asked.append(url)
        answer = self._answer(url, form)
        while 300 < answer.status < 309:
            answer = replace(self._answer(urljoin(answer.url, answer.headers["location"])), asked=url)
        return answer

    def _answer(self, url, form=None):
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        page = self.pages.get((parts.hostname, path), Served(b"not here", 404))
        if callable(page):
            page = page(SimpleNamespace(command="GET" if form is None else "POST", form=form or b""))
        served = (
            page if isinstance(page, Served) else Served(page.encode() if isinstance(page, str) else page)
        )
        headers = {name.lower(): value for name, value in served.headers.items()}
        return Answer(url, url, AT, served.status, headers, served.body)

    async def robots(self, origin):
        return await self.get(f"{origin}/robots.txt")

    async def try_host(self, front):
        return await self.get(front)

    def take_hosts(self, hosts):
        pass

    def allow_legacy_tls(self):
        pass


def look_at(pages, url, site=None, owner=None):
    return asyncio.run(survey(site or unknown_site(url), Site(pages), owner))
