"""The live table of a crawl, on a real terminal of 80 columns and 24 lines."""

import re
import signal
import threading
from contextlib import suppress

import pytest
from rich.console import Console

from dvcrawler.run.live_table import build_table
from dvcrawler.run.progress import SiteProgress
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests.faults.harness import wait_for
from tests.portal import command, crawl, environment
from tests.site import HOST, SITE, article, home, path_of, served, site
from tests.terminal import Session

OTHER, OTHER_HOST = "baokhanhhoa", "baokhanhhoa.vn"


def waits(release, page):
    """A page that comes once `release` is set."""

    def wait(handler):
        release.wait(timeout=600)
        with suppress(BrokenPipeError):
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(page.encode())))
            handler.end_headers()
            handler.wfile.write(page.encode())

    return wait


@pytest.fixture
def gate():
    """A site that answers beside one whose front page waits; and what lets it go on."""
    release = threading.Event()
    pages = site(1, 2)
    pages[OTHER_HOST, "/robots.txt"] = ""
    pages[OTHER_HOST, "/"] = waits(release, home())
    with served(pages) as web:
        yield web, release
        release.set()


def on_terminal(web, data, *words, **more):
    return Session(command(data, *words), environment(DVCRAWLER_CONNECT_TO=web.connect_to), **more)


def test_every_site_has_a_row_and_a_result_at_once_above_them(gate, tmp_path):
    web, release = gate
    with on_terminal(web, tmp_path, SITE, OTHER) as run:
        run.wait_for(f"{SITE}: ok (0): 2 stored; ")
        shown = run.wait_until(lambda lines: any(line.endswith("1 of 2 sites ended") for line in lines))
        headings = next(n for n, line in enumerate(shown) if line.split()[:2] == ["site", "done"])
        assert shown[headings].split() == ["site", "done", "queued", "stored", "left", "page"]
        assert shown[headings + 1].startswith(f"{OTHER} ")
        assert any(line.startswith(f"{SITE}: ok (0)") for line in shown[:headings])
        release.set()
        run.finish()
        assert not any(line.startswith(("site ", "all ")) for line in run.terminal.shown())


def test_a_site_is_named_before_its_first_page(gate, tmp_path):
    web, _ = gate
    with on_terminal(web, tmp_path, OTHER) as run:
        run.wait_for(OTHER)
        run.wait_for("starting")
        pattern = re.compile(rf"{OTHER} +0 +\d+ +0 +starting")
        run.wait_until(lambda lines: any(map(pattern.match, lines)))


@pytest.mark.slow
def test_log_lines_and_results_are_whole_lines_above_the_table(tmp_path):
    with serve(Portal(60)) as server:
        plain = crawl(server, tmp_path / "plain", "danguykhoi", "phunu")
        with Session(command(tmp_path / "data", "danguykhoi", "phunu"), environment(server)) as run:
            assert run.finish() == plain.code
    text = " ".join(run.terminal.unwrapped().split())
    for line in plain.out.splitlines():
        assert re.sub(r"; \d+ requests$", "", line.strip().replace("/plain/", "/data/")) in text
    for line in plain.err.splitlines():
        if " WARNING " in line:
            assert line.partition(" WARNING ")[2] in text
    assert "known" not in text and "'http" not in text


def test_the_cursor_is_visible_again_after_an_interrupt(gate, tmp_path):
    web, _ = gate
    with on_terminal(web, tmp_path, OTHER) as run:
        run.wait_for("starting")
        wait_for(lambda: (OTHER_HOST, "/") in web.asked)  # else it would end before the second signal
        run.process.send_signal(signal.SIGINT)
        run.wait_for("; Ctrl-C again")
        run.process.send_signal(signal.SIGINT)
        assert run.finish() == 130
    assert run.raw.rindex("\x1b[?25h") > run.raw.rindex("\x1b[?25l")
    assert [*filter(None, run.terminal.shown())][-1].endswith(
        "dvcrawler: ended at once; stored data are kept"
    )


def test_nothing_of_the_table_is_left_where_the_terminal_echoes_the_interrupt(gate, tmp_path):
    """Behind a row as wide as the terminal "^C" would wrap."""
    web, release = gate
    with on_terminal(web, tmp_path, SITE, OTHER) as run:
        run.wait_until(lambda lines: any(line.endswith("1 of 2 sites ended") for line in lines))
        run.type("\x03")
        run.wait_for("stopping: ")
        release.set()
        assert run.finish() == 130
        assert "^C" in run.raw
        assert [line for line in run.terminal.shown() if line.startswith(("site ", "all "))] == []


