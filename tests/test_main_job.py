"""The main job, end to end: real processes, real HTTP on loopback, real files."""

import json
import os
import resource
import signal
import subprocess
import time
from pathlib import Path

import jsonschema
import pytest

from dvcrawler.schema import load_schema
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.portal import SITES, command, crawl, environment, records, runs

CORPUS = Path(__file__).parents[1] / "../shared/corpus"


@pytest.fixture(scope="module")
def portal():
    return Portal()


@pytest.fixture(scope="module")
def server(portal):
    with serve(portal) as running:
        yield running


@pytest.fixture(scope="module")
def first(server, tmp_path_factory):
    """The data folder after one crawl of everything; tests that change it copy nothing: they add."""
    data = tmp_path_factory.mktemp("first")
    return data, crawl(server, data, *SITES)


@pytest.fixture
def small():
    portal = Portal(24)
    with serve(portal) as running:
        yield portal, running


def as_expected(record, expected):
    got = {name: record[name] for name in expected}
    got["problems"] = [problem["field"] for problem in record["problems"]]
    return got


def test_every_article_is_stored_once_and_field_by_field_as_expected(first, portal):
    data, _ = first
    held = records(data)
    assert len({r["id"] for r in held}) == len(held)
    got = {r["id"]: r for r in held}
    wanted = {e["id"]: e for e in portal.expected()}
    assert sorted(got) == sorted(wanted)
    for id_, expected in wanted.items():
        assert as_expected(got[id_], expected) == expected, id_


def test_every_line_obeys_the_schema(first):
    validate = jsonschema.Draft202012Validator(load_schema()).validate
    for record in records(first[0]):
        validate(record)


def test_what_is_not_stored_is_named_with_its_reason(first, portal):
    data, run = first
    problems = [p for site in SITES for p in runs(data, site)[-1]["problems"]]
    named = {p["url"]: p["outcome"] for p in problems}
    lost = [p for p in problems if p["code"] == "section_gone"]
    outcomes = sorted(named.values())
    assert len(lost) == 6  # channels of the site file that the sample portal does not have
    assert outcomes.count("gone") == len(portal.gone) + len(lost)
    assert outcomes.count("refused") + outcomes.count("unread") == len(portal.refused) + len(portal.unread)
    assert run.code == 10
    assert all(p["url"] in run.out for p in problems if p not in lost)


def test_no_output_holds_an_articles_text(first):
    data, run = first
    paragraphs = [r["body"].split("\n\n")[0] for r in records(data) if r["body"]]
    assert not any(p in run.out or p in run.err for p in paragraphs)


def test_a_second_run_stores_nothing_and_makes_few_requests(first, server):
    data, _ = first
    before = records(data)
    assert crawl(server, data, *SITES).code == 0
    assert records(data) == before
    for site in SITES:
        assert runs(data, site)[-1]["requests"] <= 30, site


@pytest.mark.slow
def test_an_edited_article_gives_one_revision_and_new_ones_are_found(small, tmp_path):
    portal, server = small
    crawl(server, tmp_path, "phunu")
    held = records(tmp_path)
    edited = next(r["id"] for r in held if r["body"])
    due = portal.edit(edited)
    added = portal.add("phunu", 2)
    assert crawl(server, tmp_path, "phunu", "-a", "revisit=all").code in (0, 10)
    fresh = [r for r in records(tmp_path) if r not in held]
    assert sorted(r["id"] for r in fresh) == sorted([edited, *added])
    revision = next(r for r in fresh if r["id"] == edited)
    assert (revision["revision"], revision["body"]) == (2, due["body"])
    crawl(server, tmp_path, "phunu", "-a", "revisit=all")
    assert len(records(tmp_path)) == len(held) + len(fresh)


@pytest.mark.slow
def test_a_period_bounds_what_is_stored_and_is_not_held_against_a_later_run(small, tmp_path):
    portal, server = small
    days = sorted(e["date"] for e in portal.expected("danguykhoi"))
    since, until = days[1], days[-2]
    crawl(server, tmp_path, "danguykhoi", "-a", f"since={since}", "-a", f"until={until}")
    assert sorted(r["date"] for r in records(tmp_path)) == days[1:-1]
    crawl(server, tmp_path, "danguykhoi")
    assert sorted(r["date"] for r in records(tmp_path)) == days


