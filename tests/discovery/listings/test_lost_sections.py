"""Sections of the site file that are lost, crawled: the run names them, and `health` after the second one."""

import re
import sys

from scrapy import Request
from scrapy.http import Response

from dvcrawler.discovery.listings.listing_failures import report_lost_section
from dvcrawler.discovery.listings.listing_state import Listing
from tests import warm
from tests.portal import environment
from tests.site import HOST, article, crawl_own, crawl_portal, home, last_run, site
from tests.webserver import Answer

FILE = """from dataclasses import replace
from dvcrawler.spiders.base.news import NewsSpider
from dvcrawler.spiders.baolamdong import BaoLamDong

NAMES = ("tot", "mat", "het", "ve-nha", "sang-khac", "cam", "hong", "tep")

class Thu(NewsSpider):
    name = "thu"
    site = replace(BaoLamDong.site, name="thu", sections={each: f"https://baolamdong.vn/muc-{each}/" for each in NAMES})
"""
LOST = {
    "mat": (Answer(b"", 404), "gone", "the section is gone (404)"),
    "het": (Answer(b"", 410), "gone", "the section is gone (410)"),
    "ve-nha": (Answer(b"", 301, {"Location": "/"}), "moved", "the section leads to the front page"),
    "sang-khac": (
        Answer(b"", 302, {"Location": "https://khac.example.vn/"}),
        "moved",
        "https://khac.example.vn/",
    ),
    "cam": (Answer(b"", 403), "blocked", "the server says 403"),
    "hong": (Answer(b"", 500), "failed", "the server says 500"),
    "tep": (
        Answer(b"%PDF-1.4", 200, {"Content-Type": "application/pdf"}),
        "unread",
        "a listing that is not a page",
    ),
}
#: A front page without a link that the site file knows.
OTHER_SYSTEM = "<html><body>" + "".join(
    f"<p><a href='/portal/pages/view?id={n}'>Hội đồng nhân dân họp phiên thứ {n}</a>" for n in range(9)
)


def url_of(name):
    return f"https://{HOST}/muc-{name}/"


def crawl(pages, folder):
    own = folder / "own"
    own.mkdir(exist_ok=True)
    (own / "__init__.py").touch()
    (own / "thu.py").write_text(FILE)
    ended = crawl_own(pages, folder, "thu")
    return ended.stdout, last_run(folder / "data", "thu")


def judge(folder):
    ended = warm.run(
        [sys.executable, "-m", "dvcrawler", "health", "--data", str(folder / "data")],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout


def test_lists_of_the_site_file_that_are_lost_are_named_by_the_run_and_after_two_by_health(tmp_path):
    """Those that only its menu names once."""
    menu = "".join(f"<a href='/{name}/'>{name}</a>" for name in ("thoi-su", "van-hoa"))
    pages = site(1, 2, 3, 4, 5, 6, home=home(1, 2, 3).replace("<body>", f"<body><nav>{menu}</nav>"))
    pages |= {(HOST, f"/muc-{name}/"): home(1, 2, 3) for name in ("tot", *LOST)}
    pages |= {(HOST, f"/{name}/"): home(4, 5, 6) for name in ("thoi-su", "van-hoa")}
    lost = pages | {(HOST, f"/muc-{name}/"): answer for name, (answer, _, _) in LOST.items()}
    lost |= {(HOST, "/thoi-su/"): Answer(b"", 404), (HOST, "/van-hoa/"): home()}
    lost_once = {f"https://{HOST}/thoi-su/": ("gone", None), f"https://{HOST}/van-hoa/": ("unread", None)}
    told, run = crawl(pages, tmp_path)
    assert not run["problems"]
    for code in (0, 13):
        told, run = crawl(lost, tmp_path)
        found = {page["url"]: (page["outcome"], page.get("list")) for page in run["problems"]}
        always = {url_of(name): (outcome, "section") for name, (_, outcome, _) in LOST.items()}
        assert found == (always | lost_once if code == 0 else always)
        for name, (_, outcome, reason) in LOST.items():
            assert re.search(f"  {outcome} {url_of(name)}: .*{re.escape(reason)}", told), name
        status, judged = judge(tmp_path)
        assert status == code
    assert "changed (13): each of 5 sections, such as https://baolamdong.vn/muc-" in judged
    assert f"also blocked: the section {url_of('cam')} gives no articles" in judged
    assert f"also unreachable: the section {url_of('hong')} gives no articles" in judged
    for code in (0, 13):
        told, run = crawl(pages | {(HOST, "/"): OTHER_SYSTEM}, tmp_path)
        assert (run["exit_code"], run["problems"]) == (0, [])
        assert "; the front page has no article link" in told
        status, judged = judge(tmp_path)
        assert status == code
    assert "(the front page has no article link)" in judged


def test_a_site_whose_sections_and_articles_are_all_gone_has_changed_and_lost_sections_alone_have_not(
    tmp_path,
):
    menu = "".join(f"<a href='/muc-{name}/'>Mục {name}</a>" for name in ("tot", *LOST))
    pages = site() | {(HOST, "/"): home(1, 2, 3).replace("</body>", f"{menu}</body>")}
    _, run = crawl(pages, tmp_path)
    assert (run["exit_name"], run["outcomes"]["gone"]) == ("changed", 3 + 1 + len(LOST))


def test_the_front_page_of_an_unknown_site_is_lost_once_it_gives_no_articles_and_not_for_a_doubt(tmp_path):
    paths = [f"/thoi-su/hop-thon-ban-ve-mua-gat-{n}.html" for n in range(100001, 100006)]
    entries = "".join(f"<url><loc>https://{HOST}{path}</loc></url>" for path in paths)
    links = "".join(f"<p><a href='{path}'>Họp thôn bàn về mùa gặt lần {path[-6]}</a>" for path in paths)
    scripts = "".join(f"<div onclick='xem({n})'>Xã bàn việc nuôi tôm năm thứ {n}</div>" for n in range(9))
    pages = {(HOST, path): article(n) for n, path in enumerate(paths)} | {
        (HOST, "/robots.txt"): f"User-agent: *\nSitemap: https://{HOST}/sitemap.xml\n",
        (
            HOST,
            "/sitemap.xml",
        ): f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entries}</urlset>",
    }
    doubtful, file = (
        f"<html><body>{links}{scripts}",
        Answer(b"%PDF-1.4", 200, {"Content-Type": "application/pdf"}),
    )
    codes = [(f"<html><body>{links}", 0), (doubtful, 0), (doubtful, 0), (file, 0), (file, 13)]
    for front, code in codes:
        crawl_portal(pages | {(HOST, "/"): front}, tmp_path / "data", HOST)
        run = last_run(tmp_path / "data", f"portal/{HOST}")
        expected = [None] if front is doubtful else ["front"] if front is file else []
        assert [page.get("list") for page in run["problems"]] == expected
        status, judged = judge(tmp_path)
        assert status == code, judged
    assert f"changed (13): the front page https://{HOST}/ gives no articles, while other lists do" in judged


