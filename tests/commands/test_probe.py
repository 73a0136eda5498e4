"""`dvcrawler probe`, in a process of its own against a server on loopback."""

import json
import re
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dvcrawler.probe.answers import Answer as ProbeAnswer
from dvcrawler.probe.front import read_robots
from sample_portal.crawl import NO_DELAYS
from sample_portal.portal import Portal
from sample_portal.server import connect_to, serve
from tests import warm
from tests.faults.harness import wait_for
from tests.portal import environment
from tests.probe.portals import HOST, portal
from tests.webserver import Answer, serve_pages

FRONT = f"https://{HOST}/"


def probe(lead, *arguments, cwd=None):
    return warm.run(
        [sys.executable, "-m", "dvcrawler", "probe", *arguments, *NO_DELAYS],
        cwd=cwd,
        env=environment(DVCRAWLER_CONNECT_TO=lead),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def found():
    """A whole probe of one made-up portal: the process, and what the server was asked."""
    with serve_pages(portal("html-number", "query")) as web:
        ended = probe(web.connect_to, FRONT)
        findings = json.loads(probe(web.connect_to, FRONT, "--json").stdout)
        asked = web.asked[: len(web.asked) // 2]
    return ended, findings, asked


class TestReport:
    def test_all_is_found_and_nothing_is_in_the_way(self, found):
        ended, findings, _ = found
        assert ended.returncode == 0, ended.stdout + ended.stderr
        assert findings["obstacles"] == []
        assert findings["owner"] is None
        assert [each["articles"] for each in findings["sections"][1:]] == [6, 6, 6]
        assert [each["new_on_second"] for each in findings["sections"][1:]] == [6, 6, 6]
        assert findings["rule"]["matched"] >= 18
        assert len(findings["articles"]) == 5
        for article in findings["articles"]:
            assert article["fault"] is None
            assert article["values"]["title"].startswith("Xã Hải ")
            assert article["values"]["date"].startswith("2024-")
            assert article["values"]["author"].startswith("Nguyễn Văn ")

    def test_the_report_has_80_columns_at_most(self, found):
        lines = found[0].stdout.splitlines()
        assert [line for line in lines if len(line) > 80] == []
        assert any(line.startswith("robots.txt") for line in lines)
        assert any(line.startswith("article 5") for line in lines)

    def test_at_most_30_requests_are_sent_and_robots_txt_is_the_first(self, found):
        _, findings, asked = found
        assert asked[0] == (HOST, "/robots.txt")
        assert len(asked) == findings["requests"] <= 30

    def test_what_is_asked_for_twice_is_fetched_once(self, found):
        asked = [each for each in found[2] if each != (HOST, "/")]
        assert len(asked) == len(set(asked))


def many_sections(count):
    pages = portal("html-number", "query")
    front = pages[HOST, "/"]
    links = "".join(f'<a href="/muc-{n}">Mục {n}</a>' for n in range(count))
    pages[HOST, "/"] = front.replace("<ul", f"<div>{links}</div><ul", 1)
    pages |= {(HOST, f"/muc-{n}"): Answer(b"moved", 302, {"Location": f"/muc-{n + 1}"}) for n in range(count)}
    pages[HOST, "/robots.txt"] = "".join(f"Sitemap: https://{HOST}/map-{n}.xml\n" for n in range(60))
    return pages


def test_a_site_that_redirects_and_names_much_is_not_asked_more_than_30_times():
    with serve_pages(many_sections(60)) as web:
        ended = probe(web.connect_to, FRONT)
        assert len(web.asked) <= 30
    assert ended.returncode in (10, 13)
    assert "Traceback" not in ended.stderr


@pytest.mark.sampled(9)
@pytest.mark.parametrize(
    ("pages", "code", "says"),
    [
        ({(HOST, "/"): Answer(b"no", 403)}, 12, "403"),
        ({(HOST, "/"): Answer(b"busy", 500)}, 11, "500"),
        ({(HOST, "/"): Answer(b"", 302, {"Location": "https://elsewhere.vn/"})}, 13, "elsewhere.vn"),
        ({(HOST, "/"): "<html><body><p>Đang xây dựng</p></body></html>"}, 13, "no article address"),
        ({(HOST, "/"): b"%PDF-1.4"}, 11, "not a page"),
        ({(HOST, "/"): "x", (HOST, "/robots.txt"): "User-agent: *\nDisallow: /\n"}, 14, "robots.txt forbids"),
        ({(HOST, "/"): "x", (HOST, "/robots.txt"): Answer(b"", 503)}, 14, "robots.txt"),
        ({(HOST, "/"): Answer(b"no", 403)}, 12, "refuses programs or this network; ask the portal"),
        ({(HOST, "/"): Answer(b"busy", 503)}, 11, "the server says 503: try again later"),
        ({(HOST, "/"): Answer(b"", 404)}, 11, "probe the address that it shows"),
        ({(HOST, "/"): ""}, 11, "the answer is empty: open it in a browser"),
        ({(HOST, "/"): b"%PDF-1.4"}, 11, "a PDF file, not a page: probe the address of a page"),
        (
            {(HOST, "/"): Answer(b"\x89PNG", headers={"Content-Type": "image/png"})},
            11,
            "image/png, not a page",
        ),
        ({(HOST, "/"): "<p>Tin</p><form><input type=password></form>"}, 13, "asks for a login; probe a page"),
        ({(HOST, "/"): "<div id=root></div><script src=/m.js></script>"}, 13, "a script builds the page"),
        ({(HOST, "/"): "<p>Tin</p><a href=/xem>Xem</a>"}, 13, "-a article=REGEX"),
        (
            {(HOST, "/"): "x", (HOST, "/robots.txt"): "User-agent: *\nDisallow: /\n"},
            14,
            "ask the portal for permission",
        ),
        ({(HOST, "/"): "x", (HOST, "/robots.txt"): Answer(b"", 503)}, 14, "before it has read robots.txt"),
        ({(HOST, "/"): "<p>Đang xây dựng</p>"}, 13, "it has no link to a page of its host"),
        (
            {(HOST, "/"): "<p>This domain is for sale</p><a href=/mua>Mua</a>"},
            13,
            "look for the site's new address",
        ),
        (
            {(HOST, "/"): "<meta http-equiv=refresh content='0;url=https://elsewhere.vn/'>"},
            13,
            "redirects to https://elsewhere.vn/: probe that address",
        ),
        (
            {(HOST, "/"): "<?xml version='1.0'?><rss><channel/></rss>"},
            11,
            "the answer is a feed: probe the front page",
        ),
        ({(HOST, "/"): "<urlset><url><loc>/a</loc></url></urlset>"}, 11, "the answer is a sitemap"),
        ({(HOST, "/"): Answer(b"", 451)}, 11, "may not show it here"),
        ({(HOST, "/"): "<p>\x1b[31m\u202e</p><a href='/%00\x07'>x</a>"}, 13, "no article address"),
    ],
)
def test_the_exit_code_and_the_report_say_what_is_wrong(pages, code, says):
    with serve_pages(pages) as web:
        ended = probe(web.connect_to, FRONT)
    assert ended.returncode == code, ended.stdout + ended.stderr
    assert says in " ".join(ended.stdout.split())
    assert "Traceback" not in ended.stderr
    assert "\x1b" not in ended.stdout
    assert "\u202e" not in ended.stdout


@pytest.mark.parametrize(
    ("robots", "delay", "forbids"),
    [
        ("User-agent: *\nCrawl-delay: 7\n", 7, False),
        ("User-agent: *\nCrawl-delay: 0.5\n", 1, False),
        ("User-agent: dvcrawler\nDisallow: /\n\nUser-agent: *\nCrawl-delay: 3\n", None, True),
        ("User-agent: other\nDisallow: /\n", None, False),
        ("User-agent: *\nDisallow: /\nAllow: /$\n", None, False),
        ("\ufeffUSER-AGENT: *\r\nDISALLOW: /\r\n", None, True),
        ("<html>404</html>", None, False),
    ],
)
def test_what_robots_txt_asks_is_read(robots, delay, forbids):
    at = datetime(2024, 12, 1, tzinfo=UTC)
    read = read_robots(ProbeAnswer(FRONT, f"{FRONT}robots.txt", at, 200, {}, robots.encode()))
    assert (read.delay, read.forbids_all) == (delay, forbids)


def test_a_crawl_delay_that_leaves_no_time_is_obeyed_with_fewer_requests():
    pages = portal("html-number", "query")
    pages[HOST, "/robots.txt"] = "User-agent: *\nCrawl-delay: 400\n"
    with serve_pages(pages) as web:
        ended = probe(web.connect_to, FRONT)
        assert len(web.asked) <= 3
    assert "400 s between two requests" in " ".join(ended.stdout.split())
    assert ended.returncode == 13


def test_a_page_that_is_missing_leads_to_the_front_page():
    with serve_pages({(HOST, "/"): "x"}) as web:
        ended = probe(web.connect_to, f"{FRONT}tin/khong-co?so=3")
    assert f"the server says 404: probe the front page, {FRONT}" in " ".join(ended.stdout.split())


def test_a_front_page_of_frames_is_read_in_the_frame_that_leads_on():
    pages = portal("html-number", "query")
    frames = (
        "<frameset><frame src='/tren.htm'><frame src='/chinh.htm'><frame src='https://other.vn/'></frameset>"
    )
    pages |= {(HOST, "/chinh.htm"): pages[HOST, "/"], (HOST, "/tren.htm"): "<a href='/'>Chủ</a>"}
    pages[HOST, "/"] = f"<html><head><title>Tin</title></head>{frames}</html>"
    with serve_pages(pages) as web:
        ended = probe(web.connect_to, FRONT, "--json")
    findings = json.loads(ended.stdout)
    assert findings["front"]["url"] == f"{FRONT}chinh.htm"
    assert len([each for each in findings["articles"] if each["fault"] is None]) == 5


def test_articles_behind_a_login_are_named():
    pages = portal("html-number", "query")
    login = "<html><body><h1>Đăng nhập</h1><form><input type=password></form></body></html>"
    pages = {key: login if re.search(r"-[0-9]{3,}\.html", key[1]) else page for key, page in pages.items()}
    with serve_pages(pages) as web:
        ended = probe(web.connect_to, FRONT)
    assert "and 7 others gave no record: it asks for a login" in " ".join(ended.stdout.split())


def test_a_page_that_is_tried_and_asks_for_a_login_is_named():
    cards = "".join(
        f"<li><a href='/bai/{n}/chi-tiet'>Hội nghị tổng kết công tác năm lần thứ {n}</a></li>"
        for n in range(9)
    )
    login = "<html><body><h1>Đăng nhập</h1><form><input type=password></form></body></html>"
    pages = {(HOST, f"/bai/{n}/chi-tiet"): login for n in range(9)}
    with serve_pages(pages | {(HOST, "/"): f"<html><body><ul>{cards}</ul></body></html>"}) as web:
        ended = probe(web.connect_to, FRONT)
    assert "asks for a login" in " ".join(ended.stdout.split())


@pytest.mark.sampled(2)
@pytest.mark.parametrize("named", [HOST, f"{HOST}/", f"portal/{HOST}", f"HTTPS://{HOST.upper()}"])
def test_a_site_may_be_named_as_in_crawl(named):
    ended = probe(f"{HOST}=127.0.0.1:1", named, "--json")
    assert json.loads(ended.stdout)["url"].lower() == f"https://{HOST}/"


def test_a_known_site_that_is_down_is_not_called_unchanged():
    ended = probe("phunu.namdinh.gov.vn=127.0.0.1:1", "phunu")
    assert ended.returncode == 11
    assert "nothing has changed" not in ended.stdout
    assert "unknown whether the site has changed since its file was written" in ended.stdout


def test_a_server_that_is_down_is_11():
    ended = probe(f"{HOST}=127.0.0.1:1", FRONT)
    assert ended.returncode == 11
    assert "refuses the connection" in " ".join(ended.stdout.split())


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("command", "number", "code", "says"),
    [
        ("probe", signal.SIGINT, 130, "interrupted"),
        ("probe", signal.SIGHUP, 143, "ended by SIGHUP; run it again"),
        ("extract", signal.SIGTERM, 143, "ended by SIGTERM; run it again"),
    ],
)
def test_a_signal_ends_what_fetches_a_page_at_once_by_its_name(command, number, code, says):
    release = threading.Event()
    path = "/" if command == "probe" else "/tin-tuc/bai-1.html"
    pages = {(HOST, "/robots.txt"): "", (HOST, path): lambda handler: release.wait(600) and None}
    with serve_pages(pages) as web:
        begun = [sys.executable, "-m", "dvcrawler", command, f"https://{HOST}{path}", *NO_DELAYS]
        leading = environment(DVCRAWLER_CONNECT_TO=web.connect_to)
        with subprocess.Popen(begun, env=leading, stderr=subprocess.PIPE, text=True) as run:
            wait_for(lambda: (HOST, path) in web.asked or run.poll() is not None)
            run.send_signal(number)
            ended = run.wait(timeout=300), run.stderr.read()
        release.set()
    assert ended == (code, f"dvcrawler: {says}\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "name one address"),
        (["nosuch"], "unknown site 'nosuch'; there are: "),
        (["fhunu"], "unknown site 'fhunu'; did you mean phunu?"),
        (["ftp://x.vn/"], "is not an address to look at: the scheme is neither http nor https"),
        (["https://"], "is not an address to look at: the host name is empty"),
        (["portal/"], "is not an address to look at: the host name is empty"),
        (["portal/x"], "'portal/x' is not the name of a site: the host has no dot"),
        (["portal/congtin.vn/tin-tuc"], "it names a page; give its address, https://congtin.vn/tin-tuc"),
        (["danvan"], "is not known"),
        ([FRONT, "--file", "nosuch.html"], "there is no file"),
        ([FRONT, "--file", "/"], "'/' is not a regular file; name a saved page"),
        (["--file", "nosuch.html", "nosuch.htm"], "name one address"),
        ([FRONT, "--tls-pin", "12:34"], "--tls-pin='12:34' is not a SHA-256 hash"),
        ([FRONT, "--write", "Báo"], "cannot name a site"),
        ([FRONT, "--write", "../x"], "cannot name a site"),
        ([FRONT, "--write", "class"], "cannot name a site"),
        ([FRONT, "--write", "phunu"], "there is a site phunu already"),
        (["baonamdinh", "--write", "moi"], "owns this host"),
    ],
)
def test_what_cannot_be_probed_is_said_in_one_line(arguments, says):
    ended = probe("", *arguments)
    assert ended.returncode == 2, ended.stdout + ended.stderr
    assert says in ended.stderr
    assert ended.stderr.count("\n") == 1


