"""A real S3 server on loopback, and a proxy in front of it that refuses, or cuts, the requests it is told to."""

import http.client
import os
import re
import subprocess
import sys
import threading
import urllib.request
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PROGRAM = Path(sys.prefix) / "s3" / "bin" / "moto_server"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "thu", "AWS_SECRET_ACCESS_KEY": "thu", "AWS_REGION": "us-east-1"}
#: An answer to a request with unknown credentials, as S3 writes it.
FORBIDDEN = b"<Error><Code>InvalidAccessKeyId</Code><Message>The key does not exist.</Message></Error>"


@contextmanager
def serve_s3():
    """The port of a server that is empty."""
    process = subprocess.Popen(
        [PROGRAM, "-H", "127.0.0.1", "-p", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        port = next(
            int(found[1]) for line in process.stdout if (found := re.search(r"127\.0\.0\.1:(\d+)", line))
        )
        reader = threading.Thread(target=process.stdout.read)  # else its log fills the pipe
        reader.start()
        yield port
    finally:
        process.kill()
        process.wait()
        reader.join()
        process.stdout.close()


class Proxy(ThreadingHTTPServer):
    """`answer`: what to do with a request, by method and path: None passes it on, a status refuses it, "cut"
    passes it on and closes the connection without an answer.
    """

    daemon_threads = True

    def __init__(self, port):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.server, self.asked = port, []
        self.answer = lambda method, path: None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address):
        """The client has gone."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _handle(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append((self.command, self.path))
        what = self.server.answer(self.command, self.path)
        if isinstance(what, int):
            return self._send(what, [], FORBIDDEN if what == 403 else b"")
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server)
        connection.request(self.command, self.path, body, dict(self.headers))
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        if what == "cut":
            self.close_connection = True
            return None
        return self._send(answer.status, answer.getheaders(), data)

    def _send(self, status, headers, data):
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in ("content-length", "connection", "transfer-encoding", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _handle

    def log_message(self, *arguments):
        pass


@contextmanager
def serve_proxy(port):
    proxy = Proxy(port)
    thread = threading.Thread(target=proxy.serve_forever, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.shutdown()
        proxy.server_close()
        thread.join()


def create_bucket(port, name):
    request = urllib.request.Request(f"http://127.0.0.1:{port}/{name}", method="PUT")
    urllib.request.urlopen(request).close()
