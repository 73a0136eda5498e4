"""Serves a portal over HTTP/1.1 on loopback: keep-alive, pipelining, one thread, no framework."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.client import responses

from sample_portal.answers import Answer, failure
from sample_portal.portal import Portal

_MAX_HEAD_BYTES = 64 * 1024
Log = Callable[[str, str], None]


class _Connection(asyncio.Protocol):
    """One client, whose requests are answered in order. Request bodies are not read."""

    def __init__(self, portal: Portal, log: Log, connections: "set[_Connection]") -> None:
        self._portal = portal
        self._log = log
        self._connections = connections
        self._buffer = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport
        self._connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._connections.discard(self)

    @property
    def is_open(self) -> bool:
        return self._transport is not None and not self._transport.is_closing()

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while self.is_open and (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head, self._buffer = self._buffer[:end], self._buffer[end + 4 :]
            self._serve(head)
        if len(self._buffer) > _MAX_HEAD_BYTES:
            self._send(failure(431), close=True, head_only=False)

    def _serve(self, head: bytes) -> None:
        lines = head.decode("latin-1").split("\r\n")
        words = lines[0].split(" ")
        if len(words) != 3 or words[0] not in ("GET", "HEAD"):
            self._send(failure(405 if len(words) == 3 else 400), close=True, head_only=False)
            return
        fields = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:])}
        host, target = fields.get("host", ""), words[1]
        self._log(host, target)
        answer = self._portal.respond(host, target, fields.get("cookie", ""))
        close = fields.get("connection", "").lower() == "close" or words[2] == "HTTP/1.0"
        self._send(answer, close=close, head_only=words[0] == "HEAD")

    def _send(self, answer: Answer, *, close: bool, head_only: bool) -> None:
        if self._transport is None or not self.is_open:
            return
        lines = [f"HTTP/1.1 {answer.status} {responses.get(answer.status, 'Unknown')}"]
        lines += [f"{name}: {value}" for name, value in answer.headers.items()]
        lines.append(f"Date: {formatdate(usegmt=True)}")
        lines.append(f"Content-Length: {len(answer.body)}")
        lines.append(f"Connection: {'close' if close else 'keep-alive'}\r\n\r\n")
        head = "\r\n".join(lines).encode("latin-1")
        self._transport.write(head if head_only else head + answer.body)
        if close:
            self._transport.close()


class PortalServer:
    """A running server. `requests` are the (host, target) pairs so far, in order."""

    def __init__(self, portal: Portal, host: str, port: int) -> None:
        self.portal = portal
        self.host = host
        self.port = port
        self.requests: list[tuple[str, str]] = []

    def log(self, host: str, target: str) -> None:
        self.requests.append((host, target))


class _Listener:
    """An open port and its connections."""

    def __init__(self, portal: Portal, log: Log) -> None:
        self._portal = portal
        self._log = log
        self._connections: set[_Connection] = set()
        self._server: asyncio.Server | None = None

    async def open(self, host: str, port: int) -> int:
        """Returns the port. Raises OSError if it is not available."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: _Connection(self._portal, self._log, self._connections), host, port
        )
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Closes idle connections too, which would outlive the loop."""
        assert self._server is not None
        self._server.close()
        for connection in tuple(self._connections):
            connection.close()
        await asyncio.sleep(0)
        await self._server.wait_closed()


@contextmanager
def serve(portal: Portal, host: str = "127.0.0.1", port: int = 0) -> Iterator[PortalServer]:
    """Serves `portal` from its own thread while the block runs; port 0 takes a free one.

    Raises OSError if the port is not available."""
    running = PortalServer(portal, host, port)
    listener = _Listener(portal, running.log)
    loop = asyncio.new_event_loop()
    try:
        running.port = loop.run_until_complete(listener.open(host, port))
        thread = threading.Thread(target=loop.run_forever, name="sample-portal", daemon=True)
        thread.start()
        try:
            yield running
        finally:
            asyncio.run_coroutine_threadsafe(listener.close(), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
    finally:
        loop.close()


def run_forever(
    portal: Portal,
    port: int,
    host: str = "127.0.0.1",
    ready: Callable[[PortalServer], None] | None = None,
) -> None:
    """Serves until KeyboardInterrupt, which propagates; logs no requests.

    `ready` is called with the open port once clients can connect."""
    asyncio.run(_run(portal, host, port, ready))


async def _run(portal: Portal, host: str, port: int, ready: Callable[[PortalServer], None] | None) -> None:
    listener = _Listener(portal, lambda *_: None)
    taken = await listener.open(host, port)
    if ready is not None:
        ready(PortalServer(portal, host, taken))
    try:
        await asyncio.Event().wait()
    finally:
        await listener.close()


def connect_to(server: PortalServer) -> str:
    """The value of DVCRAWLER_CONNECT_TO that sends every host of the portal to `server`."""
    return ",".join(f"{name}={server.host}:{server.port}" for name in server.portal.hosts)
