"""Two articles whose addresses carry one number: both are held, in whatever order they are met."""

import shutil
import sys

import pytest
from scrapy import Request

from dvcrawler.discovery.requests import META_KEY, PageRequest, requested_address
from dvcrawler.frontier.identities import Identities
from dvcrawler.normalize.urls import Address, read_address
from dvcrawler.spiders.baolamdong import BaoLamDong
from dvcrawler.storage.backlog import PendingCapture
from dvcrawler.storage.ledgers.entries import Outcome
from dvcrawler.storage.ledgers.ledger import Ledger
from tests import warm
from tests.portal import environment, records
from tests.site import HOST, SITE, article, asked, crawl_portal, crawl_site, home, last_run, served, site

OLD, NEW = "/channel/5083/202009/bai-cu-ve-mua-mang-2540012/", "/van-hoa/202402/le-hoi-dau-xuan-2540012/"
NUMBER, OWN = f"{SITE}:2540012", f"{SITE}:2540012-202402"


def listing(*paths):
    return home(1) + "".join(f'<a href="{path}">bài</a>' for path in paths)


def pages_of(*paths, **more):
    texts = {OLD: article(7, "Bài cũ về mùa màng"), NEW: article(8, "Lễ hội đầu xuân")}
    return site(1, **{**texts, "home": listing(*paths), **more})


def held(data):
    """Ids, revisions and titles of what is stored, without the article that is always there."""
    found = [(r["id"], r["revision"], r["title"]) for r in records(data) if not r["id"].endswith("aaa0001")]
    return sorted(found)


def run(data, *words):
    command = [sys.executable, "-m", "dvcrawler", *words, "--data", str(data)]
    ended = warm.run(command, env=environment(), capture_output=True, text=True, timeout=300, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("paths", "number", "own"),
    [
        ((OLD, NEW), "Bài cũ về mùa màng", ("2540012-202402", "Lễ hội đầu xuân")),
        ((NEW, OLD), "Lễ hội đầu xuân", ("2540012-202009", "Bài cũ về mùa màng")),
    ],
)
def test_both_in_one_listing_are_held_and_the_second_says_so(tmp_path, paths, number, own):
    with served(pages_of(*paths)) as web:
        assert crawl_site(web, tmp_path).code == 0
    assert held(tmp_path) == [(NUMBER, 1, number), (f"{SITE}:{own[0]}", 1, own[1])]
    problems = {
        r["id"]: {p["field"]: p["reason"] for p in r["problems"]}.get("id") for r in records(tmp_path)
    }
    assert problems[f"{SITE}:{own[0]}"] == "another article has the number 2540012 too"
    assert problems[NUMBER] is None
    assert last_run(tmp_path)["stats"]["dvcrawler/shared_ids"] == 1


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """The old one held by a first run, the new one by a second."""
    data = tmp_path_factory.mktemp("crawled")
    with served(pages_of(OLD)) as web:
        assert crawl_site(web, data).code == 0
        web.pages[HOST, "/"] = listing(NEW)
        assert crawl_site(web, data).code == 0
    return data


@pytest.fixture
def both(crawled, tmp_path):
    return shutil.copytree(crawled, tmp_path / "data")


BOTH = [(NUMBER, 1, "Bài cũ về mùa màng"), (OWN, 1, "Lễ hội đầu xuân")]


def test_a_new_article_with_the_number_of_one_that_is_held_is_asked_for_and_held(both):
    assert held(both) == BOTH


def test_later_runs_know_both_by_their_ids_and_a_correction_is_a_revision_of_the_right_one(both):
    with served(pages_of(OLD, NEW)) as web:
        assert crawl_site(web, both).code == 0
        assert not asked(web, OLD) + asked(web, NEW)
        web.pages[HOST, NEW] = article(8, "Lễ hội đầu xuân 2024")
        assert crawl_site(web, both, "-a", "revisit=all").code == 0
    assert held(both) == [*BOTH, (OWN, 2, "Lễ hội đầu xuân 2024")]


