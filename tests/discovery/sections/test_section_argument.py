"""Which listing `-a section=` means, and what is said of one that is not there."""

import pytest

from dvcrawler.discovery.links import named_sections
from dvcrawler.discovery.sections.section_argument import (
    find_sections,
    guess_section,
    known_sections,
    no_such_section,
)
from dvcrawler.discovery.sections.typed_address import check_section
from dvcrawler.errors import UsageError
from dvcrawler.extract.page import Page
from dvcrawler.families.files.known_sites import known_sites
from tests import warm
from tests.portal import records
from tests.site import HOST, SITE, article, crawl_site, home, last_run, path_of, served, site

LAM_DONG = known_sites()[SITE]
NAM_DINH = known_sites()["baonamdinh"]
MENU = """<a href="/">Trang chủ</a> <a href="/kinh-te/">Kinh tế</a> <a href="/chinh-tri/xay-dung-dang/">Xây dựng Đảng</a>
<a href="/xa-hoi/">Xem thêm</a> <a href="/xa-hoi/"><b>Xã hội</b></a> <a href="/doi-song/"><img src="x.png"></a>
<a href="/hoc-tap-va-lam-theo-tu-tuong-dao-duc-phong-cach-ho-chi-minh/">Học tập và làm theo tư tưởng, đạo đức,
phong cách Hồ Chí Minh</a> <a href="/chuyen-la/">Người đàn ông đi bộ xuyên rừng suốt ba ngày ba đêm liền</a>
<a href="/360-do/">360 độ</a> <a href="https://elsewhere.example/the-thao/">Thể thao</a>"""


def seen():
    return named_sections(Page(f"<html><body>{MENU}</body></html>".encode(), f"https://{HOST}/"), LAM_DONG)


def find(typed):
    urls = find_sections(LAM_DONG, known_sections(LAM_DONG, seen()), typed)
    return urls[0] if urls else None


def test_links_name_their_sections():
    assert [link.name for link in seen()] == [
        "Kinh tế",
        "Xây dựng Đảng",
        "Xã hội",
        None,
        "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        None,
        "360 độ",
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "Kinh tế",
        "kinh tế",
        "KINH TẾ",
        "kinh te",
        "Kinh te ",
        "kinh-te",
        "/kinh-te",
        "/kinh-te/",
        "kinh-te/",
        f"https://{HOST}/kinh-te/",
        f"http://www.{HOST}/kinh-te/",
        f"{HOST}/kinh-te/",
        f"www.{HOST}/kinh-te/",
        f"//{HOST}/kinh-te/",
        "Kinh te\u0302\u0301",
    ],
)
def test_a_section_is_found_by_name_path_and_address(typed):
    assert (
        find(typed).removeprefix("https://").removeprefix("http://").removeprefix("www.")
        == f"{HOST}/kinh-te/"
    )


@pytest.mark.parametrize(
    "typed", ["xay-dung-dang", "Xây dựng đảng", "chinh-tri/xay-dung-dang", "xay dung dang"]
)
def test_a_section_within_another_is_found(typed):
    assert find(typed) == f"https://{HOST}/chinh-tri/xay-dung-dang/"


def test_the_numbers_of_the_site_file_are_names():
    found = find_sections(NAM_DINH, known_sections(NAM_DINH, ()), "5083")
    assert found == ["https://baonamdinh.vn/channel/5083/"]


@pytest.mark.parametrize("typed", ["kinh tế số", "the-thao", "x", "123", "...", "-"])
def test_what_names_no_section_is_none(typed):
    assert find(typed) is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("https://baonamdinh.vn/kinh-te/", "is not on a host of baolamdong (baolamdong.vn)"),
        ("ftp://baolamdong.vn/kinh-te/", "is not an address"),
        ("https:///kinh-te", "is not an address"),
        (f"https://{HOST}{path_of(1)}", "is the address of an article"),
        (f"https://{HOST}/", "is the front page"),
        (HOST, "is the front page"),
    ],
)
def test_an_address_that_cannot_be_a_section_is_refused(typed, said):
    with pytest.raises(UsageError, match="section=") as told:
        check_section(LAM_DONG, typed)
    assert said in str(told.value) and len(str(told.value).splitlines()) == 1


