"""What a server writes into titles, bylines, headers and reasons commands neither the terminal nor the archive."""

import subprocess
import sys

import pytest

from tests.faults.network import head as lines
from tests.faults.network import hold, problems, raw, watch
from tests.portal import records
from tests.site import HOST, article, home, path_of, served, site
from tests.webserver import Answer

GOOD = article(2).encode()
LENGTH, KIND = f"Content-Length: {len(GOOD)}", "Content-Type: text/html; charset=utf-8"
#: Clear the screen, set the title, a bell, C1's own CSI, direction marks, a backspace, NUL.
ESCAPES = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e\u2066\x08\x08\x00\x7f"
FORGED = (
    "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://forged.example/\r\nContent-Length: 0\r\n\r\n"
)


@pytest.mark.slow
def test_escapes_in_a_title_and_a_byline_reach_neither_the_terminal_nor_the_store(tmp_path):
    page = article(2, f"Mùa{ESCAPES} gặt &#27;[31m&#x9b;2J về").replace(
        "</div></body>", f'<p style="text-align:right"><strong>Lê{ESCAPES} Thử</strong></p></div></body>'
    )
    with served(site(1, 2, home=home(1, 2), **{path_of(2): page})) as web:
        hold(watch(tmp_path, "-L", "DEBUG", lead=web.connect_to), tmp_path, 0, numbers=[1, 2])
    (title,) = [record["title"] for record in records(tmp_path) if record["id"].endswith("0002")]
    assert title.startswith("Mùa[2J")  # what is left of an escape is text
    assert title.isprintable()


REASONS = {
    "content type": Answer(
        b"abc" * 90, 200, {"Content-Type": f"video/{ESCAPES[:20]}mp4".replace("\u202e", "")}
    ),
    "status line": raw(lines("Content-Length: 0", status="404 \x1b[2J\x9b31m")),
    "no http": raw(b"\x1b[2J\x9b31m \x07\r\n\r\n"),
    "location": Answer(b"", 302, {"Location": "https://evil.example/\x1b[2J\x9b31m\x07"}),
    "encoding": Answer(GOOD, 200, {"Content-Encoding": "\x1b[2J\x9b31m"}),
    "charset": Answer(b"\xff\x00\x81" * 90, 200, {"Content-Type": "text/html; charset=\x1b[2J"}),
    "retry after": Answer(b"", 404, {"Retry-After": "\x1b[2J\x9b31m"}),
}


def test_escapes_in_whatever_gives_a_reason_do_not_reach_the_terminal(tmp_path):
    numbers = dict(enumerate(REASONS, 2))
    pages = site(1, *numbers, **{path_of(n): REASONS[name] for n, name in numbers.items()})
    with served(pages) as web:
        ended = watch(tmp_path, lead=web.connect_to)
        assert ended.code == 10
        hold(ended, tmp_path, 10)
    for outcome, reason in problems(tmp_path).values():
        assert reason.isprintable(), (outcome, ascii(reason))


INJECTIONS = {
    "bare CR": b"X-A: a\r" + FORGED.replace("\r\n", "\r").encode(),
    "bare LF": b"X-A: a\n" + FORGED.replace("\r\n", "\n").encode(),
    "whole lines": b"X-A: a\r\n" + FORGED.encode(),
    "folded": b"X-A: a\r\n " + FORGED.replace("\r\n", "\r\n ").encode(),
    "in a name": b"X-A\rWARC/1.1\r: a",
    "escaped": b"X-A: a%0d%0aWARC/1.1%0d%0a",
    "NUL and high bytes": b"X-A: \x00\xff\x80\x0b\x0c\x1c",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", INJECTIONS)
def test_no_header_forges_a_record_of_the_archive(tmp_path, name):
    answer = raw(
        b"HTTP/1.1 200 OK\r\n", f"{LENGTH}\r\n{KIND}\r\n".encode(), INJECTIONS[name], b"\r\n\r\n", GOOD
    )
    with served(site(1, 2, home=home(1, 2), **{path_of(2): answer})) as web:
        ended = watch(tmp_path, lead=web.connect_to)
        assert ended.code in (0, 10), ended.out
        hold(ended, tmp_path, ended.code)
    check_archive(tmp_path)


@pytest.mark.slow
def test_a_body_that_looks_like_records_forges_none(tmp_path):
    body = article(2).replace("<p>", f"<!-- \r\n\r\n{FORGED * 3} --><p>", 1)
    with served(site(1, 2, home=home(1, 2), **{path_of(2): body})) as web:
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 0, numbers=[1, 2])
    check_archive(tmp_path)


def check_archive(data):
    """Read by a library of others: every record whole, none of a page that was not asked for."""
    from dvcrawler.storage.warc.captures import warc_files
    from dvcrawler.storage.warc.reader import Record, read_warc

    files = warc_files(data, "baolamdong")
    assert files
    for path in files:
        checked = subprocess.run(
            [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert checked.returncode == 0, checked.stdout + checked.stderr
        found = list(read_warc(path))
        assert all(isinstance(each, Record) for each in found)
        targets = {each.headers.get("warc-target-uri") for each in found if each.kind != "warcinfo"}
        assert all(target.startswith(f"https://{HOST}/") for target in targets)