def test_a_ledger_rebuilt_gives_the_same_ids(both):
    run(both, "reindex", SITE)
    with served(pages_of(NEW, OLD)) as web:
        assert crawl_site(web, both, "-a", "revisit=all").code == 0
        assert asked(web, NEW) and asked(web, OLD)
    assert held(both) == BOTH


def test_the_archive_read_again_gives_the_same_ids(both):
    assert "0 are revised, 0 are new, 3 as they were" in run(both, "reparse", SITE, "--jobs", "1")
    run(both, "verify", SITE)
    shutil.rmtree(both / "articles")
    shutil.rmtree(both / "runs")
    assert "3 are new" in run(both, "reparse", SITE, "--jobs", "2")
    assert held(both) == BOTH


@pytest.mark.slow
def test_one_that_could_not_be_read_keeps_the_number(tmp_path):
    with served(pages_of(OLD, **{OLD: "<html><body>nothing</body></html>"})) as web:
        crawl_site(web, tmp_path)
        web.pages[HOST, "/"] = listing(NEW)
        crawl_site(web, tmp_path)
        assert held(tmp_path) == [(OWN, 1, "Lễ hội đầu xuân")]
        run(tmp_path, "reindex", SITE)  # now only the article with its own id is known
        crawl_site(web, tmp_path, "-a", "revisit=all")
        assert held(tmp_path) == [(OWN, 1, "Lễ hội đầu xuân")]


def test_a_list_with_both_addresses_of_a_number_stores_both_articles(tmp_path):
    names = tmp_path / "urls.txt"
    names.write_text(f"https://{HOST}{OLD}\nhttps://{HOST}{NEW}\n")
    with served(pages_of()) as web:
        assert crawl_site(web, tmp_path / "data", "-a", f"source=urls:{names}").code == 0
    assert held(tmp_path / "data") == BOTH


@pytest.mark.slow
def test_an_article_at_its_address_of_after_the_change_over_is_not_asked_for_again(tmp_path):
    moved = "/kinh-te/202009/bai-cu-ve-mua-mang-2540012/"
    with served(pages_of(OLD, **{moved: article(7, "Bài cũ về mùa màng")})) as web:
        assert crawl_site(web, tmp_path).code == 0
        web.pages[HOST, "/"] = listing(moved)
        assert crawl_site(web, tmp_path).code == 0
        assert not asked(web, moved)
        assert crawl_site(web, tmp_path, "-a", "revisit=all").code == 0
        assert asked(web, moved)
    assert held(tmp_path) == BOTH[:1]


def test_a_page_with_the_title_of_the_one_that_is_held_joins_it_and_is_asked_for_once(tmp_path):
    other = "/kinh-te/202011/ten-moi-hoan-toan-2540012/"
    with served(pages_of(OLD, **{other: article(7, "Bài cũ về mùa màng")})) as web:
        assert crawl_site(web, tmp_path).code == 0
        web.pages[HOST, "/"] = listing(other)
        assert crawl_site(web, tmp_path).code == 0
        assert crawl_site(web, tmp_path).code == 0
        assert len(asked(web, other)) == 1
    assert held(tmp_path) == BOTH[:1]
    assert "dvcrawler/shared_ids" not in last_run(tmp_path)["stats"]
    assert "0 are revised, 0 are new" in run(tmp_path, "reparse", SITE, "--jobs", "1")


def test_rows_of_an_index_wait_under_the_ids_that_their_articles_are_held_by(tmp_path):
    def waiting(path):
        return PendingCapture("2540012", "wayback", "20240301000000", f"https://{HOST}{path}", "", 0, 0)

    def read(url):
        return read_address(url, BaoLamDong.site.addresses, BaoLamDong.site.hosts)

    with Ledger(tmp_path, SITE) as ledger:
        identities = Identities(ledger, SITE, read)
        alone = identities.settle_captures([waiting(OLD), waiting(NEW), waiting(OLD)])
        assert [row.article for row in alone] == ["2540012", "2540012-202402", "2540012"]
        ledger.note_found([(NUMBER, f"https://{HOST}{NEW}")], "2026-01-01T00:00:00Z")
        known = identities.settle_captures([waiting(OLD), waiting(NEW)])
        assert [row.article for row in known] == ["2540012-202009", "2540012"]