TWICE = '<a href="/a/tin-tuc/">Tin tức</a><a href="/b/tin-tuc/">Tin tức</a>'


def twice():
    page = Page(f"<html><body>{TWICE}</body></html>".encode(), f"https://{HOST}/")
    return named_sections(page, LAM_DONG)


def test_no_more_sections_are_read_of_a_page_than_asked_for():
    page = Page(f"<html><body>{TWICE}</body></html>".encode(), f"https://{HOST}/")
    assert named_sections(page, LAM_DONG, 1) == twice()[:1]


@pytest.mark.parametrize("typed", ["Tin tức", "tin tuc"])
def test_a_name_means_every_section_of_that_name(typed):
    both = [f"https://{HOST}/a/tin-tuc/", f"https://{HOST}/b/tin-tuc/"]
    assert find_sections(LAM_DONG, twice(), typed) == both


def test_the_last_part_of_two_paths_is_refused_and_a_path_is_not():
    with pytest.raises(
        UsageError, match="more than one section of baolamdong; name its path: /a/tin-tuc/, /b/tin-tuc/"
    ):
        find_sections(LAM_DONG, twice(), "tin-tuc")
    assert find_sections(LAM_DONG, twice(), "b/tin-tuc") == [f"https://{HOST}/b/tin-tuc/"]


def test_a_crawl_of_a_name_reads_every_section_of_that_name(tmp_path):
    pages = site(1, 2)
    pages[HOST, "/"] = f"<html><body>{TWICE}</body></html>"
    pages |= {(HOST, "/a/tin-tuc/"): home(1), (HOST, "/b/tin-tuc/"): home(2)}
    with served(pages) as web:
        assert crawl_site(web, tmp_path, "-a", "section=Tin tức").code == 0
        del pages[HOST, "/a/tin-tuc/"]
        assert crawl_site(web, tmp_path, "-a", "section=Tin tức").code == 0
    assert len(records(tmp_path)) == 2


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("van-hoa", f"https://{HOST}/van-hoa/"),
        ("/van-hoa/le-hoi/", f"https://{HOST}/van-hoa/le-hoi/"),
        ("tin/c24.htm", f"https://{HOST}/tin/c24.htm"),
        ("tin?page=2", f"https://{HOST}/tin?page=2"),
        ("5099", f"https://{HOST}/channel/5099/"),
        ("Văn hóa", None),
        ("van hoa", None),
        ("../etc", None),
        ("javascript:x", None),
    ],
)
def test_only_what_may_be_a_path_is_asked_for(typed, url):
    guessed = guess_section(LAM_DONG, typed)
    assert guessed == url or (url is None and guessed == f"https://{HOST}/../etc/")


@pytest.mark.parametrize("typed", ["kinh-tee", "Kinh tê", "kinhte", "/kinh-ta/", "kinh te 1"])
def test_a_wrong_name_says_which_may_be_meant(typed):
    said = str(no_such_section(LAM_DONG, seen(), typed, " (404)"))
    assert said.startswith(
        f"section='{typed}': baolamdong has no such section (404); did you mean Kinh tế (/kinh-te/)"
    )
    assert said.endswith("see `dvcrawler sites baolamdong`")


def pages_with_sections():
    """A site whose articles print no section; one is only on the page of its section."""
    pages = site(1, 2, 3)
    pages[HOST, "/"] = f"<html><body>{MENU}</body></html>"
    pages[HOST, "/kinh-te/"] = home(1, 2)
    pages[HOST, "/xa-hoi/"] = f"<html><body>{MENU}<a href='{path_of(3)}'>bài 3</a></body></html>"
    pages[HOST, "/le-hoi/"] = home(3)
    return pages


