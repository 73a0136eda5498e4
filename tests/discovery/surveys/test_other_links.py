"""Older articles, whose addresses differ from those of the newest ones that the rule was learned from."""

import pytest

from dvcrawler.discovery.surveys.other_links import REFUSED_LINKS, OtherLinks, find_unknown
from dvcrawler.discovery.surveys.survey_requests import PICTURES_ONLY
from dvcrawler.extract.page import Page
from tests.portal import runs
from tests.sampling import tried
from tests.site import PARAGRAPH, crawl_apart, crawl_own
from tests.webserver import Answer

HOST = "congthongtin.example.vn"
COUNT, NEWEST = 10, 6
PLACES = "Hải Minh|Hải Anh|Giao Tiến|Yên Cường|Nam Thái|Xuân Hòa|Trực Đại|Nghĩa Lâm|Mỹ Phúc|Vụ Bản".split("|")
PLAIN = "hai-minh hai-anh giao-tien yen-cuong nam-thai xuan-hoa truc-dai nghia-lam my-phuc vu-ban".split()


def slug(n):
    return f"xa-{PLAIN[n]}-khanh-thanh-duong-lien-thon"


def title(n):
    return f"Xã {PLACES[n]} khánh thành đường liên thôn số {n}"


def cards(address, numbers):
    return "".join(
        f"<div><h3><a href='{address(n)}'>{title(n)}</a></h3><i>15/03/2024</i></div>" for n in numbers
    )


def portal(address, listed=COUNT):
    """A section of two pages, the first with the newest articles; the others up to `listed` are older."""
    menu = "<nav><a href='/'>Trang chủ</a><a href='/thoi-su'>Thời sự</a></nav>"
    pager = (
        ""
        if listed == NEWEST
        else "<div class=pager><a href='/thoi-su'>1</a> <a href='/thoi-su?page=2'>2</a></div>"
    )
    newest, older = cards(address, range(NEWEST)), cards(address, range(NEWEST, listed))
    lists = {"/": newest, "/thoi-su": newest + pager} | ({"/thoi-su?page=2": older + pager} if pager else {})
    pages = {(HOST, "/robots.txt"): ""} | {
        (HOST, path): f"<html><body>{menu}<main>{text}</main></body></html>" for path, text in lists.items()
    }
    for n in range(COUNT):
        body = f"<h1>{title(n)}</h1><p>15/03/2024 08:05</p><div>{PARAGRAPH * 3}<p>Đường số {n}.</p></div>"
        pages[HOST, address(n)] = f"<html><body>{menu}{body}</body></html>"
    return pages


def either(newest, older):
    return lambda n: newest(n) if n < NEWEST else older(n)


ADDRESSES = {
    "hexadecimal ids": either(lambda n: f"/p/{10000 + n}", lambda n: f"/p/{40960 + 7 * n:x}f"),
    "fewer digits": either(lambda n: f"/{slug(n)}-{1000000 + n}.html", lambda n: f"/{slug(n)}-{n + 70}.html"),
    "no day": either(lambda n: f"/2024/03/15/{slug(n)}", lambda n: f"/{slug(n)}"),
    "another ending": either(lambda n: f"/{slug(n)}-{900 + n}.html", lambda n: f"/{slug(n)}-{900 + n}.htm"),
    "another folder": either(lambda n: f"/tin-tuc/{900 + n}", lambda n: f"/bai-viet/{900 + n}"),
    "a folder of albums": either(lambda n: f"/tin/{slug(n)}-{900 + n}.html", lambda n: f"/album/{900 + n}"),
    "a folder of topics": either(
        lambda n: f"/tin/{slug(n)}-{900 + n}.html", lambda n: f"/su-kien/{slug(n)}-{n}"
    ),
    "videos between": lambda n: f"/video/{900 + n}" if n % 3 == 1 else f"/tin/{slug(n)}-{900 + n}.html",
    "a query": either(lambda n: f"/chi-tiet/{slug(n)}", lambda n: f"/chi-tiet?id={900 + n}"),
}
IN_FILES = either(lambda n: f"/xem/{900 + n}", lambda n: f"/doc/{900 + n}")