def test_a_limit_bounds_the_pages_fetched_and_the_rest_comes_next_time(small, tmp_path):
    portal, server = small
    crawl(server, tmp_path, "danguykhoi", "-a", "limit=2")
    assert len(records(tmp_path)) == 2
    crawl(server, tmp_path, "danguykhoi")
    assert len(records(tmp_path)) == len(portal.expected("danguykhoi"))


def test_a_section_alone_is_crawled(server, portal, tmp_path):
    crawl(server, tmp_path, "baonamdinh", "-a", "section=5085")
    held = {r["id"] for r in records(tmp_path)}
    wanted = {
        e["id"]
        for e in portal.expected("baonamdinh")
        if e["section"] == "Kinh tế" and "/channel/" in e["url"]
    }
    assert wanted and wanted <= held
    assert len(held) < len(portal.expected("baonamdinh")) / 2


@pytest.mark.sampled(2)
@pytest.mark.parametrize("by_file", [True, False])
def test_a_list_of_addresses_is_a_way_in(server, portal, tmp_path, by_file):
    urls = [e["url"] for e in portal.expected("phunu")][:3]
    text = "\n".join(["# mine", *urls, "https://example.org/x.html", ""])
    (tmp_path / "list.txt").write_text(text)
    source = f"urls:{tmp_path / 'list.txt'}" if by_file else "urls:-"
    run = crawl(server, tmp_path / "data", "phunu", "-a", f"source={source}", stdin=None if by_file else text)
    assert sorted(r["url"] for r in records(tmp_path / "data")) == sorted(urls)
    assert run.code == 10
    assert "https://example.org/x.html: not an article address of phunu" in run.out


def test_a_server_that_is_down_is_11(tmp_path):
    env = environment(DVCRAWLER_CONNECT_TO="phunu.namdinh.gov.vn=127.0.0.1:1")
    run = warm.run(
        [*command(tmp_path, "phunu"), "-s", "RETRY_ENABLED=False"], env=env, capture_output=True, check=False
    )
    assert run.returncode == 11


@pytest.mark.parametrize(("status", "code"), [(403, 12), (500, 14)])
def test_a_refusal_throughout_is_blocked_and_an_error_for_robots_txt_is_a_prohibition(
    small, tmp_path, status, code
):
    portal, server = small
    portal.fail("phunu.namdinh.gov.vn", status)
    assert crawl(server, tmp_path, "phunu", "-s", "RETRY_ENABLED=False").code == code


