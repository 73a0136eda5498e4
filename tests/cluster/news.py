"""Many small news sites on one loopback port, which note who asked, for what and when."""

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from sample_portal.unknown_site import build_site


@dataclass(frozen=True)
class Asked:
    """`at`: seconds of the monotonic clock; `agent`: the contact in the user agent, one a machine."""

    at: float
    host: str
    agent: str
    path: str


class News:
    """`sites` are names for `crawl`; `host` and `port` serve as a server of the sample portal does."""

    def __init__(self, sites, articles, seconds=0.0):
        """`seconds`: how long each answer takes."""
        self.portal = self
        self.hosts = [f"bao{number:02}.example.vn" for number in range(sites)]
        self.sites = [f"portal/{host}" for host in self.hosts]
        built = [build_site("slug-number", "links", articles, seed) for seed in range(sites)]
        self.pages = {host: site.pages for host, site in zip(self.hosts, built, strict=True)}
        self.articles = {
            name: {address.partition("example.vn")[2] for address in site.articles}
            for name, site in zip(self.sites, built, strict=True)
        }
        self.asked, self.seconds = [], seconds
        self.host, self.port = "127.0.0.1", 0

    def overlaps(self, seconds):
        """For each site that two machines asked in turns A, B, A within `seconds`: how long both had asked."""
        found = []
        for host in self.hosts:
            asked = [each for each in self.asked if each.host == host]
            for number, each in enumerate(asked):
                before = [e for e in asked[:number] if e.at > each.at - seconds]
                others = [e for e in before if e.agent != each.agent]
                own = [e for e in before if e.agent == each.agent]
                if others and own and own[0].at < others[-1].at:
                    found.append((host, each.at - max(own[0].at, others[0].at)))
        return found


@contextmanager
def serve_news(news):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            host = self.headers["Host"].partition(":")[0]
            agent = self.headers["User-Agent"].partition("; ")[2].rstrip(")")
            news.asked.append(Asked(time.monotonic(), host, agent, self.path))
            time.sleep(news.seconds)
            page = news.pages.get(host, {}).get(self.path)
            body = (page or "").encode()
            self.send_response(200 if page else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

        def handle(self):
            try:
                super().handle()
            except ConnectionError:  # the crawl was killed
                self.close_connection = True

    server = ThreadingHTTPServer((news.host, 0), Handler)
    server.daemon_threads = True
    news.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield news
    server.shutdown()
    server.server_close()