@pytest.mark.sampled(3)
@pytest.mark.parametrize("typed", ["Kinh tế", "kinh te", "kinh-te", f"https://{HOST}/kinh-te/", "/kinh-te"])
def test_a_crawl_of_a_section_knows_its_name_without_having_crawled_before(tmp_path, typed):
    with served(pages_with_sections()) as web:
        ended = crawl_site(web, tmp_path, "-a", f"section={typed}")
    assert ended.code == 0, ended.out
    assert sorted(record["id"] for record in records(tmp_path)) == [f"{SITE}:aaa0001", f"{SITE}:aaa0002"]


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "typed", ["kinh-tee", "Kinh tế số", "4711", "kinh-tee/trang", f"https://{HOST}/kinh-tee/"]
)
def test_a_section_that_is_not_there_is_a_usage_error_with_suggestions(tmp_path, typed):
    with served(pages_with_sections()) as web:
        ended = crawl_site(web, tmp_path, "-a", f"section={typed}")
    assert ended.code == 2
    (line,) = ended.out.splitlines()
    assert line.startswith(f"{SITE}: usage (2): nothing stored; ")
    assert f"section='{typed}': baolamdong has no such section" in line
    assert ("Kinh tế (/kinh-te/)" in line) == (typed != "4711") or "there are" in line
    assert last_run(tmp_path)["exit_code"] == 2


def test_a_section_whose_address_leads_to_the_front_page_is_not_there(tmp_path):
    from tests.webserver import Answer

    pages = pages_with_sections() | {(HOST, "/kinh-tee/"): Answer(status=302, headers={"Location": "/"})}
    with served(pages) as web:
        ended = crawl_site(web, tmp_path, "-a", "section=kinh-tee")
    assert ended.code == 2
    assert "its address leads to the front page; did you mean Kinh tế (/kinh-te/)" in ended.out


def test_a_section_that_no_link_names_is_crawled_at_its_path(tmp_path):
    with served(pages_with_sections()) as web:
        assert crawl_site(web, tmp_path, "-a", "section=le-hoi").code == 0
    assert [record["id"] for record in records(tmp_path)] == [f"{SITE}:aaa0003"]


@pytest.mark.parametrize("typed", ["https://baonamdinh.vn/kinh-te/", f"https://{HOST}{path_of(1)}"])
def test_a_foreign_address_is_refused_before_anything_is_asked(tmp_path, typed):
    with served(pages_with_sections()) as web:
        ended = crawl_site(web, tmp_path / "data", "-a", f"section={typed}")
    assert ended.code == 2 and len(ended.err.splitlines()) == 1
    assert not web.asked and not (tmp_path / "data").exists()


def test_an_article_has_the_section_whose_listing_led_to_it(tmp_path):
    with served(pages_with_sections()) as web:
        crawl_site(web, tmp_path)
    held = {record["id"].partition(":")[2]: record for record in records(tmp_path)}
    assert {name: record["section"] for name, record in held.items()} == {
        "aaa0001": "Kinh tế",
        "aaa0002": "Kinh tế",
        "aaa0003": "Xã hội",
    }
    assert all(
        [p["code"] for p in record["problems"]] == ["section_from_listing"] for record in held.values()
    )


def test_the_section_that_the_page_prints_counts(tmp_path):
    pages = pages_with_sections()
    printed = article(1).replace("<h1", '<div id="cate_title">Nông nghiệp</div><h1', 1)
    pages[HOST, path_of(1)] = printed
    with served(pages) as web:
        crawl_site(web, tmp_path)
    held = {record["id"].partition(":")[2]: record["section"] for record in records(tmp_path)}
    assert held["aaa0001"] == "Nông nghiệp" and held["aaa0002"] == "Kinh tế"


def test_a_later_run_that_fetches_the_article_still_knows_its_section(tmp_path):
    with served(pages_with_sections()) as web:
        crawl_site(web, tmp_path, "-a", "limit=1")
        crawl_site(web, tmp_path)
    assert {record["section"] for record in records(tmp_path)} == {"Kinh tế", "Xã hội"}


def test_reading_the_archive_again_keeps_the_section_of_the_listing(tmp_path):
    import sys

    with served(pages_with_sections()) as web:
        crawl_site(web, tmp_path)
    words = [sys.executable, "-m", "dvcrawler", "reparse", SITE, "--data", str(tmp_path), "--jobs", "1"]
    again = warm.run(words, capture_output=True, text=True, timeout=300, check=False)
    assert "3 articles read again: 0 are revised, 0 are new, 3 as they were" in again.stdout, again.stderr
