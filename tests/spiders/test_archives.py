"""History out of archives: WARC files at hand, and a real pywb on loopback."""

import json
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from urllib.request import urlopen

import pytest

from dvcrawler.reading import latest
from dvcrawler.storage.warc.exchange import Exchange
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.message import read_answer, unpack
from dvcrawler.storage.warc.reader import Record, read_warc
from dvcrawler.storage.warc.writer import WarcWriter
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.faults.harness import stored_lines, wait_for
from tests.patched import held_at
from tests.portal import command, crawl, environment, records
from tests.storage.warc.test_writer import INFO, NOW
from tests.webserver import Answer, serve_pages

ASIDE = {"via", "fetched_from", "capture"}
SITES = ("phunu", "danguykhoi")


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    data = tmp_path_factory.mktemp("live")
    with serve(Portal(40)) as server:
        crawl(server, data, *SITES)
    return data


def run(data, *arguments):
    return warm.run(
        command(data, *arguments), env=environment(), capture_output=True, text=True, timeout=300, check=False
    )


def captures_of(data):
    index = CaptureIndex(data, "phunu")
    try:
        return list(index.all())
    finally:
        index.close()


def same_articles(one, other, site="phunu"):
    def plain(data):
        return {r["id"]: {k: v for k, v in r.items() if k not in ASIDE} for r in records(data, site)}

    return plain(one) == plain(other)


class TestWarcFiles:
    def test_the_crawls_own_files_give_the_same_articles(self, live, tmp_path):
        ended = run(tmp_path, "phunu", "-a", f"source=warc:{live / 'warc/phunu'}")
        assert ended.returncode == 10, ended.stderr  # the page that is gone is named
        assert "the archive holds an answer 404" in ended.stdout
        assert "0 requests" in ended.stdout
        assert same_articles(live, tmp_path)
        assert {record["via"] for record in records(tmp_path)} == {"warc"}
        assert all(record["capture"].startswith("phunu-") for record in records(tmp_path))

    @pytest.mark.slow
    def test_a_second_time_stores_nothing(self, live, tmp_path):
        run(tmp_path, "phunu", "-a", f"source=warc:{live / 'warc/phunu'}")
        before = records(tmp_path)
        run(tmp_path, "phunu", "-a", f"source=warc:{live / 'warc/phunu'}/*.warc.gz")
        assert records(tmp_path) == before

    def test_what_is_held_from_the_live_site_is_not_stored_again(self, live, tmp_path):
        shutil.copytree(live, tmp_path / "data")
        run(tmp_path / "data", "phunu", "-a", f"source=warc:{live / 'warc/phunu'}")
        assert len(records(tmp_path / "data", "phunu")) == len(records(live, "phunu"))

    def test_damage_and_other_sites_pages_are_named_and_the_rest_is_stored(self, live, tmp_path):
        (path,) = (live / "warc/phunu").glob("*.gz")
        mixed = tmp_path / "mixed"
        mixed.mkdir()
        (mixed / "a.warc.gz").write_bytes(path.read_bytes()[:-400])
        (mixed / "b.warc.gz").write_bytes(b"no warc at all")
        (other,) = (live / "warc/danguykhoi").glob("*.gz")
        (mixed / "c.warc.gz").write_bytes(other.read_bytes())
        ended = run(tmp_path / "data", "phunu", "-a", f"source=warc:{mixed}")
        assert ended.returncode == 10
        assert "Traceback" not in ended.stderr
        reasons = json.loads((tmp_path / "data/runs/phunu.jsonl").read_text("utf-8"))["problems"]
        said = {problem["reason"] for problem in reasons}
        assert {
            "this is not a WARC file",
            "the file is cut here",
            "a page of another site than phunu",
        } <= said
        assert len(records(tmp_path / "data")) >= len(records(live, "phunu")) - 1

    def test_files_that_are_not_there_are_a_usage_error(self, tmp_path):
        ended = run(tmp_path / "data", "phunu", "-a", "source=warc:/no/such/folder")
        assert ended.returncode == 2
        assert "no such file" in ended.stderr

    def test_an_older_text_is_a_revision_that_says_so_and_is_not_the_latest(self, live, tmp_path):
        data = tmp_path / "data"
        shutil.copytree(live, data)
        held = records(data, "phunu")[0]
        (path,) = (live / "warc/phunu").glob("*.gz")
        url, body = held["fetched_from"], b""
        for found in read_warc(path):
            if isinstance(found, Record) and found.kind == "response" and found.url == url:
                body = unpack(read_answer(found))
        old = body.replace(
            held["title"].encode(),
            b"M\xe1\xbb\x99t nhan \xc4\x91\xe1\xbb\x81 c\xc5\xa9 h\xc6\xa1n nhi\xe1\xbb\x81u",
        )
        writer = WarcWriter(tmp_path / "old", "phunu", NOW, INFO)
        writer.write(
            Exchange(
                url, NOW.replace(year=2025), "GET", (), 200, "OK", ((b"Content-Type", b"text/html"),), old
            )
        )
        writer.close()
        for _ in range(2):
            assert run(data, "phunu", "-a", f"source=warc:{tmp_path / 'old'}").returncode == 0
        lines = [record for record in records(data, "phunu") if record["id"] == held["id"]]
        lines.sort(key=lambda record: record["revision"])  # an older month's file comes first
        assert [line["revision"] for line in lines] == [1, 2]
        assert lines[1]["problems"] == [
            {"field": "revision", "code": "earlier_capture", "reason": "captured before revision 1"}
        ]
        assert lines[1]["captured_at"].startswith("2025-")
        assert next(r for r in latest(data, "phunu") if r["id"] == held["id"]) == held