@pytest.fixture(scope="module")
def server():
    with serve(Portal(24)) as running:
        yield connect_to(running)


class TestKnownSite:
    def test_a_site_that_is_as_its_file_says_has_not_changed(self, server):
        ended = probe(server, "danguykhoi")
        assert "nothing has changed" in ended.stdout
        assert ended.returncode in (0, 10)

    @pytest.mark.slow
    def test_its_address_finds_its_file(self, server):
        findings = json.loads(probe(server, "https://www.phunu.namdinh.gov.vn/", "--json").stdout)
        assert findings["owner"] == "phunu"
        assert findings["system"]["name"] == "party"

    @pytest.mark.slow
    def test_sections_that_are_gone_are_named(self, server):
        ended = probe(server, "baonamdinh")
        assert ended.returncode == 13
        assert "sections 5090, 5091, 5092, 5093, 5095, 5098 are gone: the server says 404 (" in " ".join(
            ended.stdout.split()
        )

    @pytest.mark.slow
    def test_new_addresses_and_a_layout_that_reads_nothing_are_named(self):
        made = portal("html-number", "query", host="phunu.namdinh.gov.vn")
        with serve_pages(made) as web:
            ended = probe(web.connect_to, "phunu")
        text = " ".join(ended.stdout.split())
        assert ended.returncode == 13
        assert "no link on the pages looked at has an article address of the site file" in text
        assert "links look like articles and do not match the site file" in text

    @pytest.mark.slow
    def test_articles_at_new_addresses_are_read_and_are_no_sections(self):
        made = portal("html-number", "query", host="phunu.namdinh.gov.vn")
        with serve_pages(made) as web:
            findings = json.loads(probe(web.connect_to, "phunu", "--json").stdout)
        assert [each["fault"] for each in findings["articles"]] == [None] * 5
        addresses = {each["url"] for each in findings["articles"]}
        assert not addresses & {each["url"] for each in findings["sections"]}
        (left,) = [line for line in findings["changes"] if "do not match the site file" in line]
        assert "/<slug>-<number>.html, such as https://phunu.namdinh.gov.vn/" in left
        assert any("correct the addresses in the site file phunu" in line for line in findings["obstacles"])


