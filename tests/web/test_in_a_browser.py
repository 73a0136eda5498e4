"""The pages in a real browser: a reader's walk, and that nothing hostile runs or asks another host."""

import re
import shutil
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests import warm
from tests.derived.store import article, write
from tests.web.store import capture, path_of
from tests.web.test_captures import HOSTILE, HTML, URL

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--in-process-gpu",
    "--disable-software-rasterizer",
)

pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium here")
BODY = "<h1>Mở đường liên xã</h1><p>Tuyến đường dài ba cây số.</p>"


class Proxy:
    """Every connection to another host than this one comes here, and is written down and closed."""

    def __init__(self):
        self.asked = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                opened, _ = self._listening.accept()
            except OSError:
                return
            with opened:
                opened.settimeout(10)
                try:
                    self.asked.append(opened.recv(4096).split(b"\r\n")[0].decode("latin-1"))
                except OSError:
                    self.asked.append("a connection without a request")

    def close(self):
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()


@pytest.fixture(scope="module")
def names():
    return {}


@pytest.fixture(scope="module")
def address(tmp_path_factory, names):
    """The home page of a real server over a store with captures, one of them hostile."""
    data = tmp_path_factory.mktemp("data")
    kept = capture(
        data,
        (URL, HTML, f'{BODY}<a href="/xau.html">tiếp</a><img src="/anh.png">'.encode()),
        ("https://thu.example/xau.html", HTML, HOSTILE.encode()),
        ("https://thu.example/anh.png", "image/png", PNG),
        ("https://thu.example/ve?id=1", "text/xml", DRAWING),
    )
    names.update(good=kept[0], hostile=kept[1], picture=kept[2], drawing=kept[3])
    write(
        data,
        article(
            1,
            "Mở đường liên xã",
            "Tuyến đường dài hai cây số.",
            date="2024-03-01",
            author="Hoa Quyên",
            section="Kinh tế",
        ),
        article(
            1,
            "Mở đường liên xã",
            "Tuyến đường dài ba cây số.",
            date="2024-03-01",
            author="Hoa Quyên",
            section="Kinh tế",
            revision=2,
            capture=kept[0],
        ),
        article(
            3,
            "Tin vắn",
            "Ngắn.",
            date="2024-10-28",
            images=[
                {"url": "https://thu.example/ve?id=1", "caption": None, "credit": None, "capture": kept[3]}
            ],
        ),
        article(
            2,
            "Con <script>document.title='pwned'</script> đường",
            "Cũ. \u202eđảo",
            date="2023-03-01",
            author="Hoa",
            section="Xã hội",
            url="https://thu.example/2",
            capture=kept[1],
            images=[
                {
                    "url": "https://evil.example/x.png",
                    "caption": "<img src=//evil.example>",
                    "credit": None,
                    "capture": None,
                }
            ],
        ),
    )
    command = [sys.executable, "-m", "dvcrawler", "browse", "--data", str(data), "--port", "0"]
    with warm.popen(command, stdout=subprocess.PIPE, text=True) as run:
        yield re.match(r"http://127\.0\.0\.1:\d+", run.stdout.readline())[0]
        run.terminate()


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301"
    "01005bc2d4f10000000049454e44ae426082"
)


#: What would run, load or connect if it were opened as a page of its own.
DRAWING = b"""<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="21" height="13" onload="location='//evil.example'">
<style>rect{fill:url(https://evil.example/a.svg#b)}</style><image href="https://evil.example/c.png"/><rect width="9" height="9"/>
<script>fetch('https://evil.example/d')</script><foreignObject><link xmlns="http://www.w3.org/1999/xhtml" rel="preconnect"
href="https://evil.example"/></foreignObject></svg>"""


@pytest.fixture(scope="module")
def proxy():
    proxy = Proxy()
    yield proxy
    proxy.close()


@pytest.fixture(scope="module")
def browser(proxy):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=BROWSER,
            headless=True,
            timeout=300_000,
            args=[*QUIET, f"--proxy-server=http://127.0.0.1:{proxy.port}", "--proxy-bypass-list=127.0.0.1"],
        )
        yield started
        started.close()


@pytest.fixture
def page(browser, proxy, request):
    with opened_page(browser, proxy, getattr(request, "param", 1280)) as opened:
        yield opened