def test_the_party_sites_copy_and_the_papers_original_give_both_records(tmp_path):
    body = (
        "<p>Trong những năm qua, công tác vận động nhân dân ở cơ sở đã có nhiều cách làm mới, sát với từng thôn xóm.</p>"
        * 2
    )
    original = f'<html><body><h1 class="head_title">Dân vận ở cơ sở</h1><div class="date">08:15, 05/01/2023</div><div id="content" class="content-detail">{body}<p>Kết thúc./.</p><p><strong>Văn Huỳnh</strong></p></div></body></html>'
    copy = f"<html><body><h1>Dân vận ở cơ sở</h1><div>Thứ 6, Ngày 06 / 01 / 2023</div><div>{body}<p>Tin, ảnh: Văn Huỳnh (Nguồn: Báo Nam Định)</p></div></body></html>"
    writer = WarcWriter(tmp_path / "in", "mixed", NOW, INFO)
    for url, page in (
        ("https://baonamdinh.vn/chinh-tri/202301/dan-van-o-co-so-8830dd4/", original),
        ("https://danguykhoicaccqvadn.namdinh.gov.vn/tin-tuc-dan-van-o-co-so-310.html", copy),
    ):
        writer.write(
            Exchange(url, NOW, "GET", (), 200, "OK", ((b"Content-Type", b"text/html"),), page.encode())
        )
    writer.close()
    for site in ("danguykhoi", "baonamdinh"):
        run(tmp_path / "data", site, "-a", f"source=warc:{tmp_path / 'in'}")
    (first,), (second,) = (records(tmp_path / "data", site) for site in ("danguykhoi", "baonamdinh"))
    assert (first["author"], first["source"], first["date"]) == ("Văn Huỳnh", "Báo Nam Định", "2023-01-06")
    assert (second["author"], second["source"], second["date"]) == ("Văn Huỳnh", None, "2023-01-05")


@pytest.fixture(scope="module")
def pywb(live, tmp_path_factory):
    """The address of a collection with the crawl's own WARC files, served by pywb."""
    bin_ = Path(sys.prefix) / "pywb" / "bin"
    if not (bin_ / "wayback").exists():
        pytest.skip("pywb is not installed; make test does it")
    folder = tmp_path_factory.mktemp("pywb")
    files = [str(path) for site in SITES for path in (live / "warc" / site).glob("*.gz")]
    for arguments in (["init", "papers"], ["add", "papers", *files]):
        warm.run([bin_ / "wb-manager", *arguments], cwd=folder, check=True, capture_output=True)
    server, address = start_pywb(bin_ / "wayback", folder)
    yield address
    server.terminate()
    server.wait(300)