class TestFiles:
    @pytest.fixture
    def saved(self, tmp_path):
        """A front page, which does not name its address, and articles, which do."""
        pages = portal("html-number", "query")
        names = []
        for number, ((_, path), page) in enumerate(list(pages.items())[:8]):
            link = f'<link rel="canonical" href="https://{HOST}{path}">'
            file = tmp_path / f"bai-{number}.html"
            file.write_text(page.replace("<head>", f"<head>{link}"), "utf-8")
            names.append(str(file))
        front = tmp_path / "front.html"
        front.write_text(pages[HOST, "/"], "utf-8")
        return [str(front), *names]

    def test_saved_pages_are_looked_at_without_the_network(self, saved):
        ended = probe(f"{HOST}=127.0.0.1:1", FRONT, "--json", "--file", *saved)
        findings = json.loads(ended.stdout)
        assert findings["requests"] == 0
        assert len([each for each in findings["articles"] if each["fault"] is None]) == 5

    @pytest.mark.sampled(2)
    @pytest.mark.parametrize("named", [FRONT, HOST, "before", "after"])
    def test_the_address_may_stand_before_or_after_the_files(self, saved, named):
        words = {"before": [FRONT, "--file", *saved], "after": ["--file", *saved, FRONT]}
        ended = probe("", "--json", *words.get(named, ["--file", saved[0], named, *saved[1:]]))
        findings = json.loads(ended.stdout)
        assert len([each for each in findings["articles"] if each["fault"] is None]) == 5

    @pytest.mark.parametrize(
        "words", [("--file", "trang-chu.html", FRONT), (FRONT, "--file", "trang-chu.html")]
    )
    def test_a_file_that_is_missing_is_named_wherever_the_address_is(self, words):
        ended = probe("", *words)
        assert ended.returncode == 2
        assert "trang-chu.html" in ended.stderr
        assert "name one address" not in ended.stderr

    def test_without_its_front_page_the_page_with_the_most_links_is_used(self, saved):
        findings = json.loads(probe("", FRONT, "--json", "--file", *saved[1:]).stdout)
        assert findings["front"]["redirects"] == [FRONT]
        assert findings["front"]["status"] == 200

    def test_a_page_without_an_address_is_refused(self, saved, tmp_path):
        (tmp_path / "nameless.html").write_text("<p>x</p>")
        ended = probe("", FRONT, "--file", saved[0], str(tmp_path / "nameless.html"))
        assert ended.returncode == 2
        assert "does not say its address" in ended.stderr

    @pytest.mark.slow
    def test_the_archive_of_a_crawl_is_looked_at(self, tmp_path):
        with serve_pages(portal("html-number", "query")) as web:
            crawl = [sys.executable, "-m", "dvcrawler", "crawl", "portal", "-a", f"start={FRONT}"]
            warm.run(
                [*crawl, "--data", str(tmp_path), *NO_DELAYS],
                check=True,
                capture_output=True,
                env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
            )
        archives = [str(path) for path in Path(tmp_path).glob("warc/**/*.warc.gz")]
        findings = json.loads(probe(f"{HOST}=127.0.0.1:1", FRONT, "--json", "--file", *archives).stdout)
        assert [each["new_on_second"] for each in findings["sections"][1:]] == [6, 6, 6]
        assert len([each for each in findings["articles"] if each["fault"] is None]) == 5
        assert findings["robots"]["status"] == 200
