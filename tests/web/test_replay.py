"""An exported web archive in ReplayWeb.page, in a real browser: the captured page is shown, nobody else is asked."""

import re
import shutil
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dvcrawler.derived.export.wacz import write_wacz
from tests.derived.store import article
from tests.web.store import capture
from tests.web.test_in_a_browser import BROWSER, QUIET

PLAYER = Path(sys.prefix) / "npm/replaywebpage"
PAGE = """<!DOCTYPE html><script src="/ui.js"></script><replay-web-page source="/out.wacz" replayBase="/replay/"
embed="replayonly" url="https://thu.example/1"></replay-web-page>"""
# On a busy machine the player gives up, as its frame is loaded before the worker that answers for it is active.
WORKER = """async () => {
  const options = {scope: "/replay/"};
  const {installing} = await navigator.serviceWorker.register("/replay/sw.js?serveIndex=1", options);
  while (installing && installing.state !== "activated")
    await new Promise(resolve => installing.addEventListener("statechange", resolve, {once: true}));
}"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="there is no Chromium here"),
    pytest.mark.skipif(
        not PLAYER.exists(), reason="ReplayWeb.page is not installed; make test-pages does it"
    ),
]


class Files(SimpleHTTPRequestHandler):
    """Files by ranges, as any web server gives them: the player reads an archive from its end."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        asked = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", ""))
        if not asked or not path.is_file():
            super().do_GET()
            return
        size = path.stat().st_size
        first, last = asked.groups()
        start = int(first) if first else max(0, size - int(last))
        end = min(int(last) + 1 if first and last else size, size)
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {start}-{end - 1}/{size}")
        self.send_header("Content-Length", str(end - start))
        self.end_headers()
        self.wfile.write(path.read_bytes()[start:end])

    def end_headers(self):
        self.send_header("Accept-Ranges", "bytes")
        super().end_headers()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def address(tmp_path):
    data, folder = tmp_path / "data", tmp_path / "web"
    data.mkdir()
    (folder / "replay").mkdir(parents=True)
    (name,) = capture(
        data, ("https://thu.example/1", "text/html; charset=utf-8", "<h1>Mở đường</h1>".encode())
    )
    write_wacz([article(1, "Mở đường", "x", capture=name)], folder / "out.wacz", data)
    for script in ("ui.js", "sw.js"):
        shutil.copy(PLAYER / script, folder / script)
    (folder / "replay/sw.js").write_text('importScripts("/sw.js");')
    (folder / "index.html").write_text(PAGE)
    (folder / "empty.html").touch()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_replay_shows_the_captured_page_and_asks_nobody_else(address):
    from playwright.sync_api import sync_playwright

    asked = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, timeout=300_000, args=QUIET)
        context = browser.new_context()
        context.set_default_timeout(300_000)
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.goto(f"{address}empty.html")
        page.evaluate(WORKER)
        page.goto(address)
        shown = page.frame_locator("iframe").frame_locator("iframe").locator("h1")
        assert shown.inner_text() == "Mở đường"
        browser.close()
    assert [url for url in asked if not re.match(r"http://127\.0\.0\.1|data:|blob:|about:", url)] == []
