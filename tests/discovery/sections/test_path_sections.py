"""Sections that only the paths above articles link to."""

import pytest

from dvcrawler.discovery.sections.path_sections import path_links
from dvcrawler.extract.page import Page
from tests.spiders.test_unknown_listings import HOST, address, all_of, crawl, links, site, stored

HOSTS = {HOST: HOST}


def paths(markup):
    page = Page(f"<html><body>{markup}<h1>Tin</h1></body></html>".encode(), f"https://{HOST}/xem/40")
    return [url.removeprefix(f"https://{HOST}") for url in path_links(page, HOSTS)]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            "<div class=breadcrumb><a href='/'>Trang chủ</a> / <a href='/thoi-su'>Thời sự</a></div>",
            ["/thoi-su"],
        ),
        (
            "<ol id=breadcrumbs><li><a href='/tin'>Tin</a><li><a href='/tin/xa'>Xã</a></ol>",
            ["/tin", "/tin/xa"],
        ),
        ("<div class=duong-dan><a href='/?cat=3'>Thời sự</a></div>", ["/?cat=3"]),
        (
            "<div class=breadcrumb><a href='/xem/40'>Bài này</a><a href='https://khac.vn/tin'>Khác</a></div>",
            [],
        ),
        ("<div class=breadcrumb><a href='/lien-he'>Liên hệ</a><a href='/tag/lua'>lúa</a></div>", []),
        (f"<div class=breadcrumb>{''.join(f'<a href=/m{n}>Mục</a>' for n in range(9))}</div>", []),
        ("<div class=menu><a href='/thoi-su'>Thời sự</a></div>", []),
    ],
)
def test_the_links_of_a_path_lead_to_sections(markup, expected):
    assert paths(markup) == expected


def test_a_portal_without_a_menu_is_read_by_the_paths_above_its_articles(tmp_path):
    pages = site(9, **{"/": links(0, 1, 2), "/thoi-su": links(3, 4, 5), "/tin-xa": links(6, 7, 8)})
    path = "<div class=breadcrumb><a href='/'>Trang chủ</a><a href='/{}'>Mục</a></div><h1>"
    for n, name in ((0, "thoi-su"), (4, "tin-xa")):
        pages[HOST, address(n)] = pages[HOST, address(n)].replace("<h1>", path.format(name))
    ended, _ = crawl(pages, tmp_path)
    assert stored(tmp_path) == all_of(9), ended.stdout
