"""A small server on loopback for pages that a test makes up: (host, path with query) -> answer."""

import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict = field(default_factory=dict)


@dataclass
class Web:
    """`pages` may hold text, bytes, an Answer or a function of the request handler; `asked` is what came.

    `posted` are the bodies of POST requests.
    """

    pages: dict
    port: int = 0
    asked: list = field(default_factory=list)
    posted: list = field(default_factory=list)

    @property
    def connect_to(self):
        hosts = dict.fromkeys(host for host, _ in self.pages)
        return ",".join(f"{host}=127.0.0.1:{self.port}" for host in hosts)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    form = b""

    def do_GET(self):
        web = self.server.web
        host = self.headers.get("Host", "").partition(":")[0]
        web.asked.append((host, self.path))
        page = web.pages.get((host, self.path), Answer(b"not here", 404))
        if isinstance(page, Callable):
            page = page(self)
            if page is None:
                return
        if isinstance(page, str):
            page = page.encode()
        answer = page if isinstance(page, Answer) else Answer(page)
        self.send_response(answer.status)
        headers = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(answer.body)),
            **answer.headers,
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def do_POST(self):
        self.form = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.web.posted.append(self.form)
        try:
            self.do_GET()
        finally:
            self.form = b""  # the connection is kept for further requests

    def log_message(self, *args):
        pass


class _Server(ThreadingHTTPServer):
    """Keeps the connections that a crawl of many hosts opens at once: with the usual backlog of five the kernel drops
    some, and tries them again only after as much as a minute.
    """

    daemon_threads = True
    request_queue_size = 512


class Quiet(_Server):
    """Says nothing of a handshake that the client breaks off, which is what such tests are about."""

    def handle_error(self, *arguments):
        pass


@contextmanager
def running(server):
    """Serves in a thread, until the end."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def serve_pages(pages):
    web = Web(pages)
    server = _Server(("127.0.0.1", 0), _Handler)
    server.web, web.port = web, server.server_address[1]
    with running(server):
        yield web
