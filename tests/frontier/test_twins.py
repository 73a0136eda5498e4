"""Two addresses of one article, met in one run: the same store whichever the server answers first."""

import shutil
import sys
import threading

import pytest
from scrapy import Request

from dvcrawler.discovery.requests import META_KEY, PageRequest
from dvcrawler.frontier.identities import Twins
from dvcrawler.normalize.identity import number_of
from dvcrawler.normalize.urls import Address
from tests import warm
from tests.portal import command, environment, records, runs
from tests.site import HOST as PAPER
from tests.site import PARAGRAPH, SITE, article, crawl_site, home, last_run, served
from tests.site import site as paper
from tests.spiders.test_unknown_listings import title
from tests.webserver import serve_pages

HOST, PORTAL = "tintuc.example.vn", "portal/tintuc.example.vn"
MENU = "<nav><a href='/thoi-su'>Thời sự</a><a href='/kinh-te'>Kinh tế</a></nav>"


def path_of(section, number):
    return f"/{section}/xa-khoi-cong-duong-lien-thon-so-{number}.html"


def page_of(number, last=None, day="15/03/2024"):
    last = f"Chi tiết về đoạn đường thứ {number}." if last is None else last
    return (
        f"<html><body><h1>{title(number)}</h1><p>{day} 08:05</p><div>{PARAGRAPH * 3}<p>{last}</p></div>"
        "</body></html>"
    )


def listing(section, numbers):
    return MENU + "".join(
        f"<div class=tin><h3><a href='{path_of(section, n)}'>{title(n)}</a></h3><i>12/03/2024</i></div>"
        for n in numbers
    )


def portal(**more):
    """Articles 5 to 7 are listed in both sections; a short number does not identify an article."""
    pages = {(HOST, "/robots.txt"): "", (HOST, "/"): listing("thoi-su", range(4))}
    pages[HOST, "/thoi-su"] = listing("thoi-su", range(8))
    pages[HOST, "/kinh-te"] = listing("kinh-te", range(5, 12))
    for number in range(12):
        for section in ("thoi-su", "kinh-te"):
            pages[HOST, path_of(section, number)] = page_of(number)
    return pages | {(HOST, path): page for path, page in more.items()}


def answer_after(pages, late, early):
    """The page at `late` is answered after that at `early`, as far as both are asked for at once."""
    answered, held, first = threading.Event(), pages[late], pages[early]

    def answer_late(handler):
        answered.wait(1)
        return held

    def answer_early(handler):
        answered.set()
        return first

    return pages | {late: answer_late, early: answer_early}


def crawl_portal(pages, data, *arguments):
    with serve_pages(pages) as web:
        ended = warm.run(
            command(data, f"https://{HOST}/", *arguments),
            env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
            capture_output=True,
            text=True,
            check=False,
        )
    return ended, [path for _, path in web.asked]


def titles(data):
    return sorted(record["title"] for record in records(data))


ALL = sorted(title(number) for number in range(12))
BOTH = [(HOST, path_of(section, 7)) for section in ("thoi-su", "kinh-te")]


@pytest.mark.sampled(2)
@pytest.mark.parametrize("late_early", [BOTH, BOTH[::-1]], ids=["first late", "second late"])
def test_an_article_in_two_sections_is_stored_once_whichever_is_answered_first(tmp_path, late_early):
    pages = portal()
    pages[HOST, "/"] += listing("thoi-su", [7]) + listing("kinh-te", [7])
    pages[HOST, "/thoi-su"] = listing("thoi-su", range(7))
    pages[HOST, "/kinh-te"] = listing("kinh-te", [5, 6, *range(8, 12)])
    ended, _ = crawl_portal(answer_after(pages, *late_early), tmp_path)
    assert titles(tmp_path) == ALL
    (held,) = (record for record in records(tmp_path) if record["title"] == title(7))
    assert (
        held["url"] == f"https://{HOST}{path_of('kinh-te', 7)}"
    )  # the first by letters, wherever it is listed
    assert "same_body" not in ended.stdout
    assert runs(tmp_path, PORTAL)[-1]["outcomes"]["unchanged"] == 3