def xml(text):
    """The text with the host that was asked in the place of HOST."""
    head = {"Content-Type": "application/xml"}
    return lambda handler: Answer(text.replace(HOST, handler.headers["Host"]).encode(), headers=head)


def in_feed():
    items = "".join(f"<item><link>https://{HOST}{IN_FILES(n)}</link></item>" for n in range(COUNT))
    pages = portal(IN_FILES, listed=NEWEST)
    head = "<head><link rel=alternate type='application/rss+xml' href='/rss'></head><body>"
    pages[HOST, "/"] = pages[HOST, "/"].replace("<body>", head)
    feed = f"<?xml version='1.0'?><rss version='2.0'><channel>{items}</channel></rss>"
    return pages | {(HOST, "/rss"): xml(feed)}


def in_sitemap():
    """Beside articles, the sitemap names pages of offices."""
    entries = "".join(f"<url><loc>https://{HOST}{IN_FILES(n)}</loc></url>" for n in range(COUNT))
    entries += "".join(f"<url><loc>https://{HOST}/co-quan/{name}</loc></url>" for name in PLAIN)
    space = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    sitemap = f"<?xml version='1.0'?><urlset {space}>{entries}</urlset>"
    return portal(IN_FILES, listed=NEWEST) | {(HOST, "/sitemap.xml"): xml(sitemap)}


def broken():
    """Older articles whose pages fail."""
    address = ADDRESSES["a query"]
    failing = {(HOST, address(n)): Answer(b"", status=501) for n in range(NEWEST, COUNT)}
    return portal(address, listed=NEWEST + 2) | failing


def in_pictures(address):
    """Older articles that are albums without a caption."""
    pictures = "".join(f"<p><img src='/anh/{n}.jpg' width=800 height=600></p>" for n in range(4))
    albums = {
        (HOST, address(n)): f"<html><body><h1>{title(n)}</h1><p>15/03/2024</p>{pictures}</body></html>"
        for n in range(NEWEST, COUNT)
    }
    return portal(address) | albums


@pytest.fixture(scope="module")
def crawled(request, tmp_path_factory):
    portals = {name: portal(address) for name, address in ADDRESSES.items()}
    portals |= {"a feed": in_feed(), "a sitemap": in_sitemap()}
    names = tried(request)
    portals = {name: pages for name, pages in portals.items() if name in names} | {
        "pages that fail": broken()
    }
    portals["pictures alone"] = in_pictures(ADDRESSES["a folder of albums"])
    return crawl_apart(portals, tmp_path_factory.mktemp("data"))


@pytest.mark.sampled(7)
@pytest.mark.parametrize("name", [*ADDRESSES, "a feed", "a sitemap"])
def test_older_articles_with_other_addresses_are_found(crawled, name):
    paths, run = crawled[name]
    assert (len(paths), run["exit_code"]) == (COUNT, 0)


def test_links_of_which_no_page_could_be_read_are_reported(crawled):
    paths, run = crawled["pages that fail"]
    assert (len(paths), run["exit_code"]) == (NEWEST, 10)
    assert any("not known as such" in each["reason"] for each in run["problems"])


def test_albums_that_are_left_out_are_reported_once(crawled):
    paths, run = crawled["pictures alone"]
    assert (len(paths), run["exit_code"]) == (NEWEST, 10)
    assert [each["reason"] for each in run["problems"]].count(PICTURES_ONLY) == 1


SPIDER = f"""
from dvcrawler.extract.site import Site
from dvcrawler.normalize.urls import AddressPattern
from dvcrawler.spiders.base.news import NewsSpider

class Thu(NewsSpider):
    name = "thu"
    site = Site(name, "Thử", {{"{HOST}": "{HOST}"}}, (), (AddressPattern("/tin/(?P<id>[0-9]+)"),),
                ("https://{HOST}/",), {{"thoi-su": "https://{HOST}/thoi-su"}})
"""