@pytest.mark.slow
def test_results_in_a_file_are_the_same_lines_as_without_a_terminal(tmp_path):
    out = (tmp_path / "out").open("w")
    with served(site(1)) as web, out, on_terminal(web, tmp_path / "data", SITE, stdout=out) as run:
        run.finish()
    first, second = (tmp_path / "out").read_text().splitlines()
    assert first == f"{SITE}: ok (0): 1 stored; 3 requests"
    assert second.endswith(" bytes")
    assert SITE + ": ok" not in run.raw


@pytest.mark.parametrize(
    "words", [("-s", "DVCRAWLER_PROGRESS=0"), pytest.param(("--logfile", "log"), marks=pytest.mark.slow)]
)
def test_nothing_moves_where_it_is_not_wanted(tmp_path, words):
    with served(site(1)) as web, on_terminal(web, tmp_path, SITE, *words, cwd=tmp_path) as run:
        run.finish()
    assert ("\x1b[" in run.raw) == (words[0] == "--logfile")


def test_a_terminal_that_cannot_move_its_cursor_has_no_table(tmp_path):
    with served(site(1)) as web, on_terminal(web, tmp_path, SITE, term="dumb") as run:
        run.finish()
    assert "\x1b" not in run.raw and f"{SITE}: ok (0)" in run.raw


def test_a_wrong_section_is_said_once_and_no_word_is_cut(tmp_path):
    with served(site(1)) as web, on_terminal(web, tmp_path, SITE, "-a", "section=khong-co-muc-nay") as run:
        assert run.finish() == 2
    lines = [*filter(None, run.terminal.shown())]
    said = " ".join(" ".join(lines).split())
    assert said.count("no such section") == said.count("khong-co-muc-nay") == 1
    assert lines[1].startswith("    ")


def test_one_page_is_one_page(tmp_path):
    with served(site(**{"/x": ""})) as web, on_terminal(web, tmp_path, SITE, "-a", "requests=1") as run:
        run.finish()
    assert "; 1 request\n" in run.terminal.unwrapped()
    assert "the limit of 1 request is reached" in run.terminal.unwrapped()


def lines_of(rows, width=80, most=19):
    console = Console(width=width, force_terminal=False)
    with console.capture() as shown:
        console.print(build_table(rows, width, most))
    return shown.get().splitlines()


def progress(name="baonamdinh", **more):
    return SiteProgress(
        **{
            "site": name,
            "done": 12_345,
            "queued": 98_765,
            "stored": 10_000,
            "seconds_left": 98_765.0,
            "page": "/" + "a" * 200,
        }
        | more
    )


@pytest.mark.parametrize("width", [20, 40, 60, 79, 80, 200])
@pytest.mark.parametrize("name", ["x", "thong-tin-dien-tu-tinh-nam-dinh"])
def test_no_row_is_wider_than_the_terminal_or_wraps(width, name):
    rows = [progress(name), progress(page="/\x1b[2J\n/x"), progress(page="/đường/" + "ô" * 99)]
    lines = lines_of(rows, width)
    assert len(lines) == 5
    assert all(len(line) <= width for line in lines)


@pytest.mark.parametrize(
    ("seconds", "left"),
    [
        (None, ""),
        (0, "< 1 min"),
        (29, "< 1 min"),
        (60, "1 min"),
        (3590, "1 h 00 min"),
        (5400, "1 h 30 min"),
        (86_400 * 1.5, "1 d 12 h"),
    ],
)
def test_an_estimate_is_rounded(seconds, left):
    assert lines_of([progress(seconds_left=seconds, page="/p")])[1].split()[4:-1] == left.split()


def test_more_sites_than_lines_are_counted():
    rows = [progress(f"site{number}", done=1) for number in range(30)] + [
        progress("x", done=5, has_ended=True)
    ]
    lines = lines_of(rows, most=10)
    assert len(lines) == 12
    assert lines[-1].split()[:2] == ["all", "35"]
    assert lines[-1].rstrip().endswith("1 of 31 sites ended, 20 not shown")


def test_the_queue_and_the_stored_articles_are_counted_while_pages_come(tmp_path):
    release = threading.Event()

    pages = site(1, 2, 3, 4) | {(HOST, path_of(3)): waits(release, article(3))}
    with served(pages) as web, on_terminal(web, tmp_path, SITE) as run:
        pattern = re.compile(rf"{SITE} +(\d+) +1 +3 +/")
        run.wait_until(lambda lines: any(map(pattern.match, lines)))
        release.set()
        assert run.finish() == 0