def test_a_section_of_a_menu_that_had_articles_is_named_once_when_it_has_none(tmp_path):
    def link(n):
        return f"<p><a href='/tin/hop-thon-ban-ve-mua-gat-{n}.html'>Họp thôn bàn về mùa gặt lần {n}</a>"

    lost = {
        "thoi-su": Answer(b"", 404),
        "kinh-te": "<html><body>Đang cập nhật",
        "van-hoa": Answer(b"", 302, {"Location": "/"}),
        "lien-he": Answer(b"", 404),
    }
    menu = "<html><body>" + "".join(f"<a href='/{name}/'>{name}</a>" for name in ("phap-luat", *lost))
    pages = {(HOST, "/"): menu + "".join(link(n) for n in range(100001, 100004))}
    for start, name in enumerate(("phap-luat", *lost), 1):
        listed = range(100000 + 10 * start, 100006 + 10 * start) if name != "lien-he" else ()
        pages[HOST, f"/{name}/"] = menu + "".join(link(n) for n in listed)
    pages |= {(HOST, f"/tin/hop-thon-ban-ve-mua-gat-{n}.html"): article(n) for n in range(100001, 100060)}
    named = {"thoi-su": "gone", "kinh-te": "unread", "van-hoa": "moved"}
    changed = pages | {(HOST, f"/{name}/"): answer for name, answer in lost.items()}
    for shown, expected in ((pages, {}), (changed, named), (changed, {}), (pages, {}), (changed, named)):
        crawl_portal(shown, tmp_path / "data", HOST)
        found = last_run(tmp_path / "data", f"portal/{HOST}")["problems"]
        assert {page["url"]: page["outcome"] for page in found} == {
            f"https://{HOST}/{name}/": outcome for name, outcome in expected.items()
        }


def test_a_front_page_without_a_link_of_an_earlier_run_is_named_once(tmp_path):
    def front(folder, numbers):
        menu = "<a href='/'>Trang chủ</a>"
        menu += "".join(f"<a href='/muc-{folder}-{n}/'>Chuyên mục {n}</a>" for n in range(3))
        links = (f"/{folder}/hop-thon-ban-ve-mua-gat-{n}.html" for n in numbers)
        return menu + "".join(f"<p><a href='{url}'>Họp thôn bàn về mùa gặt {url}</a>" for url in links)

    old, taken = range(100001, 100012), range(500001, 500012)
    pages = {(HOST, f"/tin/hop-thon-ban-ve-mua-gat-{n}.html"): article(n) for n in old}
    pages |= {(HOST, f"/nha-cai/hop-thon-ban-ve-mua-gat-{n}.html"): article(n) for n in taken}
    pages |= {
        (HOST, f"/muc-{folder}-{n}/"): front(folder, numbers[n : n + 3])
        for folder, numbers in (("tin", old), ("nha-cai", taken))
        for n in range(3)
    }
    fronts = [front("tin", old[:9]), front("tin", old), front("nha-cai", taken), front("nha-cai", taken)]
    named = []
    for shown in fronts:
        crawl_portal(pages | {(HOST, "/"): f"<html><body>{shown}"}, tmp_path / "data", HOST)
        named.append([page["reason"] for page in last_run(tmp_path / "data", f"portal/{HOST}")["problems"]])
    reason = "it has no link of an earlier run: the site was built again, or another one has taken its host"
    assert named == [[], [], [reason], []]


def test_a_front_page_that_is_redirected_to_itself_is_no_lost_section():
    asked = Request(f"https://www.{HOST}/", meta={"redirect_urls": [f"https://{HOST}/"]})
    home_page = Response(asked.url, request=asked)
    assert report_lost_section(None, home_page, Listing(HOST, 1, is_home=True)) is None