@contextmanager
def opened_page(browser, proxy, width):
    """A page of a context of its own, from which no request to a foreign host may have come."""
    proxy.asked.clear()
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        locale="vi-VN",
        accept_downloads=True,
    )
    context.set_default_timeout(400_000)
    opened = context.new_page()
    opened.asked, opened.may_try = [], False
    context.on("request", lambda asked: opened.asked.append(asked.url))
    yield opened
    context.close()
    assert [each for each in proxy.asked if "example" in each] == []
    if opened.may_try:  # what the policy stops is announced and not sent
        return
    assert [
        each for each in opened.asked if not re.match(r"http://127\.0\.0\.1|data:|about:|blob:", each)
    ] == []


@pytest.mark.sampled(2)
@pytest.mark.parametrize("page", [360, 1280], indirect=True)
def test_a_reader_walks_from_a_search_to_the_captured_page_and_back(page, address):
    page.goto(address)
    page.fill("input[name=q]", "duong")
    page.click("form[role=search] button")
    assert page.locator(".hits li").count() == 2
    assert page.locator(".hits mark").first.inner_text().lower() == "đường"
    page.click("aside a:has-text('Hoa Quyên')")
    assert "author=Hoa" in page.url
    assert page.locator(".hits li").count() == 1
    page.click(".hits h3 a")
    assert page.locator("h1").inner_text() == "Mở đường liên xã"
    assert page.locator(".difference del").all_inner_texts()[-1] == "hai"
    assert page.locator(".difference ins").all_inner_texts()[-1] == "ba"
    page.click("a.button:has-text('Mở trang đã lưu')")
    frame = page.frame_locator("iframe")
    assert frame.locator("h1").inner_text() == "Mở đường liên xã"
    assert URL in page.locator(".bar").inner_text()
    page.go_back()
    assert page.locator("h1").inner_text() == "Mở đường liên xã"


@pytest.mark.sampled(2)
@pytest.mark.parametrize("page", [360, 1280], indirect=True)
def test_no_page_is_wider_than_the_screen(page, address):
    paths = (
        "/",
        "/search?q=duong",
        "/article/thu:1",
        "/article/thu:2",
        "/calendar/thu/2024",
        "/authors",
        "/sections",
        "/none",
    )
    for path in paths:  # a page of the browser for each would take a process each
        page.goto(address + path)
        width, screen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width <= screen, path


def test_the_bar_has_its_style_and_the_frame_its_pictures(page, address, names):
    page.goto(address + path_of(names["good"]))
    assert page.locator(".bar").evaluate("element => getComputedStyle(element).borderBottomStyle") == "solid"
    assert page.locator("iframe").bounding_box()["height"] > 500
    picture = page.frame_locator("iframe").locator("img")
    assert picture.evaluate("element => element.decode().then(() => element.naturalWidth)") == 1


def test_a_link_in_the_frame_leads_to_the_captured_copy(page, address, names):
    page.goto(address + path_of(names["good"]))
    page.frame_locator("iframe").locator("a").click()
    page.wait_for_url("**" + path_of(names["hostile"]))


def test_a_hostile_page_runs_nothing_and_asks_nobody(page, address, names):
    page.goto(address + path_of(names["hostile"]), wait_until="networkidle")
    frame = page.frame_locator("iframe")
    assert "Chữ thật <b>" in frame.locator("body").inner_text()
    for link in frame.locator("a").all():
        link.click(force=True, no_wait_after=True)
    assert "pwned" not in page.title()
    assert page.url == address + path_of(names["hostile"])
    assert len(page.frames) == 2
    assert page.context.cookies() == []