def test_a_capture_of_long_before_the_known_article_of_a_bare_number_is_of_another_one(tmp_path):
    name, url = "portal/tin.example.vn", "https://tin.example.vn/tin/12345"
    rows = [PendingCapture("12345", "wayback", f"{year}0301000000", url, "", 0, 0) for year in (2021, 2026)]
    with Ledger(tmp_path, name) as ledger:
        ledger.note_found([(f"{name}:12345", url)], "2026-01-01T00:00:00Z")
        identities = Identities(ledger, name, lambda url: Address(url, "12345", None, "article"))
        assert [row.article for row in identities.settle_captures(rows)] == ["12345", "12345"]
        ledger.note_outcome(
            f"{name}:12345",
            url,
            Outcome.OUTSIDE,
            reason="2025-05-06",
            now="2026-01-01T00:00:00Z",
            again_at=None,
        )
        assert [row.article for row in identities.settle_captures(rows)] == ["12345-vi", "12345"]


def test_an_article_that_a_portal_held_by_its_path_keeps_that_id(tmp_path):
    def request_of(number):
        url = f"https://tin.example.vn/bai-{number}.html"
        page = PageRequest(Address(url, str(number), None, "article"))
        return Request(url, meta={META_KEY: page}, cb_kwargs={"address": page.address})

    name = "portal/tin.example.vn"
    with Ledger(tmp_path, name) as ledger:
        ledger.note_found([(f"{name}:/bai-1.html", request_of(1).url)], "2026-01-01T00:00:00Z")
        settled = Identities(ledger, name, lambda url: None).settle([request_of(1), request_of(2)])
    assert [requested_address(each).native_id for each in settled] == ["/bai-1.html", "2"]


def list_of(kind, year):
    rows = "".join(
        f"<li><a href='/tin/{n}'>Xã ra quân {kind} lần thứ {n}</a> {n:02}/03/{year}</li>" for n in range(1, 7)
    )
    return f"<html><body><h1>Tin xã</h1><ul>{rows}</ul></body></html>"


def page_of(kind, number, year):
    text = "".join(
        f"<p>{kind.capitalize()} ở thôn {n} lần thứ {number}, có đông bà con tham gia.</p>" for n in range(6)
    )
    return f"<html><body><h1>Xã ra quân {kind} lần thứ {number}</h1><p>{number:02}/03/{year}</p>{text}</body></html>"


@pytest.mark.slow
def test_the_articles_of_a_portal_that_counts_from_one_again_are_held_beside_the_old_ones(tmp_path):
    host, site = "xa.example.vn", "portal/xa.example.vn"
    for kind, year in (
        ("vệ sinh đường làng", 2022),
        ("trồng cây đầu xuân", 2026),
        ("trồng cây đầu xuân", 2026),
    ):
        pages = {(host, f"/tin/{n}"): page_of(kind, n, year) for n in range(1, 7)}
        crawled, asked_for = crawl_portal(pages | {(host, "/"): list_of(kind, year)}, tmp_path, host)
        assert crawled.returncode == 0, crawled.stdout
    assert not [path for path in asked_for if path.startswith("/tin/")], "known by now"
    assert {r["id"]: r["date"][:4] for r in records(tmp_path)} == {
        f"{site}:/tin/{n}{own}": year for n in range(1, 7) for own, year in (("", "2022"), ("-vi", "2026"))
    }
    assert "12 articles read again: 0 are revised, 0 are new, 12 as they were" in run(
        tmp_path, "reparse", site, "--jobs", "1"
    )
    run(tmp_path, "remove", f"{site}:/tin/3", "--reason", "asked for")
    run(tmp_path, "verify", site)
    assert f"{site}:/tin/3-vi" in {r.get("id") for r in records(tmp_path)}