def start_pywb(program, folder):
    """The process and the address of its collection. pywb takes no port 0, and a port that was free may be
    taken before pywb binds it: then pywb ends, or another program answers, and the next port is tried.
    """
    while True:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = subprocess.Popen(
            [program, "-p", str(port), "-b", "127.0.0.1"],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        address = f"http://127.0.0.1:{port}/papers"
        wait_for(lambda server=server, address=address: server.poll() is not None or answers(address))
        if server.poll() is None:
            return server, address


def answers(address):
    """Whether a pywb collection is served there."""
    try:
        with urlopen(f"{address}/", timeout=300) as page:
            return "papers" in page.read().decode("utf-8", "replace")
    except OSError:
        return False


def backfill(data, pywb, *more):
    return command(
        data, "phunu", "-a", "source=wayback", "-a", f"archive={pywb}", "-s", "DOWNLOAD_SLOTS={}", *more
    )


def complete(data, pywb):
    """Runs the backfill to its end."""
    ended = warm.run(
        backfill(data, pywb), env=environment(), capture_output=True, text=True, timeout=300, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


class TestWayback:
    def test_a_real_archive_gives_the_same_articles(self, live, pywb, tmp_path):
        complete(tmp_path, pywb)
        assert same_articles(live, tmp_path)
        (first, *_) = records(tmp_path)
        assert first["via"] == "wayback"
        assert first["fetched_from"].startswith(pywb)
        assert first["captured_at"] == next(
            r["captured_at"] for r in records(live, "phunu") if r["id"] == first["id"]
        )

    def test_the_archive_replays_a_page_that_the_crawl_kept(self, live, pywb):
        record = records(live, "phunu")[0]
        with urlopen(
            f"{pywb}/{record['captured_at'][:4]}mp_/{record['fetched_from']}", timeout=300
        ) as answer:
            assert record["title"] in answer.read().decode()

    @pytest.mark.parametrize("seed", [1, *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 11))])
    def test_killed_and_run_again_it_loses_and_doubles_nothing(self, live, pywb, tmp_path, seed):
        slow = ("-s", "DOWNLOAD_DELAY=0.03", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
        goal = random.Random(seed).randrange(1, len(records(live, "phunu")) // 2)
        killed = warm.popen(
            backfill(tmp_path, pywb, *slow),
            env=environment(**held_at(tmp_path, tmp_path, goal)),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for(lambda: stored_lines(tmp_path) >= goal or killed.poll() is not None)
        assert killed.poll() is None, "it ended before it was killed"
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        complete(tmp_path, pywb)
        ids = [record["id"] for record in records(tmp_path)]
        assert len(ids) == len(set(ids))
        assert same_articles(live, tmp_path)

    @pytest.mark.slow
    def test_the_archives_page_is_kept_under_its_own_address(self, pywb, tmp_path):
        warm.run(
            backfill(tmp_path, pywb, "-a", "limit=3"),
            env=environment(),
            check=False,
            capture_output=True,
            timeout=300,
        )
        read_again = warm.run(
            [sys.executable, "-m", "dvcrawler", "reparse", "phunu", "--data", str(tmp_path)],
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert "3 articles read again: 0 are revised, 0 are new" in read_again.stdout, read_again.stderr

    def test_an_archive_that_is_down_is_11(self, tmp_path):
        ended = warm.run(
            backfill(tmp_path, "http://127.0.0.1:1/papers", "-s", "RETRY_ENABLED=False"),
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 11, ended.stdout
        assert "Traceback" not in ended.stderr


class Service(dict):
    """The Internet Archive's two parts: an index in pages with a resume key, and captures."""

    def __init__(self, captures, broken_page=None):
        super().__init__()
        self.captures, self.broken_page = captures, broken_page
        self.rows = [[stamp, url, "text/html", "200", "X"] for stamp, url in captures]

    def get(self, key, default=None):
        path = urlsplit(key[1])
        if path.path.endswith("/cdx/search/cdx"):
            query = dict(parse_qsl(path.query))
            if query["url"] != "phunu.namdinh.gov.vn":
                return b"[]"
            number = int(query.get("resumeKey", 0))
            if number == self.broken_page:
                return Answer(b"", 503)
            table = [
                ["timestamp", "original", "mimetype", "statuscode", "digest"],
                *self.rows[number : number + 2],
            ]
            return json.dumps([*table, [], [str(number + 2)]] if number + 2 < len(self.rows) else table)
        found = re.search(r"/web/(\d+)id_/(.*)", key[1])
        return self.captures[found[1], found[2]] if found else default


def serving(captures, **more):
    return serve_pages(Service(captures, **more))


def page_of(title):
    paragraph = f"<p>{title}: ở nhiều thôn xóm, công tác vận động nhân dân đã có những cách làm mới, sát với đời sống.</p>"
    return f"<html><body><h1>{title}</h1><div>Thứ 6, Ngày 06 / 01 / 2023</div><div>{paragraph * 3}</div></body></html>".encode()


def address_of(number):
    return f"https://phunu.namdinh.gov.vn/chi-tiet-noi-dung-bai-so-{number}.html"


class TestInternetArchive:
    def backfill(self, web, data, *more):
        return run(
            data,
            "phunu",
            "-a",
            "source=wayback",
            "-a",
            f"archive=http://127.0.0.1:{web.port}",
            "-s",
            "DOWNLOAD_SLOTS={}",
            "-s",
            "RETRY_ENABLED=False",
            *more,
        )

    def test_the_index_is_taken_up_where_it_broke_off(self, tmp_path):
        captures = {("20230201000000", address_of(n)): page_of(f"Bài số {n} của hội") for n in range(10, 15)}
        with serving(captures, broken_page=4) as web:
            ended = self.backfill(web, tmp_path)
            assert ended.returncode == 10, ended.stdout + ended.stderr
            assert len(records(tmp_path)) == 4
            web.pages.broken_page = None
            web.asked.clear()
            assert self.backfill(web, tmp_path).returncode == 0
            index = [path for _, path in web.asked if "/cdx/" in path and "url=phunu.namdinh.gov.vn&" in path]
            assert ["resumeKey=4" in path for path in index] == [True]
            assert len([path for _, path in web.asked if "id_/" in path]) == 1
        assert len(records(tmp_path)) == 5

    @pytest.mark.slow
    def test_a_limit_leaves_the_rest_for_the_next_run_without_asking_the_index_again(self, tmp_path):
        captures = {("20230201000000", address_of(n)): page_of(f"Bài số {n} của hội") for n in range(10, 14)}
        with serving(captures) as web:
            self.backfill(web, tmp_path, "-a", "limit=3")
            assert len(records(tmp_path)) == 3
            web.asked.clear()
            assert self.backfill(web, tmp_path).returncode == 0
            assert not [path for _, path in web.asked if "url=phunu" in path]
        assert len(records(tmp_path)) == 4

    @pytest.mark.sampled(2)
    @pytest.mark.parametrize(
        "latest",
        [
            Answer(b"gone", 404),
            Answer(b"", 302, {"Location": "/web/20230301000000id_/https://phunu.namdinh.gov.vn/"}),
            Answer(b"<html><body><h1>Page not found</h1></body></html>"),
            Answer(b""),
        ],
        ids=["404", "redirect", "soft 404", "empty"],
    )
    def test_an_earlier_capture_replaces_one_that_gives_no_article(self, tmp_path, latest):
        captures = {
            ("20230301000000", address_of(10)): latest,
            ("20230201000000", address_of(10)): page_of("Bài số 10 của hội"),
            ("20230301000000", "https://phunu.namdinh.gov.vn/"): b"<html><body><p>home</p></body></html>",
        }
        with serving(captures) as web:
            ended = self.backfill(web, tmp_path)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        (record,) = records(tmp_path)
        assert record["captured_at"] == "2023-02-01T00:00:00Z"

    def live(self, data, numbers, *more):
        """A crawl of the live site with the articles of these numbers."""
        host = "phunu.namdinh.gov.vn"
        links = "".join(f'<a href="{address_of(number)}">bài</a>' for number in numbers)
        pages = {(host, "/"): f"<html><body>{links}</body></html>"}
        pages |= {(host, urlsplit(address_of(n)).path): page_of(f"Bài số {n} của hội") for n in numbers}
        with serve_pages(pages) as web:
            return warm.run(
                command(data, "phunu", *more),
                env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
                capture_output=True,
                text=True,
                timeout=300,
                check=False,
            )

    def test_what_a_backfill_left_is_fetched_from_the_live_site(self, tmp_path):
        captures = {("20230201000000", address_of(n)): page_of(f"Bài số {n} của hội") for n in range(10, 16)}
        with serving(captures) as web:
            self.backfill(web, tmp_path, "-a", "limit=2")
        assert self.live(tmp_path, range(10, 16)).returncode == 0
        via = [record["via"] for record in records(tmp_path)]
        assert (via.count("wayback"), via.count("live")) == (2, 4)

    @pytest.mark.sampled(2)
    @pytest.mark.parametrize("status", [404, 500])
    def test_what_an_archive_cannot_give_is_named_and_not_gone_from_the_live_site(self, tmp_path, status):
        captures = {("20230201000000", address_of(n)): Answer(b"", status) for n in (10, 11)}
        with serving(captures) as web:
            ended = self.backfill(web, tmp_path)
            assert ended.returncode == 10, ended.stdout
            assert ended.stdout.count(f"out of the archive: the server says {status}") == 2
        assert self.live(tmp_path, (10, 11)).returncode == 0
        assert [record["via"] for record in records(tmp_path)] == ["live", "live"]

    def test_another_archive_is_not_asked_for_the_first_ones_captures(self, tmp_path):
        captures = {("20230201000000", address_of(n)): page_of(f"Bài số {n} của hội") for n in range(10, 13)}
        with serving(captures) as web:
            self.backfill(web, tmp_path, "-a", "limit=1")
        with serving({}) as other:
            ended = self.backfill(other, tmp_path)
            assert ended.returncode == 0, ended.stdout
            assert not [path for _, path in other.asked if "id_/" in path]

    @pytest.mark.sampled(2)
    @pytest.mark.parametrize("index", [b"[" * 100_000, b'{"a":' * 50_000, b"\x00\xff", b"[[], {}]"])
    def test_an_index_that_cannot_be_read_ends_the_backfill(self, tmp_path, index):
        with serving({}) as web:
            web.pages.get = lambda key, default=None: index if "/cdx/" in key[1] else default
            ended = self.backfill(web, tmp_path)
        assert ended.returncode == 10, ended.stdout + ended.stderr
        assert "Traceback" not in ended.stderr

    def test_an_index_that_leads_in_a_circle_ends_and_one_without_lines_leads_on(self, tmp_path):
        captures = {("20230201000000", address_of(n)): page_of(f"Bài số {n} của hội") for n in (10, 11)}
        first, last = ([[stamp, url]] for stamp, url in captures)
        pages = {None: (first, "a"), "a": ([], "b"), "b": (last, "a")}
        with serving(captures) as web:
            usual = web.pages.get

            def answer(key, default=None):
                rows, following = pages[dict(parse_qsl(urlsplit(key[1]).query)).get("resumeKey")]
                return json.dumps([["timestamp", "original"], *rows, [], [following]])

            web.pages.get = lambda key, default=None: (answer if "/cdx/" in key[1] else usual)(key, default)
            ended = self.backfill(web, tmp_path)
        assert ended.returncode == 10, ended.stdout + ended.stderr
        assert "the index leads to no further page" in ended.stdout
        assert len(records(tmp_path)) == 2

    def test_an_article_none_of_whose_captures_can_be_read_is_named_once(self, tmp_path):
        stamps = ("20230101000000", "20230201000000", "20230301000000")
        captures = {(stamp, address_of(10)): b"<html><body>x</body></html>" for stamp in stamps}
        with serving(captures) as web:
            ended = self.backfill(web, tmp_path)
        assert ended.returncode in (10, 13), ended.stdout
        assert ended.stdout.count("chi-tiet-noi-dung-bai-so-10") == 1


class TestCommonCrawl:
    """A service of its two parts on loopback: the index, and ranged reads of WARC files."""

    def serve(self, live, spoil=lambda row: row):
        (path,) = (live / "warc/phunu").glob("*.gz")
        rows = []
        for found in read_warc(path):
            if isinstance(found, Record) and found.kind == "response" and read_answer(found).status == 200:
                length = next(c.length for c in captures_of(live) if c.record_id == found.record_id)
                row = {
                    "timestamp": "".join(filter(str.isdigit, found.headers["warc-date"])),
                    "url": found.url,
                    "mime": "text/html",
                    "status": "200",
                    "filename": f"crawl-data/{path.name}",
                    "offset": str(found.offset),
                    "length": str(length),
                }
                rows.append(json.dumps(spoil(row)))
        data = path.read_bytes()

        def ranged(handler):
            first, last = handler.headers["Range"].removeprefix("bytes=").split("-")
            return Answer(data[int(first) : int(last) + 1], 206, {"Content-Type": "application/warc"})

        def index(handler):
            asked = "url=phunu.namdinh.gov.vn" in handler.path
            return Answer("\n".join(rows).encode() if asked else b"", 200 if asked else 404)

        pages = {("127.0.0.1", f"/crawl-data/{path.name}"): ranged}
        web = serve_pages(pages)
        return web, index

    def crawl(self, live, tmp_path, spoil=lambda row: row, before=b""):
        """`before`: the lines of the first part of each index; the pages are in the second one."""
        served, index = self.serve(live, spoil)
        with served as web:
            base = f"http://127.0.0.1:{web.port}"
            web.pages["127.0.0.1", "/collinfo.json"] = json.dumps(
                [
                    {"id": "CC-2", "cdx-api": f"{base}/CC-2-index"},
                    {"id": "CC-1", "cdx-api": f"{base}/CC-1-index"},
                ]
            )
            for name in ("CC-2-index", "CC-1-index"):
                query = "url=phunu.namdinh.gov.vn%2F%2A&output=json&filter=%3Dstatus%3A200&filter=mime%3Ahtml"
                web.pages["127.0.0.1", f"/{name}?{query}"] = Answer(before) if before else index
                web.pages["127.0.0.1", f"/{name}?{query}&page=1"] = index
            return run(
                tmp_path,
                "phunu",
                "-a",
                "source=commoncrawl",
                "-a",
                f"archive={base}",
                "-s",
                f"DVCRAWLER_COMMONCRAWL_FILES={base}",
                "-s",
                "DOWNLOAD_SLOTS={}",
            )

    def test_ranged_reads_give_the_same_articles(self, live, tmp_path):
        ended = self.crawl(live, tmp_path)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        assert same_articles(live, tmp_path)
        assert {record["via"] for record in records(tmp_path)} == {"warc"}
        assert "/crawl-data/" in records(tmp_path)[0]["fetched_from"]

    def test_an_index_that_is_given_in_parts_is_read_whole_also_where_the_first_is_short(
        self, live, tmp_path
    ):
        url = "https://phunu.namdinh.gov.vn/anh/"
        line = {
            "timestamp": "20230101000000",
            "mime": "text/html",
            "status": "200",
            "filename": "x",
            "offset": "0",
            "length": "9",
        }
        first = "\n".join(json.dumps({**line, "url": f"{url}{n}"}) for n in range(9))
        ended = self.crawl(live, tmp_path, before=first.encode())
        assert ended.returncode == 0, ended.stdout + ended.stderr
        assert same_articles(live, tmp_path)

    def test_a_place_that_holds_no_record_is_named(self, live, tmp_path):
        ended = self.crawl(live, tmp_path, lambda row: {**row, "offset": str(int(row["offset"]) + 1)})
        assert ended.returncode in (10, 11)
        assert "no whole WARC record begins at this place" in ended.stdout
        assert "failed https://phunu.namdinh.gov.vn/" in ended.stdout
        assert "Traceback" not in ended.stderr


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["source=wayback", "archive=localhost"], "is not an address"),
        (["archive=http://x.vn/y"], "goes with source="),
        (["source=tape"], "there are: live"),
    ],
)
def test_wrong_arguments_are_named(tmp_path, arguments, says):
    ended = run(tmp_path, "phunu", *(part for each in arguments for part in ("-a", each)))
    assert ended.returncode == 2
    assert says in ended.stderr