SECTIONS = [(HOST, "/thoi-su"), (HOST, "/kinh-te")]


@pytest.mark.sampled(2)
@pytest.mark.parametrize("late_early", [SECTIONS, SECTIONS[::-1]], ids=["first late", "second late"])
def test_which_of_two_sections_is_answered_first_does_not_change_the_store(tmp_path, late_early):
    crawl_portal(answer_after(portal(), *late_early), tmp_path)
    assert titles(tmp_path) == ALL
    urls = {record["url"].removeprefix(f"https://{HOST}") for record in records(tmp_path)}
    assert urls == {path_of("thoi-su" if n < 5 else "kinh-te", n) for n in range(12)}


def test_the_second_address_is_known_in_later_runs_and_when_the_archive_is_read_again(tmp_path):
    data = tmp_path / "data"
    crawl_portal(portal(), data)
    asked = crawl_portal(portal(), data)[1]
    assert not [path for path in asked if path.endswith(".html")]
    assert ", 0 are new, " in reparse(data)
    for is_ledger_lost in (False, True):
        for file in (data / "articles").glob("*/*"):
            file.unlink()
        if is_ledger_lost:
            shutil.rmtree(data / "state")
        assert "12 are new" in reparse(data)
        assert titles(data) == ALL


def reparse(data):
    words = [sys.executable, "-m", "dvcrawler", "reparse", PORTAL, "--data", str(data), "--jobs", "1"]
    ended = warm.run(words, env=environment(), capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.mark.slow
def test_a_section_that_lists_the_article_only_days_later_adds_nothing(tmp_path):
    pages = portal()
    pages[HOST, "/kinh-te"] = listing("kinh-te", range(8, 12))
    crawl_portal(pages, tmp_path)
    asked = crawl_portal(portal(), tmp_path)[1]
    assert path_of("kinh-te", 7) in asked
    assert titles(tmp_path) == ALL


@pytest.mark.sampled(2)
@pytest.mark.parametrize("other", [page_of(7, last="Một bài khác."), page_of(7, day="16/03/2024")])
def test_another_article_with_the_same_slug_in_another_section_is_held(tmp_path, other):
    crawl_portal(portal(**{path_of("kinh-te", 7): other}), tmp_path)
    assert titles(tmp_path) == sorted([*ALL, title(7)])


def test_texts_of_a_few_words_are_not_compared(tmp_path):
    short = f"<html><body><h1>{title(7)}</h1><p>15/03/2024</p><div><p>Xem ảnh.</p></div></body></html>"
    with_short = portal(**{path_of(section, 7): short for section in ("thoi-su", "kinh-te")})
    crawl_portal(with_short, tmp_path)
    assert titles(tmp_path).count(title(7)) in (0, 2)


# --- a site whose numbers identify its articles -----------------------------------------------------

OLD, NEW = "/kinh-te/202402/bai-viet-so-9-aaa0009/", "/van-hoa/202403/ten-khac-han-aaa0009/"


@pytest.mark.sampled(2)
@pytest.mark.parametrize("late_early", [(OLD, NEW), (NEW, OLD)], ids=["first late", "second late"])
def test_an_article_under_a_new_title_and_month_is_stored_once_whichever_is_answered_first(
    tmp_path, late_early
):
    pages = paper(1, **{OLD: article(9), NEW: article(9)})
    pages[PAPER, "/"] = home(1) + f'<a href="{OLD}">a</a><a href="{NEW}">b</a>'
    with served(answer_after(pages, *((PAPER, path) for path in late_early))) as web:
        ended = crawl_site(web, tmp_path)
    assert [r["id"] for r in records(tmp_path) if "aaa0009" in r["id"]] == [f"{SITE}:aaa0009"]
    assert "same_body" not in ended.out
    assert last_run(tmp_path)["outcomes"] == {"stored": 2, "unchanged": 1}


@pytest.mark.slow
def test_the_first_address_may_fail_in_the_run_in_which_the_second_is_read(tmp_path):
    pages = paper(1, **{OLD: "<html><body>bảo trì</body></html>", NEW: article(9)})
    pages[PAPER, "/"] = home(1) + f'<a href="{OLD}">a</a><a href="{NEW}">b</a>'
    with served(pages) as web:
        crawl_site(web, tmp_path)
        web.pages[PAPER, OLD] = article(9)
        crawl_site(web, tmp_path, "-a", "revisit=all")
        assert len([r for r in records(tmp_path) if "aaa0009" in r["id"]]) == 1


def wanted(*native_ids):
    """Requests for articles of these ids, in order."""
    made = []
    for native_id in native_ids:
        url = f"https://thu.example{native_id if native_id.startswith('/') else '/' + native_id}"
        address = Address(url, native_id, None, "article")
        made.append(
            Request(url, cb_kwargs={"address": address}, meta={META_KEY: PageRequest(address=address)})
        )
    return made


def test_the_second_with_a_number_waits_until_no_page_is_under_way():
    twins, (one, other, third) = Twins(), wanted("7-202401", "7-202402", "8")
    assert twins.hold_back([one, other, third, "a listing"]) == [one, third, "a listing"]
    assert twins.hold_back([one]) == [one]
    assert twins.release() == [other]
    assert twins.release() == []


def test_several_with_one_number_take_turns():
    twins, requests = Twins(), wanted("7", "7-202401", "7-202402")
    assert twins.hold_back(requests) == requests[:1]
    assert [twins.release(), twins.release(), twins.release()] == [requests[1:2], requests[2:], []]


def test_each_turn_is_one_page_however_many_turns_there_were():
    twins, requests = Twins(), wanted(*(f"7-{n}" for n in range(202401, 202406)))
    assert twins.hold_back(requests) == requests[:1]
    assert [twins.release() for _ in requests] == [*([each] for each in requests[1:]), []]


def test_a_part_that_many_addresses_have_in_common_holds_up_few():
    twins, requests = Twins(), wanted(*(f"/muc-{n}/trang-1.html" for n in range(20)))
    assert len(twins.hold_back(requests)) == 16


def test_of_many_that_wait_the_addresses_alone_are_kept():
    twins = Twins()
    twins.hold_back(wanted(*(f"{n}" for n in range(1200))))
    assert twins.hold_back(wanted(*(f"{n}-202401" for n in range(1200)))) == []
    assert twins.take_excess() == [f"https://thu.example/{n}-202401" for n in range(1000, 1200)]
    assert len(twins.release()) == 1000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2540012", "2540012-202402"),
        ("aaa000f", "aaa000f-202402"),
        ("123", "123-thoi_su"),
        ("/thoi-su/lang-nghe-a-12.html", "/kinh-te/lang-nghe-a-12.html"),
        ("/a/b/tin-x-5", "/c/tin-x-5.htm"),
        ("/a/tin-x-5.html", "/amp/a/tin-x-5.html"),
        ("/a/tin-x-5.html", "/a/tin-x-5.amp"),
        ("/a/tin-x-5", "/a/tin-x-5/amp"),
        ("/a/tin-x-5", "/print/tin-x-5"),
        ("/a/tin-x-5", "/a/tin-x-5/print"),
        ("/a/mot-hai-ba-bon-nam.html", "/b/mot-hai-ba-bon-nam.html"),
    ],
)
def test_ids_of_one_article_have_one_number_whatever_month_section_or_view_is_added(one, other):
    assert number_of(one) == number_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2540012", "2540013"),
        ("truc-ninh/123", "xuan-truong/123"),
        ("/a/index.html", "/b/index.html"),
        ("/1/chi-tiet.html", "/2/chi-tiet.html"),
        ("/xem.php?so=41", "/xem.php?so=42"),
        ("/a/12.html", "/b/12.html"),
        ("/tin/chi-tiet-1?id=1", "/tin/chi-tiet-1?id=2"),
        ("mot-hai-ba-bon-nam-sau", "mot-hai-ba-bon-nam-bay"),
    ],
)
def test_ids_of_different_articles_have_different_numbers(one, other):
    assert number_of(one) != number_of(other)
