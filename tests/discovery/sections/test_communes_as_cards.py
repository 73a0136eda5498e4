"""Communes that a front page shows as it shows articles: their pages list articles that it does not have."""

import pytest

from tests.discovery.sections.test_articles_in_menus import article
from tests.site import crawl_apart
from tests.spiders.test_unknown_listings import HOST, title

COMMUNES = ("an", "bac", "chau", "duong", "giang", "hoa")
NAME = "Cổng thông tin điện tử xã Hải {}"
PLACE = "Địa chỉ: xóm 3, xã Hải {}, tỉnh Ninh Bình. Điện thoại: 0228 3 123 456. Thư điện tử: xa@example.vn"
CARDS = {
    "linked": f"<div class=card><h4><a href='{{url}}'>{NAME}</a></h4><p>{PLACE}</p></div>",
    "button": f"<div class=card><h4>{NAME}</h4><a href='{{url}}'>Xem chi tiết</a></div>",
    "word": f"<div class=card><h4>{NAME}</h4><a href='{{url}}'>Truy cập</a></div>",
    "row": f"<div class=hang><span>{NAME}</span> <a href='{{url}}'>Truy cập</a></div>",
    "table": "<table><tr><td>Xã Hải {}</td><td><a href='{url}'>Tin tức</a></td></tr></table>",
}
SHAPES = {"below": "{commune}/tin-trong-tuan-cua-xa-{n}.html", "flat": "/tin-trong-tuan-cua-xa-{n}.html"}


def cards(urls):
    return "".join(
        f"<div><h3><a href='{url}'>{title(n)}</a></h3><i>12/3/2024</i></div>" for n, url in urls.items()
    )


def portal(card, shape):
    pages, boxes = {(HOST, "/robots.txt"): ""}, ""
    own = {n: f"/tin/tin-trong-tuan-cua-xa-{n + 40}.html" for n in range(6)}
    pages |= {(HOST, url): article(title(n), "") for n, url in own.items()}
    for k, name in enumerate(COMMUNES):
        commune = f"/xa-hai-{name}"
        urls = {n: SHAPES[shape].format(commune=commune, n=n + 40) for n in range(6 + k * 4, 10 + k * 4)}
        pages |= {(HOST, url): article(title(n), "") for n, url in urls.items()}
        pages[HOST, commune] = f"<html><body><h1>Xã Hải {name}</h1>{cards(urls)}</body></html>"
        boxes += CARDS[card].format(name.title(), name.title(), url=commune)
    pages[HOST, "/"] = f"<html><body><div>{cards(own)}</div><div class=xa>{boxes}</div></body></html>"
    return pages


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    portals = {(card, shape): portal(card, shape) for card in CARDS for shape in SHAPES}
    return crawl_apart(portals, tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("card", CARDS)
def test_the_articles_of_communes_on_cards_are_stored(crawled, card, shape):
    found, run = crawled[card, shape]
    assert found == {path for _, path in portal(card, shape) if path.endswith(".html")}
    assert run["exit_name"] == "ok"
