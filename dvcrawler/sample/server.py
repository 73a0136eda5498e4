"""The portal over real HTTP/1.1 on loopback: keep-alive, pipelining, one thread, no framework."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from dvcrawler.sample.answers import Answer, failure
from dvcrawler.sample.portal import Portal

_LONGEST_HEAD = 64 * 1024
Log = Callable[[str, str], None]


class _Connection(asyncio.Protocol):
    """One client; answers in the order asked. Request bodies are not read: the portal only gives."""

    def __init__(self, portal: Portal, log: Log) -> None:
        self._portal = portal
        self._log = log
        self._buffer = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head, self._buffer = self._buffer[:end], self._buffer[end + 4 :]
            self._serve(head)
        if len(self._buffer) > _LONGEST_HEAD:
            self._send(failure(431), close=True, bare=False)

    def _serve(self, head: bytes) -> None:
        lines = head.decode("latin-1").split("\r\n")
        words = lines[0].split(" ")
        if len(words) != 3 or words[0] not in ("GET", "HEAD"):
            self._send(failure(405 if len(words) == 3 else 400), close=True, bare=False)
            return
        fields = {
            k.lower(): v.strip()
            for k, _, v in (line.partition(":") for line in lines[1:])
        }
        host, target = fields.get("host", ""), words[1]
        self._log(host, target)
        answer = self._portal.respond(host, target, fields.get("cookie", ""))
        close = (
            fields.get("connection", "").lower() == "close" or words[2] == "HTTP/1.0"
        )
        self._send(answer, close=close, bare=words[0] == "HEAD")

    def _send(self, answer: Answer, *, close: bool, bare: bool) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in answer.headers.items()]
        lines.append(f"Content-Length: {len(answer.body)}")
        lines.append(f"Connection: {'close' if close else 'keep-alive'}\r\n\r\n")
        head = "\r\n".join(lines).encode("latin-1")
        self._transport.write(head if bare else head + answer.body)
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


async def _listen(portal: Portal, host: str, port: int, log: Log) -> asyncio.Server:
    loop = asyncio.get_running_loop()
    return await loop.create_server(lambda: _Connection(portal, log), host, port)


@contextmanager
def serve(
    portal: Portal, host: str = "127.0.0.1", port: int = 0
) -> Iterator[PortalServer]:
    """Serves `portal` from a thread of its own while the block runs; port 0 takes a free one.

    Raises OSError where the port cannot be had."""
    running = PortalServer(portal, host, port)
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(_listen(portal, host, port, running.log))
    running.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(
        target=loop.run_forever, name="sample-portal", daemon=True
    )
    thread.start()
    try:
        yield running
    finally:
        asyncio.run_coroutine_threadsafe(_stop(server), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _stop(server: asyncio.Server) -> None:
    server.close()
    # Connections that a client keeps open would outlive the loop: their transports end here.
    for sock_task in asyncio.all_tasks():
        if sock_task is not asyncio.current_task():
            sock_task.cancel()


def run_forever(
    portal: Portal,
    port: int,
    host: str = "127.0.0.1",
    ready: Callable[[PortalServer], None] | None = None,
) -> None:
    """Serves until interrupted; `ready` is called once the port is open. Keeps no request log."""

    async def run() -> None:
        server = await _listen(portal, host, port, lambda *_: None)
        if ready is not None:
            ready(PortalServer(portal, host, server.sockets[0].getsockname()[1]))
        async with server:
            await server.serve_forever()

    asyncio.run(run())


def connect_to(server: PortalServer) -> str:
    """The value for DVCRAWLER_CONNECT_TO that leads every host of the portal to `server`."""
    return ",".join(
        f"{name}={server.host}:{server.port}" for name in server.portal.hosts
    )