class Spoiler(BaseHTTPRequestHandler):
    """Passes on the server's answers, with the hostile bytes in the frame. Chromium 150 ends where a sandboxed
    answer is put together by the tool that drives it, so that this is a server of its own.
    """

    origin = ""

    def do_GET(self):
        with urlopen(self.origin + self.path) as answer:
            body, headers = answer.read(), answer.headers
        hostile = f'srcdoc="{escape(LINKS.sub("", HOSTILE))}"'.encode()
        body = re.sub(rb'srcdoc="[^"]*"', lambda _: hostile, body)
        self.send_response(200)
        for name, value in headers.items():
            if name.lower() not in ("content-length", "server", "date"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def spoiled(address):
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Spoiler", (Spoiler,), {"origin": address}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_even_a_page_that_is_shown_as_it_came_stays_in_the_sandbox(page, spoiled, names):
    """The sandbox and the policy hold without the cleaning."""
    page.may_try = True
    page.goto(spoiled + path_of(names["good"]), wait_until="networkidle")
    assert "Chữ thật <b>" in page.frame_locator("iframe").locator("body").inner_text()
    assert "pwned" not in page.title()
    assert page.url == spoiled + path_of(names["good"])
    assert page.context.cookies() == []


#: A browser opens a connection for these before a policy stops the request; only the cleaning prevents that.
LINKS = re.compile(r'<link rel="?(?:preconnect|dns-prefetch|prerender)"?[^>]*>|<iframe src="https:[^>]*>')


def test_bytes_are_downloaded_and_not_opened(page, address, names):
    page.goto(address + path_of(names["hostile"]))
    with page.expect_download(timeout=120_000) as download:
        page.click(".bar a[download]")
    assert download.value.suggested_filename == "xau.html"


def test_a_hostile_drawing_is_shown_and_asks_nobody(page, address, names):
    page.goto(address + "/article/thu:3", wait_until="networkidle")
    drawing = page.locator(".pictures img")
    size = "element => element.decode().then(() => [element.naturalWidth, element.naturalHeight])"
    assert drawing.evaluate(size) == [21, 13]


@pytest.mark.slow
def test_a_drawing_is_downloaded_and_not_opened(page, address, names):
    page.goto(address + path_of(names["drawing"]))
    with page.expect_download(timeout=120_000) as download:
        page.evaluate("path => {location = path}", path_of(names["drawing"]) + "/bytes")
    assert download.value.suggested_filename == "ve.svg"


AXE = Path(sys.prefix) / "npm/axe-core/axe.min.js"
#: In two parts, each with pages of all kinds: the default suite looks at each part once.
PAGES = (
    ("/", "/search?q=duong", "/search?q=since:x", "/article/thu:1", "/calendar", "/authors", "/none"),
    (
        "/search?q=khongco",
        "/article/thu:1?revision=1",
        "/article/thu:2",
        "/calendar/thu/2024",
        "/author?name=Hoa",
        "/sections",
    ),
)


def answer_without_sandbox(route):
    """The page itself: axe-core waits by timers, which Chromium no longer runs in a sandboxed page."""
    answered = route.fetch()
    headers = {name: value for name, value in answered.headers.items() if name != "content-security-policy"}
    route.fulfill(response=answered, headers=headers)


def axe_faults(page):
    found = page.evaluate("axe.run(document, {iframes: false, resultTypes: ['violations']})")
    return [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]]


@pytest.mark.sampled(7)
@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed; make test-pages does it")
@pytest.mark.parametrize("page", [360, 1280], indirect=True)
@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "vi")])
@pytest.mark.parametrize(("paths", "captured"), [(PAGES[0], "good"), (PAGES[1], "picture")])
def test_axe_finds_no_fault_on_any_page(page, address, names, scheme, language, paths, captured):
    page.emulate_media(color_scheme=scheme)
    page.set_extra_http_headers({"Accept-Language": language})
    page.route("**/capture/**", answer_without_sandbox)
    for path in (*paths, path_of(names[captured])):
        page.goto(address + path)
        page.evaluate(AXE.read_text("utf-8"))
        assert axe_faults(page) == [], path


def test_a_dark_screen_prints_dark_letters_on_white(page, address):
    page.emulate_media(color_scheme="dark", media="print")
    page.goto(address + "/article/thu:1")
    colour, paper = page.evaluate(
        "(style => [style.color, style.backgroundColor])(getComputedStyle(document.body))"
    )
    assert (colour, paper) == ("rgb(27, 29, 31)", "rgb(255, 255, 255)")
    assert (
        page.locator(".difference del").first.evaluate("e => getComputedStyle(e).printColorAdjust") == "exact"
    )


@pytest.mark.slow
def test_a_closed_difference_is_printed_too(page, address):
    page.goto(address + "/article/thu:1")
    page.locator("details.difference").first.evaluate("element => element.open = false")
    assert not page.locator(".difference ins").last.is_visible()
    page.emulate_media(media="print")
    assert page.locator(".difference ins").last.is_visible()


@pytest.mark.slow
def test_a_reader_comes_back_from_the_captured_page_by_its_own_link(page, address):
    page.goto(address + "/article/thu:1?lang=en")
    page.click("a.button")
    page.click("a:has-text('To the article')")
    assert page.url == address + "/article/thu:1?lang=en"


def test_a_title_with_markup_is_text(page, address):
    page.goto(address + "/article/thu:2")
    assert "<script>" in page.locator("h1").inner_text()
    assert "<script>" in page.title()
