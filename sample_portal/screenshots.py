"""`python -m sample_portal.screenshots FOLDER`: the pictures of the README, of a crawl and of `browse`.

The crawl runs in a terminal of 80 columns, the pages are shown by an installed Chromium.
"""

import fcntl
import io
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyte
from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from sample_portal.badges import draw_badges
from sample_portal.portal import Portal
from sample_portal.server import connect_to, serve

_COLUMNS, _LINES = 80, 20
_CRAWL = ("crawl", "baonamdinh", "danguykhoi", "phunu", "phuyen")
#: Slow enough for the table to be seen at work.
_PACE = ("-s", "DOWNLOAD_DELAY=0.15", "-s", "AUTOTHROTTLE_ENABLED=False", "-s", "DVCRAWLER_FIRST_PAUSE=0")
#: The last picture with this in it is kept: a result above the table, and sites that are under way.
_TELLING = "1 of 4 sites ended"
_ARTICLES = 150
#: The data folder, as the result lines of the crawl name it.
_DATA = "data"
#: Name of the picture, and the page of `browse` in it.
_PAGES = (
    ("search", "/search?q=nong+dan&lang=en"),
    ("search.vi", "/search?q=nong+dan&lang=vi"),
    ("article", "/article/danguykhoi:204?lang=en"),
    ("article.vi", "/article/danguykhoi:204?lang=vi"),
)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
#: Rich's SVG asks a web server for its font; the reader's own monospace font will do.
_FONT_FACES = re.compile(r"@font-face \{.*?\}", re.S)


def main() -> int:
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        print(f"no browser is installed here; install one of {', '.join(_BROWSERS)}", file=sys.stderr)
        return 3
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, badge in draw_badges(Path(__file__).parents[1]).items():
        (folder / name).write_text(badge, "utf-8")
    with tempfile.TemporaryDirectory() as workplace:
        (folder / "crawl.svg").write_text(_draw(_film_crawl(Path(workplace))), "utf-8")
        with _serve_pages(Path(workplace) / _DATA) as address:
            _take_pages(address, browser, folder)
    for path in sorted(folder.iterdir()):
        print(f"{path}: {path.stat().st_size // 1024} KB")
    return 0


def _film_crawl(workplace: Path) -> list[str]:
    """The lines of the terminal at the most telling moment of a crawl."""
    screen = pyte.Screen(_COLUMNS, _LINES)
    stream = pyte.ByteStream(screen)
    stream.feed(f"$ dvcrawler {' '.join(_CRAWL)}\r\n".encode())
    chosen = list(screen.display)
    with serve(Portal(_ARTICLES)) as server:
        for piece in _run_in_terminal(workplace, connect_to(server)):
            stream.feed(piece)
            if any(_TELLING in line for line in screen.display):
                chosen = list(screen.display)
    return "\n".join(line.rstrip() for line in chosen).rstrip().splitlines()


def _run_in_terminal(workplace: Path, lead: str) -> Iterator[bytes]:
    """What the crawl writes to its terminal, until it ends."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
    environment = {
        **os.environ,
        "TERM": "xterm",
        "DVCRAWLER_CONTACT": "archive@example.org",
        "DVCRAWLER_CONNECT_TO": lead,
    }
    command = [sys.executable, "-m", "dvcrawler", *_CRAWL, "--data", _DATA, *_PACE]
    with subprocess.Popen(command, cwd=workplace, env=environment, stdin=its, stdout=its, stderr=its):
        os.close(its)
        with suppress(OSError):  # how Linux says that the other end of a terminal was closed
            while piece := os.read(ours, 65536):
                yield piece
    os.close(ours)


def _draw(lines: list[str]) -> str:
    console = Console(record=True, width=_COLUMNS, file=io.StringIO())
    for line in lines:
        console.print(Text(line, style="bold" if line.startswith(("$", "site ")) else ""))
    drawn = console.export_svg(title="dvcrawler", theme=MONOKAI, unique_id="crawl")
    return _FONT_FACES.sub("", drawn)


@contextmanager
def _serve_pages(data: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "dvcrawler", "browse", "--data", str(data), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        yield run.stdout.readline().split()[0].rstrip("/")
        run.terminate()


def _take_pages(address: str, program: str, folder: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for name, path in _PAGES:
            _take_page(browser, f"{address}{path}", folder / f"{name}.png")
        browser.close()


def _take_page(browser: Browser, address: str, target: Path) -> None:
    page = browser.new_page(viewport={"width": 1100, "height": 640})
    page.goto(address)
    page.screenshot(path=target)
    page.close()


if __name__ == "__main__":
    sys.exit(main())
