"""Feeds and sitemaps that a site file names, for sites whose pages lead to no article."""

import pytest

from tests.portal import records
from tests.site import crawl_own
from tests.spiders.test_unknown_listings import (
    HOST,
    SHELL,
    address,
    all_of,
    crawl,
    links,
    site,
    sitemap,
    stored,
)
from tests.webserver import Answer

SPIDER = """
from dvcrawler.extract.site import Site
from dvcrawler.normalize.urls import AddressPattern
from dvcrawler.spiders.base.news import NewsSpider

class Thu(NewsSpider):
    name = "thu"
    site = Site(
        name=name, title="Thử", hosts={"congthongtin.example.vn": "congthongtin.example.vn"}, layouts=(),
        addresses=(AddressPattern(r"/xem\\.php\\?so=(?P<id>[0-9]+)"),),
        start=("https://congthongtin.example.vn/",), feeds=("https://congthongtin.example.vn/bai",),
    )
"""


def rss(paths):
    items = "".join(f"<item><link>https://{HOST}{path}</link></item>" for path in paths)
    return Answer(f"<rss version='2.0'><channel>{items}</channel></rss>".encode())


def index(_):
    part = f"<sitemap><loc>https://{HOST}/phan-1</loc></sitemap>"
    return Answer(f"<sitemapindex>{part}</sitemapindex>".encode())


def crawl_with_feeds(pages, folder):
    (folder / "own").mkdir()
    (folder / "own/__init__.py").write_text("")
    (folder / "own/thu.py").write_text(SPIDER)
    return crawl_own(pages, folder, "thu")


@pytest.mark.sampled(3)
@pytest.mark.parametrize("file", [rss, sitemap, index])
def test_a_front_page_without_links_is_no_change_where_the_site_file_names_the_feeds(tmp_path, file):
    pages = site(6, **{"/": SHELL}) | {
        (HOST, "/bai"): file(map("/xem.php?so={}".format, range(40, 46))),
        (HOST, "/phan-1"): sitemap(map("/xem.php?so={}".format, range(40, 46))),
    }
    ended = crawl_with_feeds(pages, tmp_path)
    assert ended.returncode == 0, ended.stdout
    assert {record["url"].removeprefix(f"https://{HOST}") for record in records(tmp_path / "data")} == all_of(
        6
    )


@pytest.mark.sampled(3)
@pytest.mark.parametrize("answer", [Answer(b"", 404), rss([]), Answer(b"<html><p>Trang</p></html>")])
def test_a_feed_of_the_site_file_without_articles_is_a_change(tmp_path, answer):
    ended = crawl_with_feeds(site(6, **{"/": SHELL}) | {(HOST, "/bai"): answer}, tmp_path)
    assert ended.returncode == 13, ended.stdout


def test_an_unknown_site_without_links_is_learned_from_the_sitemap_at_its_usual_address(tmp_path):
    pages = site(8, **{"/": SHELL}) | {
        (HOST, "/sitemap.xml"): sitemap(map("/xem.php?so={}".format, range(40, 48)))
    }
    ended, _ = crawl(pages, tmp_path)
    assert ended.returncode == 0, ended.stdout
    assert stored(tmp_path) == all_of(8)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("listed", ["", links(0, 1, 2)])
def test_articles_that_an_index_names_as_sitemaps_are_read(tmp_path, listed):
    entries = "".join(f"<sitemap><loc>https://{HOST}{address(n)}</loc></sitemap>" for n in range(8))
    pages = site(8, **{"/": listed or SHELL}) | {
        (HOST, "/sitemap.xml"): Answer(f"<sitemapindex>{entries}</sitemapindex>".encode())
    }
    ended, _ = crawl(pages, tmp_path)
    assert ended.returncode == 0, ended.stdout
    assert stored(tmp_path) == all_of(8)