@pytest.mark.parametrize("layouts", ["()", "(joomla.JOOMLA,)"])
def test_kinds_of_links_that_a_site_file_leaves_out_are_reported_where_they_may_be_articles(
    tmp_path, layouts
):
    """Topics list articles; what stands at `/vb/` are articles."""
    pages = portal(lambda n: f"/tin/{900 + n}" if n % 3 else f"/vb/{n}" if n else "/chu-de/lu-lut")
    pages[HOST, "/chu-de/lu-lut"] = pages[HOST, "/thoi-su"]
    (tmp_path / "own").mkdir()
    (tmp_path / "own/__init__.py").write_text("")
    spider = SPIDER.replace(", (), (Addr", f", {layouts}, (Addr")
    (tmp_path / "own/thu.py").write_text(f"from dvcrawler.families import joomla\n{spider}")
    codes = [crawl_own(pages, tmp_path, "thu").returncode for _ in range(2)]
    first, second = runs(tmp_path / "data", "thu")
    assert [REFUSED_LINKS in each["reason"] and "/vb/" in each["reason"] for each in first["problems"]] == [
        True
    ]
    assert (codes, second["problems"]) == ([10, 0], [])


def test_a_front_page_of_a_new_system_is_named_in_each_run_though_old_lists_are_still_there(tmp_path):
    pages = portal(lambda n: f"/tin/{900 + n}")
    front = pages[HOST, "/"].replace("/tin/9", "/bai-viet/9")
    pages[HOST, "/"] = front
    (tmp_path / "own").mkdir()
    (tmp_path / "own/__init__.py").write_text("")
    (tmp_path / "own/thu.py").write_text(SPIDER)
    codes = [crawl_own(pages, tmp_path, "thu").returncode for _ in range(2)]
    problems = [each for run in runs(tmp_path / "data", "thu") for each in run["problems"]]
    assert codes == [10, 10]
    assert [each["url"] for each in problems] == [f"https://{HOST}/"] * 2
    assert all(REFUSED_LINKS in each["reason"] and ": 6, such as" in each["reason"] for each in problems)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (cards(lambda n: f"/bai-viet/{900 + n}", range(5)), 5),
        ("".join(f"<p><a href='/xa-{name}/'>Xã {name}</a></p>" for name in PLAIN), 0),
        (cards(lambda n: f"https://xa{n}.example.vn/", range(5)), 0),
        (cards(lambda n: "/", range(5)), 0),
        (
            cards(lambda n: f"/van-ban/{700 + n}", range(3)) + cards(lambda n: f"/video/{slug(n)}", range(3)),
            0,
        ),
        ("<p>Trang này đang được bảo trì.</p>", 0),
    ],
    ids=["headlines", "units", "other hosts", "front page", "documents and films", "none"],
)
def test_links_that_a_front_page_lists_as_articles_are_found_without_the_site_file(text, count):
    page = Page(f"<html><body><main>{text}</main></body></html>".encode(), f"https://{HOST}/")
    assert len(find_unknown(page, {HOST: HOST})) == count


def test_links_among_the_articles_that_a_site_file_leaves_out_are_found_once():
    text = portal(either(lambda n: f"/tin/{900 + n}", lambda n: f"/vb/{n}"))[HOST, "/thoi-su?page=2"]
    text = text.replace("<main>", "<main>" + cards(lambda n: f"/tin/{900 + n}", range(3)))
    page, others = Page(text.encode(), f"https://{HOST}/thoi-su"), OtherLinks()
    found = others.find_beside(page, {HOST: HOST}, lambda url: "/tin/" in url)
    assert found == [f"https://{HOST}/vb/{n}" for n in range(NEWEST, COUNT)]
    assert others.find_beside(page, {HOST: HOST}, lambda url: "/tin/" in url) == []


def test_links_of_a_list_in_the_place_of_the_articles_of_other_pages_are_found():
    def listing(path, make):
        return Page(
            f"<html><body><a href='/noi-dung'>Mục</a><main>{cards(make, range(3))}</main></body></html>".encode(),
            f"https://{HOST}{path}",
        )

    others = OtherLinks()
    pages = [listing("/tin", lambda n: f"/tin/{900 + n}"), listing("/thong-bao", lambda n: f"/thong-bao/{n}")]
    found = [others.find_beside(page, {HOST: HOST}, lambda url: "/tin/" in url) for page in pages]
    assert found == [[], [f"https://{HOST}/thong-bao/{n}" for n in range(3)]]
