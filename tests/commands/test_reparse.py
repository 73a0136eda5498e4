"""The archive read again: the same records without the network, revisions where a layout has changed."""

import json
import shutil
import sys

import pytest

from dvcrawler.reparse.opening import open_site
from dvcrawler.storage.ledgers.ledger import Ledger, Outcome
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.portal import command, crawl, environment, records, runs
from tests.site import HOST, SITE, article, asked, crawl_site, home, path_of, served, site
from tests.webserver import Answer, serve_pages

VARIANT = """
from dataclasses import replace
from dvcrawler.extract.site import Layout
from dvcrawler.families.party import PARTY
from dvcrawler.spiders.phunu import PhuNu as Plain

def read(page):
    reading = PARTY.read(page)
    return reading and replace(reading, kicker="CHUYÊN MỤC")

class PhuNu(Plain):
    name = "phunu"
    site = replace(Plain.site, layouts=(Layout("party", PARTY.matches, read),))
"""


def run(data, *arguments, cwd=None, **more):
    return warm.run(
        [sys.executable, "-m", "dvcrawler", *arguments, "--data", str(data)],
        cwd=cwd,
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    data = tmp_path_factory.mktemp("archive")
    with serve(Portal(32)) as server:
        ended = crawl(server, data, "phunu", "baonamdinh")
    assert ended.code in (0, 10), ended.err
    return data


@pytest.fixture
def data(crawled, tmp_path):
    shutil.copytree(crawled, tmp_path / "data")
    return tmp_path / "data"


@pytest.mark.sampled(2)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_same_layouts_give_the_same_records(data, jobs):
    before = records(data)
    ended = run(data, "reparse", "--jobs", jobs)
    assert ended.returncode == 0, ended.stderr
    assert f"{len(records(data, 'phunu'))} articles read again: 0 are revised, 0 are new" in ended.stdout
    assert records(data) == before


def test_a_changed_layout_shows_just_what_changes_and_gives_one_revision_each(data, tmp_path):
    (tmp_path / "variant").mkdir()
    (tmp_path / "variant/__init__.py").write_text("")
    (tmp_path / "variant/phunu.py").write_text(VARIANT)
    held = records(data, "phunu")
    more = {"PYTHONPATH": f"{tmp_path}:{environment()['PYTHONPATH']}"}
    variant = ("reparse", "phunu", "-s", "SPIDER_MODULES=variant")
    shown = run(data, *variant, "--dry-run", **more)
    assert f"{len(held)} would be revised" in shown.stdout, shown.stderr
    assert f"kicker: {len(held)} differ" in shown.stdout
    assert shown.stdout.count("differ") == 1
    assert records(data, "phunu") == held
    assert run(data, *variant, **more).returncode == 0
    fresh = records(data, "phunu")[len(held) :]
    assert sorted((r["id"], r["revision"], r["kicker"]) for r in fresh) == sorted(
        (r["id"], 2, "CHUYÊN MỤC") for r in held
    )
    assert runs(data, "phunu")[-1]["outcomes"] == {"revised": len(held)}
    again = run(data, *variant, **more)
    assert "0 are revised" in again.stdout
    assert run(data, "verify", "phunu").returncode == 0


def test_pages_that_were_unread_become_articles(data):
    gone = records(data, "phunu")[-1]
    path = next((data / "articles/phunu").glob("*.jsonl"))
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    ended = run(data, "reparse", "phunu")
    assert "1 are new" in ended.stdout
    assert records(data, "phunu")[-1] == gone


def test_a_period_bounds_what_is_read_again(data):
    days = sorted(r["date"] for r in records(data, "phunu"))
    ended = run(data, "reparse", "phunu", "--since", days[1], "--dry-run")
    assert f"phunu: {sum(day >= days[1] for day in days)} articles" in ended.stdout


@pytest.mark.parametrize(
    ("typed", "sites", "told"),
    [
        (
            "nosuch",
            ["phunu"],
            "'nosuch' is not a layout of phunu; there are: generic, generic-notice, generic-tr",
        ),
        ("nosuch", [], "'nosuch' is not a layout of baonamdinh and phunu; there are: generic, "),
        ("vnpt-portl", [], "did you mean vnpt-portal?"),
        ("vnpt-portal", ["phunu"], "'vnpt-portal' is not a layout of phunu"),  # it is one of another site
        ("Party", ["phunu"], "did you mean party?"),
        ("", ["phunu"], "--layout"),
        ("party,generic", ["phunu"], "'party,generic' is not a layout of phunu"),
        ("\x1b[31m", ["phunu"], "is not a layout of phunu"),
    ],
)
def test_a_layout_that_no_site_has_is_refused_with_those_that_there_are(data, typed, sites, told):
    held = runs(data, "phunu")
    ended = run(data, "reparse", *sites, f"--layout={typed}")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert told in ended.stderr
    assert "\x1b" not in ended.stderr
    assert runs(data, "phunu") == held


@pytest.mark.slow
def test_the_articles_of_a_layout_that_was_renamed_since_are_read_again(data):
    (path,) = (data / "articles/phunu").glob("*.jsonl")
    count = len(records(data, "phunu"))
    path.write_text(path.read_text("utf-8").replace('"layout":"party"', '"layout":"dang"'), "utf-8")
    ended = run(data, "reparse", "phunu", "--layout", "dang", "--dry-run")
    assert f"phunu: {count} articles read again" in ended.stdout, ended.stderr
    assert "0 articles read again" in run(data, "reparse", "phunu", "--layout", "party", "--dry-run").stdout


def test_a_layout_that_has_read_nothing_yet_is_one_of_the_site(data):
    ended = run(data, "reparse", "phunu", "--layout", "generic-notice", "--dry-run")
    assert (ended.returncode, "0 articles read again" in ended.stdout) == (0, True), ended.stderr


@pytest.mark.slow
def test_a_damaged_record_is_named_and_the_rest_is_read(data):
    (path,) = (data / "warc/phunu").glob("*.gz")
    captures = [
        json.loads(line)
        for line in next((data / "articles/phunu").glob("*.jsonl")).read_text("utf-8").splitlines()
    ]
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 30] = b"\0" * 30
    path.write_bytes(content)
    (data / "state/phunu.warc.sqlite").unlink()
    ended = run(data, "reparse", "phunu")
    assert ended.returncode == 10
    assert f"damaged: {path.name} at byte" in ended.stdout
    assert "Traceback" not in ended.stderr
    verified = run(data, "verify", "phunu")
    assert verified.returncode == 10
    assert f"{path.name} at byte" in verified.stdout
    assert len(records(data, "phunu")) == len(captures)