def test_the_second_of_two_runs_leaves_at_once_and_writes_nothing(small, tmp_path):
    _, server = small
    slow = ("-s", "DOWNLOAD_DELAY=10", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
    one = warm.popen(
        [*command(tmp_path, "phunu"), *slow],
        env=environment(server),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    lock = tmp_path / "state" / "phunu.lock"
    deadline = time.monotonic() + 300
    while not (lock.exists() and lock.read_bytes()) and time.monotonic() < deadline:
        time.sleep(0.05)
    two = crawl(server, tmp_path, "phunu")
    one.terminate()
    assert two.code == 16
    assert f"process {one.pid}" in two.out
    assert one.wait(300) == 143
    assert len(runs(tmp_path, "phunu")) == 1


def test_a_signal_while_it_starts_ends_the_run(small, tmp_path):
    """Scrapy ignores a stop between the lock and its engine's start."""
    _, server = small
    slow = ("-s", "DOWNLOAD_DELAY=30", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
    run = subprocess.Popen(
        [*command(tmp_path, "phunu"), *slow],
        env=environment(server),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    lock = tmp_path / "state" / "phunu.lock"
    while not (lock.exists() and lock.read_bytes()):
        assert run.poll() is None, "it ended before it had the lock"
        time.sleep(0.001)
    run.terminate()
    assert run.wait(300) == 143
    assert runs(tmp_path, "phunu")[-1]["exit_code"] == 143


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), pytest.param(signal.SIGTERM, 143, marks=pytest.mark.slow)]
)
def test_a_signal_stops_cleanly_with_its_own_code(small, tmp_path, number, code):
    _, server = small
    slow = ("-s", "DOWNLOAD_DELAY=2", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
    run = warm.popen(
        [*command(tmp_path, "phunu"), *slow],
        env=environment(server),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not any(path.stat().st_size for path in tmp_path.glob("articles/phunu/*.jsonl")):
        assert run.poll() is None, "it ended before it stored anything"
        time.sleep(0.05)
    run.send_signal(number)
    assert run.wait(300) == code
    assert runs(tmp_path, "phunu")[-1]["exit_code"] == code


@pytest.mark.parametrize(
    "arguments",
    [
        ("nosuchsite",),
        (),
        ("phunu", "-a", "since=yesterday"),
        ("phunu", "-a", "since=2024-02-30"),
        ("phunu", "-a", "since=2024-02-01", "-a", "until=2024-01-01"),
        ("phunu", "-a", "limit=0"),
        ("phunu", "-a", "sinse=2024-01-01"),
        ("phunu", "-a", "source=urls:/no/such/file"),
        ("danvan",),
    ],
)
def test_wrong_arguments_are_2_and_one_line(tmp_path, arguments):
    run = crawl(None, tmp_path / "data", *arguments)
    assert run.code == 2
    assert len(run.err.splitlines()) == 1
    assert run.err.startswith("dvcrawler: ")
    assert not (tmp_path / "data").exists()


def test_an_unusable_data_folder_is_3(tmp_path):
    (tmp_path / "file").write_text("")
    run = crawl(None, tmp_path / "file" / "data", "phunu")
    assert run.code == 3
    assert "the data folder cannot be used" in run.out
    assert "Traceback" not in run.err


@pytest.mark.slow
def test_a_full_disk_is_15_and_what_was_stored_stays(small, tmp_path):
    _, server = small

    def bound():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    # The ledger of this small crawl is larger than the limit from its first page on, so only the
    # articles' own file is let grow into it.
    run = warm.run(
        command(tmp_path, "phunu"),
        env=environment(server),
        capture_output=True,
        text=True,
        preexec_fn=bound,
        check=False,
        timeout=300,
    )
    assert run.returncode == 15, run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    stored = records(tmp_path)
    assert crawl(server, tmp_path, "phunu").code in (0, 10)
    assert records(tmp_path)[: len(stored)] == stored
    assert len({r["id"] for r in records(tmp_path)}) == len(records(tmp_path))


def respond_with(pages):
    """A portal that answers the given (host, path) with bytes, 404 to all else."""
    from sample_portal.answers import failure, page

    class Fixed:
        hosts = tuple({host for host, _ in pages})

        def respond(self, host, target, cookie=""):
            body = pages.get((host.partition(":")[0], target))
            return failure(404) if body is None else page(body)

    return Fixed()


def test_a_listing_without_article_links_is_13(tmp_path):
    pages = {("phunu.namdinh.gov.vn", "/"): b"<html><body><h1>Trang moi</h1><a href='/a'>a</a></body></html>"}
    with serve(respond_with(pages)) as server:
        assert crawl(server, tmp_path, "phunu").code == 13


def test_a_robots_txt_that_forbids_is_14(tmp_path):
    pages = {
        ("phunu.namdinh.gov.vn", "/robots.txt"): b"User-agent: *\nDisallow: /\n",
        ("phunu.namdinh.gov.vn", "/"): b"<html><body>x</body></html>",
    }
    with serve(respond_with(pages)) as server:
        run = crawl(server, tmp_path, "phunu")
    assert run.code == 14
    assert [t for _, t in server.requests if t != "/robots.txt"] == []


@pytest.mark.skipif(not CORPUS.exists(), reason="../shared/corpus is not here")
def test_a_real_page_of_the_new_cms_served_at_its_address_is_stored_as_in_the_gold_file(tmp_path):
    path = "/suc-khoe/201403/thieu-mau-d5b69ecb/"
    gold = json.loads((CORPUS / "gold.json").read_text("utf-8"))["vnpt-phuyen-article.html"]
    pages = {("phuyen.baodaklak.vn", path): (CORPUS / "html/vnpt-phuyen-article.html").read_bytes()}
    (tmp_path / "list").write_text(f"https://phuyen.baodaklak.vn{path}\n")
    with serve(respond_with(pages)) as server:
        run = crawl(server, tmp_path, "phuyen", "-a", f"source=urls:{tmp_path / 'list'}")
    (record,) = records(tmp_path)
    assert run.code == 0
    assert record["title"] == gold["title"]
    assert record["published_at"] == gold["date"]
    assert record["author"].lower() == gold["author"].lower()
    assert record["body"].split("\n\n") == gold["body"].split("\n")


@pytest.mark.skipif(not CORPUS.exists(), reason="../shared/corpus is not here")
def test_the_seed_page_served_through_danguykhoi_is_stored(tmp_path):
    lines = [
        line.strip() for line in (CORPUS / "seed-article.txt").read_text("utf-8").splitlines() if line.strip()
    ]
    title, date, sapo, *body = lines
    paragraphs = "".join(
        (f"<p><img src='/u/{n}.jpg'></p>" if n in (1, 4) else "") + f"<p>{text}</p>"
        for n, text in enumerate(body)
    )
    path = "/tin-tuc-tiep-tuc-tang-cuong-304.html"
    page = f"<html><body><h2>{title}</h2><p>{date}</p><p>{sapo}</p>{paragraphs}</body></html>"
    host = "danguykhoicaccqvadn.namdinh.gov.vn"
    with serve(respond_with({(host, path): page.encode()})) as server:
        run = crawl(server, tmp_path, "danguykhoi", "-a", "source=urls:-", stdin=f"http://{host}{path}\n")
    (record,) = records(tmp_path)
    assert run.code == 0
    assert (record["title"], record["date"], record["author"]) == (title, "2023-01-06", "Văn Huỳnh")
    assert (record["source"], len(record["body"].split("\n\n")), len(record["images"])) == (
        "Báo Nam Định",
        4,
        2,
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("bogus",), "unknown command 'bogus'"),
        (("crawl", "phunu", "--bogus"), "unknown option --bogus"),
        (("extract", "/no/such/file", "--url", "https://x.vn/"), "there is no file"),
        (("extract", "/", "--url", "https://x.vn/"), "'/' is not a regular file; name a saved page"),
        (("extract", "-"), "name one file and its address"),
        (("verify", "nosuchsite"), "unknown site 'nosuchsite'"),
    ],
)
def test_a_wrong_command_line_is_one_line_and_2(arguments, message):
    run = warm.run(
        [os.sys.executable, "-m", "dvcrawler", *arguments],
        input="",
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1
    assert message in run.stderr
    assert run.stdout == ""


@pytest.mark.parametrize(
    ("page", "message"), [("", "the answer is empty"), ("<p>x</p>", "no layout reads this page")]
)
def test_extract_says_why_there_is_no_record(page, message):
    url = "https://baonamdinh.vn/kinh-te/202401/ten-bai-8830dd4/"
    run = warm.run(
        [os.sys.executable, "-m", "dvcrawler", "extract", "-", "--url", url],
        input=page,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, len(run.stderr.splitlines())) == (10, 1)
    assert message in run.stderr


@pytest.mark.skipif(not CORPUS.exists(), reason="../shared/corpus is not here")
def test_the_seed_page_served_at_an_address_of_its_cms_is_stored_as_it_reads(tmp_path):
    text = (CORPUS / "seed-article.txt").read_text("utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    host, path = "danguykhoicaccqvadn.namdinh.gov.vn", "/tin-tuc-tiep-tuc-tang-cuong-cong-tac-dan-van-1.html"
    middle = "".join(
        f"<p><img src='/u/{n}.jpg'></p><p>{line}</p>" if n in (4, 7) else f"<p>{line}</p>"
        for n, line in enumerate(lines)
    )
    page = f"<html><head><title>Trang tin</title></head><body>{middle}</body></html>"
    (tmp_path / "list").write_text(f"https://{host}{path}\n")
    with serve(respond_with({(host, path): page.encode()})) as server:
        run = crawl(server, tmp_path, "danguykhoi", "-a", f"source=urls:{tmp_path / 'list'}")
    (record,) = records(tmp_path)
    assert run.code == 0
    assert record["title"] == "Tiếp tục tăng cường và đổi mới công tác dân vận trong tình hình mới"
    assert (record["date"], record["published_at"]) == ("2023-01-06", None)
    assert (record["author"], record["source"]) == ("Văn Huỳnh", "Báo Nam Định")
    assert record["body"].split("\n\n") == [" ".join(lines[n].split()) for n in (3, 5, 6, 8)]
    assert [image["caption"] for image in record["images"]] == [lines[4], lines[7]]
    assert record["summary"] is None


@pytest.mark.slow
def test_the_same_works_through_scrapys_own_command(small, tmp_path):
    portal, server = small
    words = [str(Path(os.sys.executable).with_name("scrapy")), *command(tmp_path, "phunu")[5:]]
    run = warm.run(
        words,
        env=environment(server),
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert len(records(tmp_path)) == len(portal.expected("phunu"))
