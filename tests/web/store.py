"""Stores, captures and clients for the tests of the pages."""

import asyncio
from datetime import UTC, datetime

import httpx

from dvcrawler.coverage.count import Portal
from dvcrawler.storage.warc.exchange import Exchange
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.writer import WarcWriter
from dvcrawler.web.app import make_app

PORTALS = {"thu": Portal("Báo Thử")}
AT = datetime(2026, 1, 31, 8, tzinfo=UTC)


class Client:
    """Asks the application as a browser on this machine does; a defect in a page fails the test."""

    def __init__(self, app, language):
        self._app, self._headers = app, {"Accept-Language": language}

    def get(self, path, **headers):
        return self.request("GET", path, **headers)

    def head(self, path, **headers):
        return self.request("HEAD", path, **headers)

    def request(self, method, path, **headers):
        return asyncio.run(self._request(method, path, {**self._headers, **headers}))

    async def _request(self, method, path, headers):
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8017") as client:
            return await client.request(method, path, headers=headers)


def client(data, language="en", **more):
    return Client(make_app(data, PORTALS, **more), language)


def capture(data, *pages, site="thu", is_indexed=True):
    """Writes (address, content type, body) as captures; their names in the same order.

    The same bytes under the same address again become a revisit record.
    """
    seen = {}
    writer = WarcWriter(data, site, AT, [], known=lambda url, digest: seen.get((url, digest)))
    names = []
    for url, content_type, body, *headers in pages:
        sent = [(b"Content-Type", content_type.encode()), *(headers[0] if headers else ())]
        done = writer.write(Exchange(url, AT, "GET", [], 200, "OK", sent, body))
        seen.setdefault((done.url, done.digest), done)
        names.append(done.name)
    writer.close()
    if is_indexed:
        CaptureIndex(data, site).close()
    return names


def path_of(name):
    file, _, record_id = name.partition("#")
    return f"/capture/{file}/{record_id.strip('<>').removeprefix('urn:uuid:')}"