def test_a_site_that_may_only_be_read_is_opened_as_it_is(data):
    """As by a dry run on a backup: ledger and index are completed elsewhere."""
    (path,), held = (data / "articles/phunu").glob("*.jsonl"), records(data, "phunu")
    path.write_bytes(path.read_bytes() + b'{"schema":2,"id":"phunu:1')  # torn, and not set aside
    for lost in ("phunu.lock", "phunu.sqlite", "phunu.warc.sqlite"):
        (data / "state" / lost).unlink()
    files = {each: each.read_bytes() for each in data.rglob("*") if each.is_file()}
    with open_site(data, "phunu", "2026-01-01T00:00:00Z", is_fixed=True) as opened:
        assert opened.ledger.counts()[Outcome.STORED] == len(held)
        assert len(list(opened.index.all())) > len(held)
    assert {each: each.read_bytes() for each in data.rglob("*") if each.is_file()} == files


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--since", "gestern"], "--since: 'gestern' is not a day"),
        (["--since", "20260101"], "is not a day"),
        (["--since", "2026", "--until", "2025"], "--since 2026-01-01 is later than --until 2025-12-31"),
        (["nosuch"], "unknown site"),
        (["--jobs", "x"], "whole number"),
    ],
)
def test_wrong_arguments_end_with_2_and_say_what_is_wrong(data, arguments, says):
    ended = run(data, "reparse", *arguments)
    assert ended.returncode == 2
    assert says in ended.stderr


def test_without_an_archive_one_line_says_so(tmp_path):
    ended = run(tmp_path, "reparse")
    assert ended.returncode == 2
    assert "there is no archive" in ended.stderr


def test_verify_names_a_capture_that_has_no_outcome(data):
    assert run(data, "verify", "phunu").returncode == 0
    path = next((data / "articles/phunu").glob("*.jsonl"))
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    run(data, "reindex", "phunu")
    ended = run(data, "verify", "phunu")
    assert ended.returncode == 10
    assert "has no outcome; run `dvcrawler reparse`" in ended.stdout


@pytest.mark.slow
def test_a_site_that_was_given_with_the_run_is_read_again_as_such(tmp_path):
    host = "danvan.example.vn"
    url = f"https://{host}/tin-tuc-dan-van-kheo-310.html"
    text = "<p>Trong những năm qua, công tác dân vận ở cơ sở đã có nhiều cách làm mới, sát với từng thôn xóm.</p>"
    page = f"<html><body><h1>Dân vận khéo ở cơ sở</h1><div>Thứ 6, Ngày 06 / 01 / 2023</div><div>{text * 3}</div></body></html>"
    pages = {
        (host, "/"): f'<html><body><a href="{url}">bài</a></body></html>',
        (host, "/tin-tuc-dan-van-kheo-310.html"): page,
    }
    with serve_pages(pages) as web:
        ended = warm.run(
            [*command(tmp_path, "danvan"), "-a", f"host={host}"],
            capture_output=True,
            check=False,
            env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
            timeout=300,
        )
    assert ended.returncode == 0, ended.stderr
    for jobs in ("1", "2"):
        again = run(tmp_path, "reparse", "danvan", "--jobs", jobs)
        assert "1 article read again: 0 are revised, 0 are new, 1 as they were" in again.stdout, again.stderr


def reindexed(web, data, *more):
    """After a crawl whose record names no page, the ledger is built again: it knows only what is stored."""
    assert crawl_site(web, data, *more).code in (0, 10)
    path = data / f"runs/{SITE}.jsonl"
    path.write_text("".join(json.dumps({**run, "problems": []}) + "\n" for run in runs(data, SITE)))
    assert run(data, "reindex", SITE).returncode == 0


def entries(data):
    with Ledger.open_read_only(data, SITE) as ledger:
        return {each.id.partition(":")[2]: each for each in ledger.not_stored()}


def test_a_ledger_built_again_knows_what_run_records_say_of_captured_pages(tmp_path):
    nothing = {path_of(2): "<html><body><h1>x</h1></body></html>", path_of(3): Answer(b"%PDF-1.4 x")}
    with served(site(1, **nothing, home=home(1, 2, 3))) as web:
        crawl_site(web, tmp_path)
    before = {id_: (each.outcome, each.url, each.reason) for id_, each in entries(tmp_path).items()}
    assert sorted(before) == ["aaa0002", "aaa0003"]
    shutil.rmtree(tmp_path / "state")
    assert run(tmp_path, "reindex", SITE).stdout == f"{SITE}: 1 line read\n"
    assert run(tmp_path, "verify", SITE).returncode == 0
    found = entries(tmp_path)
    assert {id_: (each.outcome, each.url, each.reason) for id_, each in found.items()} == before
    assert all(each.again_at for each in found.values()), "a crawl asks for them again"


def test_pages_that_give_no_record_are_findings_until_a_reparse_has_read_them(tmp_path):
    nothing = {path_of(2): "<html><body><h1>x</h1></body></html>", path_of(3): Answer(b"%PDF-1.4 x")}
    with served(site(1, **nothing, home=home(1, 2, 3))) as web:
        reindexed(web, tmp_path)
        found = run(tmp_path, "verify", SITE).stdout
        assert found.count("has no outcome; run `dvcrawler reparse`") == 2
        run(tmp_path, "reparse", SITE, "--dry-run")
        assert run(tmp_path, "verify", SITE).stdout == found
        run(tmp_path, "reparse", SITE)
        assert run(tmp_path, "verify", SITE).returncode == 0
        assert {id_: each.outcome for id_, each in entries(tmp_path).items()} == {
            "aaa0002": Outcome.UNREAD,
            "aaa0003": Outcome.UNREAD,
        }
        before = entries(tmp_path)
        run(tmp_path, "reparse", SITE)
        assert entries(tmp_path) == before, "what is known is not noted a second time"
        web.asked.clear()
        crawl_site(web, tmp_path)
        assert asked(web, path_of(2)) == [], "its time is not yet due"


@pytest.mark.sampled(6)
@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"", 404),
        Answer(b"", 410),
        Answer(b"", 403),
        Answer(b"", 500),
        Answer(b"", 302, {"Location": "/"}),
        Answer(b"", 301, {"Location": path_of(1)}),
    ],
    ids=lambda answer: f"{answer.status}",
)
def test_an_answer_that_is_not_a_page_is_not_found_to_be_unread(tmp_path, answer):
    with served(site(1, **{path_of(2): answer}, home=home(1, 2))) as web:
        reindexed(web, tmp_path, "-s", "RETRY_ENABLED=0")
    assert run(tmp_path, "verify", SITE).returncode == 0


def test_a_further_page_is_not_found_to_be_unread(tmp_path):
    links = "".join(f'<a href="{path_of(2)}?page={number}">{number}</a>' for number in (2, 3))
    pages = site(1, 2, **{path_of(2): "<html><body><h1>x</h1></body></html>"})
    pages[HOST, "/"] = home(1) + links
    with served(pages) as web:
        reindexed(web, tmp_path)
    captured = [each for each in web.asked if "?page=" in each[1]]
    assert (run(tmp_path, "verify", SITE).returncode, bool(captured)) == (0, True)


@pytest.mark.slow
def test_a_page_that_shows_an_article_under_another_id_is_known_again(tmp_path):
    other = "/kinh-te/202403/ten-khac-han-aaa0001/"
    pages = site(1, **{other: article(1)})
    with served(pages) as web:
        assert crawl_site(web, tmp_path).code == 0
        # In a run of its own: of two addresses in one run, either may be answered first.
        pages[HOST, "/"] = home(1) + f'<a href="{other}">x</a>'
        assert crawl_site(web, tmp_path).code == 0
        first = entries(tmp_path)
        run(tmp_path, "reindex", SITE)
        run(tmp_path, "reparse", SITE)
    assert [(id_, each.outcome, each.reason) for id_, each in entries(tmp_path).items()] == [
        (id_, each.outcome, each.reason) for id_, each in first.items()
    ]
    assert len(first) == 1
    assert run(tmp_path, "verify", SITE).returncode == 0
